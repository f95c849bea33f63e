#include <algorithm>

#include "codebook/lexicon/lexicon.h"
#include "codebook/lexicon/suggestion.h"
#include "codebook/lexicon/tables.h"
#include "support.h"

namespace musnad::codebook {
namespace {

using testing::data;

TEST(Loader, ReadsTheSmallCodebook) {
  const auto errors = Codebook::check(data("data"));
  for (const Error& error : errors) ADD_FAILURE() << error.to_string();
  const auto book = testing::small_book();
  const Frame* kill = book->find_family(Language::kEn, "kill");
  ASSERT_NE(kill, nullptr);
  EXPECT_EQ(kill->acled_sub_event, "Attack");
  EXPECT_EQ(kill->counts.size(), 1u);
  EXPECT_EQ(book->find_family(Language::kAr, "kill"), nullptr);
}

TEST(Loader, OverridesMakeAFrameOfTheirOwn) {
  const auto book = testing::small_book();
  const auto nouns = book->find_entries(Language::kEn, EntryKind::kEvent, "attacks");
  ASSERT_EQ(nouns.size(), 2u);  // the verb's form and the noun's
  EXPECT_EQ(book->find_frame(book->entries()[nouns[0]])->mode, "");
  EXPECT_EQ(book->find_frame(book->entries()[nouns[1]])->mode, "beat");
}

TEST(Loader, VersionNamesTheContent) {
  EXPECT_EQ(testing::small_book()->version(), (*Codebook::load(data("data")))->version());
  EXPECT_TRUE(testing::small_book()->version().starts_with("0.1+"));
}

TEST(Loader, EveryErrorSaysWhereAndWhatWasMeant) {
  std::string all;
  for (const Error& error : Codebook::check(data("broken"))) all += error.to_string() + "\n";
  for (const char* expected : {
           "codebook/en/frames.txt:4:3: unknown line 'slott' in a frame; did you mean 'slot'? [E0203]",
           "codebook/en/lexicon/events.tsv:2:12: unknown frame 'kil'; did you mean 'kill'? [E0203]",
           "codebook/en/lexicon/events.tsv:3:8: unknown pos 'nuon'; did you mean 'noun'? [E0203]",
           "unknown relation 'objj'; did you mean 'obj'? [E0203]",
           "codebook/en/lexicon/events.tsv:5:31: 8 cells in a table of 6 columns [E0202]",
           "'mode' is not key=value [E0202]",
           "a count on 'victim', which is no slot of the frame [E0203]",
           "frame 'kill' is defined twice [E0204]",
           "unknown feature 'voice=Pas'; did you mean 'voice=Pass'? [E0203]",
           "a move is written 'move A -> B, C' [E0202]",
           "unknown status 'polarity=maybe' [E0203]",
           "no earlier construction 'pasive'; did you mean 'passive'? [E0203]",
           "en/lexicon/abbreviations.tsv:2:5: unknown kind 'titel'",
       }) {
    EXPECT_NE(all.find(expected), std::string::npos) << expected << "\namong\n" << all;
  }
  EXPECT_FALSE(Codebook::load(data("broken")).has_value());
}

TEST(Loader, AMissingDirectoryIsAnError) {
  const auto book = Codebook::load(data("nowhere"));
  ASSERT_FALSE(book.has_value());
  EXPECT_EQ(book.error().code, ErrorCode::kCodebookMissing);
}

TEST(Suggestion, CountsSwappedLettersAsOne) {
  EXPECT_EQ(edit_distance("nuon", "noun"), 1u);
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("endorse", "endorses"), 1u);
}

TEST(Path, ReadsStepsMarkersAndBrackets) {
  const auto path = parse_path("<conj[upos=VERB]>obl:in_front_of|on");
  ASSERT_TRUE(path.has_value());
  ASSERT_EQ(path->steps.size(), 2u);
  EXPECT_TRUE(path->steps[0].up);
  EXPECT_EQ(path->steps[1].relation, Relation::kObl);
  EXPECT_EQ(path->steps[1].markers, (std::vector<std::string>{"in_front_of", "on"}));
  EXPECT_EQ(parse_path("obl:agent:by")->steps[0].relation, Relation::kOblAgent);
  EXPECT_EQ(parse_paths("ccomp|parataxis")->size(), 2u);
  EXPECT_EQ(parse_paths("obl:on|against, obj")->size(), 2u);
  EXPECT_FALSE(parse_path("obl:").has_value());
  EXPECT_FALSE(parse_path("obj[lemma=x").has_value());
}

}  // namespace
}  // namespace musnad::codebook
