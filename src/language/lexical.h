// What the models see of a word by itself: hashes of its form and of the ends of it, and its shape.
#pragma once

#include "learning/hashed_table.h"

#include <musnad/layers.h>

#include <span>
#include <vector>

namespace musnad::language {

struct LexicalView {
  learning::Feature form = 0;        ///< of the folded form (text/folding.h)
  learning::Feature exact = 0;       ///< of the form as written
  learning::Feature beginning[4]{};  ///< the first 1 to 4 characters, folded
  learning::Feature ending[5]{};     ///< the last 1 to 5 characters, folded
  std::uint16_t shape = 0;           ///< see ShapeBits
  std::uint8_t letters = 0;          ///< characters, at most 15
  std::uint32_t word_class = 0;      ///< a path in a tree of classes, the first branch in the lowest bit; 0: not known, or not asked
  std::uint8_t place = 0;            ///< in its token: 0 all of it, 1 first of several words, 2 inner, 3 last
};

enum ShapeBits : std::uint16_t {
  kHasDigit = 1,
  kAllDigits = 2,
  kHasLatin = 4,
  kHasArabic = 8,
  kUpperFirst = 16,
  kAllUpper = 32,
  kHasHyphen = 64,
  kNoLetters = 128,
  kUpperInside = 256
};

LexicalView view_of(std::string_view form);
/// LexicalView::word_class: of the word as written, or else of its folded form.
std::uint32_t class_of(const LexicalView& view, const learning::HashedTable& word_classes);
/// LexicalView::place of the word at `at`; `words` are those of its sentence.
std::uint8_t place_in_token(std::span<const Word> words, std::size_t at);
/// The views of a sentence's words, with their places in tokens.
std::vector<LexicalView> views_of(std::span<const Word> words);

}  // namespace musnad::language
