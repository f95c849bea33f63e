// Offices of the persons in shared/persons.tsv: what somebody was when.
#pragma once

#include <musnad/error.h>

#include <string>
#include <string_view>
#include <vector>

namespace musnad::codebook {

struct Office {
  std::string sector;
  std::string first, last;  ///< days, YYYY-MM-DD, both included; `last` empty: held when the table was written
};

/// "GOV 2014-05-26/2019-03|GOV 2022/..": a sector and an EDTF interval of days, months or years for each office, in order of time.
/// E0202 where it is not that.
Result<std::vector<Office>> parse_offices(std::string_view cell);

/// The sector of a person on one of the days from `first` to `last` (YYYY-MM-DD): of the office held then; "ELI" where none was.
/// Where the days are empty, that is not known, of the last office.
std::string sector_on(const std::vector<Office>& offices, std::string_view first, std::string_view last);

}  // namespace musnad::codebook
