#include "codebook/lexicon/folded_words.h"

#include <algorithm>
#include <array>

#include "text/folding.h"

namespace musnad::codebook {
namespace {

constexpr std::string_view kLam = "\xD9\x84";
// Alefs that are no article's: with madda, hamza above and below ("thousands" begins with the first).
constexpr std::array<std::string_view, 3> kHamzaAlefs = {"\xD8\xA2", "\xD8\xA3", "\xD8\xA5"};

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
    const bool hamza =
        std::any_of(kHamzaAlefs.begin(), kHamzaAlefs.end(), [&](std::string_view alef) { return words[i].form.starts_with(alef); });
    if (!hamza && word.form.starts_with(kArabicArticle) && word.form.size() >= kArabicArticle.size() + 4)
      word.article = kArabicArticle.size();
    folded->push_back(std::move(word));
  }
  words_ = std::move(folded);
}

}  // namespace musnad::codebook
