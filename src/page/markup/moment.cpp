#include "page/markup/moment.h"

#include "page/markup/metadata.h"
#include "text/ascii.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace musnad::page {
namespace {

/// Two digits at `at`; -1: there are none.
int two_digits(std::string_view text, std::size_t at) {
  if (at + 2 > text.size() || !text::is_ascii_digit(text[at]) || !text::is_ascii_digit(text[at + 1])) return -1;
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// "Z", "+03:00" where a zone stands at `at`; empty: none does.
std::string zone_at(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] | 32) == 'z') return "Z";
  if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return {};
  const int hours = two_digits(text, at + 1);
  const std::size_t rest = at + 3;
  const int minutes = two_digits(text, rest < text.size() && text[rest] == ':' ? rest + 1 : rest);
  return hours < 0 || hours > 14 ? std::string{} : fmt::format("{}{:02}:{:02}", text[at], hours, std::max(0, minutes));
}

}  // namespace

std::string parse_metadata_moment(std::string_view value) {
  std::string moment = parse_metadata_date(value);
  const std::size_t colon = value.find(':');
  if (moment.empty() || colon == std::string_view::npos || colon < 2) return moment;
  const int hour = two_digits(value, colon - 2), minute = two_digits(value, colon + 1);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return moment;
  std::size_t at = colon + 3;
  while (at < value.size() && (text::is_ascii_digit(value[at]) || value[at] == ':' || value[at] == '.')) ++at;
  return moment + fmt::format("T{:02}:{:02}", hour, minute) + zone_at(value, at);
}

std::optional<Clock> clock_in(std::string_view folded, const PageLexicon& lexicon) {
  for (std::size_t colon = folded.find(':'); colon != std::string_view::npos; colon = folded.find(':', colon + 1)) {
    std::size_t begin = colon;
    while (begin > 0 && colon - begin < 3 && text::is_ascii_digit(folded[begin - 1])) --begin;
    const int minute = two_digits(folded, colon + 1);
    std::size_t end = colon + 3;
    if (begin == colon || colon - begin > 2 || minute < 0 || minute > 59 || (end < folded.size() && text::is_ascii_digit(folded[end])))
      continue;
    int hour = 0;
    std::from_chars(folded.data() + begin, folded.data() + colon, hour);
    if (hour > 23) continue;
    if (end + 2 < folded.size() && folded[end] == ':' && two_digits(folded, end + 1) >= 0) end += 3;  // seconds
    const std::vector<std::string_view> after = words_of(folded.substr(end, 12));
    if (hour < 12 && !after.empty() && lexicon.is_word(LineWord::kAfternoon, after.front())) hour += 12;
    return Clock{hour * 60 + minute, begin, end};
  }
  return {};
}

std::string moment_on(std::string_view day, int days, int minutes) {
  using namespace std::chrono;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    std::from_chars(day.data() + at, day.data() + at + size, value);
    return value;
  };
  if (day.size() < 10) return {};
  const year_month_day date(sys_days(year(number(0, 4)) / number(5, 2) / number(8, 2)) + std::chrono::days(days));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()), minutes / 60,
                     minutes % 60);
}

}  // namespace musnad::page
