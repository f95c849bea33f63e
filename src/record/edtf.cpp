#include "record/edtf.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace musnad::record {
namespace {
namespace chrono = std::chrono;

chrono::year_month_day date_of(std::int32_t days) {
  return chrono::sys_days{chrono::days{days}};
}

/// ISO 8601 week of the day, as YYYY-Www.
std::string iso_week(std::int32_t days) {
  const int weekday = (days % 7 + 7 + 3) % 7;  // Monday 0: 1970-01-01 was a Thursday
  const std::int32_t thursday = days - weekday + 3;
  const chrono::year year = date_of(thursday).year();
  const auto first = chrono::sys_days{year / 1 / 1}.time_since_epoch().count();
  return fmt::format("{:04}-W{:02}", static_cast<int>(year), (thursday - first) / 7 + 1);
}

bool matches(std::string_view value, std::string_view shape) {
  if (value.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (shape[i] == '0' ? value[i] < '0' || value[i] > '9' : value[i] != shape[i]) return false;
  return true;
}

int number_at(std::string_view value, std::size_t at, std::size_t length) {
  int number = -1;
  std::from_chars(value.data() + at, value.data() + at + length, number);
  return number;
}

bool is_clock(std::string_view value) {
  if (!value.empty() && value.back() == 'Z')
    value.remove_suffix(1);
  else if (value.size() > 6 && (matches(value.substr(value.size() - 6), "+00:00") || matches(value.substr(value.size() - 6), "-00:00")))
    value.remove_suffix(6);
  if (!matches(value, "00:00") && !matches(value, "00:00:00")) return false;
  return number_at(value, 0, 2) <= 24 && number_at(value, 3, 2) < 60;
}

bool is_point(std::string_view value) {
  if (!value.empty() && (value.back() == '~' || value.back() == '?' || value.back() == '%')) value.remove_suffix(1);
  if (!value.empty() && value.front() == '-') value.remove_prefix(1);  // years before the era
  if (matches(value, "0000") || matches(value, "000X") || matches(value, "00XX")) return true;
  if (matches(value, "0000-00")) {
    const int month = number_at(value, 5, 2);
    return (month >= 1 && month <= 12) || (month >= 21 && month <= 24);  // 21-24: seasons
  }
  if (matches(value, "0000-W00")) return number_at(value, 6, 2) >= 1 && number_at(value, 6, 2) <= 53;
  const std::size_t clock = value.find('T');
  if (clock != std::string_view::npos) return is_clock(value.substr(clock + 1)) && parse_iso_day(value.substr(0, clock));
  return parse_iso_day(value).has_value();
}

bool is_duration(std::string_view value) {
  if (value.size() < 3 || value[0] != 'P') return false;
  bool digits = false;
  for (char c : value.substr(1)) {
    const bool digit = (c >= '0' && c <= '9') || c == '.';
    if (!digit && c == 'T' && !digits) continue;
    if (!digit && (!digits || std::string_view("YMWDHS").find(c) == std::string_view::npos)) return false;
    digits = digit;
  }
  return !digits;
}

}  // namespace

std::string iso_day(std::int32_t days) {
  const auto date = date_of(days);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<std::int32_t> parse_iso_day(std::string_view date) {
  if (!matches(date, "0000-00-00")) return std::nullopt;
  const chrono::year_month_day day{chrono::year{number_at(date, 0, 4)}, chrono::month{static_cast<unsigned>(number_at(date, 5, 2))},
                                   chrono::day{static_cast<unsigned>(number_at(date, 8, 2))}};
  if (!day.ok()) return std::nullopt;
  return static_cast<std::int32_t>(chrono::sys_days{day}.time_since_epoch().count());
}

std::string edtf_of(DayInterval days, Precision precision) {
  if (days.first == days.last) return iso_day(days.first);
  const auto first = date_of(days.first), last = date_of(days.last), next = date_of(days.last + 1);
  if (precision == Precision::kWeek && days.last - days.first == 6 && iso_week(days.first) == iso_week(days.last))
    return iso_week(days.first);
  const bool whole_months = static_cast<unsigned>(first.day()) == 1 && static_cast<unsigned>(next.day()) == 1;
  if (whole_months && precision == Precision::kMonth && first.year() == last.year() && first.month() == last.month())
    return iso_day(days.first).substr(0, 7);
  if (whole_months && precision == Precision::kYear && first.year() == last.year() && static_cast<unsigned>(first.month()) == 1 &&
      static_cast<unsigned>(last.month()) == 12)
    return iso_day(days.first).substr(0, 4);
  return iso_day(days.first) + "/" + iso_day(days.last);
}

bool is_edtf(std::string_view value) {
  if (is_duration(value)) return true;
  const std::size_t slash = value.find('/');
  if (slash == std::string_view::npos) return is_point(value);
  const std::string_view from = value.substr(0, slash), to = value.substr(slash + 1);
  const auto is_end = [](std::string_view end) { return end.empty() || end == ".." || is_point(end); };
  return is_end(from) && is_end(to) && !(from.empty() && to.empty());
}

}  // namespace musnad::record
