#include "text/folding.h"

#include "text/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>

namespace musnad::text {
namespace {

// Letters that only compatibility decomposition unifies: Arabic presentation forms, full-width Latin.
void append_normalised(std::string& to, char32_t c, bool compatibility) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* norm = compatibility ? icu::Normalizer2::getNFKCInstance(status) : icu::Normalizer2::getNFDInstance(status);
  const icu::UnicodeString source(static_cast<UChar32>(c));
  const icu::UnicodeString result = norm->normalize(source, status);
  for (std::int32_t i = 0; i < result.length(); i = result.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(result.char32At(i));
    if (part == c || is_mark(part)) {
      if (part == c) append(to, c);
      continue;
    }
    to += fold([&] {
      std::string one;
      append(one, part);
      return one;
    }());
  }
}

constexpr char32_t fold_arabic(char32_t c) {
  switch (c) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
    case 0x672:
    case 0x673:
      return 0x627;  // alef
    case 0x649:
    case 0x6cc:
    case 0x6d2:
      return 0x64a;  // yeh
    case 0x629:
    case 0x6c1:
    case 0x6d5:
    case 0x6be:
      return 0x647;  // heh
    case 0x624:
    case 0x626:
      return 0x621;  // hamza on its seats
    case 0x6a9:
    case 0x6aa:
      return 0x643;  // kaf
    default:
      return c;
  }
}

// The folded form of every character of the Arabic block; 0 for those that the folded view drops.
constexpr std::array<char16_t, 256> kArabicBlock = [] {
  std::array<char16_t, 256> block{};
  for (char32_t c = 0x600; c <= 0x6ff; ++c) {
    const int digit = digit_value(c);
    const bool dropped = is_harakat(c) || is_tatweel(c) || is_bidi_control(c);
    block[c - 0x600] = static_cast<char16_t>(dropped ? 0 : digit >= 0 ? static_cast<char32_t>('0' + digit) : fold_arabic(c));
  }
  return block;
}();

// Latin letters with their accents.
bool may_have_mark(char32_t c) {
  return (c >= 0xc0 && c <= 0x24f) || (c >= 0x1e00 && c <= 0x1eff);
}

// Appends the folded form of `c`; appends nothing for what the folded view drops.
void fold_into(std::string& to, char32_t c) {
  if (c < 0x80) {
    to += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  } else if (c >= 0x600 && c <= 0x6ff) {
    if (const char16_t folded = kArabicBlock[c - 0x600]) append(to, folded);
  } else if ((c >= 0xfb50 && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfefc) || (c >= 0xff01 && c <= 0xff5e)) {
    append_normalised(to, c, true);
  } else if (is_bidi_control(c) || (is_mark(c) && c < 0x1ab0)) {
    return;
  } else if (c == 0x2019 || c == 0x2018 || c == 0x2bc) {
    to += '\'';
  } else if (c == 0xa0 || c == 0x202f || (c >= 0x2000 && c <= 0x200b)) {
    to += ' ';
  } else {
    const char32_t lower = to_lower(c);
    if (may_have_mark(c) || may_have_mark(lower))  // U+212B, the sign of the angstrom, is lowered to a letter with a ring
      append_normalised(to, lower, false);
    else
      append(to, lower);
  }
}

}  // namespace

FoldedText::FoldedText(std::string_view text) {
  folded_.reserve(text.size());
  alignment_.begin_.reserve(text.size() + 1);
  alignment_.end_.reserve(text.size() + 1);
  std::size_t last_size = 0;  // folded size before the last kept character
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    const std::size_t before = folded_.size();
    fold_into(folded_, c.value);
    const auto end = static_cast<std::uint32_t>(at + c.length);
    if (folded_.size() > before) {
      last_size = before;
      for (std::size_t i = before; i < folded_.size(); ++i) {
        alignment_.begin_.push_back(static_cast<std::uint32_t>(at));
        alignment_.end_.push_back(end);
      }
    } else if (!is_bidi_control(c.value) && !alignment_.end_.empty() && alignment_.end_.back() == at) {
      for (std::size_t i = last_size; i < folded_.size(); ++i) alignment_.end_[i] = end;  // a mark belongs to its letter
    }
    at = end;
  }
  alignment_.size_ = static_cast<std::uint32_t>(text.size());
}

ByteSpan Alignment::to_text(FoldedSpan span) const {
  if (span.begin >= begin_.size()) return {size_, size_};
  if (span.empty()) return {begin_[span.begin], begin_[span.begin]};
  return {begin_[span.begin], end_[span.end - 1]};
}

FoldedSpan Alignment::to_folded(ByteSpan span) const {
  const auto first = std::lower_bound(begin_.begin(), begin_.end(), span.begin);
  const auto last = std::lower_bound(first, begin_.end(), span.end);
  return {static_cast<std::uint32_t>(first - begin_.begin()), static_cast<std::uint32_t>(last - begin_.begin())};
}

namespace {

// Folds what is ASCII or of the Arabic block from `at` on, most of any text, and moves `at` behind it.
void fold_plain(std::string_view text, std::size_t& at, std::string& to) {
  std::array<char, 64> run;
  std::size_t size = 0;
  while (at < text.size() && size + 2 <= run.size()) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) {
      run[size++] = static_cast<char>(first >= 'A' && first <= 'Z' ? first + 32 : first);
      ++at;
      continue;
    }
    if (first < 0xd8 || first > 0xdb || at + 1 == text.size()) break;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if ((second & 0xc0) != 0x80) break;
    const char16_t folded = kArabicBlock[((first & 0x1fu) << 6 | (second & 0x3fu)) - 0x600];
    if (folded >= 0x80) {
      run[size] = static_cast<char>(0xc0 | folded >> 6);
      run[size + 1] = static_cast<char>(0x80 | (folded & 0x3f));
      size += 2;
    } else if (folded != 0) {
      run[size++] = static_cast<char>(folded);
    }
    at += 2;
  }
  to.append(run.data(), size);
}

}  // namespace

std::string fold(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    fold_plain(text, at, result);
    if (at != before) continue;
    const CodePoint c = decode(text, at);
    fold_into(result, c.value);
    at += c.length;
  }
  return result;
}

}  // namespace musnad::text
