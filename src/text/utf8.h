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

/// The code point at byte `at`; U+FFFD with length 1 where the bytes are not UTF-8. `at` < text.size().
CodePoint decode(std::string_view text, std::size_t at);
void append(std::string& to, char32_t code_point);
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
bool is_letter(char32_t c);   ///< any script
bool is_digit(char32_t c);    ///< 0-9, Arabic-Indic, extended Arabic-Indic
int digit_value(char32_t c);  ///< -1 where it is none
bool is_harakat(char32_t c);  ///< Arabic vowel signs, shadda, sukun, dagger alef
bool is_tatweel(char32_t c);
bool is_space(char32_t c);         ///< white space, with no-break and zero-width spaces
bool is_bidi_control(char32_t c);  ///< marks, embeddings, isolates, joiners
bool is_mark(char32_t c);          ///< combining marks of any script
bool is_upper(char32_t c);
char32_t to_lower(char32_t c);
/// Quotation marks of every kind, opening or closing or either.
bool is_quote(char32_t c);

}  // namespace musnad::text
