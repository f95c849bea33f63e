#include "codebook/lexicon/offices.h"

#include <algorithm>

#include "codebook/lexicon/tables.h"

namespace musnad::codebook {
namespace {

bool is_date(std::string_view text) {
  constexpr std::string_view kPattern = "dddd-dd-dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  return std::equal(text.begin(), text.end(), kPattern.begin(),
                    [](char c, char wanted) { return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted; });
}

}  // namespace

Result<std::vector<Office>> parse_offices(std::string_view cell) {
  const auto wrong = [&](std::string_view part) {
    return fail(ErrorCode::kCodebookSyntax, "'" + std::string(part) + "' is no office; write 'GOV 2014-05-26/2019-03' or 'GOV 2022/..'");
  };
  std::vector<Office> offices;
  for (const std::string_view part : split_outside(cell, '|')) {
    const std::size_t blank = part.find(' '), slash = part.find('/');
    if (blank == std::string_view::npos || slash == std::string_view::npos || slash < blank) return wrong(part);
    const std::string_view first = part.substr(blank + 1, slash - blank - 1), last = part.substr(slash + 1);
    if (!is_date(first) || (last != ".." && !is_date(last))) return wrong(part);
    Office office{std::string(part.substr(0, blank)), std::string(first), last == ".." ? "" : std::string(last)};
    office.first += std::string_view("-01-01").substr(office.first.size() == 4 ? 0 : office.first.size() == 7 ? 3 : 6);
    // The 31st is never before the last day of a month, and days are only compared.
    if (!office.last.empty())
      office.last += std::string_view("-12-31").substr(office.last.size() == 4 ? 0 : office.last.size() == 7 ? 3 : 6);
    offices.push_back(std::move(office));
  }
  if (offices.empty()) return wrong(cell);
  return offices;
}

std::string sector_on(const std::vector<Office>& offices, std::string_view first, std::string_view last) {
  if (first.empty() || last.empty()) return offices.back().sector;
  for (const Office& office : offices)
    if (office.first <= last && (office.last.empty() || office.last >= first)) return office.sector;
  return "ELI";
}

}  // namespace musnad::codebook
