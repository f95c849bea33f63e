#include "coding/commitments.h"

#include <algorithm>
#include <array>

namespace musnad::coding {
namespace {

struct Intention {
  std::string_view type;
  std::string_view cameo;  ///< "express intent to ..." of CAMEO
};
constexpr std::array<Intention, 4> kIntentions = {
    {{"CONSULT", "036"}, {"SUPPORT", "032"}, {"COOPERATE", "031"}, {"AID", "033"}}};

const Intention* find_intention(std::string_view type) {
  const auto found = std::find_if(kIntentions.begin(), kIntentions.end(), [&](const Intention& row) { return row.type == type; });
  return found == kIntentions.end() ? nullptr : &*found;
}

bool can_be_promised(const Predication& act) {
  return find_intention(act.type) != nullptr || act.type == "CONCEDE" || act.type == "RETREAT";
}

bool is_planned(const Predication& act) { return act.status.mood == ClaimMood::kPlanned && act.status.polarity == Polarity::kAffirmed; }

// Whether `promised` hangs on `promise` as what is promised; links of coordination and light verbs may stand between.
bool promises(const TreeIndex& tree, WordId promise, WordId promised) {
  WordId at = promised;
  for (int steps = 0; steps < 3 && tree.words().contains(at); ++steps) {
    const Relation relation = base_of(tree.relation(at));
    const bool inside = relation == Relation::kXcomp || relation == Relation::kCcomp || relation == Relation::kObj ||
                        relation == Relation::kObl || relation == Relation::kAdvcl || relation == Relation::kAcl ||
                        relation == Relation::kNmod || relation == Relation::kConj;
    if (!inside) return false;
    at = tree.head(at);
    if (at == promise) return true;
  }
  return false;
}

void take_in(Draft& promise, Draft& promised) {
  const auto has = [&](Role role) {
    return std::any_of(promise.act.args.begin(), promise.act.args.end(), [&](const Argument& argument) { return argument.role == role; });
  };
  const auto take = [&](Role role) {
    if (has(role)) return;
    std::copy_if(promised.act.args.begin(), promised.act.args.end(), std::back_inserter(promise.act.args),
                 [&](const Argument& argument) { return argument.role == role; });
  };
  take(Role::kActor);
  take(Role::kRecipient);
  promised.merged = true;
}

}  // namespace

void settle_commitments(const TreeIndex& tree, std::span<Draft> drafts) {
  for (Draft& promise : drafts) {
    if (promise.merged || promise.act.type != "AGREE") continue;
    for (Draft& promised : drafts)
      if (!promised.merged && &promised != &promise && can_be_promised(promised.act) && is_planned(promised.act) &&
          promises(tree, promise.frame.trigger, promised.frame.trigger))
        take_in(promise, promised);
  }
  for (Draft& draft : drafts) {
    Predication& act = draft.act;
    const Intention* intention = find_intention(act.type);
    if (draft.merged || intention == nullptr || !is_planned(act)) continue;
    act.type = "AGREE";
    act.mode.clear();
    act.cameo = intention->cameo;
    act.acled.reset();
    act.rule += " + intention";
  }
}

}  // namespace musnad::coding
