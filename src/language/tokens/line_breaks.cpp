#include "language/tokens/line_breaks.h"

#include "text/utf8.h"

#include <algorithm>
#include <vector>

namespace musnad::language {
namespace {

// Wrapped text: at least this many lines, filled between these bounds (code points), those alike that do not end a sentence.
constexpr std::size_t kFewestLines = 4;
constexpr std::uint32_t kNarrowest = 40, kWidest = 120;

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// "?", ".", with the quotation marks behind them.
bool ends_sentence(std::string_view line) {
  std::size_t end = line.size();
  while (end > 0) {
    std::size_t before = end - 1;
    while (before > 0 && (static_cast<unsigned char>(line[before]) & 0xc0) == 0x80) --before;
    const char32_t c = text::decode(line, before).value;
    if (c == '.' || c == '!' || c == '?' || c == 0x61f || c == ':' || c == 0x2026) return true;
    if (!text::is_quote(c) && c != ')' && c != ' ' && c != '\r') return false;
    end = before;
  }
  return false;
}

}  // namespace

LineBreaks::LineBreaks(std::string_view text, ByteSpan block) : text_(text), block_(block) {
  std::vector<std::uint32_t> lengths;  // of lines that a further line of text follows directly
  for (std::size_t begin = block.begin; begin < block.end;) {
    const std::size_t stop = std::min<std::size_t>(text.find('\n', begin), block.end);
    const bool followed = stop + 1 < block.end && text[stop + 1] != '\n' && text[stop + 1] != '\r';
    const std::string_view line = text.substr(begin, stop - begin);
    if (followed && !line.empty() && !ends_sentence(line)) lengths.push_back(code_points(line));
    begin = stop + 1;
  }
  if (lengths.size() + 1 < kFewestLines) return;
  std::sort(lengths.begin(), lengths.end());
  const std::uint32_t longest = lengths.back(), median = lengths[lengths.size() / 2], low = lengths[lengths.size() / 5];
  if (longest >= kNarrowest && longest <= kWidest && median + 12 >= longest && low + 25 >= longest) width_ = longest;
}

std::uint32_t LineBreaks::line_length_before(std::uint32_t line_break) const {
  std::uint32_t begin = line_break;
  while (begin > block_.begin && text_[begin - 1] != '\n' && line_break - begin < 4 * kWidest) --begin;
  return code_points(text_.substr(begin, line_break - begin));
}

bool LineBreaks::parts(ByteSpan gap) const {
  int breaks = 0;
  std::uint32_t first = 0;
  for (std::uint32_t at = gap.begin; at < gap.end;) {
    const text::CodePoint c = text::decode(text_, at);
    if (c.value == '\n' || c.value == 0x2028 || c.value == 0x2029) {
      if (breaks++ == 0) first = at;
    } else if (c.value == '\r' && (at + 1 >= gap.end || text_[at + 1] != '\n')) {
      if (breaks++ == 0) first = at;
    }
    at += c.length;
  }
  if (breaks == 0) return false;
  if (breaks > 1) return true;
  // "... was / arrested": a line that ends no sentence goes on with a small letter.
  if (gap.end < text_.size() && text::is_small(text::decode(text_, gap.end).value) && !ends_sentence(text_.substr(0, gap.begin)))
    return false;
  return !wrapped() || line_length_before(first) + 20 < width_;
}

}  // namespace musnad::language
