#include "coding/entities/gazetteer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "coding/entities/name_forms.h"

namespace musnad::coding {
namespace {

const Gazetteer& gazetteer() {
  static const auto loaded = Gazetteer::load(MUSNAD_SOURCE_DIR "/models/places.gaz");
  EXPECT_TRUE(loaded) << loaded.error().to_string();
  return *loaded;
}

bool has(std::string_view name, std::uint32_t geonames) {
  std::vector<Gazetteer::Hit> hits;
  gazetteer().find(name, hits);
  return std::any_of(hits.begin(), hits.end(), [&](const auto& hit) { return gazetteer().at(hit.place).geonames == geonames; });
}

TEST(Gazetteer, FindsNamesInBothScriptsAndSpellings) {
  EXPECT_TRUE(has("Almaty", 1526384));
  EXPECT_TRUE(has("\u0623\u0644\u0645\u0627\u062a\u064a", 1526384));  // with hamza
  EXPECT_TRUE(has("\u0627\u0644\u0645\u0627\u062a\u064a", 1526384));  // without
  EXPECT_TRUE(has("kirkuk", 94787));
  EXPECT_TRUE(has("\u0643\u0631\u0643\u0648\u0643", 94787));
}

TEST(Gazetteer, TellsWhereAPlaceIs) {
  std::vector<Gazetteer::Hit> hits;
  gazetteer().find("Zhanaozen", hits);
  const auto city = std::find_if(hits.begin(), hits.end(),
                                 [](const auto& hit) { return gazetteer().at(hit.place).feature == Gazetteer::Feature::kCity; });
  ASSERT_NE(city, hits.end());
  const Gazetteer::Place place = gazetteer().at(city->place);
  EXPECT_EQ(place.country, "KAZ");
  EXPECT_NEAR(place.lat, 43.34, 0.01);
  EXPECT_EQ(place.admin1, "Mangystau");
}

TEST(Gazetteer, FindsByConsonantsAcrossScripts) {
  std::vector<Gazetteer::Hit> hits;
  gazetteer().find_like("\u062c\u0627\u0646\u0627\u0648\u0632\u0646", hits);
  EXPECT_TRUE(std::any_of(hits.begin(), hits.end(), [](const auto& hit) { return gazetteer().at(hit.place).name == "Zhanaozen"; }));
}

TEST(Gazetteer, FindsCountriesByCode) {
  std::vector<Gazetteer::Hit> hits;
  gazetteer().find_country("IRQ", hits);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(gazetteer().at(hits[0].place).name, "Iraq");
}

TEST(Gazetteer, RefusesBrokenFiles) {
  const std::filesystem::path path = std::filesystem::path(MUSNAD_BINARY_DIR) / "broken.gaz";
  EXPECT_EQ(Gazetteer::load(path / "none").error().code, ErrorCode::kModelMissing);
  std::ofstream(path) << "something else altogether, and long enough to have a header";
  EXPECT_EQ(Gazetteer::load(path).error().code, ErrorCode::kModelForeign);
  std::ifstream whole(MUSNAD_SOURCE_DIR "/models/places.gaz", std::ios::binary);
  std::string bytes(100000, '\0');
  whole.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  std::ofstream(path, std::ios::binary) << bytes;
  EXPECT_EQ(Gazetteer::load(path).error().code, ErrorCode::kModelBroken);
}

TEST(NameForms, SpellingVariantsAreOneName) {
  EXPECT_EQ(name_key("The Hague"), name_key("Hague"));
  EXPECT_TRUE(same_name(name_form("Mariam Orazova"), name_form("Orazova"), true));
  EXPECT_FALSE(same_name(name_form("Mariam Orazova"), name_form("Mariam"), true));
  EXPECT_FALSE(same_name(name_form("Mariam Orazova"), name_form("Orazova"), false));
  EXPECT_TRUE(same_name(name_form("Nazarov"), name_form("\u0646\u0632\u0627\u0631\u0648\u0641"), true));
  EXPECT_TRUE(is_acronym_of("CSTO", "Collective Security Treaty Organization"));
  EXPECT_FALSE(is_acronym_of("CSTO", "Shanghai Cooperation Organization"));
}

}  // namespace
}  // namespace musnad::coding
