// Names of persons in the tree: "Prime Minister X imposed a curfew" with X as an object beside the curfew. A name right behind
// a title is its apposition.
#include <algorithm>

#include "codebook/reading/reading.h"
#include "codebook/reading/repairs.h"

namespace musnad::codebook {
namespace {

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

}  // namespace musnad::codebook
