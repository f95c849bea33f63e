// Clauses with a relative pronoun that the tree hangs on the wrong noun, or on none.
#include <algorithm>

#include "codebook/reading/reading.h"
#include "codebook/reading/repairs.h"

namespace musnad::codebook {
namespace {

/// A clause with a relative pronoun hangs on the noun before the pronoun, whatever the parser called it.
void repair_pronoun(const Reading& reading, WordId verb, std::vector<Arc>& arcs) {
  const Relation relation = reading.arc(verb).relation;
  if (relation != Relation::kAdvcl && relation != Relation::kCcomp && relation != Relation::kParataxis) return;
  for (WordId child : reading.children(verb)) {
    if (verb < child || !reading.find_class(child, "relative") || reading.document().tag(child).upos != Upos::PRON || child.value == 0)
      continue;
    const WordId noun{child.value - 1};
    const Upos upos = reading.document().tag(noun).upos;
    if (reading.document().at(noun).sentence == reading.document().at(verb).sentence && (upos == Upos::NOUN || upos == Upos::PROPN))
      arcs[verb.value] = {noun, Relation::kAclRelcl};
    return;
  }
}

/// Whether a noun can be what a relative pronoun stands for: `allatii` also of several things.
bool has_form_of(const Features& noun, const Features& pronoun) {
  if (pronoun.number != Number::kSing || pronoun.gender == Gender::kNone) return true;
  if (noun.number == Number::kPlur) return pronoun.gender == Gender::kFem;
  return noun.number != Number::kDual && (noun.gender == Gender::kNone || noun.gender == pronoun.gender);
}

/// A relative clause hangs on a noun of its pronoun's gender and number: of the nouns of the same phrase the one before the pronoun.
void repair_antecedent(const Reading& reading, WordId verb, std::vector<Arc>& arcs) {
  const Document& doc = reading.document();
  if (base_of(reading.arc(verb).relation) != Relation::kAcl) return;
  const WordId above = reading.arc(verb).head;
  const auto children = reading.children(verb);
  const auto pronoun = std::find_if(children.begin(), children.end(), [&](WordId child) {
    return above < child && child < verb && doc.tag(child).upos == Upos::PRON && reading.find_class(child, "relative");
  });
  if (pronoun == children.end() || doc.tag(above).upos != Upos::NOUN) return;
  const Features& wanted = doc.tag(*pronoun).features;
  if (has_form_of(doc.tag(above).features, wanted)) return;
  const auto within = [](Relation relation) {
    const Relation base = base_of(relation);
    return base == Relation::kNmod || base == Relation::kConj || base == Relation::kAppos;
  };
  WordId best;
  const auto offer = [&](WordId noun) {
    const Tag& tag = doc.tag(noun);
    if (tag.upos == Upos::NOUN && tag.features.gender != Gender::kNone && has_form_of(tag.features, wanted) && noun < *pronoun &&
        (!best.valid() || best < noun))
      best = noun;
  };
  for (WordId at = above; within(reading.arc(at).relation) && reading.arc(at).head.valid() && reading.arc(at).head < at;) {
    at = reading.arc(at).head;
    offer(at);
  }
  std::vector<WordId> open{above};
  while (!open.empty()) {
    const WordId at = open.back();
    open.pop_back();
    for (WordId child : reading.children(at))
      if (at < child && child < *pronoun && within(reading.arc(child).relation)) {
        offer(child);
        open.push_back(child);
      }
  }
  if (best.valid()) arcs[verb.value].head = best;
}

}  // namespace

void repair_relative(const Reading& reading, WordId verb, std::vector<Arc>& arcs) {
  repair_pronoun(reading, verb, arcs);
  repair_antecedent(reading, verb, arcs);
}

}  // namespace musnad::codebook
