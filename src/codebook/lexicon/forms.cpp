#include "codebook/lexicon/forms.h"

#include "codebook/lexicon/tables.h"
#include "language/morphology/inflection.h"
#include "text/folding.h"

namespace musnad::codebook {
namespace {

/// The name of the part of speech as inflection knows it; empty for what does not inflect.
std::string_view inflecting(const Entry& entry) {
  if (entry.facet == Facet::kAdjective) return entry.language == Language::kAr ? "adj" : "";
  if (entry.facet == Facet::kPeople) return "noun";
  if (entry.facet != Facet::kLemma) return "";
  switch (entry.pos) {
    case Upos::VERB:
      return "verb";
    case Upos::NOUN:
      return "noun";
    case Upos::ADJ:
      return "adj";
    default:
      return "";
  }
}

/// "The two meetings of": an act is hardly ever so named, and without vowels the form is the adjective "social".
bool is_rare_dual(const Entry& entry, const language::Inflection& form) {
  constexpr std::string_view kYeh = "\xD9\x8A";
  return entry.language == Language::kAr && entry.kind == EntryKind::kEvent && form.upos == Upos::NOUN &&
         form.features.number == Number::kDual && form.features.definite == Definite::kCons && form.form.ends_with(kYeh);
}

}  // namespace

Result<std::vector<EntryForm>> forms_of(const Entry& entry, const std::string& head) {
  const std::string_view pos = inflecting(entry);
  std::vector<EntryForm> forms;
  // An Arabic verb without a root is a form by itself (laysa, sa-yutammu).
  const std::string_view morphology = entry.facet == Facet::kLemma ? entry.get("morphology") : std::string_view();
  const bool plain = pos.empty() || (pos == "verb" && entry.language == Language::kAr && morphology.empty());
  if (plain) {
    forms.push_back({text::fold(head), entry.pos, Voice::kNone, VerbForm::kNone, Tense::kNone, Mood::kNone, Number::kNone, true});
    return forms;
  }
  language::LexicalEntry word;
  word.lemma = head;
  word.pos = pos;
  auto pairs = parse_pairs(morphology);
  if (!pairs) return tl::unexpected(pairs.error());
  word.morphology.insert(pairs->begin(), pairs->end());
  auto inflections = language::inflect(entry.language, word);
  if (!inflections) return tl::unexpected(inflections.error());
  forms.reserve(inflections->size());
  for (language::Inflection& form : *inflections) {
    if (is_rare_dual(entry, form)) continue;
    forms.push_back({std::move(form.form), form.upos, form.features.voice, form.features.verb_form, form.features.tense, form.features.mood,
                     form.features.number, form.features.person == Person::kNone || form.features.person == Person::k3});
  }
  return forms;
}

}  // namespace musnad::codebook
