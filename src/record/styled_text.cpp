#include "record/styled_text.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include "text/utf8.h"

namespace musnad::record {
namespace {
constexpr std::string_view kFirstStrongIsolate = "\u2068";
constexpr std::string_view kPopIsolate = "\u2069";
constexpr std::string_view kEllipsis = "\u2026";
constexpr unsigned kEllipsisColumns = 2;  // with the space before it

std::string_view code_of(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kBold:
      return "1";
    case Style::kDim:
      return "2";
    case Style::kHeading:
      return "1;36";
    case Style::kTeller:
      return "35";
    case Style::kWarning:
      return "33";
  }
  return "";
}

unsigned columns_of(char32_t c) {
  if (c < 0x300) return 1;
  if (text::is_mark(c) || text::is_bidi_control(c)) return 0;
  const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}
}  // namespace

std::string styled(std::string_view text, Style style, bool colour) {
  if (!colour || style == Style::kPlain) return std::string(text);
  return fmt::format("\033[{}m{}\033[0m", code_of(style), text);
}

std::string flat(std::string_view value) {
  std::string result;
  bool space = false;
  for (std::size_t i = 0; i < value.size();) {
    const auto [c, length] = text::decode(value, i);
    i += length;
    if (text::is_space(c) || c < 0x20 || (c >= 0x7f && c < 0xa0)) {  // controls could drive the terminal
      space = !result.empty();
    } else if (!text::is_bidi_control(c) || c == 0x200c || c == 0x200d) {  // joiners shape words, they order nothing
      if (space) result += ' ';
      space = false;
      text::append(result, c);
    }
  }
  return result;
}

std::string isolated(std::string_view value) {
  return fmt::format("{}{}{}", kFirstStrongIsolate, flat(value), kPopIsolate);
}

unsigned columns_of(std::string_view text) {
  unsigned columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, length] = text::decode(text, i);
    i += length;
    columns += columns_of(c);
  }
  return columns;
}

std::vector<std::string> wrapped(std::string_view flat_text, unsigned columns) {
  std::vector<std::string> lines;
  unsigned used = 0;
  for (std::size_t begin = 0; begin < flat_text.size();) {
    const std::size_t end = std::min(flat_text.find(' ', begin), flat_text.size());
    const std::string_view word = flat_text.substr(begin, end - begin);
    const unsigned width = columns_of(word);
    if (lines.empty() || used + 1 + width > columns) {
      lines.emplace_back(word);
      used = width;
    } else {
      (lines.back() += ' ') += word;
      used += 1 + width;
    }
    begin = end + 1;
  }
  return lines;
}

std::string shortened(std::string_view flat_text, unsigned columns) {
  if (columns_of(flat_text) <= columns) return std::string(flat_text);
  const auto lines = wrapped(flat_text, columns > kEllipsisColumns ? columns - kEllipsisColumns : 1);
  return fmt::format("{} {}", lines.front(), kEllipsis);
}

}  // namespace musnad::record
