// A small document with every layer that a record holds, made by hand.
#pragma once

#include <musnad/document.h>

namespace musnad::record::testing {

/// The span of the first `phrase` in `text`.
inline ByteSpan span_of(std::string_view text, std::string_view phrase) {
  const auto begin = static_cast<std::uint32_t>(text.find(phrase));
  return {begin, begin + static_cast<std::uint32_t>(phrase.size())};
}

/// An agency quotes a source that is not named on deaths in a town; the page itself reports a protest.
inline Document sample_document() {
  const std::string text =
      "Five killed in Qasr\n"
      "The agency Nabaa quoted a source as saying that at least 5 soldiers, two of them officers, were killed in Qasr on Monday.\n"
      "Residents protested on Tuesday.\n";
  PageMetadata metadata;
  metadata.id = "sample";
  metadata.page_sha256 = std::string(64, '0');
  metadata.language = Language::kEn;
  metadata.publisher = "The Sample";
  metadata.publisher_basis = "metadata";
  Document document(text, metadata);
  const auto at = [&](std::string_view phrase) { return span_of(text, phrase); };
  const auto line = [&](std::string_view phrase) {
    const ByteSpan span = at(phrase);
    return ByteSpan{span.begin, span.end + 1};
  };
  const ByteSpan headline = line("Five killed in Qasr"), second{headline.end, at("Residents").begin},
                 third = line("Residents protested on Tuesday.");
  document.seal<Block>({{BlockKind::kHeadline, headline, {}}, {BlockKind::kBody, second, {}}, {BlockKind::kBody, third, {}}}, "test");
  document.seal<Sentence>({{at("Five killed in Qasr"), BlockId{0}, {}},
                           {{second.begin, second.end - 1}, BlockId{1}, {}},
                           {{third.begin, third.end - 1}, BlockId{2}, {}}},
                          "test");
  document.seal<PageDate>({{{19000, 19001}, Precision::kUnknown, DateBasis::kText, {at("Monday"), at("Tuesday")}}}, "test");
  TimeMention monday;
  monday.span = at("Monday");
  monday.value = "2022-01-03";
  monday.precision = Precision::kDay;
  monday.basis = TimeBasis::kWeekday;
  document.seal<TimeMention>({monday}, "test");
  NumberMention five;
  five.span = at("5");
  five.low = 5;
  five.qualifier = Qualifier::kAtLeast;
  document.seal<NumberMention>({five}, "test");
  document.seal<Mention>({{at("soldiers"), {}, {}, MentionForm::kNominal, EntityId{0}, "actors", {}},
                          {at("Qasr"), {}, {}, MentionForm::kName, EntityId{1}, "gazetteer", {}},
                          {at("Residents"), {}, {}, MentionForm::kNominal, EntityId{2}, "actors", {}}},
                         "test");
  PlaceInfo place;
  place.lat = 32.5;
  place.lon = -4;
  place.located = true;
  place.country = "MAR";
  place.precision = PlacePrecision::kCity;
  document.seal<Entity>({{EntityKind::kGroup, "soldiers", "", "MAR", "MIL", "MAR MIL", std::nullopt, {MentionId{0}}},
                         {EntityKind::kPlace, "Qasr", "", "MAR", "", "", place, {MentionId{1}}},
                         {EntityKind::kGroup, "Residents", "", "", "CVL", "", std::nullopt, {MentionId{2}}}},
                        "test");
  document.seal<Source>({{SourceKind::kPage, {}, std::nullopt, "The Sample", true},
                         {SourceKind::kAgency, {}, at("The agency Nabaa"), "Nabaa", true},
                         {SourceKind::kUnnamed, {}, at("a source"), "", false}},
                        "test");
  const ByteSpan content = at("at least 5 soldiers, two of them officers, were killed in Qasr on Monday");
  document.seal<Attribution>(
      {{SourceId{1}, {at("quoted")}, {at("a source").cover(content)}, QuoteForm::kIndirect, Stance::kNeutral, {}, {}, "quote"},
       {SourceId{2}, {at("saying")}, {content}, QuoteForm::kIndirect, Stance::kNeutral, AttributionId{0}, {}, "say"}},
      "test");
  Claim killed;
  killed.act.type = "ASSAULT";
  killed.act.cameo = "180";
  killed.act.acled = AcledCode{"Violence against civilians", "Attack"};
  killed.act.trigger = span_of(std::string_view(text).substr(second.begin), "killed");
  killed.act.trigger = {killed.act.trigger.begin + second.begin, killed.act.trigger.end + second.begin};
  killed.act.sentence = SentenceId{1};
  killed.act.args = {{Role::kRecipient, EntityId{0}, at("soldiers"), {}}};
  killed.act.counts = {{CountId{0}, CountKind::kKilled, 5, std::nullopt, Qualifier::kAtLeast, EntityId{0}, {}, at("5")},
                       {CountId{1}, CountKind::kKilled, 2, 2, Qualifier::kExact, {}, CountId{0}, at("two")}};
  killed.act.time = ClaimWhen{"2022-01-03", Precision::kDay, at("Monday"), TimeBasis::kWeekday};
  killed.act.place = EntityId{1};
  killed.act.rule = "kill + passive";
  killed.attribution = AttributionId{1};
  killed.chain = {SourceId{0}, SourceId{1}, SourceId{2}};
  killed.defects = {"unnamed_source"};
  Claim protest;
  protest.act.type = "PROTEST";
  protest.act.mode = "demo";
  protest.act.trigger = at("protested");
  protest.act.sentence = SentenceId{2};
  protest.act.args = {{Role::kActor, EntityId{2}, at("Residents"), {}}};
  protest.act.status.mood = ClaimMood::kPlanned;
  protest.act.rule = "protest";
  protest.chain = {SourceId{0}};
  const Predication kill_act = killed.act, protest_act = protest.act;
  document.seal<Claim>({killed, protest}, "test");
  document.seal<Event>(
      {{kill_act.type,
        "",
        "180",
        kill_act.acled,
        {ClaimId{0}},
        {},
        {EntityId{0}},
        {},
        {{CountKind::kKilled, EntityId{0}, 5, std::nullopt, {{ClaimId{0}, CountId{0}}}}},
        kill_act.time,
        EntityId{1},
        {},
        kill_act.status},
       {protest_act.type, "demo", "", std::nullopt, {ClaimId{1}}, {EntityId{2}}, {}, {}, {}, std::nullopt, {}, {}, protest_act.status}},
      "test");
  document.diagnose(ErrorCode::kUnresolved, "the day of 'Tuesday' could not be told", at("Tuesday"));
  return document;
}

}  // namespace musnad::record::testing
