// Days, and what news makes of them. A day is a count from 1970-01-01 (proleptic Gregorian); weekdays run from Monday = 0.
#pragma once

#include <musnad/layers.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musnad::coding {

enum class Unit : std::uint8_t { kDay, kWeek, kWeekend, kMonth, kQuarter, kYear, kDecade, kCentury, kHour, kMinute, kSecond, kNone };
/// kNone where the name is unknown.
Unit parse_unit(std::string_view name);

struct Civil {
  int year = 1970;
  int month = 1;
  int day = 1;
};

std::int32_t to_days(Civil date);
Civil to_civil(std::int32_t days);
int weekday_of(std::int32_t days);
int days_in_month(int year, int month);
bool is_valid(Civil date);
/// YYYY-MM-DD, with nothing after it.
std::optional<std::int32_t> parse_iso_day(std::string_view text);
/// The same day of another month; the last day of a month that is shorter.
std::int32_t add_months(std::int32_t days, int months);

/// The unit that holds `day`, moved by `n` units.
DayInterval unit_at(std::int32_t day, Unit unit, int n);
/// Easter Sunday of the western or eastern churches (Meeus).
std::int32_t easter(int year, bool eastern);
/// A day of the Islamic calendar (Umm al-Qura, as ICU has it).
std::int32_t hijri_to_days(int year, int month, int day);
Civil days_to_hijri(std::int32_t days);
int hijri_month_length(int year, int month);

/// EDTF of the days: as short as `grain` lets it be (2013-W06, 2013-02, 2013), else the day or first/last.
std::string to_edtf(DayInterval days, Unit grain);
std::string iso_day(std::int32_t days);

}  // namespace musnad::coding
