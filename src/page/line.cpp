#include "page/line.h"

#include "text/folding.h"
#include "text/utf8.h"

#include <algorithm>
#include <map>

namespace musnad::page {
namespace {

constexpr std::size_t kProseWords = 25;                          // no headline is so long
constexpr std::size_t kShortProseWords = 6;                      // with a full stop
constexpr std::size_t kMaxCredit = 30, kMaxLabelledCredit = 80;  // characters of a bracket
constexpr std::size_t kWrapMin = 45, kWrapMax = 90;              // characters of a line of a wrapped text

bool is_break(char c) {
  return c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

ByteSpan trimmed(std::string_view text, ByteSpan span) {
  while (span.begin < span.end) {
    const text::CodePoint first = text::decode(text, span.begin);
    if (!text::is_space(first.value) && !is_break(text[span.begin])) break;
    span.begin += first.length;
  }
  while (span.end > span.begin) {
    std::uint32_t last = span.end - 1;
    while (last > span.begin && (std::uint8_t(text[last]) & 0xC0) == 0x80) --last;
    if (!text::is_space(text::decode(text, last).value) && !is_break(text[last])) break;
    span.end = last;
  }
  return span;
}

std::vector<Line> physical_lines(std::string_view text) {
  std::vector<Line> lines;
  bool gap = true;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_break(text[end])) ++end;
    const ByteSpan span = trimmed(text, {std::uint32_t(at), std::uint32_t(end)});
    if (span.empty()) {
      gap = true;
    } else {
      Line line;
      line.span = span;
      line.after_gap = gap;
      lines.push_back(line);
      gap = false;
    }
    at = end + 1;
    if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++at;
  }
  return lines;
}

std::size_t characters(std::string_view text) {
  return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return (std::uint8_t(c) & 0xC0) != 0x80; }));
}

/// Most lines that another follows without a gap are of one width, and few of those end a sentence.
bool is_wrapped(std::string_view text, const std::vector<Line>& lines) {
  std::size_t followed = 0, of_width = 0, ending = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i + 1].after_gap) continue;
    const std::string_view line = text.substr(lines[i].span.begin, lines[i].span.length());
    const std::size_t width = characters(line);
    ++followed;
    of_width += width >= kWrapMin && width <= kWrapMax;
    ending += line.back() == '.';
  }
  return followed >= 4 && of_width * 10 >= followed * 8 && ending * 10 <= followed * 4;
}

std::uint32_t indent_of(std::string_view text, const Line& line) {
  std::uint32_t spaces = 0;
  while (spaces < line.span.begin && (text[line.span.begin - spaces - 1] == ' ' || text[line.span.begin - spaces - 1] == '\t')) ++spaces;
  return spaces;
}

/// Lines further in than the text's margin, which most lines have, by two characters begin paragraphs.
class Indentation {
 public:
  Indentation(std::string_view text, const std::vector<Line>& lines) : text_(text) {
    std::map<std::uint32_t, std::size_t> lines_of;
    for (const Line& line : lines) ++lines_of[indent_of(text, line)];
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    if (!lines_of.empty()) margin_ = std::max_element(lines_of.begin(), lines_of.end(), fewer)->first;
  }
  bool begins_paragraph(const Line& line) const { return indent_of(text_, line) >= margin_ + 2; }

 private:
  std::string_view text_;
  std::uint32_t margin_ = 0;
};

std::vector<Line> joined_paragraphs(std::string_view text, const std::vector<Line>& lines) {
  std::vector<Line> paragraphs;
  const Indentation indentation(text, lines);
  for (const Line& line : lines) {
    const bool starts = paragraphs.empty() || line.after_gap || indentation.begins_paragraph(line);
    if (starts)
      paragraphs.push_back(line);
    else
      paragraphs.back().span.end = line.span.end;
  }
  return paragraphs;
}

char32_t last_of(std::string_view text, std::size_t* at) {
  std::size_t last = text.size() - 1;
  while (last > 0 && (std::uint8_t(text[last]) & 0xC0) == 0x80) --last;
  *at = last;
  return text::decode(text, last).value;
}

bool is_closer(char32_t c) {
  return text::is_quote(c) || c == ')' || c == ']' || text::is_bidi_control(c) || text::is_space(c);
}

