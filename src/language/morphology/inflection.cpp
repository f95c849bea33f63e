#include "language/morphology/inflection.h"

#include "language/morphology/arabic_entries.h"
#include "language/morphology/english_inflection.h"
#include "text/folding.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace musnad::language {
namespace {

constexpr std::string_view kKeys[] = {"root", "form", "ipf", "masdar", "passive", "pl", "g",   "nisba",  "f",
                                      "past", "pp",   "ger", "s",      "noun",    "er", "est", "without"};

Upos upos_of(std::string_view pos) {
  if (pos == "verb") return Upos::VERB;
  if (pos == "noun") return Upos::NOUN;
  if (pos == "adj") return Upos::ADJ;
  if (pos == "adv") return Upos::ADV;
  if (pos == "name") return Upos::PROPN;
  return Upos::X;
}

Result<void> check_keys(const LexicalEntry& entry) {
  for (const auto& [key, value] : entry.morphology)
    if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys))
      return fail(ErrorCode::kCodebookSyntax, fmt::format("unknown key '{}' in the morphology of '{}'", key, entry.lemma));
  return {};
}

// The first form of each part of speech and voice stands; the lemma's own comes first.
void remove_repeats(std::vector<Inflection>& forms) {
  std::unordered_set<std::string> seen;
  std::string key;
  std::erase_if(forms, [&](const Inflection& form) {
    key = form.form;
    key += static_cast<char>('A' + static_cast<int>(form.upos));
    key += static_cast<char>('0' + static_cast<int>(form.features.voice));
    return form.form.empty() || !seen.insert(key).second;
  });
}

// Forms of which a row says that in texts they are another word's: `without=a|b`.
Result<void> remove_foreign(const LexicalEntry& entry, std::vector<Inflection>& forms) {
  const auto cell = entry.morphology.find("without");
  if (cell == entry.morphology.end()) return {};
  for (const std::string_view written : alternatives(cell->second)) {
    const std::string foreign = text::fold(written);
    if (std::erase_if(forms, [&](const Inflection& form) { return form.form == foreign; }) == 0)
      return fail(ErrorCode::kCodebookSyntax, fmt::format("'{}' is no form of '{}'", written, entry.lemma));
  }
  return {};
}

}  // namespace

Result<std::vector<Inflection>> inflect(Language language, const LexicalEntry& entry) {
  if (auto checked = check_keys(entry); !checked) return tl::unexpected(checked.error());
  std::vector<Inflection> forms;
  Result<void> made;
  if (language == Language::kAr) made = inflect_arabic(entry, forms);
  if (language == Language::kEn) made = inflect_english(entry, forms);
  if (!made) return tl::unexpected(made.error());
  if (entry.pos != "verb" || language == Language::kUnd || forms.empty())
    forms.insert(forms.begin(), {text::fold(entry.lemma), upos_of(entry.pos), {}, "lemma"});
  remove_repeats(forms);
  if (auto removed = remove_foreign(entry, forms); !removed) return tl::unexpected(removed.error());
  return forms;
}

}  // namespace musnad::language
