// Parts of periods, seasons, holidays, ranges and open intervals.
#include "coding/times/number_kinds.h"
#include "coding/times/time_grammar.h"

#include <algorithm>
#include <cmath>

namespace musnad::coding {
namespace {

using Kind = TimeExpression::Kind;

Part parse_part(std::string_view name) {
  if (name == "end") return Part::kEnd;
  if (name == "middle") return Part::kMiddle;
  if (name == "middle_day") return Part::kMiddleDay;
  return name == "first_days" ? Part::kFirstDays : Part::kBeginning;
}

}  // namespace

// "early March", "the end of 2012", "in the first days of 2022", "in its last days", "the first half of the year".
TimeGrammar::Found TimeGrammar::part(std::size_t at) const {
  TimeExpression e;
  e.kind = Kind::kPart;
  const std::size_t start = skip_the(at);
  std::size_t next;  // set by every way that goes on
  std::uint32_t skip = 0;
  if (const auto* days = is(start, tw::kFirstDays)) {
    e.part = days->entry->value == "last_days" ? Part::kLastDays : Part::kFirstDays, next = days->end, skip = days->skip;
  } else if (const auto* half = numbers_.find(start, kFraction); half && half->entry->number == 0.5 && (half->article)) {
    const auto* ordinal = numbers_.find(half->end, kOrdinal);
    if (!ordinal || ordinal->entry->number > 2) return {};
    e.part = ordinal->entry->number == 1 ? Part::kFirstHalf : Part::kSecondHalf, next = ordinal->end, skip = half->skip;
  } else if (const auto* first = numbers_.find(start, kOrdinal);
             first && first->entry->number <= 2 && numbers_.find(first->end, kFraction)) {
    e.part = first->entry->number == 1 ? Part::kFirstHalf : Part::kSecondHalf, next = first->end + 1;
  } else if (const auto* eom = is(start, tw::kEom)) {
    e.part = Part::kEnd;
    e.of = {shift(eom->entry->value == "end_month" ? Unit::kMonth : Unit::kYear, 0)};
    return made(e, at, eom->end, TimeBasis::kVague, "part", 0);
  } else if (const auto* part = is(start, tw::kPart)) {
    e.part = parse_part(part->entry->value), next = part->end, skip = part->skip;
  } else {
    return {};
  }
  if (mark(next, "-")) ++next;
  if (is(next, tw::kOf)) ++next;
  if (numbers_.find(next, kBefore) && !whole(next)) ++next;  // "the end of around next week"
  auto of = whole(next);
  if (!of) return {};
  if (e.part == Part::kBeginning && of->expression.kind == Kind::kShift && of->rule == "unit" && next == start) return {};
  e.of = {of->expression};
  return made(e, at, of->end, TimeBasis::kVague, "part", skip);
}

TimeGrammar::Found TimeGrammar::season(std::size_t at) const {
  TimeExpression e;
  e.kind = Kind::kSeason;
  const auto* dir = is(at, tw::kDir);
  const auto* hit = is(dir && !dir->article ? dir->end : at, tw::kSeason);
  if (!hit || hit->conj) return {};
  e.n = static_cast<int>(hit->entry->number);
  std::size_t end = year_after(hit->end, e);
  const std::uint32_t skip = dir ? dir->skip : hit->skip;
  if (dir && !dir->article) {
    e.direction = static_cast<int>(dir->entry->number);
  } else if (end == hit->end) {
    const auto* after = is(end, tw::kDir);
    if (!after || !after->article || !hit->article) return {};
    e.direction = static_cast<int>(after->entry->number);
    end = after->end;
  }
  return made(e, at, end, TimeBasis::kVague, "season", skip);
}

TimeGrammar::Found TimeGrammar::holiday(std::size_t at) const {
  TimeExpression e;
  e.kind = Kind::kHoliday;
  const auto* dir = is(at, tw::kDir);
  const auto* hit = is(dir && !dir->article ? dir->end : at, tw::kHoliday);
  if (!hit) return {};
  e.name = hit->entry->value;
  if (dir && !dir->article) e.direction = static_cast<int>(dir->entry->number);
  std::size_t end = year_after(hit->end, e);
  if (end == hit->end && is(end, tw::kInYear)) {
    TimeExpression with = e;
    const std::size_t later = year_after(end + 1, with);
    if (later > end + 1) e = with, end = later;
  }
  if (end == hit->end && is(end, tw::kOf)) {
    if (const auto y = directed_unit(end + 1); y && y->expression.unit == Unit::kYear) {
      e.direction = y->expression.n;
      end = y->end;
    }
  }
  return made(e, at, end, TimeBasis::kExplicit, "holiday", hit->skip);
}

// from X to Y, between X and Y, X - Y
TimeGrammar::Found TimeGrammar::range(std::size_t at) const {
  const bool from = is(at, tw::kFrom) || is(at, tw::kBetween);
  const std::size_t start = from ? at + 1 : at;
  auto a = simple(start);
  if (!a && from) a = year(start, true);
  if (!a || a->expression.kind == Kind::kDuration || a->expression.kind == Kind::kClock || a->expression.kind == Kind::kRange) return {};
  std::size_t next = a->end;
  const bool dash = mark(next, "-") || mark(next, "\u2013");
  const auto* to = is(next, tw::kTo);
  bool and_joined = false;
  if (dash || to)
    ++next;
  else if (from && is(at, tw::kBetween) && next < atoms_.size())
    and_joined = true;
  else
    return {};
  if (to && !from && !dash) return {};
  auto b = simple(next);
  if (!b && a->expression.kind == Kind::kDate && !a->expression.month) b = year(next, true);
  if (!b || b->expression.kind == Kind::kDuration || b->expression.kind == Kind::kClock || b->expression.kind == Kind::kRange) return {};
  if (and_joined && b->skip == 0) return {};
  if (dash && (a->expression.kind != Kind::kDate || b->expression.kind != Kind::kDate)) return {};
  if (!a->expression.year && b->expression.year && a->expression.month) a->expression.year = b->expression.year;
  if (dash && a->expression.hijri != b->expression.hijri) {  // one day in both calendars
    a->expression = a->expression.hijri ? b->expression : a->expression;
    a->end = b->end;
    return a;
  }
  TimeExpression e;
  e.kind = Kind::kRange;
  e.of = {a->expression, b->expression};
  return made(e, start, b->end, a->basis, "range", a->skip);
}

TimeGrammar::Found TimeGrammar::since(std::size_t at) const {
  const auto* cue = is(at, tw::kSince);
  if (!cue) return {};
  auto begin = simple(cue->end);
  if (!begin) begin = year(cue->end, true);
  if (!begin && words_.setting("articled_weekdays")) begin = step(cue->end);
  if (!begin) return {};
  TimeExpression e = begin->expression;
  if (e.kind == Kind::kDuration) {  // "for three days now": they began that long ago
    if (!words_.setting("articled_weekdays") || e.amount != static_cast<int>(e.amount)) return begin;
    e.kind = Kind::kStep;
    e.n = -static_cast<int>(e.amount);
  }
  if (e.kind == Kind::kClock) return begin;
  TimeExpression open;
  open.kind = Kind::kSince;
  open.of = {e};
  return made(open, begin->begin, begin->end, begin->basis, "since", begin->skip);
}

// A month, year or directed unit that something can be a part of; "the month" is this one.
TimeGrammar::Found TimeGrammar::whole(std::size_t at) const {
  if (at >= atoms_.size()) return {};
  if (auto d = date(at)) return d->expression.day ? Found{} : d;
  if (auto y = year(at, true)) return y;
  if (auto u = directed_unit(at)) return u;
  if (auto d = decade(at)) return d;
  const std::size_t next = skip_the(at);
  const WordTable::Hit* hit = nullptr;
  const Unit unit = unit_at(next, tw::kUnit, &hit);
  if (unit >= Unit::kWeek && unit <= Unit::kYear &&
      (next > at || hit->article || (at > 0 && !words_.setting("articled_weekdays") && is(at - 1, tw::kOf)))) {
    return made(shift(unit, 0), at, hit->end, TimeBasis::kRelative, "unit", hit->skip);
  }
  return {};
}

// Parts of the day beside it belong to the expression: "Thursday morning", Arabic "the evening of yesterday".
void TimeGrammar::add_dayparts(ParsedTime& found) const {
  if (found.expression.kind == Kind::kDuration) return;
  const auto* after = is(found.end, tw::kDaypart);
  if (after && !after->conj && (after->article || !words_.setting("articled_weekdays") || !after->prep)) found.end = after->end;
  if (found.begin > 0 && found.skip == 0) {
    const auto* before = is(found.begin - 1, tw::kDaypart);
    if (before && before->end == found.begin && words_.setting("articled_weekdays")) found.begin -= 1, found.skip = before->skip;
  }
}

// A clock time beside it: "Thursday at 8:30 pm".
void TimeGrammar::add_clock(ParsedTime& found) const {
  if (found.expression.kind == Kind::kDuration || found.expression.kind == Kind::kClock) return;
  std::size_t next = found.end;
  if (mark(next, ",") || mark(next, "\u060c")) ++next;
  if (is(next, tw::kOn) || is(next, tw::kInYear)) ++next;
  if (const auto hour = clock(next)) found.expression.clock = hour->expression.clock, found.end = hour->end;
}

}  // namespace musnad::coding