void see_ending(std::string_view line, LineShape& shape) {
  std::size_t at = line.size();
  char32_t last = 0;
  while (at > 0) {
    last = last_of(line.substr(0, at), &at);
    if (!is_closer(last)) break;
  }
  shape.ends_sentence = last == '.' || last == 0x2026 || last == 0x06D4 || last == 0x3002;
  shape.asks = last == '?' || last == '!' || last == 0x061F;
  shape.ends_open = last == ':' || last == ',' || last == ';' || last == 0x060C || last == 0x061B;
}

/// A full line that ends no sentence, and behind it one that begins with a small letter (of a script that has capitals).
std::vector<Line> joined_sentences(std::string_view text, const std::vector<Line>& lines) {
  std::vector<Line> joined;
  const Indentation indentation(text, lines);
  for (const Line& line : lines) {
    const char32_t first = text::decode(text, line.span.begin).value;
    if (text::is_small(first) && !joined.empty() && !line.after_gap && !indentation.begins_paragraph(line)) {
      const std::string_view before = text.substr(joined.back().span.begin, joined.back().span.length());
      LineShape shape;
      see_ending(before, shape);
      if (characters(before) >= kWrapMin && !shape.ends_sentence && !shape.asks) {
        joined.back().span.end = line.span.end;
        continue;
      }
    }
    joined.push_back(line);
  }
  return joined;
}

/// Digits that look like a date or a time of day: 24/11/2020, 2020-11-24, 19:10.
bool has_date_digits(std::string_view folded) {
  const auto digit = [&](std::size_t at) { return at < folded.size() && folded[at] >= '0' && folded[at] <= '9'; };
  for (std::size_t i = 1; i + 1 < folded.size(); ++i) {
    if (!digit(i - 1) || !digit(i + 1)) continue;
    const char mark = folded[i];
    if (mark == ':' && digit(i + 2) && !digit(i + 3)) return true;
    if (mark != '/' && mark != '-' && mark != '.') continue;
    std::size_t next = i + 1;
    while (digit(next)) ++next;
    if (next - i <= 3 && next < folded.size() && folded[next] == mark && digit(next + 1)) return true;
  }
  return false;
}

bool is_number(std::string_view word) {
  return !word.empty() && word[0] >= '0' && word[0] <= '9';
}

bool reads_as_date(const LineShape& shape, const PageLexicon& lexicon) {
  if (shape.words.size() > 16) return false;
  std::size_t numbers = 0, known = 0, named = 0;
  for (std::string_view word : shape.words) {
    const bool date_word = lexicon.is_word(LineWord::kDate, word);
    if (is_number(word))
      ++numbers;
    else
      known += date_word || word.size() <= 1, named += date_word;
  }
  const std::size_t other = shape.words.size() - numbers - known;
  if (numbers == 0) return false;
  if (shape.has(LineWord::kUpdated) && other <= 6) return known + numbers >= 2;
  return (named > 0 || has_date_digits(shape.folded)) && other <= 2 && other < numbers + known;
}

/// "(Reuters)", "(Photo: the harbour office press service)".
bool ends_with_credit(std::string_view line, const PageLexicon& lexicon) {
  if (line.empty() || line.back() != ')') return false;
  const std::size_t open = line.rfind('(');
  if (open == std::string_view::npos || open == 0) return false;
  const std::size_t length = characters(line.substr(open));
  if (length <= kMaxCredit) return true;
  const std::string inner = text::fold(line.substr(open + 1, line.size() - open - 2));
  return length <= kMaxLabelledCredit && lexicon.has(LineWord::kCaption, stripped(inner));
}

}  // namespace

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines = physical_lines(text);
  return is_wrapped(text, lines) ? joined_paragraphs(text, lines) : joined_sentences(text, lines);
}

LineShape::LineShape(std::string_view line, const PageLexicon& lexicon) : folded(text::fold(line)) {
  core = stripped(folded);
  words = words_of(folded);
  said = lexicon.kinds_of(core);
  if (line.empty()) return;
  see_ending(line, *this);
  prose = words.size() >= kProseWords || (ends_sentence && words.size() >= kShortProseWords);
  date = reads_as_date(*this, lexicon);
  credited = ends_with_credit(line, lexicon);
  divided = !prose &&
            (line.find('|') != std::string_view::npos || line.find("\xC2\xBB ") != std::string_view::npos ||
             line.find(" > ") != std::string_view::npos) &&
            words.size() <= 14;
}

}  // namespace musnad::page
