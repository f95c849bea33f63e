#include "coding/times/calendar.h"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <memory>

namespace musnad::coding {
namespace chrono = std::chrono;

Unit parse_unit(std::string_view name) {
  constexpr std::array<std::string_view, 11> kNames{"day",    "week",    "weekend", "month",  "quarter", "year",
                                                    "decade", "century", "hour",    "minute", "second"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Unit>(i);
  }
  return Unit::kNone;
}

std::int32_t to_days(Civil d) {
  const auto date = chrono::year(d.year) / chrono::month(static_cast<unsigned>(d.month)) / chrono::day(static_cast<unsigned>(d.day));
  return static_cast<std::int32_t>(chrono::sys_days(date).time_since_epoch().count());
}

Civil to_civil(std::int32_t days) {
  const chrono::year_month_day date{chrono::sys_days(chrono::days(days))};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

int weekday_of(std::int32_t days) {
  return ((days + 3) % 7 + 7) % 7;
}

int days_in_month(int year, int month) {
  const auto last = chrono::year(year) / chrono::month(static_cast<unsigned>(month)) / chrono::last;
  return static_cast<int>(static_cast<unsigned>(chrono::year_month_day(last).day()));
}

bool is_valid(Civil d) {
  return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 && d.day <= days_in_month(d.year, d.month);
}

std::optional<std::int32_t> parse_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  Civil d;
  const auto read = [&](std::size_t from, std::size_t size, int& to) {
    const auto r = std::from_chars(text.data() + from, text.data() + from + size, to);
    return r.ec == std::errc() && r.ptr == text.data() + from + size;
  };
  if (!read(0, 4, d.year) || !read(5, 2, d.month) || !read(8, 2, d.day) || !is_valid(d)) return {};
  return to_days(d);
}

std::int32_t add_months(std::int32_t days, int months) {
  Civil d = to_civil(days);
  const int total = d.year * 12 + d.month - 1 + months;
  d.year = total / 12;
  d.month = total % 12 + 1;
  d.day = std::min(d.day, days_in_month(d.year, d.month));
  return to_days(d);
}

DayInterval unit_at(std::int32_t day, Unit unit, int n) {
  const Civil d = to_civil(day);
  const auto months = [&](int first_month, int size) {
    const std::int32_t first = add_months(to_days({d.year, first_month, 1}), n * size);
    return DayInterval{first, add_months(first, size) - 1};
  };
  const auto years = [&](int first_year, int size) {
    return DayInterval{to_days({first_year + n * size, 1, 1}), to_days({first_year + n * size + size - 1, 12, 31})};
  };
  switch (unit) {
    case Unit::kWeek: {
      const std::int32_t first = day - weekday_of(day) + 7 * n;
      return {first, first + 6};
    }
    case Unit::kWeekend: {
      const std::int32_t first = day - weekday_of(day) + 5 + 7 * n;
      return {first, first + 1};
    }
    case Unit::kMonth:
      return months(d.month, 1);
    case Unit::kQuarter:
      return months((d.month - 1) / 3 * 3 + 1, 3);
    case Unit::kYear:
      return years(d.year, 1);
    case Unit::kDecade:
      return years(d.year / 10 * 10, 10);
    case Unit::kCentury:
      return years((d.year - 1) / 100 * 100 + 1, 100);
    default:
      return {day + n, day + n};
  }
}

std::int32_t easter(int year, bool eastern) {
  if (eastern) {
    const int a = year % 4, b = year % 7, c = year % 19;
    const int d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
    const int month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;
    return to_days({year, month, day}) + year / 100 - year / 400 - 2;  // Julian to Gregorian
  }
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
  const int f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
  return to_days({year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1});
}

namespace {

// Calendars of ICU change when asked; one a thread.
icu::Calendar& hijri() {
  thread_local const std::unique_ptr<icu::Calendar> calendar = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Calendar> made(icu::Calendar::createInstance(icu::Locale("en@calendar=islamic-umalqura"), status));
    made->setTimeZone(*icu::TimeZone::getGMT());
    return made;
  }();
  return *calendar;  // NOLINT(clang-analyzer-cplusplus.NewDelete): nobody frees it before the thread ends
}

constexpr double kDayMs = 86400000.0;

}  // namespace

std::int32_t hijri_to_days(int year, int month, int day) {
  icu::Calendar& c = hijri();
  UErrorCode status = U_ZERO_ERROR;
  c.clear();
  c.set(UCAL_EXTENDED_YEAR, year);
  c.set(UCAL_MONTH, month - 1);
  c.set(UCAL_DATE, day);
  return static_cast<std::int32_t>(std::lround(c.getTime(status) / kDayMs));
}

Civil days_to_hijri(std::int32_t days) {
  icu::Calendar& c = hijri();
  UErrorCode status = U_ZERO_ERROR;
  c.setTime(days * kDayMs, status);
  return {c.get(UCAL_EXTENDED_YEAR, status), c.get(UCAL_MONTH, status) + 1, c.get(UCAL_DATE, status)};
}

int hijri_month_length(int year, int month) {
  const int next_year = month == 12 ? year + 1 : year, next_month = month == 12 ? 1 : month + 1;
  return hijri_to_days(next_year, next_month, 1) - hijri_to_days(year, month, 1);
}

std::string iso_day(std::int32_t days) {
  const Civil d = to_civil(days);
  return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
}

std::string to_edtf(DayInterval days, Unit grain) {
  const Civil a = to_civil(days.first), b = to_civil(days.last);
  const bool whole_months = a.day == 1 && b.day == days_in_month(b.year, b.month);
  const bool whole_years = whole_months && a.month == 1 && b.month == 12;
  if (days.first == days.last) return iso_day(days.first);
  if (grain == Unit::kWeek && days.last - days.first == 6 && weekday_of(days.first) == 0) {
    const Civil thursday = to_civil(days.first + 3);
    return fmt::format("{:04}-W{:02}", thursday.year, (days.first + 3 - to_days({thursday.year, 1, 1})) / 7 + 1);
  }
  if (grain >= Unit::kYear && grain <= Unit::kCentury && whole_years) {
    return a.year == b.year ? fmt::format("{:04}", a.year) : fmt::format("{:04}/{:04}", a.year, b.year);
  }
  if (grain >= Unit::kMonth && grain <= Unit::kCentury && whole_months) {
    const std::string first = fmt::format("{:04}-{:02}", a.year, a.month);
    return a.year == b.year && a.month == b.month ? first : fmt::format("{}/{:04}-{:02}", first, b.year, b.month);
  }
  return iso_day(days.first) + "/" + iso_day(days.last);
}

}  // namespace musnad::coding
