#include "page/markup/page_lexicon.h"

#include "text/folding.h"
#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

namespace musnad::page {
namespace {

constexpr std::string_view kKinds[kLineWords] = {"role",   "section",     "related", "credit", "byline",    "updated", "caption", "appeal",
                                                 "sender", "boilerplate", "agency",  "part",   "afternoon", "date",    "function"};
constexpr std::string_view kPlaces[] = {"whole", "start", "end", "in", "label"};

template <std::size_t N>
std::optional<std::size_t> position(const std::string_view (&names)[N], std::string_view name) {
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) return {};
  return std::size_t(found - std::begin(names));
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (;;) {
    const std::size_t tab = line.find('\t');
    cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

// The copyright sign counts as a word: it alone marks a line.
bool is_word_character(char32_t c) {
  return text::is_letter(c) || text::is_digit(c) || text::is_mark(c) || c == 0xA9;
}

constexpr std::size_t kMaxCounterBytes = 40;

bool is_nonzero_digit(char c) {
  return c >= '1' && c <= '9';
}

/// "image 12 of 40" as "image 0 of 0", in which form the lexicon has it.
std::string with_zeros(std::string_view line) {
  std::string zeros;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool digit = line[at] >= '0' && line[at] <= '9';
    if (!digit)
      zeros += line[at];
    else if (zeros.empty() || zeros.back() != '0')
      zeros += '0';
  }
  return zeros;
}

/// The length in bytes of the word that begins at `at`; 0: none does.
std::size_t word_length(std::string_view line, std::size_t at) {
  std::size_t end = at;
  while (end < line.size()) {
    const text::CodePoint read = text::decode(line, end);
    if (!is_word_character(read.value)) break;
    end += read.length;
  }
  return end - at;
}

/// No word goes on across `at`.
bool is_border(std::string_view line, std::size_t at) {
  if (at == 0 || at >= line.size()) return true;
  std::size_t before = at - 1;
  while (before > 0 && (std::uint8_t(line[before]) & 0xC0) == 0x80) --before;
  return !is_word_character(text::decode(line, before).value) || !is_word_character(text::decode(line, at).value);
}

/// Only a colon stands after the first `length` bytes.
bool is_label(std::string_view line, std::size_t length) {
  while (length < line.size() && line[length] == ' ') ++length;
  return length < line.size() && line[length] == ':';
}

Language language_named(std::string_view folder) {
  if (folder == "ar") return Language::kAr;
  if (folder == "en") return Language::kEn;
  return Language::kUnd;
}

}  // namespace

std::string_view stripped(std::string_view folded) {
  while (!folded.empty()) {
    const text::CodePoint first = text::decode(folded, 0);
    if (is_word_character(first.value)) break;
    folded.remove_prefix(first.length);
  }
  while (!folded.empty()) {
    std::size_t last = folded.size() - 1;
    while (last > 0 && (std::uint8_t(folded[last]) & 0xC0) == 0x80) --last;
    if (is_word_character(text::decode(folded, last).value)) break;
    folded.remove_suffix(folded.size() - last);
  }
  return folded;
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  std::size_t begin = std::string_view::npos;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint read = text::decode(folded, at);
    if (is_word_character(read.value)) {
      if (begin == std::string_view::npos) begin = at;
    } else if (begin != std::string_view::npos) {
      words.push_back(folded.substr(begin, at - begin));
      begin = std::string_view::npos;
    }
    at += read.length;
  }
  if (begin != std::string_view::npos) words.push_back(folded.substr(begin));
  return words;
}

Result<PageLexicon> PageLexicon::load(const std::string& directory) {
  PageLexicon lexicon;
  std::error_code error;
  std::vector<std::filesystem::path> folders;
  for (const auto& item : std::filesystem::directory_iterator(directory, error)) folders.push_back(item.path());
  if (error) return fail(ErrorCode::kCodebookMissing, error.message(), directory);
  std::sort(folders.begin(), folders.end());
  bool any = false;
  for (const auto& folder : folders) {
    const auto path = folder / "lexicon" / "page.tsv";
    if (!std::filesystem::exists(path, error)) continue;
    any = true;
    if (auto read = lexicon.read(path.string(), language_named(folder.filename().string())); !read) return tl::unexpected(read.error());
  }
  if (!any) return fail(ErrorCode::kCodebookMissing, "no <language>/lexicon/page.tsv", directory);
  return lexicon;
}

