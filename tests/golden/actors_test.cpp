// Who the actors of short texts are: kinds and codes of the entities, in order.
#include "support/whole_engine.h"

#include <algorithm>

namespace musnad::testing {
namespace {

// The code of the entity that is called `name`; "?" where there is none.
std::string code_of(const char* text, Language language, const char* date, const char* name) {
  const auto document = whole_engine().read(text_request(text, language, date));
  if (!document) return document.error().to_string();
  const auto entities = document->layer<Entity>();
  const auto found = std::find_if(entities.begin(), entities.end(), [&](const Entity& entity) { return entity.name == name; });
  return found == entities.end() ? "?" : found->code;
}

TEST(Actors, APersonIsWhatHeWasOnThePagesDay) {
  constexpr const char* kEnglish = "Angela Merkel warned the rebels in Leipzig.";
  EXPECT_EQ(code_of(kEnglish, Language::kEn, "2015-06-01", "Angela Merkel"), "DEU GOV");
  EXPECT_EQ(code_of(kEnglish, Language::kEn, "2023-06-01", "Angela Merkel"), "DEU ELI");
  constexpr const char* kArabic = "حذرت ميركل المتمردين من الهجوم على المدينة.";
  EXPECT_EQ(code_of(kArabic, Language::kAr, "2015-06-01", "ميركل"), "DEU GOV");
  EXPECT_EQ(code_of(kArabic, Language::kAr, "2023-06-01", "ميركل"), "DEU ELI");
}

TEST(Actors, ATitleTakesTheCountryFromThePerson) {
  EXPECT_EQ(code_of("استقبل الرئيس ماكرون وفدا من البرلمان.", Language::kAr, "2022-03-01", "ماكرون"), "FRA GOV");
  EXPECT_EQ(code_of("Supporters of Kais Saied marched in the capital.", Language::kEn, "2022-03-01", "Supporters of Kais Saied"),
            "TUN UNK");
}

TEST(Actors, AMemberIsOfWhatHeBelongsTo) {
  EXPECT_EQ(code_of("قتل مسلحون ثلاثة من عناصر الشرطة في كركوك.", Language::kAr, "2022-03-01", "عناصر الشرطة"), "COP");
  EXPECT_EQ(code_of("اعتقل الجيش ثلاثة عناصر.", Language::kAr, "2022-03-01", "عناصر"), "UAF");
  EXPECT_EQ(code_of("Gunmen killed an officer of the border guard.", Language::kEn, "2022-03-01", "officer of the border guard"), "COP");
  EXPECT_EQ(code_of("Gunmen killed an officer on Tuesday.", Language::kEn, "2022-03-01", "officer"), "MIL");
}

TEST(Actors, ACapitalIsTheTown) {
  const auto document = whole_engine().read(text_request("اتهمت واشنطن دمشق بقصف المدنيين.", Language::kAr, "2022-03-01"));
  ASSERT_TRUE(document) << document.error().to_string();
  std::vector<std::string> regions;
  for (const Entity& entity : document->layer<Entity>())
    if (entity.place) {
      EXPECT_EQ(entity.place->precision, PlacePrecision::kCity) << entity.name;
      regions.push_back(entity.place->admin1);
    }
  EXPECT_EQ(regions, (std::vector<std::string>{"District of Columbia", "Dimashq"}));
}

TEST(Actors, NamesWithHyphensAreKnown) {
  EXPECT_EQ(code_of("Fighters of Al-Qaeda attacked a barracks.", Language::kEn, "2012-03-01", "Fighters of Al-Qaeda"), "IMG UAF");
  EXPECT_EQ(code_of("The vice-president resigned.", Language::kEn, "2012-03-01", "vice-president"), "GOV");
}

TEST(Actors, TheBodyOneBelongsToIsPartOfTheCode) {
  EXPECT_EQ(code_of("Two NATO soldiers were killed in the south.", Language::kEn, "2012-03-01", "NATO soldiers"), "IGO NATO MIL");
  EXPECT_EQ(code_of("The European Union condemned the raid.", Language::kEn, "2012-03-01", "European Union"), "IGO EUR");
  EXPECT_EQ(code_of("قتل جنديان من قوات الناتو في الجنوب.", Language::kAr, "2012-03-01", "قوات الناتو"), "IGO NATO MIL");
}

TEST(Actors, ARegionIsNoCountrys) {
  EXPECT_EQ(code_of("A diplomat of a South American country was shot.", Language::kEn, "2012-03-01", "South American country"), "");
  EXPECT_EQ(code_of("Latin America condemned the raid.", Language::kEn, "2012-03-01", "Latin America"), "");
  EXPECT_EQ(code_of("أدانت دول أمريكا اللاتينية الهجوم.", Language::kAr, "2012-03-01", "دول أمريكا اللاتينية"), "GOV");
}

TEST(Actors, WhoIsCalledAfterAPlaceIsOfItsCountry) {
  EXPECT_EQ(code_of("Judges of the Glasgow High Court freed two men from Edinburgh.", Language::kEn, "2012-03-01", "Glasgow High Court"),
            "GBR JUD");
  EXPECT_EQ(code_of("The state channel TV Peru said two officers were killed.", Language::kEn, "2012-03-01", "TV Peru"), "PER JRN");
  EXPECT_EQ(code_of("اعتقلت شرطة دبي رجلين.", Language::kAr, "2012-03-01", "شرطة دبي"), "ARE COP");
}

TEST(Actors, ParamilitariesAndGangsHaveSectorsOfTheirOwn) {
  EXPECT_EQ(code_of("A paramilitary group attacked the village.", Language::kEn, "2012-03-01", "paramilitary group"), "PRM");
  EXPECT_EQ(code_of("A smuggling gang attacked the village.", Language::kEn, "2012-03-01", "smuggling gang"), "CRM");
  EXPECT_EQ(code_of("Inmates attacked a guard in the prison.", Language::kEn, "2012-03-01", "Inmates"), "CVL");
}

}  // namespace
}  // namespace musnad::testing
