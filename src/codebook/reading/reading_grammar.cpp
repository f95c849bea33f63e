// What a word is in grammar.tsv.
#include <algorithm>

#include "codebook/lexicon/lexicon.h"
#include "codebook/reading/reading.h"

namespace musnad::codebook {
namespace {

/// Folding makes `an` and `in` one; where both spellings write a hamza on the first alef, it must be the same one.
bool spelling_fits(std::string_view lemma, std::string_view form) {
  const auto hamza = [](std::string_view word) { return word.size() > 1 ? word.substr(0, 2) : std::string_view(); };
  constexpr std::string_view kAbove = "\xD8\xA3", kBelow = "\xD8\xA5";
  const std::string_view a = hamza(lemma), b = hamza(form);
  return !((a == kAbove && b == kBelow) || (a == kBelow && b == kAbove));
}

}  // namespace

bool Reading::follows(WordId word, const std::vector<std::string>& after) const {
  const auto words = doc_.layer<Word>();
  if (word.value + 1 + after.size() > words.size()) return false;
  for (std::uint32_t i = 0; i < after.size(); ++i) {
    const WordId next{word.value + 1 + i};
    if (words[next.value].sentence != words[word.value].sentence || !folded_.is(next, after[i])) return false;
  }
  return true;
}

bool Reading::ends_fixed_phrase(WordId word) const {
  if (word.value == 0) return false;
  const WordId first{word.value - 1};
  const auto readings = codebook_.lexicon().find(doc_.language(), folded_.form(first));
  return std::any_of(readings.begin(), readings.end(), [&](const FormReading& reading) {
    const Entry& entry = codebook_.entries()[reading.entry];
    const auto& after = codebook_.lexicon().surroundings(reading.entry).after;
    return entry.kind == EntryKind::kGrammar && entry.get("kind") == "fixed" && !after.empty() && follows(first, after);
  });
}

std::span<const Entry* const> Reading::grammar_of(WordId word) const {
  if (grammar_known_[word.value]) return grammar_[word.value];
  grammar_known_[word.value] = true;
  std::vector<std::pair<std::size_t, const Entry*>> found;
  // Arabic particles have one form: "as" (`kama`) with the lemma of "not" (`ma`) is the tagger's mistake.
  const Upos upos = doc_.tag(word).upos;
  const bool particle = doc_.language() == Language::kAr && (upos == Upos::CCONJ || upos == Upos::SCONJ || upos == Upos::PART);
  const std::string_view lemma = particle ? folded_.form(word) : folded_.lemma(word);
  for (const std::string_view key : {folded_.form(word), folded_.bare(word), lemma})
    for (const FormReading& reading : codebook_.lexicon().find(doc_.language(), key)) {
      const Entry& entry = codebook_.entries()[reading.entry];
      if (entry.kind != EntryKind::kGrammar || !spelling_fits(entry.lemma, doc_.at(word).form)) continue;
      const Surroundings& around = codebook_.lexicon().surroundings(reading.entry);
      const auto known = [&](const auto& other) { return other.second == &entry; };
      if (around.before.empty() && follows(word, around.after) && std::none_of(found.begin(), found.end(), known))
        found.emplace_back(1 + around.after.size(), &entry);
    }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  const auto is_fixed = [](const auto& phrase) { return phrase.first > 1 && phrase.second->get("kind") == "fixed"; };
  const bool fixed = std::any_of(found.begin(), found.end(), is_fixed) || (!found.empty() && ends_fixed_phrase(word));
  for (const auto& [size, entry] : found)
    if (!fixed || size > 1) grammar_[word.value].push_back(entry);
  return grammar_[word.value];
}

const Entry* Reading::find_class(WordId word, std::string_view kind) const {
  for (const Entry* entry : grammar_of(word))
    if (entry->get("kind") == kind) return entry;
  return nullptr;
}

bool Reading::is_personal(WordId word) const {
  const Tag& tag = doc_.tag(word);
  const Features& features = tag.features;
  return tag.upos == Upos::PRON && ((features.number == Number::kPlur && features.gender != Gender::kFem) ||
                                    features.number == Number::kDual || features.person == Person::k1 || features.person == Person::k2);
}

bool Reading::phrase_at(WordId word, std::string_view folded) const {
  if (folded.find('_') == std::string_view::npos) return folded_.is(word, folded);
  const auto parts = split_outside(folded, '_');
  const auto words = doc_.layer<Word>();
  for (const std::size_t own : {std::size_t{0}, parts.size() - 1}) {
    if (word.value < own || word.value - own + parts.size() > words.size()) continue;
    bool all = true;
    for (std::size_t i = 0; all && i < parts.size(); ++i) {
      const WordId at{static_cast<std::uint32_t>(word.value - own + i)};
      all = doc_.at(at).sentence == doc_.at(word).sentence && folded_.is(at, parts[i]);
    }
    if (all) return true;
  }
  return false;
}

}  // namespace musnad::codebook
