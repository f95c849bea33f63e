#include "coding/entities/place_senses.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace musnad::coding {
namespace {

using Feature = Gazetteer::Feature;

// Scores are in powers of ten of people: of two places of a name, one of ten times the people needs one more from elsewhere.
constexpr double kPerPeople = 1.2;
constexpr double kCountryMore = 1.5, kAdmin1More = 0.2, kAdmin2More = -2.5, kRegionMore = 6.5, kCapitalMore = 3, kNamesakeLess = 5,
                 kSeatLess = 1.2;
constexpr std::uint32_t kTown = 50'000;
constexpr double kAlternateLess = 1.5, kSkeletonLess = 1;
// What the others of a page add for a country, a division and the distance, each with its most.
struct Weight {
  double each, most;
  double of(double sum) const { return std::min(most, each * std::log2(1 + sum)); }
};
constexpr Weight kCountry{1, 2.5}, kDivision{1, 3}, kNear{2, 5};
constexpr double kActorsCountry = 0.4;  // of a mention that only has a country, beside a place in it
constexpr double kNearKilometres = 30, kFarKilometres = 100;
constexpr double kSharpness = 1.5;  // of chances
constexpr int kPasses = 6;
// What a page's middle adds for a place of its country, of its division and near it; for itself; and how much of that counts.
constexpr double kMiddleCountry = 1, kMiddleDivision = 3, kMiddleNear = 3, kMiddleItself = 4, kMiddleCounts = 0.5;
constexpr std::size_t kMiddleNames = 6;  // the names told most may be the middle
constexpr double kLeastMiddle = 1e-6;    // chance of a sense that may
constexpr double kNoMiddle = -5;         // on the scale of logarithms of chances: a page without
constexpr double kMiddleOut = 6;         // on the same scale, behind the likeliest: not looked at

double prior(const PlaceSense& sense) {
  double score = kPerPeople * std::log10(static_cast<double>(sense.place.population) + 100.0);
  switch (sense.place.feature) {
    case Feature::kCountry:
      score += kCountryMore;
      break;
    case Feature::kAdmin1:
      score += kAdmin1More;
      break;
    case Feature::kAdmin2:
      score += kAdmin2More;
      break;
    case Feature::kRegion:
      score += kRegionMore;
      break;
    case Feature::kCity:
      break;
  }
  if (sense.capital) score += kCapitalMore;
  if (sense.has_town) score -= kSeatLess;
  if (sense.namesake) score -= kNamesakeLess;
  if (sense.hit.alternate) score -= kAlternateLess;
  if (sense.hit.skeleton) score -= kSkeletonLess;
  return score;
}

bool is_local(const Gazetteer::Place& place) {
  return place.feature == Feature::kCity || place.feature == Feature::kAdmin2;
}

using Division = std::pair<std::string_view, std::string_view>;  // country, name

// The division a place is or lies in.
Division division_of(const Gazetteer::Place& place) {
  return {place.country, place.feature == Feature::kAdmin1 ? place.name : place.admin1};
}

double nearness(const Gazetteer::Place& a, const Gazetteer::Place& b) {
  if (!is_local(a) || !is_local(b)) return 0;
  return std::clamp((kFarKilometres - kilometres_between(a, b)) / (kFarKilometres - kNearKilometres), 0.0, 1.0);
}

// How much the chances of the senses so far speak for each country, division and point.
class Surroundings {
 public:
  Surroundings(const std::vector<PlaceName>& names, const std::map<std::string, double>& countries) : names_(names) {
    for (const auto& [country, times] : countries) countries_[country] = kActorsCountry * times;
    for (const PlaceName& name : names) {
      for (const PlaceSense& sense : name.senses) {
        countries_[sense.place.country] += sense.chance;
        if (const Division at = division_of(sense.place); !at.second.empty()) divisions_[at] += sense.chance;
      }
    }
  }

  double country(const PlaceName& own, std::string_view country) const {
    const auto found = countries_.find(country);
    return found == countries_.end() ? 0 : without(found->second, own, [&](const auto& place) { return place.country == country; });
  }

  double division(const PlaceName& own, const Division& division) const {
    const auto found = divisions_.find(division);
    return found == divisions_.end() ? 0 : without(found->second, own, [&](const auto& place) { return division_of(place) == division; });
  }

  // Towns and districts nearby, each name by its best sense.
  double near(const PlaceName& own, const Gazetteer::Place& place) const {
    if (!is_local(place)) return 0;
    double sum = 0;
    for (const PlaceName& name : names_) {
      if (&name == &own || name.senses.empty()) continue;
      const PlaceSense& other = name.senses[name.best];
      sum += other.chance * nearness(place, other.place);
    }
    return sum;
  }

 private:
  template <class Is>
  static double without(double sum, const PlaceName& own, Is is) {
    for (const PlaceSense& sense : own.senses)
      if (is(sense.place)) sum -= sense.chance;
    return std::max(0.0, sum);
  }

