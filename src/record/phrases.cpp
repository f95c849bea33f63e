#include "record/phrases.h"

#include <fmt/format.h>

#include <vector>

#include "record/edtf.h"
#include "record/enumerations.h"
#include "record/json_output.h"
#include "record/styled_text.h"

namespace musnad::record {
namespace {

constexpr std::string_view kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
constexpr unsigned kQuotedSpans = 4;

std::string number(double value) {
  std::string text;
  append_number(text, value);
  const std::size_t digits = std::min(text.find_first_of(".e"), text.size());
  for (std::size_t at = digits; at > 3 && text[at - 4] != '-'; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::string day_phrase(std::int32_t days) {
  const std::string iso = iso_day(days);
  return fmt::format("{} {} {}", std::stoi(iso.substr(8)), kMonths[std::stoi(iso.substr(5, 2)) - 1], iso.substr(0, 4));
}

std::string interval_phrase(const PageDate& date) {
  if (date.days.first == date.days.last) return day_phrase(date.days.first);
  const std::string value = edtf_of(date.days, date.precision);
  if (value.size() == 7 && value[4] == '-') return fmt::format("{} {}", kMonths[std::stoi(value.substr(5)) - 1], value.substr(0, 4));
  if (value.size() == 4) return value;
  return fmt::format("between {} and {}", day_phrase(date.days.first), day_phrase(date.days.last));
}

std::string_view why(DateBasis basis) {
  switch (basis) {
    case DateBasis::kGiven:
      return "as given";
    case DateBasis::kMetadata:
      return "says the page's metadata";
    case DateBasis::kUrl:
      return "read off its address";
    case DateBasis::kDateline:
      return "says its dateline";
    case DateBasis::kText:
      return "worked out from its text";
  }
  return "";
}

}  // namespace

std::string spaced(std::string_view word) {
  std::string result(word);
  for (char& c : result)
    if (c == '_') c = ' ';
  return result;
}

std::string count_phrase(double low, const std::optional<double>& high, Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::kAbout:
      return "about " + (high && *high != low ? fmt::format("{} to {}", number(low), number(*high)) : number(low));
    case Qualifier::kAtMost:
      return "at most " + number(high.value_or(low));
    case Qualifier::kVague:
      return high && *high != low ? fmt::format("some {} to {}", number(low), number(*high)) : number(low) + " or more";
    default:
      break;
  }
  if (!high) return "at least " + number(low);
  return *high == low ? number(low) : fmt::format("{} to {}", number(low), number(*high));
}

std::string status_phrase(const Status& status) {
  std::vector<std::string_view> words;
  if (status.polarity != Polarity::kAffirmed) words.push_back(word(status.polarity));
  if (status.outcome != Outcome::kAccomplished) words.push_back(word(status.outcome));
  if (status.mood != ClaimMood::kAsserted) words.push_back(word(status.mood));
  if (status.time != ClaimTime::kPast) words.push_back(word(status.time));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string date_phrase(const Document& document) {
  if (document.layer<PageDate>().empty()) return "date unknown: nothing on the page tells when it was published";
  const PageDate& date = document.layer<PageDate>().front();
  std::string phrase = fmt::format("published {}, {}", interval_phrase(date), why(date.basis));
  if (date.basis != DateBasis::kDateline && date.basis != DateBasis::kText) return phrase;
  std::vector<std::string> quoted;
  for (ByteSpan span : date.spans)
    if (quoted.size() < kQuotedSpans) quoted.push_back(isolated(document.text(span)));
  if (!quoted.empty()) phrase += fmt::format(": {}", fmt::join(quoted, ", "));
  return phrase;
}

std::string entity_phrase(const Document& document, EntityId id) {
  const Entity& entity = document.at(id);
  std::string phrase = isolated(entity.name);
  std::vector<std::string> known;
  if (!entity.name_en.empty() && entity.name_en != entity.name) known.push_back(isolated(entity.name_en));
  if (entity.place) {
    const PlaceInfo& place = *entity.place;
    if (!place.admin1.empty() && place.admin1 != entity.name_en && place.admin1 != entity.name) known.push_back(isolated(place.admin1));
    if (!place.country.empty()) known.push_back(place.country);
  } else if (!entity.code.empty()) {
    known.push_back(entity.code);
  } else if (!entity.sector.empty() || !entity.country.empty()) {
    known.push_back(entity.country.empty() || entity.sector.empty() ? entity.country + entity.sector
                                                                    : entity.country + " " + entity.sector);
  }
  if (!known.empty()) phrase += fmt::format(" [{}]", fmt::join(known, ", "));
  return phrase;
}

}  // namespace musnad::record
