#include "coding/times/times.h"

#include <algorithm>
#include <array>

namespace musnad::coding {
namespace {

// What the verb or cue nearest to the expression says of its direction: looked for before it, then after it.
class Direction {
 public:
  Direction(const Document& doc, const std::vector<Atom>& atoms, const Matches& matches) : doc_(doc), atoms_(atoms), matches_(matches) {}

  Outlook of(const ParsedTime& time) const {
    for (std::size_t i = time.begin, steps = 0; i-- > 0 && steps < 30; ++steps) {
      if (const Outlook t = at(i); t != Outlook::kUnknown) return t;
    }
    for (std::size_t i = time.end, steps = 0; i < atoms_.size() && steps < 15; ++i, ++steps) {
      if (const Outlook t = at(i); t != Outlook::kUnknown) return t;
    }
    return Outlook::kUnknown;
  }
  /// Whether the nearest verb before a time is told as past.
  bool is_narrated(const ParsedTime& time) const {
    if (!doc_.has<Tag>()) return false;
    for (std::size_t i = time.begin, steps = 0; i-- > 0 && steps < 30; ++steps) {
      if (matches_.find(i, tw::kFutureCue)) return false;
      const IdRange<Word> words = words_in(doc_, atoms_[i].span);
      for (std::uint32_t w = words.end; w-- > words.begin;) {
        const Tag& tag = doc_.tag({w});
        if (tag.upos == Upos::VERB || tag.upos == Upos::AUX) return tag.features.tense == Tense::kPast;
      }
    }
    return false;
  }

 private:
  Outlook at(std::size_t i) const {
    if (matches_.find(i, tw::kFutureCue)) return Outlook::kFuture;
    if (doc_.has<Tag>()) {
      const IdRange<Word> words = words_in(doc_, atoms_[i].span);
      for (std::uint32_t w = words.begin; w < words.end; ++w) {
        const Tag& tag = doc_.tag({w});
        if (tag.upos != Upos::VERB && tag.upos != Upos::AUX) continue;
        if (w > words.begin && doc_.tag({w - 1}).upos == Upos::PART) return Outlook::kFuture;  // the future's letter on an Arabic verb
        if (tag.features.tense == Tense::kPast) return Outlook::kPast;
      }
    }
    return matches_.find(i, tw::kPastCue) ? Outlook::kPast : Outlook::kUnknown;
  }

  const Document& doc_;
  const std::vector<Atom>& atoms_;
  const Matches& matches_;
};

class TimesStage final : public Stage {
 public:
  struct Tables {
    NumberReader numbers;
    WordTable words;
  };
  TimesStage(Tables ar, Tables en) : ar_(std::move(ar)), en_(std::move(en)) {}
  std::string_view name() const override { return "times"; }
  std::span<const LayerKind> needs() const override {
    static constexpr std::array kNeeds{LayerKind::kBlocks, LayerKind::kSentences, LayerKind::kWords};
    return kNeeds;
  }
  std::span<const LayerKind> writes() const override {
    static constexpr std::array kWrites{LayerKind::kTimes, LayerKind::kPageDate};
    return kWrites;
  }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& doc : batch) read(doc);
    return {};
  }

 private:
  std::vector<FoundTime> find(const Document& doc) const;
  void read(Document& doc) const;

  Tables ar_, en_;
};

std::vector<FoundTime> TimesStage::find(const Document& doc) const {
  const Tables& tables = doc.language() == Language::kAr ? ar_ : en_;
  const text::FoldedText folded(doc.text());
  std::vector<FoundTime> found;
  const auto sentences = doc.layer<Sentence>();
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    const std::vector<Atom> atoms = lex(doc.text(), folded, sentences[s].span);
    const TimeGrammar grammar(tables.numbers, tables.words, atoms);
    const Direction direction(doc, atoms, grammar.matches());
    for (ParsedTime& time : grammar.parse()) {
      FoundTime f;
      const Atom& head = atoms[time.begin];
      f.span.begin = folded.alignment().to_text({head.folded.begin + time.skip, head.folded.end}).begin;
      f.span.end = atoms[time.end - 1].span.end;
      f.sentence = {s};
      if (sentences[s].block.valid() && doc.has<Block>()) f.block = doc.at(sentences[s].block).kind;
      f.tense = time.future ? Outlook::kFuture : direction.of(time);
      // "Was arrested, and after two days released" (`ba'da yawmayn`): in the past what lies ahead counts from the day told of.
      const TimeExpression& e = time.expression;
      if (doc.language() == Language::kAr && e.kind == TimeExpression::Kind::kStep && e.n > 0 && !time.of_event &&
          direction.is_narrated(time))
        time.anchored = true;
      f.time = std::move(time);
      found.push_back(std::move(f));
    }
  }
  return found;
}

