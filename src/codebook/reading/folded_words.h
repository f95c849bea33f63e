// FoldedWords: the words of a document as matching compares them, made once a document.
#pragma once

#include <musnad/document.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::codebook {

class FoldedWords {
 public:
  explicit FoldedWords(const Document& doc);

  /// Folded form; the second word of li+l- is written with its article.
  std::string_view form(WordId word) const { return forms_[word.value]; }
  /// Folded form without the Arabic article; the form itself where it has none.
  std::string_view bare(WordId word) const { return std::string_view(forms_[word.value]).substr(article_[word.value]); }
  /// Folded lemma; empty before tags.
  std::string_view lemma(WordId word) const { return lemmas_[word.value]; }
  bool is(WordId word, std::string_view folded) const { return form(word) == folded || lemma(word) == folded || bare(word) == folded; }

 private:
  std::vector<std::string> forms_, lemmas_;
  std::vector<std::uint8_t> article_;  // bytes of the article
};

}  // namespace musnad::codebook
