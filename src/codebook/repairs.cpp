#include "codebook/repairs.h"

#include "codebook/reading.h"

namespace musnad::codebook {
namespace {

constexpr std::string_view kAlef = "\xD8\xA7";
constexpr std::string_view kNun = "\xD9\x86";

bool names_a_place(const Reading& reading, WordId word) {
  if (reading.find_entry(word, EntryKind::kCountry)) return true;
  for (const Name& name : reading.document().layer<Name>())
    if (name.words.contains(word)) return name.kind == NameKind::kPlace;
  return false;
}

/// Cannot be the first part of an idafa.
bool absolute(const Reading& reading, WordId noun) {
  const FoldedWords& folded = reading.folded();
  if (folded.bare(noun).size() != folded.form(noun).size()) return true;
  const Tag& tag = reading.document().tag(noun);
  if (tag.upos == Upos::PROPN) return names_a_place(reading, noun);
  // Sound plurals drop their nun in an idafa; singulars that end like them (law, cooperation) are no persons.
  return folded.form(noun).ends_with(kNun) && folded.form(noun).size() >= 10 && (tag.features.number == Number::kPlur || reading.is_kind(noun, "person"));
}

/// Whether `child`, below `head`, can be no part of its phrase.
bool foreign(const Reading& reading, WordId head, WordId child) {
  const Relation base = base_of(reading.arc(child).relation);
  const Tag& tag = reading.document().tag(child);
  const FoldedWords& folded = reading.folded();
  const bool accusative = folded.form(child).ends_with(kAlef) && !folded.form(head).ends_with(kAlef) && tag.features.number != Number::kPlur;
  if (base == Relation::kAmod) return accusative && tag.upos != Upos::PROPN;
  if (base != Relation::kNmod && base != Relation::kAppos && base != Relation::kFlat) return false;
  if (tag.upos == Upos::PROPN && !reading.find_entry(child, EntryKind::kActor)) return absolute(reading, head) && names_a_place(reading, child);
  if (base == Relation::kFlat) return false;
  return (tag.upos == Upos::NOUN || tag.upos == Upos::PROPN || tag.upos == Upos::NUM) && (absolute(reading, head) || accusative);
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

}  // namespace

void repair_trees(const Reading& reading, std::vector<Arc>& arcs) {
  for (std::uint32_t i = 0; i < arcs.size(); ++i) {
    const WordId verb{i};
    if (reading.document().tag(verb).upos != Upos::VERB) continue;
    WordId subject, before;
    bool object = false;
    for (WordId child : reading.children(verb)) {
      const Relation base = base_of(reading.arc(child).relation);
      object = object || base == Relation::kObj || base == Relation::kCcomp || base == Relation::kXcomp;
      if (base == Relation::kNsubj && verb < child && !subject.valid()) subject = child;
      if (base == Relation::kNsubj && child < verb && !reading.find_class(child, "relative")) before = child;
    }
    if (object || !subject.valid()) continue;
    if (before.valid() && reading.markers_of(subject).empty()) {
      arcs[subject.value].relation = Relation::kObj;
      arcs[before.value].relation = Relation::kNsubj;
      continue;
    }
    const WordId found = find_object(reading, subject);
    if (!found.valid() || reading.in_time(found)) continue;
    arcs[found.value] = {verb, Relation::kObj};
    arcs[subject.value].relation = Relation::kNsubj;
  }
}

}  // namespace musnad::codebook
