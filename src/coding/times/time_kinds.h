// The kinds of words in times.tsv; the head of the Arabic list says what each means.
#pragma once

#include <cstdint>
#include <string_view>

namespace musnad::coding {

namespace tw {
enum Kind : std::uint8_t {
  kWeekday,
  kWeekdayShort,
  kMonth,
  kMonthShort,
  kHijriMonth,
  kUnit,
  kUnits,
  kUnitDual,
  kMonthWord,
  kYearWord,
  kDayNoun,
  kDayWord,
  kDir,
  kFinal,
  kAfterNext,
  kThe,
  kAgo,
  kAhead,
  kIn,
  kFor,
  kPart,
  kFirstDays,
  kEom,
  kDaypart,
  kAm,
  kPm,
  kSeason,
  kHoliday,
  kOn,
  kInYear,
  kOf,
  kFrom,
  kTo,
  kBetween,
  kSince,
  kUntil,
  kBeforeDate,
  kEquals,
  kEraBc,
  kEraAd,
  kEraHijri,
  kOclock,
  kMinutesTo,
  kQuarterHour,
  kDecade,
  kLastCentury,
  kOfLife,
  kLater,
  kOfEvent,
  kFromNow,
  kFutureCue,
  kPastCue
};
}  // namespace tw

inline constexpr std::string_view kTimeKinds[] = {
    "weekday",    "weekday_short", "month",     "month_short",  "hijri_month", "unit",      "units",
    "unit_dual",  "month_word",    "year_word", "day_noun",     "day_word",    "dir",       "final",
    "after_next", "the",           "ago",       "ahead",        "in",          "for",       "part",
    "first_days", "eom",           "daypart",   "am",           "pm",          "season",    "holiday",
    "on",         "in_year",       "of",        "from",         "to",          "between",   "since",
    "until",      "before_date",   "equals",    "era_bc",       "era_ad",      "era_hijri", "oclock",
    "minutes_to", "quarter_hour",  "decade",    "last_century", "of_life",     "later",     "of_event",
    "from_now",   "future_cue",    "past_cue"};

}  // namespace musnad::coding
