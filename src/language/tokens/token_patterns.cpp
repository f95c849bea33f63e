#include "language/tokens/token_patterns.h"

#include "language/morphology/arabic_letters.h"
#include "text/folding.h"
#include "text/utf8.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace musnad::language {
namespace {

bool is_ascii_alpha(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}
bool is_ascii_alnum(char c) {
  return is_ascii_alpha(c) || (c >= '0' && c <= '9');
}

// Printable ASCII that may stand in an address.
bool is_address_char(char c) {
  return c > ' ' && c < 0x7f && c != '<' && c != '>' && c != '"' && c != '|' && c != '{' && c != '}';
}

std::string_view without_trailing_marks(std::string_view run) {
  while (!run.empty() && std::string_view(".,;:!?)]'*").find(run.back()) != std::string_view::npos) {
    if (run.back() == ')' && run.find('(') != std::string_view::npos) break;
    run.remove_suffix(1);
  }
  return run;
}

// Length of labels joined by dots at the head of `run` whose last one is a known domain; `labels` counts them.
std::size_t host_length(std::string_view run, const TokenLexicon& lexicon) {
  std::size_t at = 0, good = 0;
  int labels = 0;
  while (at < run.size()) {
    std::size_t end = at;
    while (end < run.size() && (is_ascii_alnum(run[end]) || run[end] == '-' || run[end] == '_')) ++end;
    if (end == at) break;
    ++labels;
    if (labels > 1 && lexicon.is(text::fold(run.substr(at, end - at)), TokenLexicon::kDomain)) good = end;
    if (end >= run.size() || run[end] != '.') break;
    at = end + 1;
  }
  return good;
}

std::size_t mail_length(std::string_view run) {
  const std::size_t sign = run.find('@');
  if (sign == std::string_view::npos || sign == 0) return 0;
  const auto is_local = [](char c) { return is_ascii_alnum(c) || std::string_view("._+-%").find(c) != std::string_view::npos; };
  if (!std::all_of(run.begin(), run.begin() + static_cast<std::ptrdiff_t>(sign), is_local)) return 0;
  std::size_t end = sign + 1;
  while (end < run.size() && (is_ascii_alnum(run[end]) || run[end] == '.' || run[end] == '-')) ++end;
  while (end > sign + 1 && !is_ascii_alnum(run[end - 1])) --end;
  return end > sign + 1 ? end : 0;
}

std::size_t handle_length(std::string_view run) {
  if (run.size() < 2 || (run[0] != '@' && run[0] != '#') || !is_ascii_alpha(run[1])) return 0;
  std::size_t end = 1;
  while (end < run.size() && (is_ascii_alnum(run[end]) || run[end] == '_')) ++end;
  return end;
}

bool has_scheme(std::string_view run) {
  const std::size_t colon = run.find("://");
  return colon != std::string_view::npos && colon > 1 &&
         std::all_of(run.begin(), run.begin() + static_cast<std::ptrdiff_t>(colon), is_ascii_alpha);
}

char32_t at_or_zero(std::string_view text, std::uint32_t at, std::uint32_t end) {
  return at < end ? text::decode(text, at).value : 0;
}

bool starts_digit(std::string_view text, std::uint32_t at, std::uint32_t end) {
  return text::is_digit(at_or_zero(text, at, end));
}

std::uint32_t skip_digits(std::string_view text, std::uint32_t at, std::uint32_t end, int* count) {
  *count = 0;
  while (at < end) {
    const text::CodePoint c = text::decode(text, at);
    if (!text::is_digit(c.value) && !text::is_mark(c.value)) break;
    ++*count;
    at += c.length;
  }
  return at;
}

bool is_inner_separator(char32_t c) {
  return c == '.' || c == ',' || c == ':' || c == '/' || c == 0x66b || c == 0x66c || c == 0x60c;
}

bool is_emoji_modifier(char32_t c) {
  return c >= 0x1f3fb && c <= 0x1f3ff;
}
bool is_regional(char32_t c) {
  return c >= 0x1f1e6 && c <= 0x1f1ff;
}

}  // namespace

