#include "coding/commitments.h"

#include <algorithm>
#include <array>

namespace musnad::coding {
namespace {

struct Intention {
  std::string_view type;
  std::string_view cameo;  ///< "express intent to ..." of CAMEO
};
constexpr std::array<Intention, 4> kIntentions = {{{"CONSULT", "036"}, {"SUPPORT", "032"}, {"COOPERATE", "031"}, {"AID", "033"}}};

const Intention* find_intention(std::string_view type) {
  const auto found = std::find_if(kIntentions.begin(), kIntentions.end(), [&](const Intention& row) { return row.type == type; });
  return found == kIntentions.end() ? nullptr : &*found;
}

bool can_be_promised(const Predication& act) {
  return find_intention(act.type) != nullptr || act.type == "CONCEDE" || act.type == "RETREAT";
}

bool is_planned(const Predication& act) {
  return act.status.mood == ClaimMood::kPlanned && act.status.polarity == Polarity::kAffirmed;
}

// Whether `promised` hangs on `promise` as what is promised; links of coordination and light verbs may stand between.
bool promises(const TreeIndex& tree, WordId promise, WordId promised) {
  WordId at = promised;
  for (int steps = 0; steps < 3 && tree.words().contains(at); ++steps) {
    const Relation relation = base_of(tree.relation(at));
    const bool inside = relation == Relation::kXcomp || relation == Relation::kCcomp || relation == Relation::kObj ||
                        relation == Relation::kObl || relation == Relation::kAdvcl || relation == Relation::kAcl ||
                        relation == Relation::kNmod || relation == Relation::kConj;
    if (!inside || (relation == Relation::kConj && tree.document().tag(at).upos == Upos::VERB)) return false;
    at = tree.head(at);
    if (at == promise) return true;
  }
  return false;
}

void take_arguments(Draft& speech, const Draft& content) {
  const auto has = [&](Role role) {
    return std::any_of(speech.act.args.begin(), speech.act.args.end(), [&](const Argument& argument) { return argument.role == role; });
  };
  const auto take = [&](Role role) {
    if (has(role)) return;
    std::copy_if(content.act.args.begin(), content.act.args.end(), std::back_inserter(speech.act.args),
                 [&](const Argument& argument) { return argument.role == role; });
  };
  take(Role::kActor);
  take(Role::kRecipient);
}

// A verb with its noun named as one act ("held a protest", "lifted the blockade") and the noun's own act are one: the noun's
// where both are of one type, as with any light verb, else the verb's, whose object the noun only is.
void join_objects(const TreeIndex& tree, std::span<Draft> drafts) {
  constexpr std::array<std::string_view, 4> kUndoing = {"RETREAT", "CONCEDE", "SANCTION", "REJECT"};
  for (Draft& verb : drafts) {
    if (verb.merged || tree.document().tag(verb.frame.trigger).upos != Upos::VERB) continue;
    for (Draft& noun : drafts) {
      const WordId word = noun.frame.trigger;
      if (noun.merged || &noun == &verb || tree.document().tag(word).upos != Upos::NOUN || tree.head(word) != verb.frame.trigger) continue;
      const Relation relation = tree.relation(word);
      if (relation != Relation::kObj && relation != Relation::kNsubjPass) continue;
      const auto& words = verb.frame.trigger_words;
      const bool named = std::find(words.begin(), words.end(), word) != words.end();
      if (named && noun.act.type == verb.act.type) {
        take_arguments(noun, verb);
        if (noun.act.mode.empty()) noun.act.mode = verb.act.mode;
        verb.merged = true;
        break;
      }
      const bool signing = noun.act.type == verb.act.type && noun.act.type == "SUPPORT";  // "signed an agreement"
      const bool undoing = noun.act.type != verb.act.type && std::find(kUndoing.begin(), kUndoing.end(), verb.act.type) != kUndoing.end();
      if (!signing && !undoing) continue;
      take_arguments(verb, noun);
      noun.merged = true;
    }
  }
}

// "An appeal for help" that a row names with both its nouns: the second is no act of its own.
void drop_inner_nouns(const TreeIndex& tree, std::span<Draft> drafts) {
  for (Draft& inner : drafts) {
    const WordId word = inner.frame.trigger;
    const auto names = [&](const Draft& outer) {
      const auto& words = outer.frame.trigger_words;
      return &outer != &inner && !outer.merged && outer.act.type == inner.act.type && outer.frame.trigger != word &&
             std::find(words.begin(), words.end(), word) != words.end();
    };
    const bool noun = tree.document().tag(word).upos == Upos::NOUN && base_of(tree.relation(word)) == Relation::kNmod;
    if (noun && std::any_of(drafts.begin(), drafts.end(), names)) inner.merged = true;
  }
}

}  // namespace

void settle_commitments(const TreeIndex& tree, std::span<Draft> drafts) {
  join_objects(tree, drafts);
  drop_inner_nouns(tree, drafts);
  for (Draft& promise : drafts) {
    if (promise.merged || promise.act.type != "AGREE") continue;
    for (Draft& promised : drafts)
      if (!promised.merged && &promised != &promise && can_be_promised(promised.act) && is_planned(promised.act) &&
          promises(tree, promise.frame.trigger, promised.frame.trigger)) {
        take_arguments(promise, promised);
        promised.merged = true;
      }
  }
  for (Draft& threat : drafts) {
    if (threat.merged || (threat.act.type != "THREATEN" && threat.act.type != "REJECT")) continue;
    for (const Draft& content : drafts)
      if (!content.merged && &content != &threat && content.act.status.mood != ClaimMood::kHypothetical &&  // "threatened if he failed"
          promises(tree, threat.frame.trigger, content.frame.trigger))
        take_arguments(threat, content);
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
