#include "language/words.h"

#include "text/folding.h"
#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace musnad::language {
namespace {

using learning::feature;
using learning::Feature;
using learning::hash_of;

bool is_left_out(char32_t c) {
  return text::is_tatweel(c) || text::is_harakat(c) || text::is_bidi_control(c);
}

// Byte after the first `count` characters.
std::uint32_t after_characters(std::string_view text, std::size_t count) {
  std::uint32_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += text::decode(text, at).length;
  return at;
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  return text.substr(0, after_characters(text, count));
}

std::string_view last_characters(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  for (; count > 0 && at > 0; --count) do
      --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
  return text.substr(at);
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

// Two bytes of a word, at its begin or end; 0 where it has fewer.
std::uint16_t edge_of(std::string_view text, bool begin) {
  if (text.size() < 2) return 0;
  const char* at = begin ? text.data() : text.data() + text.size() - 2;
  return static_cast<std::uint16_t>(static_cast<unsigned char>(at[0]) << 8 | static_cast<unsigned char>(at[1]));
}

}  // namespace

void CliticTable::add(bool is_before, std::vector<std::string> forms, std::string restored) {
  Clitics clitics{std::move(forms), {}, std::move(restored), 0, 0};
  Feature hash = is_before ? 1 : 2;
  for (const std::string& form : clitics.forms) {
    clitics.surface += form;
    hash = learning::joined(hash, hash_of(form));
  }
  clitics.hash = learning::joined(hash, hash_of(clitics.restored));
  clitics.edge = edge_of(clitics.surface, is_before);
  (is_before ? before : after).push_back(std::move(clitics));
}

std::string CliticTable::to_text() const {
  std::string text;
  for (const auto* list : {&before, &after})
    for (const Clitics& each : *list)
      fmt::format_to(std::back_inserter(text), "{}\t{}\t{}\n", list == &before ? '<' : '>', fmt::join(each.forms, " "), each.restored);
  return text;
}

Result<CliticTable> CliticTable::parse(std::string_view text, const std::string& where) {
  CliticTable table;
  for (const std::string_view line : learning::lines_of(text)) {
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    if (first != 1 || second == std::string_view::npos) return fail(ErrorCode::kModelBroken, "the table of clitics is broken", where);
    std::vector<std::string> forms;
    std::string_view rest = line.substr(2, second - 2);
    while (!rest.empty()) {
      forms.emplace_back(rest.substr(0, rest.find(' ')));
      rest.remove_prefix(std::min(rest.size(), forms.back().size() + 1));
    }
    table.add(line[0] == '<', std::move(forms), std::string(line.substr(second + 1)));
  }
  const auto begins_empty = [](const std::vector<Clitics>& list) { return !list.empty() && list.front().forms.empty(); };
  if (!begins_empty(table.before) || !begins_empty(table.after))
    return fail(ErrorCode::kModelBroken, "the table of clitics is broken", where);
  return table;
}

PlainToken::PlainToken(std::string_view surface) {
  if (surface.size() > kMaxTokenBytes) {
    plain = folded = surface;
    hash = hash_of(plain);
    return;
  }
  plain.reserve(surface.size());
  from.reserve(surface.size() + 1);
  for (std::uint32_t at = 0; at < surface.size();) {
    const text::CodePoint c = text::decode(surface, at);
    if (!is_left_out(c.value)) {
      // A mark left out belongs to the letter before it, so a letter begins at its own byte.
      text::append(plain, c.value == 0x2019 ? U'\'' : text::to_lower(c.value));
      while (from.size() < plain.size()) from.push_back(at);
    }
    at += c.length;
  }
  if (plain.empty()) {  // nothing but marks
    plain = folded = surface;
    from.clear();
    return;
  }
  from.front() = 0;
  from.push_back(static_cast<std::uint32_t>(surface.size()));
  folded = text::fold(plain);
  if (folded.size() != plain.size()) folded = plain;
  hash = hash_of(folded);
}

void list_cuts(const CliticTable& table, const PlainToken& token, std::vector<Cut>& to) {
  to.clear();
  const auto size = static_cast<std::uint32_t>(token.plain.size());
  to.push_back({0, 0, 0, size});
  if (token.from.empty()) return;
  constexpr std::string_view kLam = "\u0644";
  const std::string_view plain(token.plain);
  std::vector<std::uint16_t> after_fits;
  const auto before_count = static_cast<std::uint16_t>(table.before.size()), after_count = static_cast<std::uint16_t>(table.after.size());
  const std::uint16_t first = edge_of(plain, true), last = edge_of(plain, false);
  const auto may_fit = [](const Clitics& clitics, std::uint16_t edge) { return clitics.edge == 0 || clitics.edge == edge; };
  constexpr std::string_view kSlip = "s";  // web text's "dogs" for "dog's", which any plural looks like
  for (std::uint16_t a = 0; a < after_count; ++a)
    if (table.after[a].surface != kSlip && may_fit(table.after[a], last) && plain.ends_with(table.after[a].surface))
      after_fits.push_back(a);
  for (std::uint16_t b = 0; b < before_count; ++b) {
    const Clitics& before = table.before[b];
    if (!may_fit(before, first) || !plain.starts_with(before.surface)) continue;
    const auto begin = static_cast<std::uint32_t>(before.surface.size());
    if (!before.restored.empty() && !plain.substr(begin).starts_with(kLam)) continue;
    for (const std::uint16_t a : after_fits) {
      const Clitics& after = table.after[a];
      if ((b == 0 && a == 0) || begin + after.surface.size() >= size) continue;
      to.push_back({b, a, begin, size - static_cast<std::uint32_t>(after.surface.size())});
    }
  }
}

void fill_cut_features(const CliticTable& table, std::span<const PlainToken> tokens, std::size_t at, const Cut& cut,
                       std::vector<Feature>& to) {
  to.clear();
  const PlainToken& token = tokens[at];
  const Feature before = table.before[cut.before].hash;
  const Feature after = table.after[cut.after].hash;
  const Feature both = learning::joined(before, after);
  const std::string_view stem = std::string_view(token.folded).substr(cut.begin, cut.end - cut.begin);
  const std::string_view exact = std::string_view(token.plain).substr(cut.begin, cut.end - cut.begin);
  const std::size_t length = std::min<std::size_t>(character_count(stem), 9);
  const Feature stem_hash = hash_of(stem);
  const Feature first2 = hash_of(first_characters(stem, 2));
  const Feature last2 = hash_of(last_characters(stem, 2));
  const Feature last3 = hash_of(last_characters(stem, 3));
  const auto neighbour = [&](std::size_t i) -> const PlainToken* { return i < tokens.size() ? &tokens[i] : nullptr; };
  const PlainToken* left = at > 0 ? neighbour(at - 1) : nullptr;
  const PlainToken* right = neighbour(at + 1);
  const Feature left_hash = left ? left->hash : 0;
  const Feature right_hash = right ? right->hash : 0;
  to.push_back(feature(1, both));
  to.push_back(feature(2, both, token.hash));
  to.push_back(feature(3, before, stem_hash));
  to.push_back(feature(4, after, stem_hash));
  to.push_back(feature(5, stem_hash, table.before[cut.before].restored.size()));
  to.push_back(feature(6, hash_of(exact)));
  to.push_back(feature(7, before, first2));
  to.push_back(feature(8, before, hash_of(first_characters(stem, 3))));
  to.push_back(feature(9, before, hash_of(first_characters(stem, 4))));
  to.push_back(feature(10, after, last2));
  to.push_back(feature(11, after, last3));
  to.push_back(feature(12, both, length));
  to.push_back(feature(13, before, left_hash));
  to.push_back(feature(14, after, left_hash));
  to.push_back(feature(15, before, right_hash));
  to.push_back(feature(16, after, right_hash));
  to.push_back(feature(17, both, left ? hash_of(last_characters(left->folded, 2)) : 0));
  to.push_back(feature(18, both, right ? hash_of(first_characters(right->folded, 2)) : 0));
  to.push_back(feature(19, both, first2, last2));
  to.push_back(feature(20, before, first2, length));
  to.push_back(feature(21, after, last2, length));
  to.push_back(feature(22, after, hash_of(first_characters(stem, 1)), last3));
}

void append_words(const CliticTable& table, const Document& document, TokenId id, const PlainToken& token, const Cut& cut,
                  std::vector<Word>& to) {
  const Token& owner = document.at(id);
  const auto add = [&](std::uint32_t begin, std::uint32_t end, const std::string& restored) {
    const bool whole = token.from.empty();  // a very long token, never cut
    const ByteSpan span = whole ? owner.span : ByteSpan{owner.span.begin + token.from[begin], owner.span.begin + token.from[end]};
    std::string form = restored;
    const std::string_view surface = document.text(span);
    for (std::size_t at = 0; at < surface.size();) {
      const text::CodePoint c = text::decode(surface, at);
      if (!text::is_tatweel(c.value) && !text::is_bidi_control(c.value)) form += surface.substr(at, c.length);
      at += c.length;
    }
    to.push_back({span, id, owner.sentence, restored.empty(), std::move(form)});
  };
  std::uint32_t at = 0;
  for (const std::string& form : table.before[cut.before].forms) {
    add(at, at + static_cast<std::uint32_t>(form.size()), "");
    at += static_cast<std::uint32_t>(form.size());
  }
  add(cut.begin, cut.end, table.before[cut.before].restored);
  at = cut.end;
  for (const std::string& form : table.after[cut.after].forms) {
    add(at, at + static_cast<std::uint32_t>(form.size()), "");
    at += static_cast<std::uint32_t>(form.size());
  }
}

Result<WordCutter> WordCutter::load(const std::string& path, std::string_view kind) {
  const auto file = learning::ModelFile::load(path, kind);
  if (!file) return tl::unexpected(file.error());
  return make(*file);
}

Result<WordCutter> WordCutter::make(const learning::ModelFile& file) {
  const auto clitics = file.section("clitics");
  if (!clitics) return tl::unexpected(clitics.error());
  auto table = CliticTable::parse(*clitics, file.path());
  if (!table) return tl::unexpected(table.error());
  auto model = learning::LinearModel::load(file, "cuts.");
  if (!model) return tl::unexpected(model.error());
  WordCutter result;
  result.table_ = std::move(*table);
  result.model_ = std::move(*model);
  return result;
}

namespace {

/// The longest name at the end of the token, as a cut; cuts.size() where there is none.
std::size_t find_name_cut(const CliticTable& table, const PlainToken& token, std::span<const Cut> cuts, const WholeNames& names) {
  std::size_t best = cuts.size();
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const Cut& cut = cuts[i];
    if (cut.after != 0 || !table.before[cut.before].restored.empty() || (best < cuts.size() && cuts[best].begin <= cut.begin)) continue;
    if (names.contains(std::string_view(token.folded).substr(cut.begin, cut.end - cut.begin))) best = i;
  }
  return best;
}

}  // namespace

