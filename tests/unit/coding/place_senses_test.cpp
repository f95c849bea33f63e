#include "coding/entities/place_senses.h"

#include <gtest/gtest.h>

namespace musnad::coding {
namespace {

using Feature = Gazetteer::Feature;

PlaceSense sense(std::string_view name, std::string_view country, std::string_view division, double lat, double lon, std::uint32_t people,
                 Feature feature = Feature::kCity) {
  PlaceSense result;
  result.place = {name, lat, lon, 0, people, country, division, feature};
  return result;
}

PlaceName name_of(std::vector<PlaceSense> senses) {
  PlaceName name;
  name.senses = std::move(senses);
  name.weight = 1, name.sure = true;
  return name;
}

PlaceName two_springs() {
  return name_of({sense("Springs", "AAA", "East", 0, 0, 200'000), sense("Springs", "BBB", "West", 40, 90, 20'000)});
}

TEST(PlaceSenses, TheLargerWhereNothingSpeaks) {
  std::vector<PlaceName> names{two_springs()};
  weigh_senses(names, {});
  EXPECT_EQ(names[0].best, 0u);
}

TEST(PlaceSenses, ATownNearbySpeaksForTheSmaller) {
  std::vector<PlaceName> names{two_springs(), name_of({sense("Dale", "BBB", "West", 40.1, 90.2, 5'000)})};
  weigh_senses(names, {});
  EXPECT_EQ(names[0].best, 1u);
  EXPECT_TRUE(names[0].senses[1].in_country);
}

// A small town and the district around it, both with larger namesakes that lie apart: only together do they speak for the small ones.
TEST(PlaceSenses, APageIsAtHomeSomewhere) {
  std::vector<PlaceName> names{name_of({sense("Springs", "AAA", "East", 0, 0, 2'000'000), sense("Springs", "BBB", "West", 40, 90, 20'000)}),
                               name_of({sense("Dale", "BBB", "North", 45, 80, 600'000, Feature::kAdmin2),
                                        sense("Dale", "BBB", "West", 40.1, 90.1, 20'000, Feature::kAdmin2)}),
                               name_of({sense("Hill", "BBB", "South", 35, 80, 90'000), sense("Hill", "BBB", "West", 40.1, 90, 3'000)})};
  weigh_senses(names, {});
  EXPECT_EQ(names[0].best, 1u);
  EXPECT_EQ(names[1].best, 1u);
  EXPECT_EQ(names[2].best, 1u);
}

TEST(PlaceSenses, WhatStandsBesideANameSpeaksMost) {
  std::vector<PlaceName> names{two_springs(), name_of({sense("Dale", "BBB", "West", 40.1, 90.2, 5'000)})};
  names[0].senses[0].told = 6;
  weigh_senses(names, {});
  EXPECT_EQ(names[0].best, 0u);
}

TEST(PlaceSenses, DistancesCrossTheDateLine) {
  const Gazetteer::Place east{"E", 0, 179.5, 0, 0, "AAA", "", Feature::kCity}, west{"W", 0, -179.5, 0, 0, "AAA", "", Feature::kCity};
  EXPECT_NEAR(kilometres_between(east, west), 111, 1);
}

TEST(PlaceSenses, DivisionsHoldTheirTownsAndCountriesBoth) {
  const Gazetteer::Place country{"A", 0, 0, 0, 0, "AAA", "", Feature::kCountry}, east{"East", 0, 0, 0, 0, "AAA", "East", Feature::kAdmin1};
  const Gazetteer::Place town{"T", 0, 0, 0, 0, "AAA", "East", Feature::kCity};
  EXPECT_TRUE(holds(country, town));
  EXPECT_TRUE(holds(east, town));
  EXPECT_TRUE(holds(country, east));
  EXPECT_FALSE(holds(east, east));
  EXPECT_FALSE(holds(town, east));
}

}  // namespace
}  // namespace musnad::coding
