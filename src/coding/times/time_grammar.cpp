// Relative expressions and the composition of all kinds.
#include "coding/times/time_grammar.h"

#include "coding/times/number_kinds.h"

#include <algorithm>
#include <cmath>

namespace musnad::coding {
namespace {

using Kind = TimeExpression::Kind;

}  // namespace

TimeExpression shift(Unit unit, int n) {
  TimeExpression e;
  e.kind = Kind::kShift;
  e.unit = unit;
  e.n = n;
  return e;
}

TimeGrammar::TimeGrammar(const NumberReader& numbers, const WordTable& words, const std::vector<Atom>& atoms)
    : reader_(numbers), words_(words), atoms_(atoms), times_(words, atoms), numbers_(numbers.match(atoms)) {}

ParsedTime TimeGrammar::made(TimeExpression e, std::size_t begin, std::size_t end, TimeBasis basis, std::string_view rule,
                             std::uint32_t skip) {
  ParsedTime p;
  p.expression = std::move(e);
  p.begin = static_cast<std::uint32_t>(begin);
  p.end = static_cast<std::uint32_t>(end);
  p.basis = basis;
  p.rule = rule;
  p.skip = skip;
  return p;
}

std::size_t TimeGrammar::skip_of(std::size_t at) const {
  return is(at, tw::kOf) || is(at, tw::kInYear) || is(at, tw::kOn) ? at + 1 : at;
}

Unit TimeGrammar::unit_at(std::size_t at, tw::Kind kind, const WordTable::Hit** hit) const {
  *hit = is(at, kind);
  return *hit ? parse_unit((*hit)->entry->value) : Unit::kNone;
}

// A number of units: "three", "a", "3".
std::optional<TimeGrammar::Amount> TimeGrammar::amount(std::size_t at) const {
  if (at >= atoms_.size()) return {};
  const auto n = reader_.plain(atoms_, numbers_, at);
  if (n && n->begin == at && !n->ordinal && n->value > 0) return Amount{n->value, n->end};
  if (numbers_.find(at, kArticle)) return Amount{1, at + 1};
  return {};
}

// today, yesterday, the day before yesterday; with a weekday or a date beside it, which then tells the day.
TimeGrammar::Found TimeGrammar::day_word(std::size_t at) const {
  const auto* word_hit = is(at, tw::kDayWord);
  if (!word_hit) return {};
  // "today" is also "the day" that an adjective points elsewhere: "the past day".
  if (const auto* day = is(at, tw::kUnit); day && day->end == word_hit->end) {
    const auto* dir = is(day->end, tw::kDir);
    if (dir && dir->article && dir->entry->number != 0) return {};
    if (numbers_.find(day->end, kOrdinal)) return {};
  }
  ParsedTime p = made(shift(Unit::kDay, static_cast<int>(word_hit->entry->number)), at, word_hit->end, TimeBasis::kRelative, "day word",
                      word_hit->skip);
  p.day_word = p.expression.n;
  std::size_t next = p.end;
  const bool bracket = mark(next, "(") || mark(next, ",") || mark(next, "\u060c");
  if (bracket) ++next;
  Found beside = weekday(next);
  if (!beside) beside = date(next);
  if (!beside || beside->expression.kind != Kind::kDate || beside->expression.direction != TimeExpression::kNoDirection) return p;
  if (bracket && beside->expression.day == 0 && mark(p.end, ",")) return p;
  if (beside->expression.day)
    p.expression = beside->expression;
  else
    p.expression.weekday = beside->expression.weekday;
  p.end = beside->end;
  if (mark(p.end, ")") && bracket) ++p.end;
  return p;
}

// "last week", "this month", "next year"; Arabic with the direction behind or "this" before; "the month" alone after a part.
TimeGrammar::Found TimeGrammar::directed_unit(std::size_t at) const {
  const WordTable::Hit* unit_hit = nullptr;
  const std::size_t start = skip_the(at);
  if (const auto* dir = is(start, tw::kDir); dir && !dir->article) {
    const Unit unit = unit_at(dir->end, tw::kUnit, &unit_hit);
    if (unit == Unit::kNone || unit >= Unit::kHour || unit_hit->conj) {
      if (const auto* part = is(dir->end, tw::kDaypart); part && !part->conj) {  // this morning
        const int n = dir->entry->number < 0 && part->entry->number >= 18 ? -1 : 0;
        if (dir->entry->number == 0 || n) return made(shift(Unit::kDay, n), at, part->end, TimeBasis::kRelative, "day part", dir->skip);
      }
      return {};
    }
    if (words_.setting("articled_weekdays") && !unit_hit->article) return {};
    ParsedTime found =
        made(shift(unit, static_cast<int>(dir->entry->number)), at, unit_hit->end, TimeBasis::kRelative, "directed unit", dir->skip);
    found.anchored = unit == Unit::kDay && dir->entry->number > 0;
    return found;
  }
  const Unit unit = unit_at(at, tw::kUnit, &unit_hit);
  if (unit == Unit::kNone || unit >= Unit::kHour || !unit_hit->article) return {};
  const auto* dir = is(unit_hit->end, tw::kDir);
  if (!dir || !dir->article || dir->conj || dir->prep) return {};
  if (is(unit_hit->end, tw::kFinal) && is(dir->end, tw::kOf)) return {};  // the last week of
  ParsedTime found =
      made(shift(unit, static_cast<int>(dir->entry->number)), at, dir->end, TimeBasis::kRelative, "directed unit", unit_hit->skip);
  found.anchored = unit == Unit::kDay && dir->entry->number > 0;
  return found;
}

// "the last two days", "the next three weeks"; "the past months" without a number has no value.
TimeGrammar::Found TimeGrammar::counted_units(std::size_t at) const {
  const WordTable::Hit* unit_hit = nullptr;
  TimeExpression e;
  e.kind = Kind::kLastUnits;
  const std::size_t start = skip_the(at);
  const auto finish = [&](double n, double direction, Unit unit, std::size_t end, std::uint32_t skip) -> Found {
    if (direction == 0 || unit == Unit::kNone) return {};
    e.unit = unit;
    e.n = static_cast<int>(direction > 0 ? std::ceil(n) : -std::ceil(n));
    if (e.n == 0 || std::abs(e.n) > 2000 || unit >= Unit::kHour) {
      e.kind = Kind::kClock;  // found, without a value
    }
    return made(e, at, end, n > 0 ? TimeBasis::kRelative : TimeBasis::kVague, "counted units", skip);
  };
  if (const auto* dir = is(start, tw::kDir); dir && !dir->article && dir->entry->number != 0) {
    const auto n = amount(dir->end);
    const Unit unit = unit_at(n ? n->end : dir->end, tw::kUnits, &unit_hit);
    if (unit != Unit::kNone) return finish(n ? n->value : 0, dir->entry->number, unit, unit_hit->end, dir->skip);
  }
  if (const Unit dual = unit_at(at, tw::kUnitDual, &unit_hit); dual != Unit::kNone) {
    const auto* dir = is(unit_hit->end, tw::kDir);
    if (dir && dir->article) return finish(2, dir->entry->number, dual, dir->end, unit_hit->skip);
  }
  const Unit units = unit_at(at, tw::kUnits, &unit_hit);
  if (units != Unit::kNone && unit_hit->article) {
    const std::uint32_t skip = unit_hit->skip;
    const auto n = amount(unit_hit->end);
    const auto* dir = is(n ? n->end : unit_hit->end, tw::kDir);
    std::size_t end = dir ? dir->end : 0;
    const auto late = dir && !n ? amount(end) : std::nullopt;
    if (late) end = late->end;
    if (dir && dir->article && !dir->conj) return finish(n ? n->value : late ? late->value : 0, dir->entry->number, units, end, skip);
  }
  return {};
}

// "three months ago", "in a week", Arabic "before two days", "after a week"; and plain durations.
TimeGrammar::Found TimeGrammar::step(std::size_t at) const {
  const WordTable::Hit* unit_hit = nullptr;
  TimeExpression e;
  e.kind = Kind::kStep;
  int sign = 0;
  std::size_t next = at;
  std::uint32_t skip = 0;
  const bool before = words_.setting("articled_weekdays");
  if (before) {
    if (const auto* ago = is(at, tw::kAgo))
      sign = -1, next = ago->end, skip = ago->skip;
    else if (const auto* ahead = is(at, tw::kAhead))
      sign = 1, next = ahead->end, skip = ahead->skip;
  } else if (const auto* in = is(at, tw::kIn)) {
    sign = 1, next = in->end;
  }
  double n = 0;
  Unit unit = unit_at(next, tw::kUnitDual, &unit_hit);
  if (unit != Unit::kNone) n = 2;
  if (n == 0) {
    const auto count = amount(next);
    const std::size_t noun = count ? count->end : next;
    unit = unit_at(mark(noun, "-") ? noun + 1 : noun, tw::kUnits, &unit_hit);
    if (unit == Unit::kNone) unit = unit_at(mark(noun, "-") ? noun + 1 : noun, tw::kUnit, &unit_hit);
    if (unit == Unit::kNone && is(noun, tw::kUnit) && is(noun, tw::kUnit)->entry->value == "fortnight") {
      unit = Unit::kWeek, unit_hit = is(noun, tw::kUnit), n = 2;
    }
    if (unit == Unit::kNone || unit_hit->conj || unit_hit->prep || unit_hit->article) return {};
    if (count)
      n = std::max(n, 1.0) * count->value;
    else if (sign != 0 && before && unit_hit->entry->kind == tw::kUnit && next == noun)
      n = 1;
    else if (n == 0)
      return {};
    if (count && !skip && sign == 0) {
      if (const auto plain = reader_.plain(atoms_, numbers_, next)) skip = plain->skip;
    }
  }
  if (unit_hit->conj || unit_hit->prep || unit_hit->article) return {};
  std::size_t end = unit_hit->end;
  if (!before) {
    if (const auto* ago = is(end, tw::kAgo))
      sign = -1, end = ago->end, next = at;
    else if (const auto* ahead = is(end, tw::kAhead))
      sign = 1, end = ahead->end;
  }
  bool anchored = false;
  if (const auto* later = is(end, tw::kLater); later && sign == 0) {
    sign = static_cast<int>(later->entry->number), end = later->end, next = at, anchored = true;
  }
  e.unit = unit;
  e.amount = n;
  if (sign != 0 && n != static_cast<int>(n)) {  // half a year: in days
    e.unit = Unit::kDay;
    n = std::round(n * (unit == Unit::kYear ? 365 : unit == Unit::kMonth ? 30 : unit == Unit::kWeek ? 7 : 1));
  }
  e.n = sign * static_cast<int>(std::min(n, 3000.0));
  if (sign == 0) {
    if (n > 1e6 || is(end, tw::kDir)) return {};
    e.kind = Kind::kDuration;
    return made(e, next, end, TimeBasis::kExplicit, "duration", skip);
  }
  ParsedTime found = made(e, at, end, anchored ? TimeBasis::kAnchored : TimeBasis::kRelative, "step", skip);
  found.anchored = anchored;
  found.of_event = before && is(end, tw::kOfEvent) && !is(end, tw::kFromNow);
  return found;
}

// "Thursday", "last Thursday", "Tuesday of last week", "Friday 15 February", "Tuesday the 19th".
TimeGrammar::Found TimeGrammar::weekday(std::size_t at) const {
  const bool articled = words_.setting("articled_weekdays");
  TimeExpression e;
  std::size_t next = at;
  std::uint32_t skip = 0;
  const auto* dir = is(at, tw::kDir);
  if (dir && !dir->article) e.direction = static_cast<int>(dir->entry->number), next = dir->end, skip = dir->skip;
  const auto* label = is(next, tw::kDayNoun);
  if (label && !label->article) skip = next == at ? label->skip : skip, next = label->end;
  const auto* hit = is(next, tw::kWeekday);
  if (!hit) hit = is(next, tw::kWeekdayShort);
  if (!hit || (hit->conj && next > at)) return {};
  if (next == at) skip = hit->skip;
  e.weekday = static_cast<int>(hit->entry->number);
  std::size_t end = hit->end;
  // Tuesday of last week
  const std::size_t week_at = skip_the(is(end, tw::kOf) ? end + 1 : end);
  if (const auto week = directed_unit(week_at); week && week->expression.kind == Kind::kShift && week->expression.unit == Unit::kWeek) {
    TimeExpression of;
    of.kind = Kind::kWeekdayOf;
    of.weekday = e.weekday;
    of.of = {week->expression};
    return made(of, at, week->end, TimeBasis::kRelative, "weekday of week", skip);
  }
  if (articled && !hit->article) return {};
  // a date beside it
  std::size_t beside = end;
  if (mark(beside, ",") || mark(beside, "\u060c") || mark(beside, "(") || is(beside, tw::kEquals))
    ++beside;
  else if (is(beside, tw::kOn) && articled)
    ++beside;
  if (auto day = date(beside); day && day->expression.kind == Kind::kDate && day->expression.day) {
    day->expression.weekday = e.weekday;
    if (e.direction != TimeExpression::kNoDirection && day->expression.direction == TimeExpression::kNoDirection)
      day->expression.direction = e.direction;
    const std::size_t close = mark(end, "(") && mark(day->end, ")") ? day->end + 1 : day->end;
    ParsedTime p = made(day->expression, at, close, TimeBasis::kExplicit, "date", skip);
    if (const auto* same = is(p.end, tw::kEquals)) {
      if (const auto other = date(same->end)) p.end = other->end;
    }
    return p;
  }
  if (const auto day = day_number(beside); day && day->ordinal && beside == end && next == (label ? label->end : at)) {
    e.day = day->day;
    end = day->end;
    if (is(end, tw::kOf)) {
      const auto month = directed_unit(end + 1);
      if (month && month->expression.unit == Unit::kMonth && month->expression.n == 0) end = month->end;
    }
    return made(e, at, end, TimeBasis::kWeekday, "weekday and day", skip);
  }
  if (hit->entry->kind == tw::kWeekdayShort && next == at) return {};
  if (const auto* after = is(end, tw::kDir); after && after->article && articled && !after->conj)
    e.direction = static_cast<int>(after->entry->number), end = after->end;
  else if (const auto* late = is(end, tw::kAfterNext)) {
    TimeExpression of;
    of.kind = Kind::kWeekdayOf;
    of.weekday = e.weekday;
    of.of = {shift(Unit::kWeek, 1)};
    return made(of, at, late->end, TimeBasis::kWeekday, "weekday", skip);
  }
  return made(e, at, end, TimeBasis::kWeekday, "weekday", skip);
}

// "the last Monday of March", "the first week of next month"; Arabic with the ordinal on either side of its noun.
TimeGrammar::Found TimeGrammar::nth(std::size_t at) const {
  std::size_t next = skip_the(at);
  TimeExpression e;
  e.kind = Kind::kNth;
  std::uint32_t skip = 0;
  const auto ordinal = [&](std::size_t from) -> std::size_t {
    if (const auto* final = is(from, tw::kFinal)) {
      e.n = -1;
      if (from == next) skip = final->skip;
      return final->end;
    }
    const auto n = from < atoms_.size() ? reader_.plain(atoms_, numbers_, from) : std::nullopt;
    if (!n || !n->ordinal || n->begin != from || n->value > 60) return from;
    e.n = static_cast<int>(n->value);
    if (from == next) skip = n->skip;
    if (const auto* final = is(n->end, tw::kFinal)) {
      e.n = -e.n;
      return final->end;
    }
    return n->end;
  };
  std::size_t noun = ordinal(next);
  const bool before = noun > next;
  const WordTable::Hit* hit = is(noun, tw::kWeekday);
  if (hit)
    e.weekday = static_cast<int>(hit->entry->number);
  else
    e.unit = unit_at(noun, tw::kUnit, &hit);
  if (!hit || (e.weekday < 0 && (e.unit == Unit::kNone || e.unit >= Unit::kHour)) || hit->conj) return {};
  std::size_t end = hit->end;
  if (!before) {
    skip = hit->skip;
    end = ordinal(hit->end);
    if (end == hit->end || !hit->article) return {};
  }
  const std::size_t of = skip_of(end);
  auto whole_of = whole(of);
  if (of == end && !(whole_of && (e.unit == Unit::kQuarter || is(of, tw::kMonthWord)))) return {};
  if (!whole_of) return {};
  e.of = {whole_of->expression};
  if (e.unit == Unit::kDay && e.n > 31 && whole_of->expression.kind != Kind::kDate) return {};
  return made(e, at, whole_of->end, whole_of->basis, "nth", skip);
}

TimeGrammar::Found TimeGrammar::simple(std::size_t at) const {
  Found best;
  const auto consider = [&](Found f) {
    if (f && f->end > at && (!best || f->end > best->end)) best = std::move(f);
  };
  consider(day_word(at));
  consider(date(at));
  consider(weekday(at));
  consider(directed_unit(at));
  consider(counted_units(at));
  consider(nth(at));
  consider(part(at));
  consider(day_range(at));
  consider(lone_day(at));
  consider(year(at));
  consider(decade(at));
  consider(season(at));
  consider(holiday(at));
  consider(step(at));
  if (!best) consider(clock(at));
  return best;
}

TimeGrammar::Found TimeGrammar::longest(std::size_t at) const {
  Found best = simple(at);
  const auto consider = [&](Found f) {
    if (f && (!best || f->end > best->end)) best = std::move(f);
  };
  consider(range(at));
  if (auto s = since(at); s && (!best || s->end >= best->end)) best = std::move(s);
  if (const auto* until = is(at, tw::kUntil)) {
    if (auto u = simple(until->end); u && (!best || u->end > best->end) && u->expression.kind != Kind::kDuration) {
      u->future = true;
      best = std::move(u);
    }
  }
  return best;
}

std::vector<ParsedTime> TimeGrammar::parse() const {
  std::vector<ParsedTime> found;
  for (std::size_t at = 0; at < atoms_.size();) {
    if (times_.at(at).empty() && numbers_.at(at).empty() && atoms_[at].kind != Atom::Kind::kDigits) {
      ++at;
      continue;
    }
    auto time = longest(at);
    if (!time) {
      ++at;
      continue;
    }
    add_dayparts(*time);
    add_clock(*time);
    if (!found.empty() && found.back().expression.kind == Kind::kClock && time->begin <= found.back().end + 1 &&
        (time->begin == found.back().end || is(found.back().end, tw::kOn)) && time->expression.kind != Kind::kClock &&
        time->expression.kind != Kind::kDuration) {
      time->expression.clock = found.back().expression.clock;  // "at 8:30 pm on Thursday"
      time->begin = found.back().begin;
      time->skip = found.back().skip;
      found.pop_back();
    }
    at = std::max<std::size_t>(time->end, at + 1);
    found.push_back(std::move(*time));
  }
  return found;
}

}  // namespace musnad::coding
