#include "coding/effects.h"

#include <algorithm>

#include "coding/circumstances.h"

namespace musnad::coding {
namespace {

bool is_cause(const codebook::Codebook& book, const Document& document, WordId word) {
  return book.find_grammar(document, word, "cause") != nullptr;
}

// The outcome verb that the effect hangs on ("led to the death of two"), or an invalid id.
WordId cause_above(const codebook::Codebook& book, const TreeIndex& tree, WordId trigger) {
  WordId at = tree.head(trigger);
  for (int steps = 0; tree.words().contains(at) && steps < 4; ++steps, at = tree.head(at)) {
    if (is_cause(book, tree.document(), at)) return at;
    if (tree.document().tag(at).upos == Upos::VERB) break;
  }
  return {};
}

bool is_coordinated(const TreeIndex& tree, WordId first, WordId second) {
  WordId at = second;
  for (int steps = 0; tree.words().contains(at) && steps < 4 && base_of(tree.relation(at)) == Relation::kConj; ++steps) {
    at = tree.head(at);
    if (at == first) return true;
  }
  return false;
}

bool can_have_effects(const Draft& draft) {
  return draft.act.type == "ASSAULT" || draft.act.type == "PROTEST" || draft.act.type == "COERCE";
}

// The draft whose effect this is: the nearest act before it that the tree ties to it.
Draft* find_act(const codebook::Codebook& book, const TreeIndex& tree, std::span<Draft> drafts, const Draft& effect) {
  const WordId trigger = effect.frame.trigger;
  const WordId cause = cause_above(book, tree, trigger);
  Draft* best = nullptr;
  for (Draft& draft : drafts) {
    if (&draft == &effect || draft.merged || !can_have_effects(draft)) continue;
    const WordId act = draft.frame.trigger;
    bool tied = false;
    if (draft.effect) {
      tied = act < trigger && (is_coordinated(tree, act, trigger) || (cause.valid() && cause_above(book, tree, act) == cause));
    } else if (cause.valid()) {
      // The act is the outcome verb's subject, or the outcome verb's clause hangs on the act's.
      tied = tree.is_below(act, cause) || tree.is_below(cause, act) || (act < trigger && clause_above(tree, cause) == clause_of(tree, act));
    } else {
      const bool participle = tree.document().tag(trigger).upos == Upos::VERB && base_of(tree.relation(trigger)) == Relation::kAdvcl;
      tied = participle && tree.head(trigger) == act;
    }
    if (tied && (best == nullptr || draft.effect < best->effect || draft.frame.trigger > best->frame.trigger)) best = &draft;
  }
  return best;
}

void move_effect(Draft& from, Draft& to) {
  for (Count& count : from.act.counts) {
    const auto same = [&](const Count& known) { return known.span == count.span && known.kind == count.kind; };
    if (std::none_of(to.act.counts.begin(), to.act.counts.end(), same)) to.act.counts.push_back(count);
  }
  const auto is_recipient = [](const Argument& argument) { return argument.role == Role::kRecipient; };
  if (std::none_of(to.act.args.begin(), to.act.args.end(), is_recipient))
    std::copy_if(from.act.args.begin(), from.act.args.end(), std::back_inserter(to.act.args), is_recipient);
  if (!to.act.time) to.act.time = from.act.time;
  if (!to.act.place.valid()) to.act.place = from.act.place;
  if (from.act.status.polarity == Polarity::kDenied && to.effect) to.act.status.polarity = Polarity::kDenied;
  from.merged = true;
}

}  // namespace

void merge_effects(const codebook::Codebook& book, const TreeIndex& tree, std::span<Draft> drafts) {
  for (Draft& draft : drafts) {
    if (!draft.effect || draft.merged) continue;
    // A denied effect of an act that happened ("the blast hurt nobody") stands alone.
    Draft* act = find_act(book, tree, drafts, draft);
    if (act == nullptr || act->act.status.polarity != draft.act.status.polarity) continue;
    move_effect(draft, *act);
  }
}

}  // namespace musnad::coding
