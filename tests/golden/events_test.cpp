// What the claims of short texts make together: events, and the groups of which parts are counted.
#include "support/whole_engine.h"

#include <algorithm>

namespace musnad::testing {
namespace {

// The triggers of each event's claims, joined by " + ".
std::vector<std::string> events_of(const char* text, Language language) {
  const auto document = whole_engine().read(text_request(text, language, "2022-01-07"));
  if (!document) return {document.error().to_string()};
  std::vector<std::string> events;
  for (const Event& event : document->layer<Event>()) {
    std::string triggers;
    for (ClaimId claim : event.claims)
      triggers += (triggers.empty() ? "" : " + ") + std::string(document->text(document->at(claim).act.trigger));
    events.push_back(triggers);
  }
  return events;
}

TEST(Events, WhatOneHeardIsNotWhatAnotherCounted) {
  EXPECT_EQ(
      events_of("Gunfire was heard in Maseru, local media said. The state channel said 17 officers were killed in Maseru.", Language::kEn),
      (std::vector<std::string>{"Gunfire", "killed"}));
  EXPECT_EQ(events_of("ذكرت صحف محلية أن أعيرة نارية سمعت في ماسيرو. وقالت القناة الرسمية إن 17 ضابطا قتلوا في ماسيرو.", Language::kAr),
            (std::vector<std::string>{"أعيرة نارية", "قتلوا"}));
}

// Recipients' codes, a claim a string.
std::vector<std::string> recipients_of(const char* text, Language language) {
  const auto document = whole_engine().read(text_request(text, language, "2022-01-07"));
  if (!document) return {document.error().to_string()};
  std::vector<std::string> codes;
  for (const Claim& claim : document->layer<Claim>())
    for (const Argument& argument : claim.act.args)
      if (argument.role == Role::kRecipient) codes.push_back(argument.entity.valid() ? document->at(argument.entity).code : "?");
  return codes;
}

TEST(Events, APartIsOfItsGroup) {
  const std::vector<std::string> police{"COP", "COP"};
  EXPECT_EQ(recipients_of("Seventeen policemen were killed, and two of the dead were beheaded.", Language::kEn), police);
  EXPECT_EQ(recipients_of("Seventeen policemen were killed. Two of them were beheaded.", Language::kEn), police);
  EXPECT_EQ(recipients_of("قتل 17 شرطيا. وذبح اثنان منهم.", Language::kAr), police);
  EXPECT_EQ(recipients_of("قتل 17 شرطيا، وذبح اثنان من القتلى.", Language::kAr), police);
}

}  // namespace
}  // namespace musnad::testing
