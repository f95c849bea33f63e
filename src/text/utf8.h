// UTF-8 and Unicode, byte by byte and code point by code point.
#pragma once

#include <musnad/span.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::text {

struct CodePoint {
  char32_t value;
  std::uint32_t length;  ///< bytes
};

/// The same as decode, for any bytes.
CodePoint decode_any(std::string_view text, std::size_t at);

/// The code point at byte `at`; U+FFFD with length 1 where the bytes are not UTF-8. `at` < text.size().
inline CodePoint decode(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return {lead, 1};
  if (lead >= 0xc2 && lead < 0xe0 && at + 1 < text.size()) {  // Arabic and Latin beyond ASCII
    const auto next = static_cast<unsigned char>(text[at + 1]);
    if ((next & 0xc0) == 0x80) return {static_cast<char32_t>((lead & 0x1f) << 6 | (next & 0x3f)), 2};
  }
  return decode_any(text, at);
}

void append_wide(std::string& to, char32_t code_point);  ///< from U+0800
inline void append(std::string& to, char32_t c) {
  if (c < 0x80) {
    to += static_cast<char>(c);
  } else if (c < 0x800) {
    const char bytes[] = {static_cast<char>(0xc0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3f))};
    to.append(bytes, sizeof bytes);
  } else {
    append_wide(to, c);
  }
}
bool is_valid(std::string_view text);
/// Replaces every maximal invalid sequence by U+FFFD; `replaced` counts them.
std::string repaired(std::string_view text, std::size_t* replaced = nullptr);

/// Turns byte offsets of one text into code points and UTF-16 units, and back. O(1) a question after O(n) making.
class Offsets {
 public:
  explicit Offsets(std::string_view text);
  std::uint32_t code_point_of(std::uint32_t byte) const;
  std::uint32_t byte_of(std::uint32_t code_point) const;
  CodePointSpan to_code_points(ByteSpan span) const { return {code_point_of(span.begin), code_point_of(span.end)}; }
  ByteSpan to_bytes(CodePointSpan span) const { return {byte_of(span.begin), byte_of(span.end)}; }
  Utf16Span to_utf16(ByteSpan span) const;
  std::uint32_t size() const { return count_; }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> every_64_;  // code point count before byte 64*i
  std::uint32_t count_ = 0;
};

// Classes of characters, after Unicode.
bool is_arabic_letter(char32_t c);
bool is_letter(char32_t c);  ///< any script
/// 0-9, Arabic-Indic, extended Arabic-Indic; -1 where it is none.
constexpr int digit_value(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  if (c >= 0x660 && c <= 0x669) return static_cast<int>(c - 0x660);
  if (c >= 0x6f0 && c <= 0x6f9) return static_cast<int>(c - 0x6f0);
  return -1;
}
constexpr bool is_digit(char32_t c) {
  return digit_value(c) >= 0;
}
/// Arabic vowel signs, shadda, sukun, dagger alef.
constexpr bool is_harakat(char32_t c) {
  return c >= 0x610 && ((c >= 0x64b && c <= 0x65f) || c == 0x670 || c <= 0x61a ||
                        (c >= 0x6d6 && c <= 0x6ed && c != 0x6dd && c != 0x6de && c != 0x6e5 && c != 0x6e6 && c != 0x6e9));
}
constexpr bool is_tatweel(char32_t c) {
  return c == 0x640;
}
bool is_space(char32_t c);  ///< white space, with no-break and zero-width spaces
/// Marks, embeddings, isolates, joiners.
constexpr bool is_bidi_control(char32_t c) {
  return c == 0x61c || (c >= 0x200c && ((c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff));
}
bool is_mark(char32_t c);  ///< combining marks of any script
bool is_upper(char32_t c);
/// A Latin letter that is no capital: the small ones, and those that have no other form.
inline bool is_small(char32_t c) {
  return c < 0x370 && is_letter(c) && !is_upper(c);
}
char32_t to_lower(char32_t c);
/// Quotation marks of every kind, opening or closing or either.
bool is_quote(char32_t c);

}  // namespace musnad::text
