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

// "three dead and 20 wounded", "seven dead, among them a girl, and 31 wounded": nouns of a toll with no verb between.
bool is_listed(const TreeIndex& tree, WordId first, WordId second) {
  const std::uint32_t end = tree.child(second, {Relation::kNummod}).valid() ? second.value : second.value + 1;  // "20 wounded" is a noun
  for (std::uint32_t word = first.value; word < end; ++word) {
    const Upos upos = tree.document().tag(WordId{word}).upos;
    if (upos == Upos::VERB || upos == Upos::AUX || upos == Upos::SCONJ) return false;
  }
  return true;
}

// "in which the driver was killed"
bool is_within(const TreeIndex& tree, WordId verb) {
  const auto children = tree.children(verb);
  return std::any_of(children.begin(), children.end(), [&](WordId child) {
    return base_of(tree.relation(child)) == Relation::kObl && tree.document().tag(child).upos == Upos::PRON;
  });
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
      tied = act < trigger && (is_listed(tree, act, trigger) || is_coordinated(tree, act, trigger) ||
                               (cause.valid() && cause_above(book, tree, act) == cause));
    } else if (cause.valid() && act < trigger) {
      // The act is the outcome verb's subject, or the outcome verb's clause hangs on the act's.
      tied = tree.is_below(act, cause) || tree.is_below(cause, act) || (act < trigger && clause_above(tree, cause) == clause_of(tree, act));
    } else {
      // "a bomb went off, killing two"; "clashes in which two were killed"
      const Relation relation = base_of(tree.relation(trigger));
      const bool clause = tree.document().tag(trigger).upos == Upos::VERB && (relation == Relation::kAdvcl || relation == Relation::kAcl);
      tied =
          clause && (tree.head(trigger) == act || (relation == Relation::kAcl && tree.is_below(trigger, act) && is_within(tree, trigger)));
    }
    if (tied && (best == nullptr || draft.effect < best->effect || draft.frame.trigger > best->frame.trigger)) best = &draft;
  }
  return best;
}

// "killed in a blast", "hurt in clashes in X", "the bombing killed": the effect is told, the act below it says how and by whom.
Draft* find_governed_act(const codebook::Codebook& book, const TreeIndex& tree, std::span<Draft> drafts, const Draft& effect) {
  Draft* best = nullptr;
  for (Draft& draft : drafts) {
    if (&draft == &effect || draft.merged || draft.effect || draft.act.type != effect.act.type || !draft.act.counts.empty()) continue;
    const WordId act = draft.frame.trigger;
    const Relation relation = base_of(tree.relation(act));
    if (relation == Relation::kNsubj && tree.head(act) == effect.frame.trigger) return &draft;
    if (act < effect.frame.trigger || (relation != Relation::kObl && relation != Relation::kNmod)) continue;
    const auto children = tree.children(act);
    const bool within = std::any_of(children.begin(), children.end(), [&](WordId child) {
      return base_of(tree.relation(child)) == Relation::kCase && (book.find_grammar(tree.document(), child, "cause_prep") != nullptr ||
                                                                  book.find_grammar(tree.document(), child, "locative") != nullptr);
    });
    // Nothing but the effect and its victims may stand between: no other verb whose circumstance the act is.
    bool direct = within;
    for (WordId at = tree.head(act); direct && at != effect.frame.trigger; at = tree.head(at))
      direct = tree.words().contains(at) && tree.document().tag(at).upos != Upos::VERB;
    if (direct && (best == nullptr || draft.frame.trigger < best->frame.trigger)) best = &draft;
  }
  return best;
}

void take_act(Draft& effect, Draft& act) {
  if (effect.act.mode.empty() && !act.act.mode.empty()) {
    effect.act.mode = act.act.mode;
    effect.act.cameo = act.act.cameo;
    effect.act.acled = act.act.acled;
  }
  for (const Role role : {Role::kActor, Role::kInstrument}) {
    const auto has = [&](const Argument& argument) { return argument.role == role; };
    if (std::none_of(effect.act.args.begin(), effect.act.args.end(), has))
      std::copy_if(act.act.args.begin(), act.act.args.end(), std::back_inserter(effect.act.args), has);
  }
  if (!effect.act.time) effect.act.time = act.act.time;
  if (!effect.act.place.valid()) take_places(act.act, effect.act);
  act.merged = true;
}

void move_effect(Draft& from, Draft& to) {
  // "The death of three wounded": they are who died.
  const bool is_victim = std::any_of(to.act.args.begin(), to.act.args.end(), [&](const Argument& argument) {
    return argument.role == Role::kRecipient && argument.head == from.frame.trigger;
  });
  for (Count& count : from.act.counts) {
    const auto same =
        std::find_if(to.act.counts.begin(), to.act.counts.end(), [&](const Count& known) { return known.span == count.span; });
    if (same == to.act.counts.end())
      to.act.counts.push_back(count);
    else if (same->kind != count.kind && !is_victim)
      same->kind = CountKind::kOther;  // "40 killed and wounded" are not told apart
  }
  const auto is_recipient = [](const Argument& argument) { return argument.role == Role::kRecipient; };
  if (std::none_of(to.act.args.begin(), to.act.args.end(), is_recipient))
    std::copy_if(from.act.args.begin(), from.act.args.end(), std::back_inserter(to.act.args), is_recipient);
  if (!to.act.time) to.act.time = from.act.time;
  if (!to.act.place.valid()) take_places(from.act, to.act);
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
  for (Draft& draft : drafts) {
    if (!draft.effect || draft.merged || draft.act.status.polarity == Polarity::kDenied) continue;
    while (Draft* act = find_governed_act(book, tree, drafts, draft)) take_act(draft, *act);
  }
}

}  // namespace musnad::coding
