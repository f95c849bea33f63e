#include "coding/times/number_kinds.h"
#include "coding/times/numbers.h"

#include <array>
#include <cmath>

namespace musnad::coding {

// One sentence: its atoms, and what surrounds each number.
class NumberSentence {
 public:
  NumberSentence(const NumberReader& reader, const Document& doc, const text::FoldedText& folded, ByteSpan span,
                 std::span<const ByteSpan> taken)
      : reader_(reader), doc_(doc), folded_(folded), atoms_(lex(doc.text(), folded, span)), matches_(reader.match(atoms_)), taken_(taken) {}

  void read(std::vector<NumberMention>& to) const {
    for (std::size_t at = 0; at < atoms_.size();) {
      if (is_taken(at)) {
        ++at;
        continue;
      }
      const auto first = reader_.plain(atoms_, matches_, at);
      if (!first) {
        ++at;
        continue;
      }
      at = mention(*first, to);
    }
  }

 private:
  bool is_taken(std::size_t at) const {
    for (const ByteSpan& t : taken_) {
      if (t.overlaps(atoms_[at].span)) return true;
    }
    return false;
  }
  const WordTable::Hit* hit(std::size_t at, NumberKind kind) const { return at < atoms_.size() ? matches_.find(at, kind) : nullptr; }
  bool mark(std::size_t at, std::string_view text) const { return at < atoms_.size() && atoms_[at].text == text; }

  std::size_t mention(const PlainNumber& first, std::vector<NumberMention>& to) const;
  std::optional<PlainNumber> range_end(const PlainNumber& first, bool between) const;
  std::optional<Qualifier> qualifier_before(std::size_t begin) const;
  std::optional<Qualifier> qualifier_after(std::size_t end) const;
  std::string_view rule_of(const PlainNumber& n, std::size_t end, bool percent) const;
  bool is_name(const PlainNumber& n, std::size_t end) const;
  ByteSpan span_of(const PlainNumber& first, std::size_t end) const;

