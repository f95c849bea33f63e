#include "page/byline.h"

#include "text/folding.h"
#include "text/utf8.h"

#include <algorithm>

namespace musnad::page {
namespace {

constexpr std::size_t kMaxWords = 12;

bool is_name_end(char32_t c) {
  return c == '|' || c == ',' || c == 0x060C || c == '\n' || c == 0x2022 || c == 0xB7 || c == '(' || c == '[' || c == 0x2013 ||
         c == 0x2014 || text::is_digit(c);
}

bool is_outer(char32_t c) {
  return !text::is_letter(c) && !text::is_mark(c) && c != '.';
}

std::string_view without_outer(std::string_view name) {
  while (!name.empty() && is_outer(text::decode(name, 0).value)) name.remove_prefix(text::decode(name, 0).length);
  while (!name.empty()) {
    std::size_t last = name.size() - 1;
    while (last > 0 && (std::uint8_t(name[last]) & 0xC0) == 0x80) --last;
    if (!is_outer(text::decode(name, last).value)) break;
    name.remove_suffix(name.size() - last);
  }
  return name;
}

}  // namespace

std::string author_of_byline(std::string_view line, const PageLexicon& lexicon) {
  const std::string folded = text::fold(line);
  std::size_t skip = lexicon.words_at_start(LineWord::kByline, stripped(folded));
  const auto words = words_of(line);
  if (skip >= words.size()) return {};
  std::string_view name = line.substr(std::size_t(words[skip].data() - line.data()));
  std::size_t end = 0;
  while (end < name.size() && !is_name_end(text::decode(name, end).value)) end += text::decode(name, end).length;
  name = name.substr(0, end);
  // A name ends where words about the hour begin: "Nadia K. on Monday".
  for (std::string_view word : words_of(name))
    if (const std::string small = text::fold(word); lexicon.is_word(LineWord::kDate, small) && word.data() != name.data()) {
      name = name.substr(0, std::size_t(word.data() - name.data()));
      break;
    }
  name = without_outer(name);
  return words_of(name).size() > kMaxWords ? std::string{} : std::string(name);
}

}  // namespace musnad::page
