// Which place a name of a short text is, by the words beside it and the other places of the text.
#include "support/whole_engine.h"

#include <algorithm>

namespace musnad::testing {
namespace {

// "TOWN|DIVISION|COUNTRY precision" of the place called `name`; "?" where there is none.
std::string place_of(const char* text, Language language, std::string_view name) {
  const auto document = whole_engine().read(text_request(text, language, "2022-03-01"));
  if (!document) return document.error().to_string();
  const auto entities = document->layer<Entity>();
  const auto found = std::find_if(entities.begin(), entities.end(), [&](const Entity& entity) { return entity.name == name; });
  if (found == entities.end() || !found->place) return "?";
  const PlaceInfo& place = *found->place;
  return place.city + "|" + place.admin1 + "|" + place.country;
}

TEST(Places, ANounBesideANameTellsItsKind) {
  EXPECT_EQ(place_of("A storm struck Washington state on Monday.", Language::kEn, "Washington"), "|Washington|USA");
  EXPECT_EQ(place_of("A storm struck New York state on Monday.", Language::kEn, "New York"), "|New York|USA");
  EXPECT_EQ(place_of("An earthquake hit Sichuan province on Monday.", Language::kEn, "Sichuan"), "|Sichuan Sheng|CHN");
  EXPECT_EQ(place_of("قصفت الطائرات مواقع في محافظة حلب.", Language::kAr, "حلب"), "|Aleppo|SYR");
  EXPECT_EQ(place_of("قصفت الطائرات مواقع في مدينة حلب.", Language::kAr, "حلب"), "Aleppo|Aleppo|SYR");
}

TEST(Places, PlacesNearOneAnotherSpeakForOneAnother) {
  constexpr const char* kText =
      "GLASGOW, Ky. (AP) -- A driver died in Barren County on Monday. The police in Glasgow said that the man was from Bowling Green.";
  EXPECT_EQ(place_of(kText, Language::kEn, "GLASGOW"), "Glasgow|Kentucky|USA");
  EXPECT_EQ(place_of(kText, Language::kEn, "Bowling Green"), "Bowling Green|Kentucky|USA");
  EXPECT_EQ(place_of("The police in Glasgow said that the man was from Edinburgh.", Language::kEn, "Glasgow"), "Glasgow|Scotland|GBR");
}

TEST(Places, NamesOfBodiesHoldPlaces) {
  EXPECT_EQ(place_of("Officers of the Baltimore Police Department arrested two men in Annapolis.", Language::kEn, "Baltimore"),
            "Baltimore|Maryland|USA");
  EXPECT_EQ(place_of("اقتحم مسلحون جامعة دمشق صباح اليوم.", Language::kAr, "دمشق"), "Damascus|Dimashq|SYR");
}

TEST(Places, ATownRatherThanItsProvince) {
  EXPECT_EQ(place_of("وقعت اشتباكات في حلب فجر اليوم.", Language::kAr, "حلب"), "Aleppo|Aleppo|SYR");
}

TEST(Places, ABuildingIsWhereItsNameSays) {
  EXPECT_EQ(place_of("A fire broke out in the Boston Convention Hotel.", Language::kEn, "Boston Convention Hotel"),
            "Boston|Massachusetts|USA");
}

TEST(Places, ANameThatNobodyKnowsIsWhereThePlaceBehindItIs) {
  EXPECT_EQ(place_of("A blast was heard at Clockmaker Park in Ranau on Monday.", Language::kEn, "Clockmaker Park"), "Ranau|Sabah|MYS");
  EXPECT_EQ(place_of("وقع انفجار قرب مسجد الشرنقاوي في طنطا صباح اليوم.", Language::kAr, "مسجد الشرنقاوي في طنطا"), "Tanta|Gharbia|EGY");
  EXPECT_EQ(place_of("A boat sank off Clockmaker Point in the Black Sea on Monday.", Language::kEn, "Clockmaker Point"), "?");
}

TEST(Places, TownsAreCalledLikeSites) {
  EXPECT_EQ(place_of("Drones struck Port Sudan on Monday.", Language::kEn, "Port Sudan"), "Port Sudan|Red Sea|SDN");
  EXPECT_EQ(place_of("Officials of Metro Vancouver met in Canada.", Language::kEn, "Vancouver"), "Vancouver|British Columbia|CAN");
}

TEST(Places, NamesJoinedBeforeANounShareItsKind) {
  constexpr const char* kText = "Schools in Barrow, Jackson and Madison counties in Georgia closed early.";
  for (const char* name : {"Barrow", "Jackson", "Madison"}) EXPECT_EQ(place_of(kText, Language::kEn, name), "|Georgia|USA") << name;
}

TEST(Places, ADatelineIsAPlaceAndAnAgency) {
  constexpr const char* kText = "BOSTON (Reuters) - A fire broke out in a school on Monday. Nobody was hurt, the police said.";
  EXPECT_EQ(place_of(kText, Language::kEn, "BOSTON"), "Boston|Massachusetts|USA");
}

TEST(Places, AStreetIsNotTheTownItIsCalledAfter) {
  EXPECT_EQ(place_of("Two men were arrested on Mill Street.", Language::kEn, "Mill"), "?");
  EXPECT_EQ(place_of("احتج المئات في جمهوريات آسيا الوسطى.", Language::kAr, "الوسطى"), "?");
}

TEST(Places, ALongerNameIsNotTheCountryWithinIt) {
  EXPECT_EQ(place_of("Two men were arrested in New Mexico on Monday.", Language::kEn, "New Mexico"), "|New Mexico|USA");
  EXPECT_EQ(place_of("Two men were arrested in Western Australia.", Language::kEn, "Western Australia"), "|Western Australia|AUS");
}

TEST(Places, QuartersCampsAndWatersAreKnown) {
  EXPECT_EQ(place_of("غرق قارب في بحر إيجة فجر اليوم.", Language::kAr, "بحر إيجة"), "||");
  EXPECT_EQ(place_of("انفجرت سيارة مفخخة في الكرادة وسط بغداد.", Language::kAr, "الكرادة"), "||IRQ");
}

TEST(Places, NamesOfSeveralArabicWordsAreOnePlace) {
  EXPECT_EQ(place_of("قتل ثلاثة جنود في دير الزور صباح اليوم.", Language::kAr, "دير الزور"), "Deir ez-Zor|Dayr az Zawr|SYR");
  EXPECT_EQ(place_of("انفجر لغم قرب جسر الشغور فجر اليوم.", Language::kAr, "جسر الشغور"), "Jisr ash Shugh\u016br|Idlib|SYR");
  EXPECT_EQ(place_of("قال رئيس البلدية إن صالح غادر المدينة.", Language::kAr, "إن صالح"), "?");
}

TEST(Places, ATownsNameThatIsNothingElseIsThatTownAnywhere) {
  EXPECT_EQ(place_of("أعلن محافظ تعز حظر التجول.", Language::kAr, "تعز"), "Taiz|Taiz|YEM");
  EXPECT_EQ(place_of("شهدت مصراتة مظاهرات حاشدة.", Language::kAr, "مصراتة"), "Misratah|Mi\u015fr\u0101tah|LBY");
  EXPECT_EQ(place_of("قال المدير إن أزمتها انتهت.", Language::kAr, "أزمت"), "?");
}

TEST(Places, NoLetterIsCutFromANameBehindAPreposition) {
  EXPECT_EQ(place_of("اعتقلت الشرطة رجلين في مدينة كسلا شرق السودان.", Language::kAr, "كسلا"), "Kassala|Kassala|SDN");
  EXPECT_EQ(place_of("قتل سبعة مدنيين في بعقوبة، بحسب شرطة محافظة ديالى.", Language::kAr, "بعقوبة"), "Baqubah|Diyala|IRQ");
  EXPECT_EQ(place_of("قال الوزير في بيانه إن الحكومة ستستقيل.", Language::kAr, "بيانه"), "?");
}

TEST(Places, ANameWithAHyphenIsWhole) {
  EXPECT_EQ(place_of("Shells fell on Al-Bab in northern Syria.", Language::kEn, "Al-Bab"), "Al B\u0101b|Aleppo|SYR");
  EXPECT_EQ(place_of("Clashes broke out in Jalal-Abad, in Kyrgyzstan.", Language::kEn, "Jalal-Abad"), "|Jalal-Abad|KGZ");
  EXPECT_EQ(place_of("\u0633\u0642\u0637\u062a \u0642\u0630\u0627\u0626\u0641 \u0639\u0644\u0649 \u062c\u0632\u064a\u0631\u0629 "
                     "\u0645\u0648-\u062f\u0648 "
                     "\u064a\u0648\u0645 \u0627\u0644\u062c\u0645\u0639\u0629.",
                     Language::kAr, "\u0645\u0648-\u062f\u0648"),
            "?");  // the island of Mu-do, no part of which is Meaux
  EXPECT_EQ(place_of("Trade talks between Paris-based officials went on.", Language::kEn, "Paris"), "Paris|\u00cele-de-France|FRA");
}

TEST(Places, AWordOfAFullNameIsNoPlace) {
  EXPECT_EQ(place_of("Thomas Lancaster was arrested on Monday. Police said Lancaster had a knife.", Language::kEn, "Lancaster"), "?");
}

}  // namespace
}  // namespace musnad::testing