  const NumberReader& reader_;
  const Document& doc_;
  const text::FoldedText& folded_;
  std::vector<Atom> atoms_;
  Matches matches_;
  std::span<const ByteSpan> taken_;
};

namespace {

Qualifier parse_qualifier(std::string_view value) {
  if (value == "at_least") return Qualifier::kAtLeast;
  return value == "at_most" ? Qualifier::kAtMost : Qualifier::kAbout;
}

void set_bounds(NumberMention& m, double value) {
  switch (m.qualifier) {
    case Qualifier::kAtLeast:
    case Qualifier::kVague:
      m.low = value;
      m.high.reset();
      break;
    case Qualifier::kAtMost:
      m.low = 0;
      m.high = value;
      break;
    default:
      m.low = value;
      m.high = value;
  }
}

}  // namespace

ByteSpan NumberSentence::span_of(const PlainNumber& first, std::size_t end) const {
  const Atom& head = atoms_[first.begin];
  const std::uint32_t begin = folded_.alignment().to_text({head.folded.begin + first.skip, head.folded.end}).begin;
  return {begin, atoms_[end - 1].span.end};
}

// The second number of "between 5 and 7", "5-7", "from 5 to 7", "five or six".
std::optional<PlainNumber> NumberSentence::range_end(const PlainNumber& first, bool between) const {
  if (first.ordinal || first.vague || first.fraction) return {};
  std::size_t at = first.end;
  if (hit(at, kPercent)) ++at;
  const bool dash = mark(at, "-") || mark(at, "\u2013") || mark(at, "\u2014");
  const bool and_word = hit(at, kAnd) || mark(at, "\u0648");
  const WordTable::Hit* to = hit(at, kTo);
  bool joined = false;
  if (dash || to || (between && and_word)) {
    at = dash || !to ? at + 1 : to->end;
  } else {
    const WordTable::Hit* next = nullptr;
    for (const WordTable::Hit& h : at < atoms_.size() ? matches_.at(at) : std::span<const WordTable::Hit>{}) {
      if (h.entry->kind <= kScaled && h.conj) next = &h;
    }
    if (!between || !next) return {};
    joined = true;
  }
  if (at >= atoms_.size() || is_taken(at)) return {};
  if (dash && (!first.digits || atoms_[at].kind != Atom::Kind::kDigits)) return {};
  if (!dash && to && !between && hit(at - 1, kAnd)) return {};
  auto second = reader_.plain(atoms_, matches_, at);
  if (!second || second->ordinal || second->vague || second->fraction || second->begin != at) return {};
  if (dash && (mark(second->end, "-") || (first.begin > 0 && mark(first.begin - 1, "-")))) return {};
  const bool shares_scale = second->scaled && !first.scaled && first.value < 1000;
  if (!shares_scale && second->value <= first.value) return {};
  if (!between && !joined && second->value > 20 * std::max(first.value, 1.0)) return {};
  return second;
}

std::optional<Qualifier> NumberSentence::qualifier_before(std::size_t begin) const {
  std::size_t end = begin;
  while (end > 0 && (hit(end - 1, kMoneySign) || hit(end - 1, kArticle)) && begin - end < 2) --end;
  // A preposition written apart from its digits: "bi- 13".
  std::size_t loose = end;
  if (end > 0 && end < atoms_.size() && atoms_[end - 1].text.size() == 2 && !atoms_[end].spaced &&
      atoms_[end - 1].kind == Atom::Kind::kWord)
    loose = end - 1;
  for (std::size_t from = end >= 6 ? end - 6 : 0; from < end; ++from) {
    for (const WordTable::Hit& h : matches_.at(from)) {
      if (h.entry->kind == kBefore && (h.end == end || h.end == loose)) return parse_qualifier(h.entry->value);
    }
  }
  return {};
}

// "13 officers at least": a few words of the counted noun may stand between, but no mark and no other number.
std::optional<Qualifier> NumberSentence::qualifier_after(std::size_t end) const {
  for (std::size_t at = end; at < atoms_.size() && at < end + 4; ++at) {
    if (const WordTable::Hit* after = hit(at, kAfter)) {
      if (reader_.plain(atoms_, matches_, after->end)) return {};
      return parse_qualifier(after->entry->value);
    }
    if (atoms_[at].kind != Atom::Kind::kWord || reader_.plain(atoms_, matches_, at)) return {};
  }
  return {};
}

bool NumberSentence::is_name(const PlainNumber& n, std::size_t end) const {
  const Atom& head = atoms_[n.begin];
  if (n.digits && n.begin > 0) {
    const Atom& before = atoms_[n.begin - 1];
    if (!head.spaced && before.kind == Atom::Kind::kWord && !reader_.words().is_proclitic(before.text)) return true;  // G20
    const bool hyphen =
        !head.spaced && before.text == "-" && !before.spaced && n.begin > 1 && atoms_[n.begin - 2].kind == Atom::Kind::kWord;
    if (hyphen && !reader_.words().is_proclitic(atoms_[n.begin - 2].text)) return true;  // F-16
    if (!head.spaced && (before.text == "/" || before.text == "." || before.text == ":" || before.text == "+")) return true;
  }
  if (n.plain_digits && (head.text.size() > 9 || (head.text.size() > 2 && head.text[0] == '0'))) return true;
  if (n.digits && end < atoms_.size() && !atoms_[end].spaced && (atoms_[end].text == "/" || atoms_[end].text == ":") &&
      end + 1 < atoms_.size() && atoms_[end + 1].kind == Atom::Kind::kDigits)
    return true;
  for (std::size_t back = 1; back <= 3 && back <= n.begin; ++back) {
    for (const WordTable::Hit& h : matches_.at(n.begin - back)) {
      if (h.entry->kind != kLabel) continue;
      if (h.end == n.begin && !n.vague && (n.digits || h.entry->value != "name_word" || n.ordinal)) return true;
      // A name goes on in its second word; "the channel that 13" has none.
      if (h.end + 1 == n.begin && h.entry->value == "name_word" && n.digits && !h.article) return true;
    }
  }
  const ByteSpan span = span_of(n, end);
  for (const Name& name : doc_.layer<Name>()) {
    if (name.span.begin < span.begin && span.end <= name.span.end) return true;
  }
  return false;
}

std::string_view NumberSentence::rule_of(const PlainNumber& n, std::size_t end, bool percent) const {
  if (is_name(n, end)) return "name";
  if (n.ordinal) return "ordinal";
  if (percent) return "percent";
  std::size_t next = end;
  if (mark(next, "-")) ++next;
  const std::size_t before = n.begin;
  if (before > 0 && hit(before - 1, kMoneySign)) return "money";
  if (hit(end, kAge) || hit(next, kAge)) return "age";
  for (std::size_t back = 1; back <= 4 && back <= before; ++back) {
    const WordTable::Hit* age = hit(before - back, kAge);
    if (age && age->end == before) return "age";
  }
  if (const WordTable::Hit* unit = hit(next, kMeasure)) {
    if (hit(unit->end, kAge) && unit->entry->value == "duration") return "age";
    return unit->entry->value;
  }
  if (n.fraction) return "fraction";
  return n.vague ? "vague" : n.digits ? "digits" : "words";
}

std::size_t NumberSentence::mention(const PlainNumber& first, std::vector<NumberMention>& to) const {
  NumberMention m;
  std::size_t end = first.end;
  bool between = false;
  for (std::size_t back = 1; back <= 2 && back <= first.begin; ++back) {
    const WordTable::Hit* from = hit(first.begin - back, kFrom);
    between = between || (from && from->end == first.begin);
  }
  const auto second = range_end(first, between);
  if (second) {
    m.qualifier = Qualifier::kBetween;
    m.low = second->scaled && !first.scaled && first.value < 1000 && second->value > 1000
                ? first.value * std::pow(1000, std::floor(std::log10(second->value) / 3))
                : first.value;
    m.high = second->value;
    end = second->end;
  }
  const bool percent = hit(end, kPercent) || hit(end, kPercentage);
  if (!second) {
    if (const auto before = qualifier_before(first.begin))
      m.qualifier = *before;
    else if (const auto after = qualifier_after(end))
      m.qualifier = *after;
    else if (first.vague)
      m.qualifier = Qualifier::kVague;
    if (first.vague && m.qualifier == Qualifier::kAbout) m.qualifier = Qualifier::kVague;
    if (first.ordinal) m.qualifier = Qualifier::kExact;
    set_bounds(m, first.value);
  }
  m.span = span_of(first, end);
  m.words = words_in(doc_, m.span);
  m.ordinal = first.ordinal;
  m.percent = percent;
  m.rule = rule_of(first, end, percent);
  to.push_back(std::move(m));
  return end;
}

namespace {

class NumbersStage final : public Stage {
 public:
  NumbersStage(NumberReader ar, NumberReader en) : ar_(std::move(ar)), en_(std::move(en)) {}
  std::string_view name() const override { return "numbers"; }
  std::span<const LayerKind> needs() const override {
    static constexpr std::array kNeeds{LayerKind::kSentences, LayerKind::kWords, LayerKind::kTimes};
    return kNeeds;
  }
  std::span<const LayerKind> writes() const override {
    static constexpr std::array kWrites{LayerKind::kNumbers};
    return kWrites;
  }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& doc : batch) read(doc);
    return {};
  }

