// The date of the page: given > metadata > url > dateline > text.
#include "coding/times/times.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace musnad::coding {
namespace {

using Kind = TimeExpression::Kind;

PageDate one_day(std::int32_t day, DateBasis basis, std::vector<ByteSpan> spans = {}) {
  return {{day, day}, Precision::kDay, basis, std::move(spans)};
}

int digits_at(std::string_view s, std::size_t at, std::size_t size) {
  int value = 0;
  if (at + size > s.size()) return -1;
  const auto r = std::from_chars(s.data() + at, s.data() + at + size, value);
  return r.ec == std::errc() && r.ptr == s.data() + at + size ? value : -1;
}

// /2022/01/07/, /2022-01-07, 20220107 in the path of the address; /2022/01/ tells the month.
std::optional<PageDate> from_url(std::string_view uri) {
  const std::size_t host = uri.find("//");
  for (std::size_t at = host == std::string_view::npos ? 0 : host + 2; at + 6 < uri.size(); ++at) {
    if (uri[at] < '0' || uri[at] > '9' || (at > 0 && uri[at - 1] >= '0' && uri[at - 1] <= '9')) continue;
    const int year = digits_at(uri, at, 4);
    if (year < 1990 || year > 2100) continue;
    std::size_t next = at + 4;
    const char sep = uri[next];
    const bool separated = sep == '/' || sep == '-' || sep == '_';
    if (separated) ++next;
    const int month = digits_at(uri, next, 2) >= 1 ? digits_at(uri, next, 2) : separated ? digits_at(uri, next, 1) : -1;
    const std::size_t month_size = digits_at(uri, next, 2) >= 1 ? 2 : 1;
    if (month < 1 || month > 12) continue;
    next += month_size;
    if (separated && (next >= uri.size() || uri[next] != sep)) {
      if (sep == '/' && next >= uri.size())
        return PageDate{unit_at(to_days({year, month, 1}), Unit::kMonth, 0), Precision::kMonth, DateBasis::kUrl, {}};
      continue;
    }
    if (separated) ++next;
    const int two = digits_at(uri, next, 2), day = two >= 1 ? two : separated ? digits_at(uri, next, 1) : -1;
    const std::size_t end = next + (two >= 1 ? 2 : 1);
    const bool closed = end >= uri.size() || uri[end] < '0' || uri[end] > '9';
    if (closed && is_valid({year, month, day})) return one_day(to_days({year, month, day}), DateBasis::kUrl);
    if (sep == '/') return PageDate{unit_at(to_days({year, month, 1}), Unit::kMonth, 0), Precision::kMonth, DateBasis::kUrl, {}};
  }
  return {};
}

bool is_full(const TimeExpression& e) {
  return e.kind == Kind::kDate && e.year && e.month && e.day;
}

// A full date in the dateline, byline or masthead, or on a line of its own; or that the text calls today or yesterday.
std::optional<PageDate> from_dateline(const Document& doc, std::span<const FoundTime> times) {
  for (const bool own_line : {false, true}) {
    for (const FoundTime& t : times) {
      if (!is_full(t.time.expression)) continue;
      const bool marked = t.block == BlockKind::kDateline || t.block == BlockKind::kByline || t.block == BlockKind::kMasthead ||
                          t.block == BlockKind::kCredit;
      const Sentence& sentence = doc.at(t.sentence);
      // A line of its own is a label and a date, no sentence.
      const bool alone =
          sentence.span.length() <= t.span.length() + 48 && t.block != BlockKind::kRelated && !doc.text(sentence.span).ends_with('.');
      // "SAN SALVADOR, 3 JAN 90 --" opens the text.
      const bool opens = t.sentence.value == 0 && t.span.begin < sentence.span.begin + 60 &&
                         doc.text().substr(t.span.end, 5).find('-') != std::string_view::npos;
      if (!(marked || opens || (own_line && alone && doc.layer<Sentence>().size() > 1))) continue;
      if (const auto value = resolve(t.time.expression, 0, Outlook::kUnknown))
        return one_day(value->days.first, DateBasis::kDateline, {t.span});
    }
  }
  for (const FoundTime& t : times) {
    if (t.time.day_word == TimeExpression::kNoDirection || !is_full(t.time.expression)) continue;
    if (const auto value = resolve(t.time.expression, 0, Outlook::kUnknown)) {
      return one_day(value->days.first - t.time.day_word, DateBasis::kText, {t.span});
    }
  }
  return {};
}

// Bounds on the page's day, and what set them.
struct Bounds {
  static constexpr std::int32_t kFar = std::numeric_limits<std::int32_t>::max() / 4;
  std::int32_t lower = -kFar, upper = kFar;
  std::int32_t window = 0;  // how long after `lower` the page may be; 0: not told
  std::vector<ByteSpan> spans;
};

bool looks_back(const FoundTime& t) {
  return t.tense != Outlook::kFuture && !t.time.future;
}

// Who reports of the last days dates them in the headline or the first sentence; a year spelled out further down is background.
SentenceId lead_of(const Document& doc) {
  const auto sentences = doc.layer<Sentence>();
  for (std::uint32_t i = 0; i < sentences.size(); ++i)
    if (!sentences[i].block.valid() || doc.at(sentences[i].block).kind == BlockKind::kBody) return SentenceId{i};
  return SentenceId{0};
}

// Dates that stand on their own: the latest past one.
void raise_lower(std::span<const FoundTime> times, SentenceId lead, Bounds& bounds) {
  const FoundTime* from = nullptr;
  for (const FoundTime& t : times) {
    const TimeExpression& e = t.time.expression;
    if (e.is_relative() || !looks_back(t) || t.block == BlockKind::kRelated || t.block == BlockKind::kBoilerplate) continue;
    const auto value = resolve(e, 0, Outlook::kPast);
    if (!value || value->days.last - value->days.first > 31 || value->open_end) continue;
    if (value->days.first < bounds.lower) continue;
    bounds.lower = value->days.first;
    // A month alone may be told as background, and so may what stands below the lead: they bound only from below.
    bounds.window = value->grain == Unit::kMonth || lead < t.sentence ? 0
                    : value->days.first == value->days.last           ? 13
                                                                      : unit_at(value->days.last, Unit::kMonth, 0).last - value->days.first;
    from = &t;
  }
  if (from) bounds.spans.push_back(from->span);
}

// Dates it looks forward to, their year told by the lower bound.
void lower_upper(std::span<const FoundTime> times, Bounds& bounds) {
  const FoundTime* from = nullptr;
  for (const FoundTime& t : times) {
    const TimeExpression& e = t.time.expression;
    if (looks_back(t) || e.kind != Kind::kDate || !e.month) continue;
    const auto value = resolve(e, bounds.lower, Outlook::kFuture);
    if (!value || value->days.last < bounds.lower || value->days.last >= bounds.upper || value->days.last > bounds.lower + 366) continue;
    bounds.upper = value->days.last;
    from = &t;
  }
  if (from) bounds.spans.push_back(from->span);
}

// A day and month without a year that lies between the bounds and is told as past raises the lower one.
void raise_by_yearless(std::span<const FoundTime> times, Bounds& bounds) {
  for (const FoundTime& t : times) {
    const TimeExpression& e = t.time.expression;
    if (!looks_back(t) || e.kind != Kind::kDate || e.year || !e.month || !e.day) continue;
    const std::int32_t top = std::min(bounds.upper, bounds.lower + 366);
    const auto value = resolve(e, top, Outlook::kPast);
    if (!value || value->days.first <= bounds.lower || value->days.first > top) continue;
    bounds.lower = value->days.first;
    bounds.window = 13;
    bounds.spans.push_back(t.span);
  }
}

// Weekdays named as past happened after the lower bound: the page is no earlier than the last of them.
void raise_by_weekdays(std::span<const FoundTime> times, Bounds& bounds) {
  std::int32_t latest = bounds.lower;
  for (const FoundTime& t : times) {
    const TimeExpression& e = t.time.expression;
    if (!looks_back(t) || e.kind != Kind::kDate || e.weekday < 0 || e.day || e.direction != TimeExpression::kNoDirection) continue;
    const std::int32_t day = bounds.lower + (e.weekday - weekday_of(bounds.lower) + 7) % 7;
    if (day > bounds.upper) continue;
    latest = std::max(latest, day);
    bounds.spans.push_back(t.span);
  }
  if (bounds.window > 0) bounds.window = std::max(bounds.window - (latest - bounds.lower), 6);
  bounds.lower = latest;
}

std::optional<PageDate> from_text(const Document& doc, std::span<const FoundTime> times) {
  Bounds bounds;
  raise_lower(times, lead_of(doc), bounds);
  if (bounds.lower == -Bounds::kFar) return {};
  lower_upper(times, bounds);
  raise_by_yearless(times, bounds);
  if (bounds.upper == Bounds::kFar && bounds.window == 0) return {};
  raise_by_weekdays(times, bounds);
  PageDate date;
  date.days = {bounds.lower, bounds.window == 0 ? bounds.upper : std::min(bounds.upper, bounds.lower + bounds.window)};
  const int size = date.days.last - date.days.first + 1;
  date.precision = size == 1 ? Precision::kDay : size <= 7 ? Precision::kWeek : size <= 45 ? Precision::kMonth : Precision::kYear;
  date.basis = DateBasis::kText;
  std::sort(bounds.spans.begin(), bounds.spans.end());
  bounds.spans.erase(std::unique(bounds.spans.begin(), bounds.spans.end()), bounds.spans.end());
  date.spans = std::move(bounds.spans);
  return date;
}

}  // namespace

std::optional<PageDate> page_date(const Document& doc, std::span<const FoundTime> times) {
  const PageMetadata& meta = doc.metadata();
  if (const auto day = parse_iso_day(std::string_view(meta.given_date).substr(0, 10))) return one_day(*day, DateBasis::kGiven);
  if (const auto day = parse_iso_day(std::string_view(meta.metadata_date).substr(0, 10))) return one_day(*day, DateBasis::kMetadata);
  if (auto url = from_url(meta.uri)) return url;
  if (auto line = from_dateline(doc, times)) return line;
  return from_text(doc, times);
}

}  // namespace musnad::coding
