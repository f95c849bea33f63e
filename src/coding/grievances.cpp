#include "coding/grievances.h"

#include <algorithm>

namespace musnad::coding {
namespace {

bool has_role(const Predication& act, Role role) {
  return std::any_of(act.args.begin(), act.args.end(), [&](const Argument& argument) { return argument.role == role; });
}

bool is_plain_fact(const Status& status) {
  return status.polarity == Polarity::kAffirmed && status.mood == ClaimMood::kAsserted;
}

// Somebody refuses, and all who do are people at large.
bool is_popular_refusal(const Document& document, const Predication& act) {
  if (act.type != "REJECT" || !is_plain_fact(act.status) || !has_role(act, Role::kActor)) return false;
  return std::all_of(act.args.begin(), act.args.end(), [&](const Argument& argument) {
    if (argument.role != Role::kActor) return true;
    if (!argument.entity.valid()) return false;
    const Entity& entity = document.at(argument.entity);
    return entity.sector == "CVL" || entity.kind == EntityKind::kPlace;  // "residents of X and Y" with Y beside the residents
  });
}

bool is_open_protest(const Predication& act) {
  return act.type == "PROTEST" && is_plain_fact(act.status) && !has_role(act, Role::kActor) && !has_role(act, Role::kIssue) &&
         !has_role(act, Role::kRecipient);
}

}  // namespace

void settle_grievances(const Document& document, std::span<Draft> drafts) {
  const auto block_of = [&](const Draft& draft) { return document.at(draft.act.sentence).block; };
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    Draft& refusal = drafts[i];
    if (refusal.merged || !is_popular_refusal(document, refusal.act)) continue;
    const auto takes = [&](const Draft& draft) {
      return !draft.merged && block_of(draft) == block_of(refusal) && is_open_protest(draft.act);
    };
    Draft* protest = nullptr;  // the nearest before, else the first behind
    for (std::size_t k = i; k-- > 0 && protest == nullptr;)
      if (takes(drafts[k])) protest = &drafts[k];
    for (std::size_t k = i + 1; k < drafts.size() && protest == nullptr; ++k)
      if (takes(drafts[k])) protest = &drafts[k];
    if (protest == nullptr) continue;
    for (const Argument& argument : refusal.act.args)
      if (argument.role == Role::kActor || argument.role == Role::kIssue) protest->act.args.push_back(argument);
    if (refusal.act.place.valid()) take_places(refusal.act, protest->act);
    protest->act.rule += " + grievance";
    refusal.merged = true;
  }
}

}  // namespace musnad::coding
