// What a time expression says before it is known when the page was written, and what it comes to once that is known.
#pragma once

#include "coding/times/calendar.h"

#include <vector>

namespace musnad::coding {

/// Which way a clause looks: a bare "Thursday" in news is the last one, after "will" the next one.
enum class Outlook : std::uint8_t { kUnknown, kPast, kFuture };

/// The parts of a unit that words name.
enum class Part : std::uint8_t { kBeginning, kFirstDays, kLastDays, kMiddle, kMiddleDay, kEnd, kFirstHalf, kSecondHalf };

struct Clock {
  int hour = -1;
  int minute = 0;
};

struct TimeExpression {
  enum class Kind : std::uint8_t {
    kDate,       ///< year, month, day, weekday, as far as told; `direction` for "last March"
    kShift,      ///< the `unit` that holds the page's day, moved by `n`: today, last week
    kStep,       ///< `n` units before or after the page's day, to the day: three months ago
    kLastUnits,  ///< the last (n < 0) or next `n` whole units
    kWeekdayOf,  ///< `weekday` in the week of[0]
    kNth,        ///< the n-th (n < 0: from the end) `unit` or `weekday` of of[0]
    kPart,       ///< `part` of of[0]
    kRange,      ///< of[0] .. of[1]
    kSince,      ///< of[0] ..
    kSeason,     ///< `n` 0 spring .. 3 winter, of `year` or by `direction`
    kHoliday,    ///< `name` as times.tsv has it, of `year` or by `direction`
    kDecade,     ///< `year` .. year + 9
    kDuration,   ///< `n` (or `amount`) units
    kClock       ///< a time of day alone
  };
  static constexpr int kNoDirection = 99;

  Kind kind = Kind::kDate;
  Unit unit = Unit::kNone;
  int n = 0;
  double amount = 0;
  int year = 0, month = 0, day = 0;  ///< 0: not told
  int weekday = -1;
  bool hijri = false;
  int direction = kNoDirection;  ///< -1 last, 0 this, 1 next
  Part part = Part::kBeginning;
  std::string_view name;
  Clock clock;
  std::vector<TimeExpression> of;

  /// True where the value depends on the day of the page.
  bool is_relative() const;
};

struct TimeValue {
  DayInterval days;
  Unit grain = Unit::kDay;
  bool open_end = false;
};

/// What `expression` comes to on a page of day `anchor`; nothing for durations, clock times and impossible dates.
std::optional<TimeValue> resolve(const TimeExpression& expression, std::int32_t anchor, Outlook tense);
/// EDTF of a value, with its time of day where it is one day.
std::string to_edtf(const TimeValue& value, Clock clock);
/// ISO 8601 duration: P3D, PT2H, P2W, P1Y.
std::string duration_of(const TimeExpression& expression);
Precision precision_of(const TimeValue& value);

}  // namespace musnad::coding