// The value against an anchor that may be an interval: where its ends disagree, from the earliest to the latest.
std::optional<TimeValue> resolve_in(const TimeExpression& e, const std::optional<DayInterval>& page, Outlook tense) {
  if (!page) return e.is_relative() ? std::nullopt : resolve(e, 0, tense);
  const auto a = resolve(e, page->first, tense);
  if (!a || page->first == page->last) return a;
  const auto b = resolve(e, page->last, tense);
  if (!b || (a->days == b->days)) return b ? a : std::nullopt;
  // A weekday between the ends: every such day, at most two weeks apart, is told as an interval.
  TimeValue merged{{std::min(a->days.first, b->days.first), std::max(a->days.last, b->days.last)}, Unit::kDay, a->open_end};
  if (merged.days.last - merged.days.first > 62) return {};
  return merged;
}

// Within a post of a live page, the day of the post is what its words count from.
class PostDays {
 public:
  explicit PostDays(const std::vector<Post>& posts) {
    for (const Post& post : posts)
      if (const auto day = parse_iso_day(std::string_view(post.time).substr(0, 10))) days_.push_back({post.span, *day});
  }
  std::optional<DayInterval> at(ByteSpan span, const std::optional<DayInterval>& page) const {
    const auto found = std::find_if(days_.begin(), days_.end(), [&](const auto& post) { return post.first.contains(span); });
    return found == days_.end() ? page : DayInterval{found->second, found->second};
  }

 private:
  std::vector<std::pair<ByteSpan, std::int32_t>> days_;
};

// A clock time alone takes the day named last in its sentence.
std::optional<TimeValue> day_before(const std::vector<TimeMention>& mentions, const std::vector<FoundTime>& found, std::size_t i,
                                    bool same_sentence) {
  for (std::size_t k = mentions.size(); k-- > 0;) {
    if (same_sentence && found[k].sentence != found[i].sentence) break;
    if (mentions[k].days && !mentions[k].duration && mentions[k].precision == Precision::kDay)
      return TimeValue{*mentions[k].days, Unit::kDay, false};
  }
  return {};
}

void TimesStage::read(Document& doc) const {
  const std::vector<FoundTime> found = find(doc);
  const std::optional<PageDate> date = page_date(doc, found);
  std::optional<DayInterval> page;
  if (date) page = date->days;
  const PostDays posts(doc.metadata().posts);
  std::vector<TimeMention> mentions;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const FoundTime& f = found[i];
    const TimeExpression& e = f.time.expression;
    TimeMention m;
    m.span = f.span;
    m.words = words_in(doc, f.span);
    m.basis = f.time.basis;
    m.rule = f.time.rule;
    m.duration = e.kind == TimeExpression::Kind::kDuration;
    if (m.duration) {
      m.value = duration_of(e);
    } else {
      std::optional<TimeValue> value;
      if (f.time.of_event)
        value = std::nullopt;
      else if (e.kind == TimeExpression::Kind::kClock && e.clock.hour >= 0)
        value = day_before(mentions, found, i, true);
      else if (const auto before = f.time.anchored ? day_before(mentions, found, i, false) : std::nullopt) {
        value = resolve(e, before->days.first, f.tense);
        m.basis = TimeBasis::kAnchored;
      } else if (!(f.time.anchored && f.time.rule == "step")) {
        value = resolve_in(e, posts.at(f.span, page), f.tense);
      }
      if (value) {
        m.value = to_edtf(*value, e.clock);
        m.days = value->days;
        m.precision = precision_of(*value);
      }
    }
    mentions.push_back(std::move(m));
  }
  doc.seal(std::move(mentions), name());
  std::vector<PageDate> dates;
  if (date)
    dates.push_back(*date);
  else
    doc.diagnose(ErrorCode::kNoDate, "nothing tells when the page was published");
  doc.seal(std::move(dates), name());
}

Result<TimesStage::Tables> load_tables(const std::filesystem::path& lexicon) {
  auto numbers = NumberReader::load(lexicon / "numbers.tsv");
  if (!numbers) return tl::unexpected(numbers.error());
  auto words = WordTable::load(lexicon / "times.tsv", kTimeKinds);
  if (!words) return tl::unexpected(words.error());
  return TimesStage::Tables{std::move(*numbers), std::move(*words)};
}

}  // namespace

Result<std::unique_ptr<const Stage>> make_times_stage(const std::filesystem::path& codebook) {
  auto ar = load_tables(codebook / "ar" / "lexicon");
  if (!ar) return tl::unexpected(ar.error());
  auto en = load_tables(codebook / "en" / "lexicon");
  if (!en) return tl::unexpected(en.error());
  return std::make_unique<TimesStage>(std::move(*ar), std::move(*en));
}

}  // namespace musnad::coding