Result<void> PageLexicon::read(const std::string& path, Language language) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::kCodebookMissing, "cannot open the file", path);
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line[0] == '#' || number == 1) continue;
    if (auto added = add(line, fmt::format("{}:{}", path, number), language); !added) return added;
  }
  return {};
}

Result<void> PageLexicon::add(std::string_view line, const std::string& where, Language language) {
  const auto cells = cells_of(line);
  if (cells.size() < 3 || cells.size() > 4)
    return fail(ErrorCode::kCodebookSyntax, "expected the columns kind, at, text, note", where + ":1");
  const auto kind = position(kKinds, cells[0]);
  if (!kind) return fail(ErrorCode::kUnknownName, fmt::format("unknown kind of line word '{}'", cells[0]), where + ":1");
  const auto place = position(kPlaces, cells[1]);
  if (!place) return fail(ErrorCode::kUnknownName, fmt::format("'{}' is not one of whole, start, end, in, label", cells[1]), where + ":2");
  std::string_view alternatives = cells[2];
  for (bool more = true; more;) {
    const std::size_t bar = alternatives.find('|');
    const std::string folded = text::fold(alternatives.substr(0, bar));
    const std::string_view words = stripped(folded);
    if (words.empty()) return fail(ErrorCode::kCodebookSyntax, "the text is empty", where + ":3");
    entries_[std::string(words.substr(0, word_length(words, 0)))].push_back({std::string(words), Place(*place), LineWord(*kind)});
    words_[*kind][std::string(words)] |= std::uint8_t(1u << unsigned(language));
    ++count_;
    more = bar != std::string_view::npos;
    if (more) alternatives.remove_prefix(bar + 1);
  }
  return {};
}

bool PageLexicon::fits(const Entry& entry, std::string_view line, std::size_t at) {
  const std::string_view words = entry.text;
  if (line.substr(at, words.size()) != words || !is_border(line, at + words.size())) return false;
  switch (entry.place) {
    case Place::kWhole:
      return at == 0 && line.size() == words.size();
    case Place::kStart:
      return at == 0;
    case Place::kEnd:
      return at + words.size() == line.size();
    case Place::kLabel:
      return at == 0 && is_label(line, words.size());
    case Place::kIn:
      return true;
  }
  return false;
}

std::uint16_t PageLexicon::kinds_of(std::string_view line) const {
  std::uint16_t kinds = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = word_length(line, at);
    if (length == 0) {
      at += text::decode(line, at).length;
      continue;
    }
    if (const auto found = entries_.find(line.substr(at, length)); found != entries_.end())
      for (const Entry& entry : found->second)
        if (fits(entry, line, at)) kinds |= std::uint16_t(1u << unsigned(entry.kind));
    at += length;
  }
  if (line.size() <= kMaxCounterBytes && std::any_of(line.begin(), line.end(), is_nonzero_digit)) kinds |= kinds_of(with_zeros(line));
  return kinds;
}

std::size_t PageLexicon::words_at_start(LineWord kind, std::string_view line) const {
  std::size_t longest = 0;
  if (const auto found = entries_.find(line.substr(0, word_length(line, 0))); found != entries_.end())
    for (const Entry& entry : found->second)
      if (entry.kind == kind && (entry.place == Place::kStart || entry.place == Place::kLabel) && fits(entry, line, 0))
        longest = std::max(longest, words_of(entry.text).size());
  return longest;
}

bool PageLexicon::is_word(LineWord kind, std::string_view word) const {
  const auto& words = words_[std::size_t(kind)];
  return words.find(word) != words.end();
}

double PageLexicon::function_share(Language language, const std::vector<std::string_view>& words) const {
  if (words.empty()) return 0;
  const auto& known = words_[std::size_t(LineWord::kFunction)];
  std::size_t hits = 0;
  for (std::string_view word : words) {
    const auto found = known.find(word);
    hits += found != known.end() && (found->second & (1u << unsigned(language))) != 0;
  }
  return double(hits) / double(words.size());
}

}  // namespace musnad::page
