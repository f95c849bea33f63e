#include <array>
#include <utility>

#include "codebook/constructions.h"

namespace musnad::codebook {
namespace {

template <class Value, std::size_t N>
using Names = std::array<std::pair<std::string_view, Value>, N>;

constexpr Names<Polarity, 2> kPolarities = {{{"affirmed", Polarity::kAffirmed}, {"denied", Polarity::kDenied}}};
constexpr Names<ClaimTime, 4> kTimes = {
    {{"past", ClaimTime::kPast}, {"ongoing", ClaimTime::kOngoing}, {"future", ClaimTime::kFuture}, {"historical", ClaimTime::kHistorical}}};
constexpr Names<ClaimMood, 7> kMoods = {{{"asserted", ClaimMood::kAsserted},
                                         {"planned", ClaimMood::kPlanned},
                                         {"threatened", ClaimMood::kThreatened},
                                         {"demanded", ClaimMood::kDemanded},
                                         {"hypothetical", ClaimMood::kHypothetical},
                                         {"alleged", ClaimMood::kAlleged},
                                         {"condemned", ClaimMood::kCondemned}}};
constexpr Names<Outcome, 3> kOutcomes = {
    {{"accomplished", Outcome::kAccomplished}, {"attempted", Outcome::kAttempted}, {"prevented", Outcome::kPrevented}}};

template <class Value, std::size_t N>
bool assign(Value& to, const Names<Value, N>& names, std::string_view name) {
  for (const auto& [known, value] : names)
    if (known == name) {
      to = value;
      return true;
    }
  return false;
}

template <class Value, std::size_t N>
std::string_view name_of(const Names<Value, N>& names, Value value) {
  for (const auto& [name, known] : names)
    if (known == value) return name;
  return {};
}

}  // namespace

bool is_status_key(std::string_view key) {
  return key == "polarity" || key == "time" || key == "mood" || key == "outcome";
}

bool set_status(Status& status, std::string_view key, std::string_view value) {
  if (key == "polarity") return assign(status.polarity, kPolarities, value);
  if (key == "time") return assign(status.time, kTimes, value);
  if (key == "mood") return assign(status.mood, kMoods, value);
  if (key == "outcome") return assign(status.outcome, kOutcomes, value);
  return false;
}

std::string_view status_value(const Status& status, std::string_view key) {
  if (key == "polarity") return name_of(kPolarities, status.polarity);
  if (key == "time") return name_of(kTimes, status.time);
  if (key == "mood") return name_of(kMoods, status.mood);
  if (key == "outcome") return name_of(kOutcomes, status.outcome);
  return {};
}

}  // namespace musnad::codebook
