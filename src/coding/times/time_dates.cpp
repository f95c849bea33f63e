// Calendar dates and clock times.
#include "coding/times/number_kinds.h"
#include "coding/times/time_grammar.h"

#include <charconv>

namespace musnad::coding {
namespace {

int figure(const Atom& atom) {
  int value = 0;
  std::from_chars(atom.text.data(), atom.text.data() + atom.text.size(), value);
  return value;
}

}  // namespace

std::optional<TimeGrammar::Day> TimeGrammar::day_number(std::size_t at) const {
  at = skip_the(at);
  if (at >= atoms_.size()) return {};
  const auto n = reader_.plain(atoms_, numbers_, at);
  if (!n || n->begin != at || n->vague || n->fraction || n->value < 1 || n->value > 31 || n->value != static_cast<int>(n->value)) return {};
  if (!n->ordinal && (!n->plain_digits || atoms_[at].text.size() > 2)) return {};
  return Day{static_cast<int>(n->value), n->end, n->ordinal};
}

// "March", "the month of March", "month three", "month 3", "the eighth month", "January / Kanun II".
std::optional<TimeGrammar::Month> TimeGrammar::month_name(std::size_t at) const {
  std::size_t next = at;
  const WordTable::Hit* label = is(at, tw::kMonthWord);
  if (label) next = label->end;
  for (const tw::Kind kind : {tw::kMonth, tw::kHijriMonth, tw::kMonthShort}) {
    const WordTable::Hit* m = is(next, kind);
    if (!m || (label && m->conj)) continue;
    Month found{static_cast<int>(m->entry->number), kind == tw::kHijriMonth, m->end, label ? label->skip : m->skip,
                label || kind == tw::kMonth};
    std::size_t again = m->end;
    if (mark(again, "/") || mark(again, "(") || mark(again, "-")) {
      const WordTable::Hit* twin = is(again + 1, tw::kMonth);
      if (twin && twin->entry->number == m->entry->number) {
        found.end = twin->end;
        if (mark(again, "(") && mark(found.end, ")")) ++found.end;
      }
    }
    return found;
  }
  if (!label) return {};
  const auto n = reader_.plain(atoms_, numbers_, next);
  if (!n || n->begin != next || n->value < 1 || n->value > 12 || n->vague || n->value != static_cast<int>(n->value)) return {};
  if (n->ordinal && !label->article) return {};
  return Month{static_cast<int>(n->value), false, n->end, label->skip, true};
}

std::optional<std::pair<int, std::size_t>> TimeGrammar::year_number(std::size_t at) const {
  if (at >= atoms_.size()) return {};
  const auto n = reader_.plain(atoms_, numbers_, at);
  if (!n || n->begin != at || n->ordinal || n->vague || n->value < 1000 || n->value > 2199 || n->value != static_cast<int>(n->value))
    return {};
  if (n->digits && (!n->plain_digits || atoms_[at].text.size() != 4)) return {};
  return std::pair(static_cast<int>(n->value), static_cast<std::size_t>(n->end));
}

// Reads "[,] [of] [year] 2015 [AD]" after a day or month; gives the end, which is `at` where there is none.
std::size_t TimeGrammar::year_after(std::size_t at, TimeExpression& e) const {
  std::size_t next = at;
  if (mark(next, ",") || mark(next, "\u060c")) ++next;
  if (is(next, tw::kOf) && !is(next, tw::kYearWord)) ++next;
  if (const auto* label = is(next, tw::kYearWord)) next = label->end;
  const auto year = year_number(next);
  if (!year || (next + 1 < atoms_.size() && atoms_[next].kind == Atom::Kind::kDigits && (mark(next + 1, "-") || mark(next + 1, "/")) &&
                !atoms_[next + 1].spaced && atoms_[next + 1].kind == Atom::Kind::kDigits)) {
    return at;
  }
  e.year = year->first;
  std::size_t end = year->second;
  if (const auto* era = is(end, tw::kEraHijri))
    end = era->end, e.hijri = true;
  else if (const auto* ad = is(end, tw::kEraAd))
    end = ad->end;
  return end;
}

// 2015-03-03  3/3/2015  03.03.2015  21/09  2018Q4
TimeGrammar::Found TimeGrammar::figures(std::size_t at) const {
  if (at + 2 >= atoms_.size() || atoms_[at].kind != Atom::Kind::kDigits) return {};
  const std::string_view sep = atoms_[at + 1].text;
  if ((sep != "/" && sep != "-" && sep != "." && sep != "\u2013") || atoms_[at + 2].kind != Atom::Kind::kDigits) return {};
  const bool tight = !atoms_[at + 1].spaced && !atoms_[at + 2].spaced;
  if (!tight && sep != "/") return {};
  if (at > 0 && !atoms_[at].spaced && (atoms_[at - 1].text == sep || atoms_[at - 1].kind == Atom::Kind::kDigits)) return {};
  const bool third =
      at + 4 < atoms_.size() && atoms_[at + 3].text == sep && atoms_[at + 4].kind == Atom::Kind::kDigits && !atoms_[at + 4].spaced;
  const int a = figure(atoms_[at]), b = figure(atoms_[at + 2]), c = third ? figure(atoms_[at + 4]) : 0;
  if (atoms_[at].text.size() > 4 || atoms_[at + 2].text.size() > 2) return {};
  TimeExpression e;
  std::size_t end = at + (third ? 5 : 3);
  const bool day_first = words_.setting("day_first");
  if (third && atoms_[at].text.size() == 4) {
    e.year = a, e.month = b, e.day = c;
  } else if (third && (atoms_[at + 4].text.size() == 4 || (atoms_[at + 4].text.size() == 2 && sep != "."))) {
    e.year = c < 100 ? c + (c < 70 ? 2000 : 1900) : c;
    e.day = day_first ? a : b, e.month = day_first ? b : a;
    if (e.month > 12) std::swap(e.month, e.day);
  } else if (!third && sep == "/" && atoms_[at].text.size() <= 2) {
    const bool context = at > 0 && (is(at - 1, tw::kWeekday) || is(at - 1, tw::kOn) || is(at - 1, tw::kDayNoun));
    if ((words_.setting("slash_needs_context") && !context) || (a < b && a < 10 && b < 10 && !context)) return {};
    e.day = day_first ? a : b, e.month = day_first ? b : a;
    if (e.month > 12) std::swap(e.month, e.day);
  } else {
    return {};
  }
  if (e.month < 1 || e.month > 12 || e.day < 1 || e.day > 31) return {};
  e.hijri = e.year > 1300 && e.year < 1500;
  if (const auto* era = is(end, tw::kEraHijri))
    end = era->end;
  else if (const auto* ad = is(end, tw::kEraAd); ad && e.year)
    end = ad->end;
  return made(e, at, end, TimeBasis::kExplicit, "figures");
}

// [the] 15[th] [of] February [2015]
TimeGrammar::Found TimeGrammar::day_month(std::size_t at) const {
  const auto day = day_number(at);
  if (!day) return {};
  std::size_t next = day->end;
  const bool of = is(next, tw::kOf) != nullptr && !month_name(next);
  if (of) ++next;
  if (mark(next, "-") || mark(next, "/")) ++next;
  next = skip_the(next);
  const auto month = month_name(next);
  if (!month) return {};
  TimeExpression e;
  e.day = day->day, e.month = month->month, e.hijri = month->hijri;
  std::size_t end = year_after(month->end, e);
  if (mark(month->end, "-") || mark(month->end, "/")) {
    if (const auto year = year_number(month->end + 1)) e.year = year->first, end = year->second;
  }
  if (end == month->end && !month->hijri && end < atoms_.size() && atoms_[end].kind == Atom::Kind::kDigits &&
      atoms_[end].text.size() == 2 && !word(end + 1) && !mark(end + 1, "-")) {  // "14 April 15"
    const int two = figure(atoms_[end]);
    e.year = two < 40 ? 2000 + two : 1900 + two;
    ++end;
  }
  if (end == month->end) {
    const auto* dir = is(end, tw::kDir);
    if (dir && dir->article && !dir->conj) e.direction = static_cast<int>(dir->entry->number), end = dir->end;
  }
  const auto* first = numbers_.find(skip_the(at), kOrdinal);
  return made(e, at, end, TimeBasis::kExplicit, "date", first ? first->skip : 0);
}

// February [the] 15[th] [, 2015] [, Friday]
TimeGrammar::Found TimeGrammar::month_day(std::size_t at) const {
  const auto month = month_name(at);
  if (!month) return {};
  const auto day = day_number(month->end);
  if (!day || is(month->end, tw::kMonthWord)) return {};
  if (words_.setting("day_first") && (day->ordinal || word(day->end))) return {};
  TimeExpression e;
  e.month = month->month, e.day = day->day, e.hijri = month->hijri;
  std::size_t end = year_after(day->end, e);
  const std::size_t comma = mark(end, ",") ? end + 1 : end;
  if (const auto* week = is(comma, tw::kWeekday); week && comma > end && !e.year)
    e.weekday = static_cast<int>(week->entry->number), end = week->end;
  return made(e, at, end, TimeBasis::kExplicit, "date", month->skip);
}

// [last] March [2015 | last]
TimeGrammar::Found TimeGrammar::month_year(std::size_t at) const {
  TimeExpression e;
  std::size_t next = at;
  const WordTable::Hit* before = is(at, tw::kDir);
  if (before && !before->article) e.direction = static_cast<int>(before->entry->number), next = before->end;
  const auto month = month_name(next);
  if (!month) return {};
  e.month = month->month, e.hijri = month->hijri;
  std::size_t end = year_after(month->end, e);
  bool sure = month->sure || end > month->end || next > at;
  if (end == month->end) {
    const auto* dir = is(end, tw::kDir);
    if (dir && dir->article && !dir->conj) e.direction = static_cast<int>(dir->entry->number), end = dir->end, sure = true;
    if (const auto* after = is(end, tw::kAfterNext)) {
      e.direction = 1, end = after->end, sure = true;
    }
  }
  if (!sure && at > 0 && (is(at - 1, tw::kInYear) || is(at - 1, tw::kSince) || is(at - 1, tw::kPart) || is(at - 1, tw::kOf)) &&
      (month->hijri || month->end >= atoms_.size() || !word(month->end)))
    sure = true;
  if (!sure && month->hijri && at > 0 && is(at - 1, tw::kMonthWord)) sure = true;
  if (!sure) return {};
  return made(e, at, end, TimeBasis::kExplicit, "month", next > at ? before->skip : month->skip);
}

// 13 - 15 [of] July [2015];  July 13 - 15;  with "from ... to ..." around either
TimeGrammar::Found TimeGrammar::day_range(std::size_t at) const {
  std::size_t from = at;
  if (is(at, tw::kFrom) || is(at, tw::kBetween)) ++from;
  auto month = month_name(from);
  const auto first = day_number(month ? month->end : from);
  if (!first) return {};
  std::size_t next = first->end;
  if (is(next, tw::kOf) && !is(next, tw::kTo)) ++next;
  if (mark(next, "-") || mark(next, "\u2013") || is(next, tw::kTo))
    ++next;
  else if (from == at || !numbers_.find(next, kUnit))
    return {};
  const auto second = day_number(next);
  if (!second || second->day <= first->day) return {};
  TimeExpression a;
  std::size_t end = second->end;
  if (!month) {
    std::size_t of = end;
    if (is(of, tw::kOf)) ++of;
    month = month_name(of);
    if (!month && of < atoms_.size()) month = month_name(end);
    if (!month) return {};
    end = month->end;
  } else if (words_.setting("day_first") && word(end)) {
    return {};
  }
  a.month = month->month, a.hijri = month->hijri;
  end = year_after(end, a);
  TimeExpression b = a, range;
  a.day = first->day, b.day = second->day;
  range.kind = TimeExpression::Kind::kRange;
  range.of = {a, b};
  return made(range, from, end, TimeBasis::kExplicit, "day range");
}

// "the 15th" of no month; "Tuesday the 19th"; "the first day of month three"
TimeGrammar::Found TimeGrammar::lone_day(std::size_t at) const {
  if (at > 0 && is(at - 1, tw::kOn) && (is(at, tw::kThe) || numbers_.find(at, kOrdinal))) {
    const auto day = day_number(at);
    if (!day || !day->ordinal || word(day->end)) return {};
    if (const auto* article = numbers_.find(at, kOrdinal); article && !article->article && !is(at, tw::kThe)) {
      if (!words_.setting("day_first") && at + 1 < atoms_.size()) return {};
      if (words_.setting("day_first")) return {};
    }
    TimeExpression e;
    e.day = day->day;
    return made(e, at, day->end, TimeBasis::kWeekday, "day of month");
  }
  return {};
}

TimeGrammar::Found TimeGrammar::date(std::size_t at) const {
  Found best;
  const auto consider = [&](Found f) {
    if (f && (!best || f->end > best->end)) best = std::move(f);
  };
  consider(figures(at));
  consider(day_month(at));
  consider(month_day(at));
  consider(month_year(at));
  return best;
}

// "in 2014", "the year 2014": a bare figure needs a word that asks for a year.
TimeGrammar::Found TimeGrammar::year(std::size_t at, bool bare) const {
  std::size_t next = at;
  std::uint32_t skip = 0;
  bool sure = bare;
  if (const auto* label = is(at, tw::kYearWord))
    next = label->end, skip = label->skip, sure = true;
  else if (at > 0 &&
           (is(at - 1, tw::kInYear) || is(at - 1, tw::kSince) || is(at - 1, tw::kOn) || is(at - 1, tw::kUntil) || is(at - 1, tw::kEquals)))
    sure = true;
  if (!sure) return {};
  const auto n = year_number(next);
  if (!n) return {};
  if (next == at && (n->first < 1800 || n->first > 2100)) return {};
  TimeExpression e;
  e.year = n->first;
  std::size_t end = n->second;
  if (const auto* era = is(end, tw::kEraHijri))
    e.hijri = true, end = era->end;
  else if (const auto* ad = is(end, tw::kEraAd))
    end = ad->end;
  else if (is(end, tw::kEraBc))
    return {};
  else if (next > at && e.year > 1300 && e.year < 1480 && words_.setting("articled_weekdays"))
    e.hijri = true;
  return made(e, at, end, TimeBasis::kExplicit, "year", skip);
}

// "the 1990s", "the nineties"; not "in his sixties".
TimeGrammar::Found TimeGrammar::decade(std::size_t at) const {
  TimeExpression e;
  e.kind = TimeExpression::Kind::kDecade;
  if (const auto* named = is(at, tw::kDecade)) {
    e.year = 1900 + static_cast<int>(named->entry->number);
    std::size_t end = named->end;
    if (is(end, tw::kOfLife) || (at > 0 && is(at - 1, tw::kOfLife))) return {};
    if (const auto* century = is(end, tw::kLastCentury)) end = century->end;
    return made(e, at, end, TimeBasis::kExplicit, "decade", named->skip);
  }
  if (at + 1 < atoms_.size() && atoms_[at].kind == Atom::Kind::kDigits && atoms_[at].text.size() == 4 && mark(at + 1, "s") &&
      !atoms_[at + 1].spaced) {
    e.year = figure(atoms_[at]) / 10 * 10;
    return made(e, at, at + 2, TimeBasis::kExplicit, "decade");
  }
  return {};
}

// "8:30 pm", "8 p.m.", "20:30", "three o'clock", and with the hour's name in Arabic: "the hour the third and a quarter at night".
TimeGrammar::Found TimeGrammar::clock(std::size_t at) const {
  std::size_t next = at;
  const WordTable::Hit* label = words_.setting("articled_weekdays") ? is(at, tw::kOclock) : nullptr;
  if (label) next = label->end;
  const auto hour = reader_.plain(atoms_, numbers_, next);
  if (!hour || hour->begin != next || hour->vague || hour->fraction || hour->value < 0 || hour->value > 24 ||
      hour->value != static_cast<int>(hour->value))
    return {};
  if (hour->digits && !hour->plain_digits) return {};
  TimeExpression e;
  e.kind = TimeExpression::Kind::kClock;
  e.clock.hour = static_cast<int>(hour->value);
  std::size_t end = hour->end;
  bool sure = label != nullptr;
  if (hour->digits && (mark(end, ":") || mark(end, ".")) && end + 1 < atoms_.size() && atoms_[end + 1].kind == Atom::Kind::kDigits &&
      !atoms_[end + 1].spaced && atoms_[end + 1].text.size() == 2 && figure(atoms_[end + 1]) < 60) {
    sure = sure || mark(end, ":");
    e.clock.minute = figure(atoms_[end + 1]);
    end += 2;
    if (mark(end, ":") && end + 1 < atoms_.size() && atoms_[end + 1].kind == Atom::Kind::kDigits) end += 2;
  } else if (const auto* quarter = is(end, tw::kQuarterHour); quarter && quarter->conj) {
    e.clock.minute = static_cast<int>(quarter->entry->number);
    end = quarter->end;
  } else if (const auto* less = is(end, tw::kMinutesTo)) {
    if (const auto* part = is(less->end, tw::kQuarterHour)) {
      e.clock.hour = (e.clock.hour + 23) % 24;
      e.clock.minute = 60 - static_cast<int>(part->entry->number);
      end = part->end;
    }
  }
  std::size_t half = end;
  if (const auto* am = is(half, tw::kAm)) {
    if (e.clock.hour == 12) e.clock.hour = 0;
    end = am->end, sure = true;
  } else if (const auto* pm = is(half, tw::kPm); pm && (hour->digits || hour->ordinal || sure)) {
    if (e.clock.hour < 12) e.clock.hour += 12;
    end = pm->end, sure = true;
  } else if (const auto* oclock = is(half, tw::kOclock); oclock && !label) {
    end = oclock->end, sure = true;
  }
  if (!sure || e.clock.hour > 24) return {};
  return made(e, at, end, TimeBasis::kRelative, "clock", label ? label->skip : 0);
}

}  // namespace musnad::coding
