// Whether what an entry asks for stands around its trigger.
#include "codebook/reading/interpreter.h"

#include <algorithm>

#include "codebook/frames.h"

namespace musnad::codebook {

std::vector<WordId> Interpreter::condition_words(const Condition& condition) const {
  std::vector<WordId> words;
  if (!parsed_) return words;
  const auto add = [&](WordId word) {
    words.push_back(word);
    if (const WordId noun = reading_.counted(word); noun != word) words.push_back(noun);  // "the sending of 1,500 soldiers"
  };
  const bool object = condition.relation == Relation::kObj || condition.relation == Relation::kNsubj;
  bool subject_stands = false, object_stands = false;
  for (WordId child : reading_.children(trigger_)) {
    subject_stands = subject_stands || reading_.arc(child).relation == Relation::kNsubj;
    object_stands = object_stands || reading_.arc(child).relation == Relation::kObj;
  }
  const bool doubtful = !(subject_stands && object_stands);  // with both in the tree, each is what it is
  for (WordId child : reading_.children(trigger_)) {
    const Relation relation = reading_.arc(child).relation;
    const Relation base = base_of(relation);
    bool fits = relation_fits(relation, condition.relation);
    // Passives, masdars and the parser's doubt between subject and object.
    if (object && doubtful)
      fits = fits || base == Relation::kNsubj || base == Relation::kObj ||
             (match_.upos != Upos::VERB && base == Relation::kNmod && reading_.markers_of(child).empty());
    if (condition.relation == Relation::kObl) fits = fits || base == Relation::kNmod || base == Relation::kAdvmod;
    if (fits) add(child);
  }
  // "The union threatened to strike": the subject of an infinitive stands above it.
  const Arc& above = reading_.arc(trigger_);
  if (condition.relation == Relation::kNsubj && !condition.negated && !subject_stands && above.relation == Relation::kXcomp &&
      above.head.valid())
    for (WordId child : reading_.children(above.head))
      if (base_of(reading_.arc(child).relation) == Relation::kNsubj) add(child);
  // An object that the parser hung on the light verb above its noun: "the detention of 80 men took place".
  if (object && match_.upos == Upos::NOUN)
    if (const WordId light = light_verb_of_subject(); light.valid())
      for (WordId child : reading_.children(light))
        if (reading_.arc(child).relation == Relation::kObj) words.push_back(child);
  // "Was subjected to beating": who undergoes the act is its object.
  if (object && match_.upos == Upos::NOUN && above.head.valid() && reading_.find_class(above.head, "undergo"))
    for (WordId child : reading_.children(above.head))
      if (base_of(reading_.arc(child).relation) == Relation::kNsubj) words.push_back(child);
  // The object that a relative clause hangs on: "the fire that they opened".
  const Arc& arc = reading_.arc(trigger_);
  if (object && !condition.negated && base_of(arc.relation) == Relation::kAcl && arc.head.valid()) words.push_back(arc.head);
  return words;
}

/// "Open fire": the object names the act. "Attack a camp": the object is what the frame's slot asks for.
void Interpreter::take_idiom(const Condition& condition, WordId word) {
  if (doc_.tag(word).upos == Upos::PRON) return;  // who burned it, not what the act is
  const bool asked = has_slot_by(*out_.frame, condition.relation);
  const bool adjective = condition.relation == Relation::kAmod;  // "artillery" of "artillery shelling", also a gunner
  if (!adjective && reading_.find_entry(word, EntryKind::kActor) && !(asked && reading_.is_kind(word, "weapon"))) return;
  if (asked) {
    idiom_.push_back(word);
  } else {
    out_.trigger_words.push_back(word);
    used_.push_back(word);
  }
}

/// "The striking of the sites of the drones": what the drones belong to was struck, and no drone strikes. "Held since March" is no
/// march, "released six aid workers" no aid. The subject of an English verb does not stand behind it.
bool Interpreter::is_part_of_another_noun(WordId word, Relation asked) const {
  const Arc& arc = reading_.arc(word);
  if (!arc.head.valid()) return false;
  if (asked == Relation::kObj)
    return base_of(arc.relation) == Relation::kObl
               ? reading_.in_time(word) && !reading_.markers_of(word).empty()
               : base_of(arc.relation) == Relation::kCompound && reading_.find_entry(arc.head, EntryKind::kActor) != nullptr;
  if (asked != Relation::kNsubj) return false;
  const bool behind_english_verb = doc_.language() == Language::kEn && match_.upos == Upos::VERB && word > trigger_;
  return behind_english_verb || (arc.relation == Relation::kNmod && arc.head.value > trigger_.value && reading_.markers_of(word).empty());
}

bool Interpreter::condition_holds(const Condition& condition) {
  const auto fits = [&](WordId word) {
    if (condition.lemmas.empty() && condition.classes.empty()) return true;
    for (const std::string& lemma : condition.lemmas)
      if (reading_.phrase_at(word, lemma)) return true;
    for (const std::string& kind : condition.classes)
      if (reading_.is_kind(word, kind) || (kind == "person" && reading_.is_personal(word))) return true;
    return false;
  };
  if (condition.negated) {
    if (!parsed_) return true;
    const bool nominal = match_.upos != Upos::VERB && (condition.relation == Relation::kObj || condition.relation == Relation::kObl);
    for (WordId child : reading_.children(trigger_)) {
      const Relation relation = reading_.arc(child).relation;
      const bool asked = relation_fits(relation, condition.relation) ||
                         (nominal && base_of(relation) == Relation::kNmod &&
                          (condition.relation != Relation::kObj || reading_.markers_of(child).empty()));  // "the arrest of" is "qabd ala"
      if (asked && fits(child)) return false;
    }
    // "A study being released": what a relative clause or participle hangs on is its object.
    const Arc& arc = reading_.arc(trigger_);
    const bool of_noun = condition.relation == Relation::kObj && base_of(arc.relation) == Relation::kAcl && arc.head.valid();
    return !(of_noun && !condition.lemmas.empty() && fits(arc.head));
  }
  for (WordId word : condition_words(condition))
    if (fits(word)) {
      if (!condition.lemmas.empty()) take_idiom(condition, word);
      return true;
    }
  // What the tree does not hold together may still stand side by side.
  const IdRange<Word> sentence = doc_.words_of(doc_.at(trigger_).sentence);
  if (parsed_ && condition.lemmas.empty()) return false;  // any actor nearby is not this one
  const std::uint32_t reach = parsed_ ? 3 : 8;
  const std::uint32_t end = std::min(sentence.end, trigger_.value + reach + 1);
  for (std::uint32_t i = trigger_.value + 1; i < end; ++i)
    if (fits(WordId{i})) {
      if (condition.lemmas.empty() && condition.classes.empty()) return false;
      if (parsed_ && is_part_of_another_noun(WordId{i}, condition.relation)) continue;
      if (!condition.lemmas.empty()) take_idiom(condition, WordId{i});
      use("fallback:near");
      return true;
    }
  return false;
}

bool Interpreter::conditions_hold(std::string* why_not) {
  for (const Condition& condition : entry_.conditions)
    if (!condition_holds(condition)) {
      if (why_not) *why_not = "no word for '+ " + condition.written + "'";
      return false;
    }
  return true;
}

}  // namespace musnad::codebook
