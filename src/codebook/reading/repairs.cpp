#include "codebook/reading/repairs.h"

#include <algorithm>

#include "codebook/frames.h"
#include "codebook/reading/reading.h"

namespace musnad::codebook {
namespace {

constexpr std::string_view kAlef = "\xD8\xA7";
constexpr std::string_view kNun = "\xD9\x86";

/// Cannot be the first part of an idafa.
bool absolute(const Reading& reading, WordId noun) {
  const FoldedWords& folded = reading.folded();
  if (folded.bare(noun).size() != folded.form(noun).size()) return true;
  const Tag& tag = reading.document().tag(noun);
  if (tag.upos == Upos::PROPN) return names_place(reading, noun);
  // Sound plurals drop their nun in an idafa; singulars that end like them (law, cooperation) are no persons.
  return folded.form(noun).ends_with(kNun) && folded.form(noun).size() >= 10 &&
         (tag.features.number == Number::kPlur || reading.is_kind(noun, "person"));
}

constexpr std::string_view kObliqueEnd = "\xD9\x8A\xD9\x86";  // of duals and sound plurals

bool ends_in(const FoldedWords& folded, WordId word, std::string_view ending) {
  return folded.bare(word).size() > ending.size() + 2 && folded.bare(word).ends_with(ending);
}

/// Whether `child`, below `head`, can be no part of its phrase.
bool foreign(const Reading& reading, WordId head, WordId child) {
  const Relation base = base_of(reading.arc(child).relation);
  const Tag& tag = reading.document().tag(child);
  const FoldedWords& folded = reading.folded();
  const bool accusative =
      folded.form(child).ends_with(kAlef) && !folded.form(head).ends_with(kAlef) && tag.features.number != Number::kPlur;
  if (base == Relation::kAmod) {
    // Persons in the plural take adjectives in the plural.
    const bool persons = folded.form(head).ends_with(kNun) && reading.is_kind(head, "person") && tag.features.number != Number::kPlur;
    // "The Union called on the two countries": no dual or plural noun describes a singular.
    const bool other =
        tag.upos == Upos::NOUN && ends_in(folded, child, kObliqueEnd) && reading.document().tag(head).features.number == Number::kSing;
    return tag.upos != Upos::PROPN &&
           (accusative || other || (persons && !folded.form(child).ends_with(kNun) && reading.find_entry(child, EntryKind::kActor)));
  }
  if (base != Relation::kNmod && base != Relation::kAppos && base != Relation::kFlat) return false;
  if (tag.upos == Upos::PROPN && !reading.find_entry(child, EntryKind::kActor))
    return absolute(reading, head) && names_place(reading, child);
  if (base == Relation::kFlat) return false;
  return (tag.upos == Upos::NOUN || tag.upos == Upos::PROPN || tag.upos == Upos::NUM) && (absolute(reading, head) || accusative);
}

/// Whether the noun behind an active verb cannot be its subject. Arabic shows the case of duals and sound plurals, and a verb
/// in front agrees in gender with a subject that follows it at once.
bool cannot_be_subject(const Reading& reading, WordId verb, WordId noun) {
  constexpr std::string_view kTehMarbuta = "\xD8\xA9", kFemininePlural = "\xD8\xA7\xD8\xAA";
  constexpr std::string_view kTa = "\xD8\xAA", kPluralVerb = "\xD9\x88\xD8\xA7";
  const Document& doc = reading.document();
  const FoldedWords& folded = reading.folded();
  const Tag& tag = doc.tag(noun);
  const bool body = reading.is_kind(noun, "organisation") || reading.is_kind(noun, "state");
  if ((tag.upos != Upos::NOUN && !(tag.upos == Upos::PROPN && body)) || !reading.markers_of(noun).empty() ||
      reading.is_kind(noun, "number") || reading.counted(noun) != noun)
    return false;
  if (ends_in(folded, noun, kObliqueEnd) && (tag.features.number == Number::kDual || tag.features.number == Number::kPlur)) return true;
  if (folded.form(verb).ends_with(kPluralVerb)) return true;  // a verb in front of its subject stays singular
  const bool masculine =
      doc.tag(verb).features.gender != Gender::kFem && !folded.form(verb).ends_with(kTa) && !folded.form(verb).starts_with(kTa);
  // Plurals of what is no person take the feminine, whatever they look like.
  const bool marbuta = doc.at(noun).form.ends_with(kTehMarbuta);  // folded away
  const bool feminine = (body && tag.features.number == Number::kPlur) || ends_in(folded, noun, kFemininePlural) ||
                        (marbuta && tag.features.number != Number::kPlur);
  // "She asked the body for the sending of ...": a verb with the feminine's ta has no masculine masdar for its subject.
  const bool masdar = tag.features.number == Number::kSing && !marbuta && doc.tag(noun).features.gender == Gender::kMasc &&
                      reading.find_entry(noun, EntryKind::kEvent);
  if (doc.tag(verb).features.gender == Gender::kFem && folded.form(verb).ends_with(kTa) && masdar) return true;
  return masculine && feminine && noun.value == verb.value + 1;
}

/// Follows the phrase of `subject` down its idafas to the first word that does not belong to it.
WordId find_object(const Reading& reading, WordId subject) {
  for (WordId head = subject; head.valid();) {
    WordId next;
    for (WordId child : reading.children(head)) {
      if (child < head || !reading.markers_of(child).empty()) continue;
      if (foreign(reading, head, child)) return child;
      const Relation base = base_of(reading.arc(child).relation);
      if (base == Relation::kNmod && reading.document().tag(child).upos == Upos::NOUN && !next.valid()) next = child;
    }
    head = next;
  }
  return {};
}

/// Known somebody or something, or counted: not an adverb.
bool stands_for_somebody(const Reading& reading, WordId word) {
  return reading.markers_of(word).empty() && !reading.in_time(word) &&
         (reading.find_entry(word, EntryKind::kActor) || reading.is_kind(word, "number") || reading.counted(word) != word);
}

/// The act that a light verb is there to tell: "shanna hujuman".
bool is_act_of(const Reading& reading, WordId verb, WordId word) {
  return reading.find_class(verb, "light") && reading.markers_of(word).empty() && reading.find_entry(word, EntryKind::kEvent);
}

struct Dependents {
  WordId subject, before, object, second, stray;  // second: another object behind the first
  bool clause = false;
};

Dependents dependents_of(const Reading& reading, WordId verb) {
  Dependents found;
  for (WordId child : reading.children(verb)) {
    const Relation relation = reading.arc(child).relation;
    const Relation base = base_of(relation);
    if (base == Relation::kObj && !found.object.valid())
      found.object = child;
    else if (base == Relation::kObj)
      found.second = child;
    found.clause =
        found.clause || base == Relation::kCcomp || (base == Relation::kXcomp && reading.document().tag(child).upos == Upos::VERB);
    if (base == Relation::kNsubj && verb < child && !found.subject.valid()) found.subject = child;
    if (base == Relation::kNsubj && child < verb) found.before = child;
    // Under a verb a bare noun modifies nothing.
    const bool adverbial = (base == Relation::kNmod && reading.markers_of(child).empty() && !reading.in_time(child)) ||
                           base == Relation::kAdvmod || base == Relation::kXcomp ||
                           (base == Relation::kObl && relation != Relation::kOblTmod);
    const Upos upos = reading.document().tag(child).upos;
    if (adverbial && verb < child && (upos == Upos::NOUN || upos == Upos::ADJ) && !found.stray.valid() &&
        (stands_for_somebody(reading, child) || is_act_of(reading, verb, child)))
      found.stray = child;
  }
  return found;
}

/// Whether no frame of an act that the verb names asks for an object: then what stands behind it is its subject.
bool takes_no_object(const Reading& reading, WordId verb) {
  bool act = false;
  for (std::uint32_t match : reading.matches_of(verb)) {
    const Entry& entry = reading.codebook().entry(reading.document().layer<LexiconMatch>()[match]);
    const Frame* frame = entry.kind == EntryKind::kEvent ? reading.codebook().find_frame(entry) : nullptr;
    if (frame == nullptr) return false;
    const auto names_object = [](const Condition& condition) { return condition.relation == Relation::kObj; };
    if (std::any_of(entry.conditions.begin(), entry.conditions.end(), names_object) || has_slot_by(*frame, Relation::kObj)) return false;
    act = true;
  }
  return act;
}

/// A verb of telling that tells a clause and nobody as its object.
bool tells_clause_only(const Reading& reading, WordId verb) {
  bool speech = false;
  for (std::uint32_t match : reading.matches_of(verb)) {
    const Entry& entry = reading.codebook().entry(reading.document().layer<LexiconMatch>()[match]);
    if (entry.kind != EntryKind::kSpeech) continue;
    const Frame* frame = reading.codebook().find_frame(entry);
    if (frame == nullptr || !has_slot_by(*frame, Relation::kCcomp)) return false;
    const auto by_object = [](const Path& path) { return path.steps.front().relation == Relation::kObj; };
    for (const Slot& slot : frame->slots) {
      if (slot.role == "addressee" && std::any_of(slot.alternatives.begin(), slot.alternatives.end(), by_object)) return false;
      const Relation first = slot.alternatives.front().steps.front().relation;
      if (slot.role == "content" && first != Relation::kCcomp && first != Relation::kXcomp) return false;  // "described X as ..."
    }
    speech = true;
  }
  return speech;
}

/// "And denied the use of aircraft" with the use as subject: a verb of telling, and a noun for an act, which tells nothing.
bool is_told_act(const Reading& reading, WordId verb, WordId noun) {
  const Entry* cue = reading.find_entry(verb, EntryKind::kSpeech);
  return cue != nullptr && cue->get("kind") == "verb" && reading.document().tag(noun).upos == Upos::NOUN &&
         reading.markers_of(noun).empty() && reading.find_entry(noun, EntryKind::kEvent) && !reading.find_entry(noun, EntryKind::kActor) &&
         !reading.find_class(noun, "source_kind");
}

void repair_clause(const Reading& reading, WordId verb, std::vector<Arc>& arcs) {
  const Dependents found = dependents_of(reading, verb);
  if (found.object.valid()) {
    const auto is_noun = [&](WordId word) { return word.valid() && reading.document().tag(word).upos == Upos::NOUN; };
    // Two objects and no subject: the first is it.
    if (!found.subject.valid() && !found.before.valid() && verb < found.object && is_noun(found.object) && is_noun(found.second) &&
        reading.can_act(found.object) && !cannot_be_subject(reading, verb, found.object)) {
      arcs[found.object.value].relation = Relation::kNsubj;
      return;
    }
    // "He called on the force to help his country" with the force as subject: the one who is asked, and what for.
    if (found.subject.valid() && found.subject < found.object && !found.before.valid() && cannot_be_subject(reading, verb, found.subject) &&
        reading.find_entry(found.object, EntryKind::kEvent)) {
      arcs[found.subject.value].relation = Relation::kObj;
      arcs[found.object.value].relation = Relation::kXcomp;
      return;
    }
    if (!found.subject.valid() && !found.before.valid() && reading.document().tag(found.object).upos != Upos::PRON &&
        reading.document().tag(found.object).upos != Upos::ADJ && takes_no_object(reading, verb)) {
      arcs[found.object.value].relation = Relation::kNsubj;
      return;
    }
    // "A radio station reported that ..." with the station as object: the clause is what is reported.
    if (found.clause && !found.subject.valid() && !found.before.valid() && verb < found.object && is_noun(found.object) &&
        (reading.can_act(found.object) || reading.find_class(found.object, "source_kind")) &&
        !cannot_be_subject(reading, verb, found.object) && tells_clause_only(reading, verb)) {
      arcs[found.object.value].relation = Relation::kNsubj;
      return;
    }
    // "tamma i'tiqalu khamsati ...": what follows the act is its idafa, not the light verb's object.
    const Entry* light = reading.find_class(verb, "light");
    if (light && light->get("value") == "nsubj" && found.subject.valid() && found.subject < found.object &&
        reading.find_entry(found.subject, EntryKind::kEvent) && reading.document().tag(found.object).upos != Upos::PRON)
      arcs[found.object.value] = {found.subject, Relation::kNmod};
    return;
  }
  if (found.clause) return;
  if (found.before.valid() && found.subject.valid() && reading.markers_of(found.subject).empty()) {
    arcs[found.subject.value].relation = Relation::kObj;
    arcs[found.before.value].relation = Relation::kNsubj;
    return;
  }
  if (found.subject.valid() && !found.before.valid() &&
      (cannot_be_subject(reading, verb, found.subject) || is_told_act(reading, verb, found.subject))) {
    arcs[found.subject.value].relation = Relation::kObj;
    return;
  }
  if (found.subject.valid()) {
    if (const WordId object = find_object(reading, found.subject); object.valid() && !reading.in_time(object)) {
      arcs[object.value] = {verb, Relation::kObj};
      arcs[found.subject.value].relation = Relation::kNsubj;
      return;
    }
  }
  if (found.stray.valid() && (found.subject.valid() || found.before.valid() || reading.arc(verb).relation == Relation::kConj)) {
    arcs[found.stray.value].relation = Relation::kObj;
    if (found.subject.valid()) arcs[found.subject.value].relation = Relation::kNsubj;
  }
}

/// Whether some slot of a frame asks for `noun` under its verb, by the noun's preposition.
bool asks_for(const Reading& reading, WordId verb, WordId noun) {
  const Codebook& book = reading.codebook();
  for (std::uint32_t match : reading.matches_of(verb)) {
    const Entry& entry = book.entry(reading.document().layer<LexiconMatch>()[match]);
    const Frame* frame = book.find_frame(entry);
    if (frame == nullptr) continue;
    for (const Slot& slot : frame->slots)
      for (const Path& path : slot.alternatives) {
        const Step& step = path.steps.front();
        if (path.steps.size() == 1 && !step.up && base_of(step.relation) == Relation::kObl && !step.markers.empty() &&
            step.markers.front() != "-" && reading.marked(noun, step))
          return true;
      }
  }
  return false;
}

/// "The commander threatened to attack the barracks" with the attack under the commander, "units arrived in X" with X under the
/// units: an act or a place behind the preposition that the verb asks for is the verb's, however deep in the phrase it hangs.
void repair_attachment(const Reading& reading, WordId verb, std::vector<Arc>& arcs) {
  struct Part {
    WordId word;
    bool of_subject;
  };
  std::vector<Part> open;
  for (WordId child : reading.children(verb)) {
    const Relation base = base_of(reading.arc(child).relation);
    if (verb < child && (base == Relation::kNsubj || base == Relation::kObj)) open.push_back({child, base == Relation::kNsubj});
  }
  for (std::size_t i = 0; i < open.size(); ++i)
    for (WordId below : reading.children(open[i].word)) {
      const Relation base = base_of(reading.arc(below).relation);
      const bool of_subject = open[i].of_subject, place = of_subject && names_place(reading, below);
      if (below < open[i].word || reading.document().tag(below).upos == Upos::VERB || base == Relation::kAcl ||
          (base == Relation::kConj && !place))
        continue;
      const bool goes_with_verb = reading.find_entry(below, EntryKind::kEvent) || place;
      if ((base == Relation::kNmod || base == Relation::kObl) && goes_with_verb && asks_for(reading, verb, below))
        arcs[below.value] = {verb, Relation::kObl};
      else if (open.size() < 32)
        open.push_back({below, of_subject});
    }
}

/// "Asked the body to send troops" with the sending under the body: the infinitive is the verb's where an entry of it wants one.
void repair_infinitive(const Reading& reading, WordId verb, std::vector<Arc>& arcs) {
  bool wanted = false;
  for (std::uint32_t match : reading.matches_of(verb))
    for (const Condition& condition : reading.codebook().entry(reading.document().layer<LexiconMatch>()[match]).conditions)
      wanted = wanted || (condition.relation == Relation::kXcomp && !condition.negated);
  if (!wanted) return;
  for (WordId child : reading.children(verb)) {
    if (reading.arc(child).relation != Relation::kObj || child < verb) continue;
    for (WordId below : reading.children(child))
      if (reading.arc(below).relation == Relation::kAcl && reading.document().tag(below).features.verb_form == VerbForm::kInf)
        arcs[below.value] = {verb, Relation::kXcomp};
  }
}

/// "Said an officer, asked not to be named, that ..." with the naming as what he said: between commas and without a "that" it only
/// describes him, and the clause behind it is what he said.
void repair_parenthesis(const Reading& reading, WordId verb, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  const Arc& arc = reading.arc(verb);
  if (arc.relation != Relation::kCcomp || !arc.head.valid() || verb < arc.head || !reading.find_entry(arc.head, EntryKind::kSpeech)) return;
  const auto child_by = [&](WordId word, Relation relation) {
    const auto children = reading.children(word);
    const auto found =
        std::find_if(children.begin(), children.end(), [&](WordId child) { return base_of(reading.arc(child).relation) == relation; });
    return found == children.end() ? WordId{} : *found;
  };
  const auto behind_comma = [&](WordId word) { return word.value > 0 && doc.tag(WordId{word.value - 1}).upos == Upos::PUNCT; };
  const WordId told = child_by(verb, Relation::kCcomp), teller = child_by(arc.head, Relation::kNsubj);
  if (!told.valid() || !teller.valid() || child_by(verb, Relation::kMark).valid() || !behind_comma(verb)) return;
  const WordId that = child_by(told, Relation::kMark);
  if (!that.valid() || that < verb || !behind_comma(that)) return;
  arcs[told.value] = {arc.head, Relation::kCcomp};
  arcs[verb.value] = {teller, Relation::kAcl};
}

/// "There came at an earlier time forces of ..." with the forces under the time: behind its adjective a noun heads no idafa.
void repair_behind_adjective(const Reading& reading, WordId noun, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  const WordId above = reading.arc(noun).head;
  const Arc& arc = reading.arc(above);
  const bool of_verb = base_of(arc.relation) == Relation::kObl && arc.head.valid() && doc.tag(arc.head).upos == Upos::VERB;
  if (!of_verb || above < arc.head || noun < above || doc.tag(above).upos != Upos::NOUN || doc.tag(noun).upos != Upos::NOUN ||
      doc.tag(above).features.definite == Definite::kDef || !reading.markers_of(noun).empty() || !reading.can_act(noun))
    return;
  for (WordId child : reading.children(above))
    if (above < child && child < noun && base_of(reading.arc(child).relation) == Relation::kAmod) {
      const auto children = reading.children(arc.head);
      const bool subject = std::any_of(children.begin(), children.end(),
                                       [&](WordId other) { return base_of(reading.arc(other).relation) == Relation::kNsubj; });
      arcs[noun.value] = {arc.head, subject ? Relation::kObj : Relation::kNsubj};
      return;
    }
}

}  // namespace

bool is_tree(const std::vector<Arc>& arcs, IdRange<Word> sentence) {
  std::vector<std::uint32_t> seen(sentence.size(), 0);  // 1 + the word from which one came by first
  for (std::uint32_t start = sentence.begin; start < sentence.end; ++start)
    for (WordId at{start}; at.valid() && sentence.contains(at); at = arcs[at.value].head) {
      std::uint32_t& mark = seen[at.value - sentence.begin];
      if (mark == start + 1) return false;
      if (mark != 0) break;
      mark = start + 1;
    }
  return true;
}

void repair_trees(const Reading& reading, std::vector<Arc>& arcs) {
  for (std::uint32_t i = 0; i < arcs.size(); ++i) {
    const WordId verb{i};
    repair_nominal(reading, verb, arcs);
    if (base_of(arcs[i].relation) == Relation::kNmod) repair_behind_adjective(reading, verb, arcs);
    if (arcs[i].relation == Relation::kNone || reading.document().tag(verb).upos != Upos::VERB) continue;
    repair_clause(reading, verb, arcs);
    repair_attachment(reading, verb, arcs);
    repair_infinitive(reading, verb, arcs);
    repair_relative(reading, verb, arcs);
    repair_parenthesis(reading, verb, arcs);
  }
}

}  // namespace musnad::codebook