std::uint32_t match_address(std::string_view text, std::uint32_t at, std::uint32_t end, const TokenLexicon& lexicon) {
  const std::uint32_t limit = std::min(end, at + kLongestAddress);
  std::uint32_t stop = at;
  bool promising = text[at] == '@' || text[at] == '#';
  for (; stop < limit && is_address_char(text[stop]); ++stop) promising |= text[stop] == '.' || text[stop] == '@' || text[stop] == ':';
  if (!promising || stop == at) return at;
  const std::string_view run = without_trailing_marks(text.substr(at, stop - at));
  if (run.empty()) return at;
  if (has_scheme(run) || (run.size() > 4 && text::fold(run.substr(0, 4)) == "www.")) return at + static_cast<std::uint32_t>(run.size());
  if (const std::size_t length = mail_length(run)) return at + static_cast<std::uint32_t>(length);
  if (const std::size_t length = handle_length(run)) return at + static_cast<std::uint32_t>(length);
  std::size_t length = host_length(run, lexicon);
  if (length == 0) return at;
  if (length < run.size() && run[length] == '/') length = run.size();
  return length == run.size() || !is_ascii_alnum(run[length]) ? at + static_cast<std::uint32_t>(length) : at;
}

std::uint32_t match_number(std::string_view text, std::uint32_t at, std::uint32_t end) {
  int count = 0, first_count = 0, dashes = 0;
  std::uint32_t stop = skip_digits(text, at, end, &count);
  first_count = count;
  std::uint32_t before_dash = 0;
  while (stop < end) {
    const text::CodePoint c = text::decode(text, stop);
    const std::uint32_t after = stop + c.length;
    if (!starts_digit(text, after, end)) break;
    if (is_inner_separator(c.value) || (c.value == kReh && dashes == 0)) {
      stop = skip_digits(text, after, end, &count);
    } else if (c.value == '-') {
      if (dashes++ == 0) before_dash = stop;
      stop = skip_digits(text, after, end, &count);
    } else {
      break;
    }
  }
  // One dash is a range (2011-2015) unless it looks like a telephone number; two and more are one number or date.
  const bool telephone = first_count == 3 && count == 4;
  return dashes == 1 && !telephone ? before_dash : stop;
}

std::uint32_t grapheme_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const text::CodePoint first = text::decode(text, at);
  std::uint32_t stop = at + first.length;
  if (is_regional(first.value) && is_regional(at_or_zero(text, stop, end))) stop += 4;
  while (stop < end) {
    const text::CodePoint c = text::decode(text, stop);
    if (c.value == 0x200d && stop + c.length < end &&
        u_hasBinaryProperty(static_cast<UChar32>(at_or_zero(text, stop + c.length, end)), UCHAR_EXTENDED_PICTOGRAPHIC)) {
      stop += c.length;
      stop += text::decode(text, stop).length;
    } else if (text::is_mark(c.value) || (c.value >= 0xfe00 && c.value <= 0xfe0f) || is_emoji_modifier(c.value) || c.value == 0x200d ||
               c.value == 0x200c) {
      stop += c.length;
    } else {
      break;
    }
  }
  return stop;
}

std::uint32_t match_mark(std::string_view text, std::uint32_t at, std::uint32_t end) {
  if (text.substr(at, std::min<std::size_t>(5, end - at)) == "[...]") return at + 5;
  const text::CodePoint first = text::decode(text, at);
  const auto is_final = [](char32_t c) { return c == '!' || c == '?' || c == 0x61f; };
  const bool repeats =
      first.value < 0x80 && std::string_view(".-=*_~#+<>'`^$").find(static_cast<char>(first.value)) != std::string_view::npos;
  std::uint32_t stop = at + first.length;
  if (repeats || is_final(first.value)) {
    while (stop < end) {
      const text::CodePoint c = text::decode(text, stop);
      const bool same = c.value == first.value || (is_final(first.value) && is_final(c.value));
      if (!same) break;
      stop += c.length;
    }
    return stop;
  }
  static constexpr std::array<std::string_view, 10> kFaces = {":-)", ":-(", ";-)", ":)", ":(", ";)", ":D", ":P", ";-(", ":-D"};
  if (first.value == ':' || first.value == ';')
    for (const std::string_view face : kFaces)
      if (text.substr(at, std::min<std::size_t>(face.size(), end - at)) == face &&
          !text::is_letter(at_or_zero(text, at + static_cast<std::uint32_t>(face.size()), end)))
        return at + static_cast<std::uint32_t>(face.size());
  return grapheme_end(text, at, end);
}

}  // namespace musnad::language
