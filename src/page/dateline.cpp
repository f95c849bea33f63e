// Datelines: the town, the agency and the day before the first sentence of a report.
#include "page/line.h"

#include "text/folding.h"
#include "text/utf8.h"

#include <algorithm>

namespace musnad::page {
namespace {

constexpr std::size_t kMaxPrefixBytes = 140;
constexpr std::size_t kMaxPrefixWords = 12;

struct Dash {
  std::size_t begin = 0, end = 0;  ///< with the spaces around it
};

/// The next dash that stands free (spaces beside it, or "--", or an em dash) from `from` on; begin == npos: none.
Dash find_dash(std::string_view line, std::size_t from) {
  for (std::size_t at = from; at < line.size() && at < kMaxPrefixBytes;) {
    const text::CodePoint read = text::decode(line, at);
    const bool hyphen = read.value == '-', wide = read.value == 0x2013 || read.value == 0x2014 || read.value == 0x2015;
    if (hyphen || wide) {
      std::size_t end = at + read.length;
      while (end < line.size() && line[end] == '-') ++end;
      const bool doubled = end - at >= 2 && hyphen;
      const bool spaced = end < line.size() && text::is_space(text::decode(line, end).value);
      const bool closed = at > 0 && (line[at - 1] == ')' || line[at - 1] == ' ');
      if (doubled || read.value == 0x2014 || spaced || (closed && wide)) {
        std::size_t begin = at;
        while (begin > 0 && line[begin - 1] == ' ') --begin;
        while (end < line.size() && text::is_space(text::decode(line, end).value)) end += text::decode(line, end).length;
        if (begin > 0) return {begin, end};
      }
    }
    at += read.length;
  }
  return {std::string_view::npos, 0};
}

bool all_capitals(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const text::CodePoint read = text::decode(word, at);
    if (text::is_letter(read.value)) {
      if (!text::is_upper(read.value)) return false;
      ++letters;
    }
    at += read.length;
  }
  return letters >= 2;
}

std::vector<std::string_view> words_by_space(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// What stands before the dash.
struct Prefix {
  std::string_view text;
  std::vector<std::string_view> words;
  std::string_view place;    ///< up to the first comma or bracket
  std::string_view bracket;  ///< without its brackets
  bool date = false;
  bool stops = false;  ///< holds the end of a sentence or a quotation mark
};

bool is_date_word(std::string_view word, const PageLexicon& lexicon) {
  const std::string folded = text::fold(word);
  const std::string_view core = stripped(folded);
  return core.size() >= 3 && !(core[0] >= '0' && core[0] <= '9') && lexicon.is_word(LineWord::kDate, core);
}

Prefix prefix_of(std::string_view text, const PageLexicon& lexicon) {
  Prefix prefix;
  prefix.text = text;
  prefix.words = words_by_space(text);
  prefix.place = text.substr(0, text.find_first_of(",(["));
  while (!prefix.place.empty() && prefix.place.back() == ' ') prefix.place.remove_suffix(1);
  if (const std::size_t open = text.find('('); open != std::string_view::npos)
    if (const std::size_t close = text.find(')', open); close != std::string_view::npos)
      prefix.bracket = text.substr(open + 1, close - open - 1);
  bool digits = false;
  for (std::string_view word : prefix.words) {
    prefix.date |= is_date_word(word, lexicon);
    const bool abbreviation = word.size() <= 5 || (word[0] >= '0' && word[0] <= '9') || word.back() != '.';
    prefix.stops |= !abbreviation;
    digits |= word[0] >= '0' && word[0] <= '9';
  }
  prefix.date &= digits;
  for (std::size_t at = 0; at < text.size(); at += text::decode(text, at).length)
    prefix.stops |= text::is_quote(text::decode(text, at).value) && text[at] != '\'' && text::decode(text, at).value != 0x2019;
  return prefix;
}

bool begins_sentence(std::string_view rest) {
  if (rest.empty()) return true;
  const char32_t first = text::decode(rest, 0).value;
  return text::is_upper(first) || text::is_arabic_letter(first) || text::is_quote(first) || text::is_digit(first) || first == '[';
}

bool qualifies(const Prefix& prefix, std::string_view dash, std::string_view rest) {
  if (prefix.words.empty() || prefix.words.size() > kMaxPrefixWords || prefix.stops || !begins_sentence(rest)) return false;
  const auto place = words_by_space(prefix.place);
  if (prefix.place.empty() && prefix.text.back() == ')')  // "(Nairobi) - "
    return words_by_space(prefix.bracket).size() <= 4 && !prefix.bracket.empty() && prefix.words.size() <= 4;
  if (place.empty() || place.size() > 5) return false;
  if (!prefix.bracket.empty()) return place.size() <= 4 && words_by_space(prefix.bracket).size() <= 5;
  const bool capitals = std::all_of(place.begin(), place.end(), all_capitals);
  const bool rest_capitals = capitals && all_capitals(rest.substr(0, rest.find(' ')));
  if (capitals && !rest_capitals) return true;
  if (capitals) return prefix.date || dash.find("--") != std::string_view::npos;
  if (prefix.date && place.size() <= 4 && prefix.words.size() <= 8) return true;
  return false;
}

/// "[REPORT] [ARMED FORCES PRESS] [TEXT] " after the dash: FBIS and the like.
std::size_t skip_brackets(std::string_view line, std::size_t at) {
  while (at < line.size() && line[at] == '[') {
    const std::size_t close = line.find(']', at);
    if (close == std::string_view::npos || close - at > 120) return at;
    std::size_t next = close + 1;
    while (next < line.size() && (line[next] == ' ' || line[next] == '\n' || line[next] == '\r')) ++next;
    at = next;
  }
  return at;
}

/// "BISHKEK, June 12. /KABAR/. The ..." and "Town /AGENCY/ The ..."
std::size_t slashed_length(std::string_view line, const PageLexicon& lexicon) {
  const std::size_t open = line.find('/');
  if (open == std::string_view::npos || open == 0 || open > kMaxPrefixBytes / 2) return 0;
  const std::size_t close = line.find('/', open + 1);
  if (close == std::string_view::npos || close - open > 40 || close == open + 1) return 0;
  const Prefix prefix = prefix_of(line.substr(0, open), lexicon);
  const auto place = words_by_space(prefix.place);
  if (place.empty() || place.size() > 4 || prefix.words.size() > 8 || line[open - 1] != ' ') return 0;
  if (line[open + 1] == ' ' || (line[open + 1] >= '0' && line[open + 1] <= '9')) return 0;
  std::size_t end = close + 1;
  while (end < line.size() && (line[end] == '.' || line[end] == '-' || line[end] == ' ')) ++end;
  return begins_sentence(line.substr(end)) ? end : 0;
}

bool has_agency(std::string_view text, const PageLexicon& lexicon) {
  const std::string folded = text::fold(text);
  return lexicon.has(LineWord::kAgency, stripped(folded));
}

}  // namespace

std::size_t dateline_length(std::string_view paragraph, const PageLexicon& lexicon) {
  if (const std::size_t slashed = slashed_length(paragraph, lexicon)) return slashed;
  const Dash dash = find_dash(paragraph, 0);
  if (dash.begin == std::string_view::npos) return 0;
  const Prefix prefix = prefix_of(paragraph.substr(0, dash.begin), lexicon);
  const std::string_view mark = paragraph.substr(dash.begin, dash.end - dash.begin);
  // Town - agency - text: the agency may stand between two dashes.
  const Dash second = find_dash(paragraph, dash.end);
  if (second.begin != std::string_view::npos && prefix.words.size() <= 3 && !prefix.stops) {
    const std::string_view middle = paragraph.substr(dash.end, second.begin - dash.end);
    if (words_by_space(middle).size() <= 4 && has_agency(middle, lexicon) && begins_sentence(paragraph.substr(second.end)))
      return second.end;
  }
  if (!qualifies(prefix, mark, paragraph.substr(dash.end))) return 0;
  return skip_brackets(paragraph, dash.end);
}

bool is_dateline(std::string_view line, const LineShape& shape, const PageLexicon& lexicon) {
  if (shape.prose || shape.date || shape.words.empty() || shape.words.size() > 12 || shape.asks) return false;
  if (!text::is_letter(text::decode(line, 0).value)) return false;
  Dash dash = find_dash(line, 0);
  std::size_t town_end = dash.begin;
  for (std::string_view mark : {": ", " / ", "\xD8\x8C "}) town_end = std::min(town_end, line.find(mark));
  town_end = std::min(town_end, line.find('('));
  if (town_end == std::string_view::npos) return false;
  const auto town = words_by_space(line.substr(0, town_end));
  if (town.empty() || town.size() > 3) return false;
  const std::string_view rest = line.substr(town_end);
  if (has_agency(rest, lexicon)) return true;
  if (rest.front() == '(') return town.size() <= 2 && shape.words.size() <= 8;
  return town.size() <= 2 && shape.words.size() <= 6 && (dash.begin == town_end || rest.starts_with(" / "));
}

}  // namespace musnad::page
