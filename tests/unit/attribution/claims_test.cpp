#include "attribution/claims.h"

#include <gtest/gtest.h>

#include "attribution/events.h"

namespace musnad::attribution {
namespace {

// "AAAA BBBB CCCC DDDD": one letter, one word of five bytes.
class Claims : public testing::Test {
 protected:
  Claims() : document_("AAAA BBBB CCCC DDDD EEEE", {}) {
    document_.seal(std::vector<Block>{{BlockKind::kBody, {0, 24}, {}}}, "test");
    document_.seal(std::vector<Sentence>{{{0, 24}, BlockId{0}, {}}}, "test");
  }

  static Source source(SourceKind kind, bool named) {
    Source made;
    made.kind = kind;
    made.named = named;
    return made;
  }
  static Attribution attribution(SourceId who, ByteSpan content, AttributionId parent = {}) {
    Attribution made;
    made.source = who;
    made.content = {content};
    made.parent = parent;
    return made;
  }
  static Predication act(ByteSpan trigger) {
    Predication made;
    made.type = "ASSAULT";
    made.trigger = trigger;
    made.sentence = SentenceId{0};
    return made;
  }
  std::vector<Claim> claims(std::vector<Source> sources, std::vector<Attribution> attributions, std::vector<Predication> acts) {
    document_.seal(std::move(sources), "test");
    document_.seal(std::move(attributions), "test");
    document_.seal(std::move(acts), "test");
    return make_claims(document_, credited_);
  }

  Document document_;
  bool credited_ = false;
};

using Defects = std::vector<std::string>;

TEST_F(Claims, ReadTheChainFromThePageInwards) {
  const auto made = claims({source(SourceKind::kPage, false), source(SourceKind::kAgency, true), source(SourceKind::kUnnamed, false)},
                           {attribution(SourceId{1}, {5, 24}), attribution(SourceId{2}, {10, 24}, AttributionId{0})}, {act({15, 19})});
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(made[0].attribution, AttributionId{1});
  EXPECT_EQ(made[0].chain, (std::vector{SourceId{0}, SourceId{1}, SourceId{2}}));
  EXPECT_EQ(made[0].defects, Defects{"unnamed_source"});
}

TEST_F(Claims, KeepAHiddenTellerAsAGapInTheChain) {
  const auto made = claims({source(SourceKind::kPage, false)}, {attribution(SourceId{}, {5, 24})}, {act({15, 19})});
  EXPECT_EQ(made[0].chain, (std::vector{SourceId{0}, SourceId{}}));
  EXPECT_EQ(made[0].defects, (Defects{"hidden_source", "vague_start"}));
}

TEST_F(Claims, OutsideEveryContentAreThePagesOwn) {
  const auto made = claims({source(SourceKind::kPage, false), source(SourceKind::kOfficial, true)}, {attribution(SourceId{1}, {0, 9})},
                           {act({15, 19}), act({0, 4})});
  EXPECT_FALSE(made[0].attribution.valid());
  EXPECT_EQ(made[0].chain, std::vector{SourceId{0}});
  EXPECT_EQ(made[0].defects, Defects{"page_gloss"});
  EXPECT_TRUE(made[1].defects.empty());
}

TEST_F(Claims, OfThePageHideAnAgencyThatItCredits) {
  credited_ = true;
  const auto made = claims({source(SourceKind::kPage, false), source(SourceKind::kOfficial, true)}, {attribution(SourceId{1}, {10, 24})},
                           {act({0, 4}), act({15, 19})});
  EXPECT_EQ(made[0].defects, Defects{"concealed_credit"});
  EXPECT_TRUE(made[1].defects.empty());
}

TEST_F(Claims, TakeTheirStatusFromTheTellersStance) {
  Attribution denial = attribution(SourceId{1}, {0, 9});
  denial.stance = Stance::kDenies;
  Attribution allegation = attribution(SourceId{1}, {10, 24});
  allegation.stance = Stance::kDistances;
  const auto made =
      claims({source(SourceKind::kPage, false), source(SourceKind::kOfficial, true)}, {denial, allegation}, {act({5, 9}), act({15, 19})});
  EXPECT_EQ(made[0].act.status.polarity, Polarity::kDenied);
  EXPECT_EQ(made[1].act.status.mood, ClaimMood::kAlleged);
}

TEST_F(Claims, OfOneHappeningMergeAndKeepEveryCount) {
  Predication first = act({0, 4}), second = act({10, 14}), planned = act({15, 19});
  Count count;
  count.id = CountId{0};
  count.low = 13;
  first.counts = {count};
  count.id = CountId{1};
  count.low = 20;
  count.high = 20;
  second.counts = {count};
  planned.status.mood = ClaimMood::kPlanned;
  planned.status.time = ClaimTime::kFuture;
  document_.seal(claims({source(SourceKind::kPage, false)}, {}, {first, second, planned}), "test");
  const auto events = merge_claims(document_);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].claims.size(), 2u);
  ASSERT_EQ(events[0].counts.size(), 1u);
  EXPECT_EQ(events[0].counts[0].low, 13);
  EXPECT_FALSE(events[0].counts[0].high.has_value());
  EXPECT_EQ(events[0].counts[0].values.size(), 2u);
}

}  // namespace
}  // namespace musnad::attribution
