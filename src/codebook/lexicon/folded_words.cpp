#include "codebook/lexicon/folded_words.h"

#include <algorithm>
#include <array>

#include "text/folding.h"

namespace musnad::codebook {
namespace {

constexpr std::string_view kAlef = "\xD8\xA7", kWaw = "\xD9\x88", kYeh = "\xD9\x8A";  // folded, the maqsura is a yeh
constexpr std::string_view kLam = "\xD9\x84";
constexpr std::string_view kTeh = "\xD8\xAA", kHeh = "\xD9\x87", kFemininePlural = "\xD8\xA7\xD8\xAA";
// Alefs that are no article's: with madda, hamza above and below ("thousands" begins with the first).
constexpr std::array<std::string_view, 3> kHamzaAlefs = {"\xD8\xA2", "\xD8\xA3", "\xD8\xA5"};

/// Before a pronoun a teh marbuta is written as teh ("ziyaratuhu"): whether a noun's last letter is one.
bool ends_in_marbuta(const std::string& form, const std::string& lemma, const Features& features) {
  if (!form.ends_with(kTeh) || form == lemma) return false;
  const std::string_view stem = std::string_view(form).substr(0, form.size() - kTeh.size());
  if (lemma.size() == stem.size() + kHeh.size() && lemma.starts_with(stem) && lemma.ends_with(kHeh)) return true;
  return !form.ends_with(kFemininePlural) && features.number == Number::kSing && features.gender == Gender::kFem;
}

/// Before a pronoun the silent alef of a plural falls away ("qatalu-hum"), and the alef maqsura is written as alef ("istad'a-hum").
void write_without_pronoun(std::string& verb, const std::string& lemma, const Features& features) {
  const bool weak = lemma.ends_with(kAlef) || lemma.ends_with(kYeh) || lemma.ends_with(kWaw);
  const bool derived = verb.size() > 3 * kAlef.size();  // of roots of three letters only the bare verb ends in an alef of its own
  if (verb.ends_with(kWaw) && (features.number == Number::kPlur || features.tense == Tense::kPast || !weak))
    verb += kAlef;
  else if (verb.ends_with(kAlef) && features.number != Number::kDual && (derived || lemma.ends_with(kYeh)))
    verb.replace(verb.size() - kAlef.size(), kAlef.size(), kYeh);
}

}  // namespace

FoldedWords::FoldedWords(const Document& doc) {
  const auto words = doc.layer<Word>();
  const auto tags = doc.layer<Tag>();
  auto folded = std::make_shared<std::vector<Folded>>();
  folded->reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    Folded word{text::fold(words[i].form), i < tags.size() ? text::fold(tags[i].lemma) : std::string()};
    // li+l-: UD cuts the token into `l` and `l...`, and the second lam is what is left of the article.
    const bool after_li = i > 0 && words[i - 1].token == words[i].token && folded->back().form == kLam;
    if (after_li && !words[i].exact && word.form.starts_with(kLam) && !word.form.starts_with(kArabicArticle))
      word.form.insert(0, kArabicArticle.substr(0, 2));
    const bool before_pronoun = i + 1 < tags.size() && words[i + 1].token == words[i].token && tags[i + 1].upos == Upos::PRON;
    if (before_pronoun && tags[i].upos == Upos::NOUN && ends_in_marbuta(word.form, word.lemma, tags[i].features))
      word.form.replace(word.form.size() - kTeh.size(), kTeh.size(), kHeh);
    if (before_pronoun && tags[i].upos == Upos::VERB) write_without_pronoun(word.form, word.lemma, tags[i].features);
    const bool hamza =
        std::any_of(kHamzaAlefs.begin(), kHamzaAlefs.end(), [&](std::string_view alef) { return words[i].form.starts_with(alef); });
    if (!hamza && word.form.starts_with(kArabicArticle) && word.form.size() >= kArabicArticle.size() + 4)
      word.article = kArabicArticle.size();
    folded->push_back(std::move(word));
  }
  words_ = std::move(folded);
}

}  // namespace musnad::codebook
