#include "text/utf8.h"

#include <unicode/uchar.h>

#include <cassert>
#include <cstring>

namespace musnad::text {

CodePoint decode_any(std::string_view text, std::size_t at) {
  assert(at < text.size());
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (length == 0 || lead > 0xf4 || at + length > text.size()) return {0xfffd, 1};
  char32_t value = lead & (0x7f >> length);
  for (std::uint32_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0) != 0x80) return {0xfffd, 1};
    value = (value << 6) | (byte(at + i) & 0x3f);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) return {0xfffd, 1};
  return {value, length};
}

void append_wide(std::string& to, char32_t c) {
  if (c >= 0x10000) {
    to += static_cast<char>(0xf0 | (c >> 18));
    to += static_cast<char>(0x80 | ((c >> 12) & 0x3f));
  } else {
    to += static_cast<char>(0xe0 | (c >> 12));
  }
  to += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
  to += static_cast<char>(0x80 | (c & 0x3f));
}

namespace {

/// Bytes of ASCII from `at` on.
std::size_t ascii_run(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080u) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at - begin;
}

/// Where the first sequence from `at` on is that is not UTF-8; the size where all of it is.
std::size_t first_broken(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      at += ascii_run(text, at);
      continue;
    }
    const CodePoint c = decode(text, at);
    if (c.value == 0xfffd && c.length == 1) break;
    at += c.length;
  }
  return at;
}

}  // namespace

bool is_valid(std::string_view text) {
  return first_broken(text, 0) == text.size();
}

std::string repaired(std::string_view text, std::size_t* replaced) {
  std::string result;
  result.reserve(text.size());
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t broken = first_broken(text, at);
    result.append(text, at, broken - at);
    at = broken;
    if (at == text.size()) break;
    append(result, 0xfffd);
    ++count;
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
  }
  if (replaced) *replaced = count;
  return result;
}

Offsets::Offsets(std::string_view text) : text_(text) {
  every_64_.reserve(text.size() / 64 + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % 64 == 0) every_64_.push_back(count_);
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) ++count_;
  }
  if (text.size() % 64 == 0) every_64_.push_back(count_);
}

std::uint32_t Offsets::code_point_of(std::uint32_t byte) const {
  assert(byte <= text_.size());
  std::uint32_t count = every_64_[byte / 64];
  for (std::uint32_t i = byte / 64 * 64; i < byte; ++i)
    if ((static_cast<unsigned char>(text_[i]) & 0xc0) != 0x80) ++count;
  return count;
}

std::uint32_t Offsets::byte_of(std::uint32_t code_point) const {
  if (code_point >= count_) return static_cast<std::uint32_t>(text_.size());
  const auto after = std::upper_bound(every_64_.begin(), every_64_.end(), code_point);
  std::uint32_t block = static_cast<std::uint32_t>(after - every_64_.begin()) - 1;
  std::uint32_t count = every_64_[block];
  std::uint32_t i = block * 64;
  for (;; ++i) {
    if ((static_cast<unsigned char>(text_[i]) & 0xc0) == 0x80) continue;
    if (count == code_point) return i;
    ++count;
  }
}

Utf16Span Offsets::to_utf16(ByteSpan span) const {
  const auto units = [&](std::uint32_t from, std::uint32_t to) {
    std::uint32_t n = 0;
    for (std::uint32_t i = from; i < to; ++i) {
      const auto b = static_cast<unsigned char>(text_[i]);
      if ((b & 0xc0) != 0x80) n += b >= 0xf0 ? 2 : 1;
    }
    return n;
  };
  const std::uint32_t begin = units(0, span.begin);
  return {begin, begin + units(span.begin, span.end)};
}

bool is_arabic_letter(char32_t c) {
  return (c >= 0x620 && c <= 0x64a && c != 0x640) || (c >= 0x66e && c <= 0x6d3) || c == 0x6d5 || (c >= 0x6ee && c <= 0x6ef) ||
         (c >= 0x6fa && c <= 0x6ff) || (c >= 0x750 && c <= 0x77f) || (c >= 0xfb50 && c <= 0xfdfb && u_isalpha(static_cast<UChar32>(c))) ||
         (c >= 0xfe70 && c <= 0xfefc);
}
bool is_letter(char32_t c) {
  return c < 0x80 ? ((c | 32) >= 'a' && (c | 32) <= 'z') : u_isalpha(static_cast<UChar32>(c)) && !is_tatweel(c);
}
bool is_space(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200b) || c == 0x2028 ||
         c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}
bool is_mark(char32_t c) {
  if (c < 0x300) return false;
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
}
bool is_upper(char32_t c) {
  return c < 0x80 ? (c >= 'A' && c <= 'Z') : u_isupper(static_cast<UChar32>(c));
}
char32_t to_lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}
bool is_quote(char32_t c) {
  return c == '"' || c == 0xab || c == 0xbb || (c >= 0x2018 && c <= 0x201f) || c == 0x2039 || c == 0x203a || c == 0x301d || c == 0x301e ||
         c == 0x300c || c == 0x300d || c == 0xff02;
}

}  // namespace musnad::text
