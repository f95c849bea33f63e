// Moments: days with a time of day, as live pages put them on their posts.
#pragma once

#include "page/markup/page_lexicon.h"

#include <optional>
#include <string>
#include <string_view>

namespace musnad::page {

/// "2023-10-01T21:40", with the zone where one is stated ("Z", "+03:00"), of an ISO 8601 string of metadata; "2023-10-01" where it
/// tells no time of day; empty where it is no date.
std::string parse_metadata_moment(std::string_view value);

/// A time of day as a reader sees it: "21:40", "9:40 p.m.".
struct Clock {
  int minutes = 0;                 ///< from midnight
  std::size_t begin = 0, end = 0;  ///< bytes of the folded text
};
/// The first one in a folded text.
std::optional<Clock> clock_in(std::string_view folded, const PageLexicon& lexicon);

/// "2023-10-01T21:40" of a day (YYYY-MM-DD) moved by `days`, and a time of day.
std::string moment_on(std::string_view day, int days, int minutes);

}  // namespace musnad::page
