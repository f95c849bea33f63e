#include "coding/times/atoms.h"

#include "text/ascii.h"
#include "text/fields.h"
#include "text/utf8.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <fstream>

namespace musnad::coding {
namespace {

Atom::Kind kind_of(char32_t c) {
  if (c >= '0' && c <= '9') return Atom::Kind::kDigits;
  if (text::is_letter(c) || text::is_mark(c)) return Atom::Kind::kWord;
  return Atom::Kind::kMark;
}

std::string_view trim(std::string_view s) {
  return text::trimmed(s, " ");
}

std::vector<std::string> atoms_of(std::string_view form) {
  const text::FoldedText folded(form);
  std::vector<std::string> parts;
  for (const Atom& a : lex(form, folded, {0, static_cast<std::uint32_t>(form.size())})) parts.emplace_back(a.text);
  return parts;
}

}  // namespace

std::vector<Atom> lex(std::string_view text, const text::FoldedText& folded, ByteSpan span) {
  std::vector<Atom> atoms;
  const FoldedSpan in = folded.alignment().to_folded(span);
  const std::string_view view = folded.text();
  bool spaced = true;
  for (std::uint32_t at = in.begin; at < in.end;) {
    text::CodePoint c = text::decode(view, at);
    if (text::is_space(c.value) || c.value < 0x20) {
      spaced = true;
      at += c.length;
      continue;
    }
    const Atom::Kind kind = kind_of(c.value);
    std::uint32_t end = at + c.length;
    while (kind != Atom::Kind::kMark && end < in.end) {
      c = text::decode(view, end);
      if (kind_of(c.value) != kind) break;
      end += c.length;
    }
    Atom atom;
    atom.span = folded.alignment().to_text({at, end});
    atom.folded = {at, end};
    atom.text = view.substr(at, end - at);
    atom.kind = kind;
    atom.spaced = spaced;
    atom.capital = kind == Atom::Kind::kWord && text::is_upper(text::decode(text, atom.span.begin).value);
    atoms.push_back(atom);
    spaced = false;
    at = end;
  }
  return atoms;
}

Result<WordTable> WordTable::load(const std::filesystem::path& path, std::span<const std::string_view> kinds) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::kCodebookMissing, "cannot read the word list", path.string());
  WordTable table;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (number == 1 || line.empty() || line[0] == '#') continue;
    if (auto added = table.add_row(line, kinds, fmt::format("{}:{}", path.string(), number)); !added) return tl::unexpected(added.error());
  }
  for (auto& [first, rows] : table.rows_) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.rest.size() > b.rest.size(); });
  }
  return table;
}

Result<void> WordTable::add_row(std::string_view line, std::span<const std::string_view> kinds, const std::string& where) {
  const auto cells = text::split(line, '\t');
  if (cells.size() < 3) return fail(ErrorCode::kCodebookSyntax, "a row needs kind, forms and value", where + ":1");
  if (cells[0] == "setting") {
    settings_.emplace_back(cells[1]);
    return {};
  }
  if (cells[0] == "proclitic") {
    const int rank = cells[2] == "conj" ? 0 : cells[2] == "prep" ? 1 : cells[2] == "article" ? 2 : 3;
    for (std::string_view form : text::split(cells[1], '|')) proclitics_.push_back({text::fold(trim(form)), rank});
    return {};
  }
  const auto kind = std::find(kinds.begin(), kinds.end(), cells[0]);
  if (kind == kinds.end()) return fail(ErrorCode::kUnknownName, fmt::format("unknown kind '{}'", cells[0]), where + ":1");
  Entry entry;
  entry.kind = static_cast<std::uint8_t>(kind - kinds.begin());
  std::string_view value = cells[2];
  if (!value.empty() && value.front() == '^') {
    entry.capital = true;
    value.remove_prefix(1);
  }
  entry.value = value;
  std::from_chars(value.data(), value.data() + value.size(), entry.number);
  for (std::string_view form : text::split(cells[1], '|')) {
    auto parts = atoms_of(trim(form));
    if (parts.empty()) return fail(ErrorCode::kCodebookSyntax, "an empty form", where);
    const std::string first = parts.front();
    parts.erase(parts.begin());
    presence_.add(learning::check_of(learning::hash_of(first)));
    rows_[first].push_back({std::move(parts), entry});
  }
  return {};
}

bool WordTable::setting(std::string_view name) const {
  return std::find(settings_.begin(), settings_.end(), name) != settings_.end();
}

