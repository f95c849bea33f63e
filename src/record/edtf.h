// Dates as a record writes them: EDTF (ISO 8601-2 level 1) from days, and whether a string is of the kinds docs/record.md lists.
#pragma once

#include <musnad/layers.h>

#include <string>
#include <string_view>

namespace musnad::record {

/// `days` counts from 1970-01-01. YYYY-MM-DD.
std::string iso_day(std::int32_t days);
/// The days of a date or nothing where it is none.
std::optional<std::int32_t> parse_iso_day(std::string_view date);
/// The shortest EDTF value for an interval: one day, a whole week, month or year where `precision` says so, else an interval.
std::string edtf_of(DayInterval days, Precision precision);
/// True for a date, month, week, year, decade, date with time, interval, open interval or duration.
bool is_edtf(std::string_view value);

}  // namespace musnad::record
