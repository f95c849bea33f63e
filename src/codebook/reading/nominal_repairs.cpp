// Nouns and names that the tree hangs under the wrong word: joined by "and", behind a title, an object below what stands before it.
#include <algorithm>

#include "codebook/reading/reading.h"
#include "codebook/reading/repairs.h"

namespace musnad::codebook {
namespace {

constexpr unsigned char kFirstArabicByte = 0xD8;  // of letters in UTF-8; Latin ones begin below

/// "justify the attacks and the killing of officers" with the killing joined to the verb: a noun for an act is joined to the
/// noun for an act right before its "and", and what stands behind it is its idafa.
void repair_joined_noun(const Reading& reading, WordId noun, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  const Arc& arc = reading.arc(noun);
  if (arc.relation != Relation::kConj || doc.tag(arc.head).upos != Upos::VERB || !reading.find_entry(noun, EntryKind::kEvent)) return;
  const auto children = reading.children(noun);
  if (children.empty() || reading.arc(children.front()).relation != Relation::kCc || children.front().value == 0) return;
  const WordId before{children.front().value - 1};
  if (before <= arc.head || doc.tag(before).upos != Upos::NOUN || !reading.find_entry(before, EntryKind::kEvent)) return;
  // "Justifies attacks and killing": a verb and its masdar are written alike, and who justifies does not kill.
  const auto judges = [&](WordId word) { return reading.find_class(word, "justify") || reading.find_class(word, "condemn"); };
  const bool masdar = doc.tag(noun).upos == Upos::VERB && (judges(arc.head) || judges(reading.arc(before).head));
  if (doc.tag(noun).upos != Upos::NOUN && !masdar) return;
  arcs[noun.value] = {before, Relation::kConj};
  for (WordId child : children)
    if (base_of(reading.arc(child).relation) == Relation::kNsubj || reading.arc(child).relation == Relation::kNsubjPass)
      arcs[child.value].relation = masdar ? Relation::kObj : Relation::kNmod;
}

/// "arson of buildings and killing of soldiers" with the killing joined to the buildings: two nouns for acts are joined.
void repair_nested_noun(const Reading& reading, WordId noun, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  WordId first = reading.arc(noun).head;  // of the row that the noun stands in
  for (int steps = 0; first.valid() && steps < 4 && reading.arc(first).relation == Relation::kConj; ++steps)
    first = reading.arc(first).head;
  if (!first.valid() || doc.tag(noun).upos != Upos::NOUN || !reading.find_entry(noun, EntryKind::kEvent) ||
      reading.find_entry(noun, EntryKind::kActor) || reading.find_entry(first, EntryKind::kEvent) ||
      base_of(reading.arc(first).relation) != Relation::kNmod)
    return;
  const WordId act = reading.arc(first).head;
  if (act.valid() && doc.tag(act).upos == Upos::NOUN && reading.find_entry(act, EntryKind::kEvent))
    arcs[noun.value] = {act, Relation::kConj};
}

/// "Attacks on the airport and fuel depots" with the depots joined to the attacks: what is no act is joined to what they are on.
/// "Residents of X and Y" with Y joined to the residents: a place is joined to the place before it.
void repair_joined_target(const Reading& reading, WordId noun, std::vector<Arc>& arcs) {
  const WordId act = reading.arc(noun).head;
  const auto is_foreign = [&](WordId word) {
    return static_cast<unsigned char>(reading.document().at(word).form.front()) < kFirstArabicByte;
  };
  const bool places = (names_place(reading, noun) || is_foreign(noun)) && !names_place(reading, act) && !is_foreign(act);
  const auto is_noun = [&](WordId word) { return reading.document().tag(word).upos == Upos::NOUN; };
  const auto names_act = [&](WordId word) {
    return reading.find_entry(word, EntryKind::kEvent) && !reading.find_entry(word, EntryKind::kActor);
  };
  const bool targets =
      is_noun(noun) && names_act(act) && !reading.find_entry(noun, EntryKind::kEvent) && reading.find_entry(noun, EntryKind::kActor);
  if (!is_noun(act) || !reading.markers_of(noun).empty() || (!targets && !places)) return;
  const auto children = reading.children(noun), others = reading.children(act);
  if (children.empty() || reading.arc(children.front()).relation != Relation::kCc) return;
  const auto ends_before = [&](WordId word) { return reading.extent(word).end == children.front().value; };
  for (WordId target : others) {
    if (target < act || noun < target) continue;
    // Right behind the target, or behind what was joined to it just now.
    const bool next = ends_before(target) || std::any_of(others.begin(), others.end(), [&](WordId other) {
                        return arcs[other.value].head == target && arcs[other.value].relation == Relation::kConj && ends_before(other);
                      });
    const bool fits =
        places ? names_place(reading, target) || (is_foreign(noun) && is_foreign(target)) : !reading.markers_of(target).empty();
    if (next && base_of(reading.arc(target).relation) == Relation::kNmod && fits) arcs[noun.value] = {target, Relation::kConj};
  }
}

/// "The Ministry of Development and Cooperation" with the cooperation joined to the ministry: what is no party is joined to what the
/// body is for.
void repair_joined_office(const Reading& reading, WordId noun, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  const WordId body = reading.arc(noun).head;
  const WordId purpose{body.value + 1};
  const auto is_noun = [&](WordId word) { return doc.tag(word).upos == Upos::NOUN; };
  if (!is_noun(noun) || !is_noun(body) || noun <= purpose || !is_noun(purpose) || reading.arc(purpose).head != body ||
      base_of(reading.arc(purpose).relation) != Relation::kNmod)
    return;
  const Entry* entry = reading.find_entry(body, EntryKind::kActor);
  const bool office = entry != nullptr && (entry->get("kind") == "organisation" || entry->get("sector") == "GOV");
  if (!office || reading.can_act(noun) || reading.find_entry(noun, EntryKind::kActor)) return;
  const auto children = reading.children(noun);
  const bool alone = std::all_of(children.begin(), children.end(), [&](WordId child) {
    const Relation base = base_of(reading.arc(child).relation);
    return base == Relation::kCc || base == Relation::kAmod || base == Relation::kPunct;
  });
  if (alone && doc.tag(noun).features.definite == doc.tag(purpose).features.definite) arcs[noun.value] = {purpose, Relation::kConj};
}

/// "Condemned in the strongest terms any attack" with the attack under the terms: in English a noun without a preposition modifies
/// none before it, so it is the verb's object where the verb has none. In Arabic an adjective ends the idafa before it, and a bare noun
/// for an act behind that is the object: `talaba min al-ittihad al-afriqi irsal quwwat`.
void repair_bare_noun(const Reading& reading, WordId noun, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  const Arc& arc = reading.arc(noun);
  const WordId above = arc.head;
  if ((arc.relation != Relation::kNmod && arc.relation != Relation::kAppos) || noun <= above || reading.in_time(noun)) return;
  const WordId verb = reading.arc(above).head;
  if (base_of(reading.arc(above).relation) != Relation::kObl || !verb.valid() || above <= verb || doc.tag(verb).upos != Upos::VERB ||
      doc.tag(above).upos != Upos::NOUN || doc.tag(noun).upos != Upos::NOUN || reading.markers_of(above).empty() ||
      !reading.markers_of(noun).empty())
    return;
  const bool bare = doc.language() == Language::kEn
                        ? arc.relation == Relation::kNmod
                        : doc.tag(WordId{noun.value - 1}).upos == Upos::ADJ && reading.find_entry(noun, EntryKind::kEvent) &&
                              !reading.find_entry(noun, EntryKind::kActor);
  if (!bare) return;
  for (std::uint32_t word = above.value + 1; word < noun.value; ++word)
    if (doc.tag(WordId{word}).upos == Upos::PUNCT) return;
  const auto has_object = [&](WordId child) {
    const Relation relation = reading.arc(child).relation;
    return base_of(relation) == Relation::kObj || relation == Relation::kNsubjPass || base_of(relation) == Relation::kCcomp;
  };
  const auto children = reading.children(verb);
  if (std::none_of(children.begin(), children.end(), has_object)) arcs[noun.value] = {verb, Relation::kObj};
}

/// "Said that gunmen killed" with the gunmen as an adverb: in Arabic a bare noun right behind the "that" of a clause without subject
/// is its subject.
void repair_behind_that(const Reading& reading, WordId noun, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  const Arc& arc = reading.arc(noun);
  if (arc.relation != Relation::kObl || !arc.head.valid() || arc.head < noun || noun.value == 0 || doc.language() != Language::kAr) return;
  const WordId that{noun.value - 1}, verb = arc.head;
  if (doc.tag(that).upos != Upos::SCONJ || reading.arc(that).relation != Relation::kMark || reading.arc(that).head != verb ||
      doc.tag(verb).upos != Upos::VERB || (doc.tag(noun).upos != Upos::NOUN && doc.tag(noun).upos != Upos::PROPN) ||
      !reading.markers_of(noun).empty() || reading.in_time(noun))
    return;
  const auto children = reading.children(verb);
  const auto is_subject = [&](WordId child) { return base_of(reading.arc(child).relation) == Relation::kNsubj; };
  if (std::none_of(children.begin(), children.end(), is_subject)) arcs[noun.value].relation = Relation::kNsubj;
}

bool is_below(const Reading& reading, WordId word, WordId above) {
  for (WordId at = reading.arc(word).head; at.valid(); at = reading.arc(at).head)
    if (at == above) return true;
  return false;
}

/// The noun for a person that heads the phrase which ends before `end`, or none.
WordId title_before(const Reading& reading, WordId end) {
  WordId title;
  for (WordId at{end.value - 1}; at.valid() && at < end; at = reading.arc(at).head) {
    if (reading.document().tag(at).upos == Upos::NOUN && reading.is_kind(at, "person")) title = at;
    const Relation base = base_of(reading.arc(at).relation);
    if ((base != Relation::kNmod && base != Relation::kAmod) || !reading.markers_of(at).empty()) break;
  }
  return title;
}

/// Whether the verb above would be left without the subject or object that the name is.
bool needed(const Reading& reading, WordId name) {
  const Arc& arc = reading.arc(name);
  const Relation base = base_of(arc.relation);
  if (base != Relation::kNsubj && base != Relation::kObj) return base == Relation::kRoot || base == Relation::kConj;
  const auto children = reading.children(arc.head);
  return std::none_of(children.begin(), children.end(),
                      [&](WordId other) { return other != name && base_of(reading.arc(other).relation) == base; });
}

/// "Motorcycle thieves attacked" with either as the subject: of two English nouns side by side the first is the second's.
void repair_split_compound(const Reading& reading, WordId noun, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  const WordId next{noun.value + 1};
  if (doc.language() != Language::kEn || next.value >= arcs.size() || doc.at(next).sentence != doc.at(noun).sentence) return;
  const Arc &arc = reading.arc(noun), &other = reading.arc(next);
  const bool core = arc.relation == Relation::kNsubj || arc.relation == Relation::kNsubjPass || arc.relation == Relation::kObj;
  const bool given = arc.relation == Relation::kObj && reading.can_act(noun);  // "gave rebels weapons"
  if (!core || given || other.head != arc.head || other.relation != arc.relation) return;
  if (doc.tag(noun).upos == Upos::NOUN && doc.tag(next).upos == Upos::NOUN) arcs[noun.value] = {next, Relation::kCompound};
}

}  // namespace

void repair_titles(const Reading& reading, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  for (const Name& name : doc.layer<Name>()) {
    if (name.kind != NameKind::kPerson || name.words.empty()) continue;
    const WordId first{name.words.begin};
    const IdRange<Word> sentence = doc.words_of(doc.at(first).sentence);
    if (first.value == sentence.begin || !reading.parsed(doc.at(first).sentence)) continue;
    WordId head = first;
    while (reading.arc(head).head.valid() && name.words.contains(reading.arc(head).head)) head = reading.arc(head).head;
    const WordId title = title_before(reading, first);
    if (!title.valid() || is_below(reading, head, title) || is_below(reading, title, head)) continue;
    if (reading.markers_of(head).empty() && !needed(reading, head)) arcs[head.value] = {title, Relation::kAppos};
  }
}

bool names_place(const Reading& reading, WordId word) {
  if (reading.find_entry(word, EntryKind::kCountry)) return true;
  for (const Name& name : reading.document().layer<Name>())
    if (name.words.contains(word)) return name.kind == NameKind::kPlace;
  return false;
}

bool names_town(const Reading& reading, WordId word) {
  if (const Entry* country = reading.find_entry(word, EntryKind::kCountry)) return country->facet == Facet::kCapital;
  return names_place(reading, word) && !reading.find_entry(word, EntryKind::kActor);
}

void repair_nominal(const Reading& reading, WordId noun, std::vector<Arc>& arcs) {
  repair_split_compound(reading, noun, arcs);
  repair_bare_noun(reading, noun, arcs);
  repair_behind_that(reading, noun, arcs);
  if (reading.arc(noun).relation != Relation::kConj) return;
  repair_joined_noun(reading, noun, arcs);
  repair_nested_noun(reading, noun, arcs);
  repair_joined_target(reading, noun, arcs);
  repair_joined_office(reading, noun, arcs);
}

}  // namespace musnad::codebook