std::size_t WordCutter::best_cut(std::span<const PlainToken> tokens, std::size_t at, std::span<const Cut> cuts,
                                 std::vector<Feature>& scratch) const {
  std::size_t best = 0;
  std::int32_t best_score = 0;
  for (std::size_t i = 0; i < cuts.size() && cuts.size() > 1; ++i) {
    fill_cut_features(table_, tokens, at, cuts[i], scratch);
    const std::int32_t score = model_.score_one(scratch);
    if (i == 0 || score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

void WordCutter::cut(const Document& document, SentenceId sentence, std::vector<Word>& to, const WholeNames& names) const {
  const IdRange<Token> range = document.at(sentence).tokens;
  std::vector<PlainToken> tokens;
  tokens.reserve(range.size());
  for (const Token& token : document.slice(range)) tokens.emplace_back(document.text(token.span));
  std::vector<Cut> cuts;
  std::vector<Feature> scratch;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    list_cuts(table_, tokens[i], cuts);
    std::size_t best = names.empty() || cuts.size() == 1 ? cuts.size() : find_name_cut(table_, tokens[i], cuts, names);
    if (best == cuts.size()) best = best_cut(tokens, i, cuts, scratch);
    append_words(table_, document, TokenId{range.begin + static_cast<std::uint32_t>(i)}, tokens[i], cuts[best], to);
  }
}

}  // namespace musnad::language
