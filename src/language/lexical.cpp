#include "language/lexical.h"

#include "text/folding.h"
#include "text/utf8.h"

#include <algorithm>

namespace musnad::language {
namespace {

std::uint16_t shape_of(std::string_view form) {
  std::uint16_t shape = 0;
  std::size_t count = 0, digits = 0, letters = 0, upper = 0;
  for (std::size_t at = 0; at < form.size(); ++count) {
    const text::CodePoint c = text::decode(form, at);
    at += c.length;
    if (text::is_digit(c.value))
      ++digits;
    else if (c.value == '-')
      shape |= kHasHyphen;
    else if (text::is_arabic_letter(c.value)) {
      shape |= kHasArabic;
      ++letters;
    } else if (text::is_letter(c.value)) {
      shape |= kHasLatin;
      ++letters;
      if (text::is_upper(c.value)) {
        shape |= count == 0 ? kUpperFirst : kUpperInside;
        ++upper;
      }
    }
  }
  if (digits > 0) shape |= kHasDigit;
  if (digits == count) shape |= kAllDigits;
  if (letters == 0) shape |= kNoLetters;
  if (upper > 1 && upper == letters) shape |= kAllUpper;
  return shape;
}

}  // namespace

LexicalView view_of(std::string_view form) {
  LexicalView view;
  const std::string folded = text::fold(form);
  view.form = learning::hash_of(folded);
  view.exact = learning::hash_of(form);
  std::uint32_t ends[64];  // where each of the first characters ends
  std::size_t count = 0;
  for (std::size_t at = 0; at < folded.size() && count < 64; ++count) {
    at += text::decode(folded, at).length;
    ends[count] = static_cast<std::uint32_t>(at);
  }
  const std::string_view all(folded);
  const std::size_t known = count == 0 ? 0 : ends[count - 1];
  for (std::size_t i = 0; i < 4; ++i) view.beginning[i] = i < count ? learning::hash_of(all.substr(0, ends[i])) : 0;
  for (std::size_t i = 0; i < 5; ++i) {
    const std::size_t begin = i + 1 < count ? ends[count - i - 2] : 0;
    view.ending[i] = i < count ? learning::hash_of(all.substr(begin, known - begin)) : 0;
  }
  view.shape = shape_of(form);
  view.letters = static_cast<std::uint8_t>(std::min<std::size_t>(count, 15));
  return view;
}

std::uint32_t class_of(const LexicalView& view, const learning::HashedTable& word_classes) {
  const std::uint32_t exact = word_classes.find(view.exact);
  return exact != 0 ? exact : word_classes.find(view.form);
}

std::uint8_t place_in_token(std::span<const Word> words, std::size_t at) {
  const bool begins = at == 0 || words[at - 1].token != words[at].token;
  const bool ends = at + 1 == words.size() || words[at + 1].token != words[at].token;
  return begins && ends ? 0 : begins ? 1 : ends ? 3 : 2;
}

std::vector<LexicalView> views_of(std::span<const Word> words) {
  std::vector<LexicalView> views;
  views.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    views.push_back(view_of(words[i].form));
    views.back().place = place_in_token(words, i);
  }
  return views;
}

}  // namespace musnad::language
