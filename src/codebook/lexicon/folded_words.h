// FoldedWords: the words of a document as matching compares them, made once a document. Copies share them.
#pragma once

#include <musnad/document.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace musnad::codebook {

/// The Arabic article, alef and lam: as it is written, and after folding.
inline constexpr std::string_view kArabicArticle = "\xD8\xA7\xD9\x84";

class FoldedWords {
 public:
  explicit FoldedWords(const Document& doc);

  /// Folded form; the second word of li+l- is written with its article.
  std::string_view form(WordId word) const { return (*words_)[word.value].form; }
  /// Folded form without the Arabic article; the form itself where it has none.
  std::string_view bare(WordId word) const { return form(word).substr((*words_)[word.value].article); }
  /// Folded lemma; empty before tags.
  std::string_view lemma(WordId word) const { return (*words_)[word.value].lemma; }
  bool is(WordId word, std::string_view folded) const { return form(word) == folded || lemma(word) == folded || bare(word) == folded; }

 private:
  struct Folded {
    std::string form, lemma;
    std::uint8_t article = 0;  // bytes of the article
  };
  std::shared_ptr<const std::vector<Folded>> words_;
};

}  // namespace musnad::codebook