 private:
  void read(Document& doc) const {
    const NumberReader& reader = doc.language() == Language::kAr ? ar_ : en_;
    const text::FoldedText folded(doc.text());
    std::vector<ByteSpan> taken;
    for (const TimeMention& t : doc.layer<TimeMention>()) {
      if (!t.duration) taken.push_back(t.span);
    }
    std::vector<NumberMention> numbers;
    std::size_t from = 0;
    for (const Sentence& s : doc.layer<Sentence>()) {
      while (from < taken.size() && taken[from].end <= s.span.begin) ++from;
      std::size_t to = from;
      while (to < taken.size() && taken[to].begin < s.span.end) ++to;
      NumberSentence(reader, doc, folded, s.span, std::span(taken).subspan(from, to - from)).read(numbers);
    }
    doc.seal(std::move(numbers), name());
  }

  NumberReader ar_, en_;
};

}  // namespace

Result<std::unique_ptr<const Stage>> make_numbers_stage(const std::filesystem::path& codebook) {
  auto ar = NumberReader::load(codebook / "ar" / "lexicon" / "numbers.tsv");
  if (!ar) return tl::unexpected(ar.error());
  auto en = NumberReader::load(codebook / "en" / "lexicon" / "numbers.tsv");
  if (!en) return tl::unexpected(en.error());
  return std::make_unique<NumbersStage>(std::move(*ar), std::move(*en));
}

}  // namespace musnad::coding