bool WordTable::is_proclitic(std::string_view letters) const {
  for (int rank = -1; !letters.empty();) {
    const auto p = std::find_if(proclitics_.begin(), proclitics_.end(),
                                [&](const Proclitic& c) { return c.rank > rank && letters.substr(0, c.letters.size()) == c.letters; });
    if (p == proclitics_.end()) return false;
    rank = p->rank;
    letters.remove_prefix(p->letters.size());
  }
  return true;
}

void WordTable::find_stripped(const std::vector<Atom>& atoms, std::size_t at, std::size_t cut, Hit seed, std::vector<Hit>& hits) const {
  const auto text = std::string_view(atoms[at].text).substr(cut);
  if (!presence_.has(learning::check_of(learning::hash_of(text)))) return;
  const auto found = rows_.find(text);
  if (found == rows_.end()) return;
  for (const Row& row : found->second) {
    if (row.entry.capital && !atoms[at].capital) continue;
    if (at + 1 + row.rest.size() > atoms.size()) continue;
    const bool same = std::equal(row.rest.begin(), row.rest.end(), atoms.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                 [](const std::string& a, const Atom& b) { return a == b.text; });
    if (!same) continue;
    seed.entry = &row.entry;
    seed.end = static_cast<std::uint32_t>(at + 1 + row.rest.size());
    hits.push_back(seed);
  }
}

// In bytes, folded: "gate" (`bab`) is not "in August" (`bi-ab`).
constexpr std::size_t kTooShortBehindPreposition = 4;

void WordTable::find(const std::vector<Atom>& atoms, std::size_t at, std::vector<Hit>& hits) const {
  const Atom& atom = atoms[at];
  Hit plain;
  find_stripped(atoms, at, 0, plain, hits);
  if (atom.kind != Atom::Kind::kWord) return;
  // Strings of proclitics in rising rank: conjunction, preposition, article.
  struct State {
    std::size_t cut;
    int rank;
    Hit hit;
  };
  std::vector<State> open{{0, -1, plain}};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const State state = open[i];
    for (const Proclitic& p : proclitics_) {
      const std::size_t cut = state.cut + p.letters.size();
      if (p.rank <= state.rank || cut >= atom.text.size() || atom.text.substr(state.cut, p.letters.size()) != p.letters) continue;
      if (p.rank == 1 && atom.text.size() - cut <= kTooShortBehindPreposition) continue;
      State next{cut, p.rank, state.hit};
      if (p.rank == 0) next.hit.conj = true;
      if (p.rank == 1 || p.rank == 3) next.hit.prep = true;
      if (p.rank >= 2) next.hit.article = true;
      if (p.rank < 2) next.hit.skip = static_cast<std::uint32_t>(cut);
      if (p.rank == 3) next.hit.skip = static_cast<std::uint32_t>(cut - p.letters.size() / 2);
      find_stripped(atoms, at, cut, next.hit, hits);
      if (p.rank < 2) open.push_back(next);
    }
  }
}

Matches::Matches(const WordTable& table, const std::vector<Atom>& atoms) {
  begin_.reserve(atoms.size() + 1);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    begin_.push_back(static_cast<std::uint32_t>(hits_.size()));
    const auto from = static_cast<std::ptrdiff_t>(hits_.size());
    table.find(atoms, i, hits_);
    std::stable_sort(hits_.begin() + from, hits_.end(), [](const auto& a, const auto& b) { return a.end > b.end; });
  }
  begin_.push_back(static_cast<std::uint32_t>(hits_.size()));
}

const WordTable::Hit* Matches::find(std::size_t atom, std::uint8_t kind) const {
  if (atom + 1 >= begin_.size()) return nullptr;
  for (const WordTable::Hit& hit : at(atom)) {
    if (hit.entry->kind == kind) return &hit;
  }
  return nullptr;
}

IdRange<Word> words_in(const Document& doc, ByteSpan span) {
  const auto words = doc.layer<Word>();
  const auto first = std::partition_point(words.begin(), words.end(), [&](const Word& w) { return w.span.end <= span.begin; });
  const auto last = std::partition_point(first, words.end(), [&](const Word& w) { return w.span.begin < span.end; });
  return {static_cast<std::uint32_t>(first - words.begin()), static_cast<std::uint32_t>(last - words.begin())};
}

}  // namespace musnad::coding
