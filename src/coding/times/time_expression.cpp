#include "coding/times/time_expression.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <cmath>

namespace musnad::coding {
namespace {

using Kind = TimeExpression::Kind;
constexpr int kNone = TimeExpression::kNoDirection;

// Of several days or spans that fit, the one the clause means.
std::optional<DayInterval> choose(const std::vector<DayInterval>& fits, std::int32_t anchor, int direction, Outlook tense) {
  std::optional<DayInterval> best;
  long best_cost = 0;
  const auto distance = [&](const DayInterval& d) -> long {
    if (d.first <= anchor && anchor <= d.last) return 0;
    return d.first > anchor ? d.first - anchor : anchor - d.last;
  };
  for (const DayInterval& d : fits) {
    const bool past = d.first <= anchor, future = d.last >= anchor;
    if (direction == -1 && d.last >= anchor) continue;
    if (direction == 1 && d.first <= anchor) continue;
    long cost = distance(d);
    // Without a tense: this calendar year's, unless another is near.
    if (direction == kNone && tense == Outlook::kUnknown && cost > 60 && to_civil(d.first).year != to_civil(anchor).year) cost += 366;
    if (direction == kNone && ((tense == Outlook::kPast && !past) || (tense == Outlook::kFuture && !future))) cost += 100000;
    if (!best || cost < best_cost || (cost == best_cost && d.first > best->first)) {
      best = d;
      best_cost = cost;
    }
  }
  return best;
}

std::optional<TimeValue> value(std::optional<DayInterval> days, Unit grain) {
  if (!days) return {};
  return TimeValue{*days, grain, false};
}

std::optional<TimeValue> resolve_weekday(const TimeExpression& e, std::int32_t anchor, Outlook tense) {
  const int back = (weekday_of(anchor) - e.weekday + 7) % 7;  // days since the last one, 0 today
  std::int32_t day = anchor - back;
  if (e.direction == -1)
    day = back == 0 ? anchor - 7 : day;
  else if (e.direction == 1 || (e.direction == 0 && tense != Outlook::kPast))
    day = back == 0 ? anchor + (e.direction == 1 ? 7 : 0) : anchor - back + 7;
  else if (tense == Outlook::kFuture && back != 0)
    day += 7;
  return TimeValue{{day, day}, Unit::kDay, false};
}

// Days of one year or month that fit what is told.
void add_fit(const TimeExpression& e, int year, int month, std::vector<DayInterval>& fits) {
  if (e.hijri) {
    if (e.day > 30) return;
    const std::int32_t first = hijri_to_days(year, month, e.day ? e.day : 1);
    const std::int32_t last = e.day ? first : first + hijri_month_length(year, month) - 1;
    if (e.weekday < 0 || std::abs((weekday_of(first) - e.weekday + 10) % 7 - 3) <= 1)
      fits.push_back({first, last});  // sightings differ by a day
    return;
  }
  const Civil d{year, month, e.day ? e.day : 1};
  if (!is_valid(d)) return;
  const std::int32_t first = to_days(d);
  if (e.day && e.weekday >= 0 && weekday_of(first) != e.weekday) return;
  fits.push_back({first, e.day ? first : first + days_in_month(year, month) - 1});
}

std::optional<TimeValue> resolve_date(const TimeExpression& e, std::int32_t anchor, Outlook tense) {
  if (e.year && !e.month && !e.day) {
    if (!e.hijri) return TimeValue{{to_days({e.year, 1, 1}), to_days({e.year, 12, 31})}, Unit::kYear, false};
    return TimeValue{{hijri_to_days(e.year, 1, 1), hijri_to_days(e.year + 1, 1, 1) - 1}, Unit::kDay, false};
  }
  if (!e.year && !e.month && !e.day) return e.weekday >= 0 ? resolve_weekday(e, anchor, tense) : std::nullopt;
  std::vector<DayInterval> fits;
  const Unit grain = e.day ? Unit::kDay : e.hijri ? Unit::kDay : Unit::kMonth;
  const Civil now = e.hijri ? days_to_hijri(anchor) : to_civil(anchor);
  if (e.year) {
    TimeExpression loose = e;
    if (e.day) loose.weekday = -1;   // a weekday that does not fit its full date is the writer's slip
    if (e.hijri && e.year > 1600) {  // "Ramadan 1950": the year of the other calendar
      const int about = days_to_hijri(to_days({e.year, 6, 30})).year;
      for (int h = about - 1; h <= about + 1; ++h) add_fit(loose, h, e.month, fits);
      std::erase_if(fits, [&](const DayInterval& d) { return to_civil(d.first).year != e.year; });
    } else {
      add_fit(loose, e.year, e.month, fits);
    }
    if (fits.empty()) return {};
    return TimeValue{fits[0], grain, false};
  }
  if (e.month) {
    const int reach = e.weekday >= 0 ? 7 : 1;
    for (int year = now.year - reach; year <= now.year + reach; ++year) {
      if (e.direction == 0 && year != now.year) continue;
      add_fit(e, year, e.month, fits);
    }
  } else {
    const int reach = e.weekday >= 0 ? 8 : 1;
    for (int n = -reach; n <= reach; ++n) {
      const int month = now.year * 12 + now.month - 1 + n;
      add_fit(e, month / 12, month % 12 + 1, fits);
    }
  }
  return value(choose(fits, anchor, e.direction, tense), grain);
}

int number_after(std::string_view text, char mark, int which) {
  std::size_t at = 0;
  for (int i = 0; i <= which; ++i) {
    at = text.find(i == 0 ? ':' : mark, at + (i > 0 ? 1 : 0));
    if (at == std::string_view::npos) return 0;
  }
  int number = 0;
  const char* from = text.data() + at + 1;
  std::from_chars(*from == '+' ? from + 1 : from, text.data() + text.size(), number);
  return number;
}

// "fixed:12-25", "easter:+1", "orthodox:+0", "hijri:10-1", "hijri_month:9", "nth:11/3/4" (month, weekday, n).
std::optional<DayInterval> holiday_of(std::string_view name, int year) {
  const auto one = [](std::int32_t day) { return DayInterval{day, day}; };
  const std::string_view kind = name.substr(0, name.find(':'));
  if (kind == "fixed") return one(to_days({year, number_after(name, '-', 0), number_after(name, '-', 1)}));
  if (kind == "easter" || kind == "orthodox") return one(easter(year, kind == "orthodox") + number_after(name, '-', 0));
  if (kind == "lent") return DayInterval{easter(year, false) - 46, easter(year, false) - 1};
  if (kind == "nth") {
    const std::int32_t first = to_days({year, number_after(name, '/', 0), 1});
    const int ahead = (number_after(name, '/', 1) - weekday_of(first) + 7) % 7;
    return one(first + ahead + 7 * (number_after(name, '/', 2) - 1) + number_after(name, '/', 3));
  }
  if (kind == "hijri" || kind == "hijri_month") {
    const int month = number_after(name, '-', 0), about = days_to_hijri(to_days({year, 1, 1})).year;
    for (int h = about; h <= about + 1; ++h) {
      const std::int32_t first = hijri_to_days(h, month, kind == "hijri" ? number_after(name, '-', 1) : 1);
      if (to_civil(first).year != year) continue;
      return kind == "hijri" ? one(first) : DayInterval{first, first + hijri_month_length(h, month) - 1};
    }
  }
  return {};
}

// Astronomical seasons of the north: spring 21 March, summer 21 June, autumn 21 (24) September, winter 21 December before.
DayInterval season_of(int which, int year) {
  switch (which) {
    case 0:
      return {to_days({year, 3, 21}), to_days({year, 6, 20})};
    case 1:
      return {to_days({year, 6, 21}), to_days({year, 9, 23})};
    case 2:
      return {to_days({year, 9, 24}), to_days({year, 12, 20})};
    default:
      return {to_days({year - 1, 12, 21}), to_days({year, 3, 20})};
  }
}

std::optional<TimeValue> resolve_named(const TimeExpression& e, std::int32_t anchor, Outlook tense) {
  const int now = to_civil(anchor).year;
  const auto at = [&](int year) { return e.kind == Kind::kSeason ? std::optional(season_of(e.n, year)) : holiday_of(e.name, year); };
  if (e.year) return value(at(e.year), Unit::kDay);
  if (e.direction == 0 && e.kind == Kind::kHoliday) return value(at(now), Unit::kDay);
  std::vector<DayInterval> fits;
  for (int year = now - 1; year <= now + 2; ++year) {
    if (auto d = at(year)) fits.push_back(*d);
  }
  return value(choose(fits, anchor, e.direction == 0 ? kNone : e.direction, tense), Unit::kDay);
}

std::optional<TimeValue> resolve_part(const TimeExpression& e, std::int32_t anchor, Outlook tense) {
  const auto whole = resolve(e.of[0], anchor, tense);
  if (!whole) return {};
  const std::int32_t first = whole->days.first, last = whole->days.last;
  const int size = last - first + 1;
  const auto days = [&](std::int32_t a, std::int32_t b) { return TimeValue{{a, b}, Unit::kDay, false}; };
  const auto months = [&](int a, int b) {  // of a year, from 0
    return TimeValue{{add_months(first, a), add_months(first, b) - 1}, Unit::kMonth, false};
  };
  if (e.part == Part::kFirstDays) return days(first, std::min(last, first + 6));
  if (e.part == Part::kLastDays) return days(std::max(first, last - 6), last);
  if (e.part == Part::kFirstHalf || e.part == Part::kSecondHalf) {
    const bool begins = e.part == Part::kFirstHalf;
    if (size > 360 && size < 370) return begins ? months(0, 6) : months(6, 12);
    return begins ? days(first, first + size / 2 - 1) : days(first + size / 2, last);
  }
  if (size > 360 && size < 370) return e.part == Part::kBeginning ? months(0, 3) : e.part == Part::kEnd ? months(8, 12) : months(4, 8);
  if (size >= 28 && size <= 31) {
    if (e.part == Part::kMiddleDay) return days(first + 14, first + 14);
    return e.part == Part::kBeginning ? days(first, first + 9)
           : e.part == Part::kEnd     ? days(first + 20, last)
                                      : days(first + 10, first + 19);
  }
  if (size == 7)
    return e.part == Part::kBeginning ? days(first, first + 2) : e.part == Part::kEnd ? days(last - 2, last) : days(first + 2, first + 4);
  const int third = std::max(1, size / 3);
  return e.part == Part::kBeginning ? days(first, first + third - 1)
         : e.part == Part::kEnd     ? days(last - third + 1, last)
                                    : days(first + third, last - third);
}

std::optional<TimeValue> resolve_nth(const TimeExpression& e, std::int32_t anchor, Outlook tense) {
  const auto whole = resolve(e.of[0], anchor, tense);
  if (!whole) return {};
  const auto [first, last] = whole->days;
  DayInterval found;
  if (e.weekday >= 0) {
    const std::int32_t head = first + (e.weekday - weekday_of(first) + 7) % 7;
    const std::int32_t tail = last - (weekday_of(last) - e.weekday + 7) % 7;
    found.first = found.last = e.n > 0 ? head + 7 * (e.n - 1) : tail + 7 * (e.n + 1);
  } else if (e.unit == Unit::kDay) {
    found.first = found.last = e.n > 0 ? first + e.n - 1 : last + e.n + 1;
  } else if (e.n > 0) {
    // The first week of a month is the first that begins in it.
    const bool later = e.unit == Unit::kWeek && weekday_of(first) != 0;
    found = unit_at(first, e.unit, e.n - 1 + (later ? 1 : 0));
  } else {
    // The last week of a month is the last that lies wholly in it.
    found = unit_at(last, e.unit, e.n + 1);
    if (found.last > last) found = unit_at(last, e.unit, e.n);
  }
  if (found.last < first || found.first > last) return {};
  return TimeValue{found, e.weekday >= 0 ? Unit::kDay : e.unit, false};
}

std::optional<TimeValue> resolve_step(const TimeExpression& e, std::int32_t anchor) {
  switch (e.unit) {
    case Unit::kDay:
      return TimeValue{{anchor + e.n, anchor + e.n}, Unit::kDay, false};
    case Unit::kWeek:
      return TimeValue{{anchor + 7 * e.n, anchor + 7 * e.n}, Unit::kDay, false};
    case Unit::kMonth:
    case Unit::kQuarter: {
      const std::int32_t day = add_months(anchor, e.n * (e.unit == Unit::kQuarter ? 3 : 1));
      return TimeValue{{day, day}, Unit::kDay, false};
    }
    case Unit::kYear:
      return TimeValue{unit_at(add_months(anchor, 12 * e.n), Unit::kMonth, 0), Unit::kMonth, false};
    case Unit::kDecade:
      return TimeValue{unit_at(add_months(anchor, 120 * e.n), Unit::kYear, 0), Unit::kYear, false};
    case Unit::kHour:
    case Unit::kMinute:
    case Unit::kSecond:
      return TimeValue{{anchor, anchor}, Unit::kDay, false};
    default:
      return {};
  }
}

std::optional<TimeValue> resolve_range(const TimeExpression& e, std::int32_t anchor, Outlook tense) {
  auto a = resolve(e.of[0], anchor, tense), b = resolve(e.of[1], anchor, tense);
  if (!a || !b) return {};
  if (b->days.last < a->days.first) {  // "from November to February": the second is after the first
    b = resolve(e.of[1], a->days.first, Outlook::kFuture);
    if (!b || b->days.last < a->days.first) return {};
  }
  return TimeValue{{a->days.first, b->days.last}, std::min(a->grain, b->grain), false};
}

}  // namespace

bool TimeExpression::is_relative() const {
  switch (kind) {
    case Kind::kDate:
      return year == 0;
    case Kind::kSeason:
    case Kind::kHoliday:
      return year == 0;
    case Kind::kDecade:
      return false;
    case Kind::kWeekdayOf:
    case Kind::kNth:
    case Kind::kPart:
    case Kind::kRange:
    case Kind::kSince:
      return std::any_of(of.begin(), of.end(), [](const TimeExpression& e) { return e.is_relative(); });
    default:
      return true;
  }
}

std::optional<TimeValue> resolve(const TimeExpression& e, std::int32_t anchor, Outlook tense) {
  switch (e.kind) {
    case Kind::kDate:
      return resolve_date(e, anchor, tense);
    case Kind::kShift:
      return TimeValue{unit_at(anchor, e.unit, e.n), e.unit, false};
    case Kind::kStep:
      return resolve_step(e, anchor);
    case Kind::kLastUnits: {
      const DayInterval near = unit_at(anchor, e.unit, e.n < 0 ? -1 : 1), far = unit_at(anchor, e.unit, e.n);
      return TimeValue{{std::min(near.first, far.first), std::max(near.last, far.last)}, e.unit, false};
    }
    case Kind::kWeekdayOf: {
      const auto week = resolve(e.of[0], anchor, tense);
      if (!week) return {};
      const std::int32_t day = week->days.first + (e.weekday - weekday_of(week->days.first) + 7) % 7;
      return TimeValue{{day, day}, Unit::kDay, false};
    }
    case Kind::kNth:
      return resolve_nth(e, anchor, tense);
    case Kind::kPart:
      return resolve_part(e, anchor, tense);
    case Kind::kRange:
      return resolve_range(e, anchor, tense);
    case Kind::kSince: {
      auto begin = resolve(e.of[0], anchor, Outlook::kPast);
      if (begin) begin->open_end = true;
      return begin;
    }
    case Kind::kSeason:
    case Kind::kHoliday:
      return resolve_named(e, anchor, tense);
    case Kind::kDecade:
      return TimeValue{{to_days({e.year, 1, 1}), to_days({e.year + 9, 12, 31})}, Unit::kDecade, false};
    case Kind::kDuration:
    case Kind::kClock:
      return {};
  }
  return {};
}

std::string to_edtf(const TimeValue& value, Clock clock) {
  std::string text = to_edtf(value.days, value.grain);
  if (value.open_end) return text.substr(0, text.find('/')) + "/..";
  if (clock.hour >= 0 && value.days.first == value.days.last) text += fmt::format("T{:02}:{:02}", clock.hour, clock.minute);
  return text;
}

std::string duration_of(const TimeExpression& e) {
  const auto number = [](double d) { return fmt::format("{:g}", d); };
  switch (e.unit) {
    case Unit::kDay:
      return "P" + number(e.amount) + "D";
    case Unit::kWeek:
    case Unit::kWeekend:
      return "P" + number(e.amount) + "W";
    case Unit::kMonth:
      return "P" + number(e.amount) + "M";
    case Unit::kQuarter:
      return "P" + number(e.amount * 3) + "M";
    case Unit::kYear:
      return "P" + number(e.amount) + "Y";
    case Unit::kDecade:
      return "P" + number(e.amount * 10) + "Y";
    case Unit::kCentury:
      return "P" + number(e.amount * 100) + "Y";
    case Unit::kHour:
      return "PT" + number(e.amount) + "H";
    case Unit::kMinute:
      return "PT" + number(e.amount) + "M";
    case Unit::kSecond:
      return "PT" + number(e.amount) + "S";
    case Unit::kNone:
      break;
  }
  return {};
}

Precision precision_of(const TimeValue& v) {
  const int size = v.days.last - v.days.first + 1;
  if (size == 1) return Precision::kDay;
  if (size <= 7) return Precision::kWeek;
  if (size <= 31) return Precision::kMonth;
  return size <= 366 ? Precision::kYear : Precision::kUnknown;
}

}  // namespace musnad::coding