  const std::vector<PlaceName>& names_;
  std::map<std::string_view, double> countries_;
  std::map<Division, double> divisions_;
};

// Of the best sense's score and those of the others: chances that make one together.
void share_chances(PlaceName& name) {
  const auto best =
      std::max_element(name.senses.begin(), name.senses.end(), [](const auto& a, const auto& b) { return a.score < b.score; });
  name.best = static_cast<std::size_t>(best - name.senses.begin());
  const double top = best->score;
  double sum = 0;
  for (PlaceSense& sense : name.senses) sum += sense.chance = std::exp(kSharpness * (sense.score - top));
  for (PlaceSense& sense : name.senses) sense.chance /= sum;
}

// Where a page may be at home, and how likely.
struct Middle {
  const PlaceSense* sense = nullptr;
  double chance = 0;
};

double said_by(const PlaceSense& middle, const PlaceSense& sense) {
  if (&middle == &sense) return kMiddleItself;
  if (middle.place.country != sense.place.country || middle.place.country.empty()) return 0;
  const Division division = division_of(sense.place);
  return kMiddleCountry + (!division.second.empty() && division == division_of(middle.place) ? kMiddleDivision : 0) +
         kMiddleNear * nearness(middle.place, sense.place);
}

// If a page is at home in one of its places, each other name is somewhat more a sense near that one: how likely that makes what the
// page has, of each place of the names told most. A name of many places has one near everywhere, and so says little.
std::vector<Middle> middles(const std::vector<PlaceName>& names) {
  std::vector<const PlaceName*> order;
  for (const PlaceName& name : names)
    if (!name.senses.empty()) order.push_back(&name);
  std::stable_sort(order.begin(), order.end(), [](const PlaceName* a, const PlaceName* b) { return a->weight > b->weight; });
  order.resize(std::min(order.size(), kMiddleNames));
  std::vector<Middle> result;
  double likeliest = kNoMiddle;
  for (const PlaceName* own : order) {
    for (const PlaceSense& sense : own->senses) {
      const bool is_wide = sense.place.feature == Feature::kCountry || sense.place.feature == Feature::kRegion;
      if (is_wide || sense.hit.skeleton || sense.chance < kLeastMiddle) continue;
      double likelihood = std::log(sense.chance);
      for (const PlaceName& name : names) {
        if (&name == own) continue;
        double more = 0;
        for (const PlaceSense& other : name.senses)
          if (const double said = said_by(sense, other); said > 0) more += other.chance * (std::exp(kSharpness * said) - 1);
        likelihood += name.weight * std::log1p(more);
      }
      result.push_back({&sense, likelihood});
      likeliest = std::max(likeliest, likelihood);
    }
  }
  std::erase_if(result, [&](const Middle& middle) { return middle.chance < likeliest - kMiddleOut; });
  double sum = std::exp(kNoMiddle - likeliest);
  for (Middle& middle : result) sum += middle.chance = std::exp(middle.chance - likeliest);
  for (Middle& middle : result) middle.chance /= sum;
  return result;
}

void hear_middles(std::vector<PlaceName>& names) {
  for (PlaceName& name : names) {
    if (name.senses.empty()) continue;
    for (PlaceSense& sense : name.senses) sense.score = prior(sense) + sense.told;
    share_chances(name);
  }
  for (const Middle& middle : middles(names))
    for (PlaceName& name : names)
      for (PlaceSense& sense : name.senses)
        (middle.sense == &sense ? sense.middle : sense.home) += kMiddleCounts * middle.chance * said_by(*middle.sense, sense);
}

// Sets scores, chances and the best sense. `before`: the name as it was when `around` was made.
void weigh(PlaceName& name, const PlaceName& before, const Surroundings* around) {
  if (name.senses.empty()) return;
  for (PlaceSense& sense : name.senses) {
    sense.spoken = sense.told + sense.home;
    double country = 0;
    if (around != nullptr) {
      country = around->country(before, sense.place.country);
      sense.spoken += kDivision.of(around->division(before, division_of(sense.place))) + kNear.of(around->near(before, sense.place));
    }
    sense.in_country = country > 0.05;
    sense.score = prior(sense) + sense.middle + sense.spoken + kCountry.of(country);
  }
  share_chances(name);
  for (PlaceSense& sense : name.senses) sense.chance *= name.weight;
}

}  // namespace

bool holds(const Gazetteer::Place& whole, const Gazetteer::Place& part) {
  if (whole.country != part.country || part.feature == Feature::kCountry) return false;
  if (whole.feature == Feature::kCountry) return true;
  return whole.feature == Feature::kAdmin1 && part.feature != Feature::kAdmin1 && whole.name == part.admin1;
}

double kilometres_between(const Gazetteer::Place& a, const Gazetteer::Place& b) {
  constexpr double kDegree = 111.2, kRadians = std::numbers::pi / 180;
  const double north = a.lat - b.lat, east = std::remainder(a.lon - b.lon, 360.0) * std::cos((a.lat + b.lat) / 2 * kRadians);
  return kDegree * std::sqrt(north * north + east * east);
}

void weigh_senses(std::vector<PlaceName>& names, const std::map<std::string, double>& countries) {
  for (PlaceName& name : names) {
    for (PlaceSense& sense : name.senses) {
      sense.has_town =
          sense.place.feature == Feature::kAdmin1 && std::any_of(name.senses.begin(), name.senses.end(), [&](const auto& o) {
            return o.place.feature == Feature::kCity && o.place.population >= kTown && !o.hit.alternate && holds(sense.place, o.place);
          });
    }
  }
  hear_middles(names);
  for (PlaceName& name : names) weigh(name, name, nullptr);
  for (int pass = 0; pass < kPasses; ++pass) {
    const std::vector<PlaceName> before = names;
    const Surroundings around(before, countries);
    for (std::size_t i = 0; i < names.size(); ++i) weigh(names[i], before[i], &around);
  }
}

}  // namespace musnad::coding
