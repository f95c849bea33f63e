#include "language/tags.h"
#include "language/features.h"

#include <gtest/gtest.h>

namespace musnad::language {
namespace {

TEST(LemmaEdit, MakesTheLemmaAndSurvivesWriting) {
  const std::pair<const char*, const char*> cases[] = {{"countries", "country"},
                                                       {"went", "go"},
                                                       {"said", "say"},
                                                       {"house", "house"},
                                                       {"\u0627\u0644\u0645\u062f\u0646", "\u0645\u062f\u064a\u0646\u0629"}};
  for (const auto& [form, lemma] : cases) {
    const LemmaEdit edit = LemmaEdit::between(form, lemma);
    EXPECT_EQ(edit.apply(form), lemma);
    const auto read = LemmaEdit::parse(edit.to_text(), "sample");
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, edit);
  }
}

TEST(LemmaEdit, LeavesAShorterFormAlone) {
  EXPECT_EQ((LemmaEdit{2, "", 3, "y"}).apply("abc"), "abc");
}

TEST(Features, AreReadAndWritten) {
  const Features features = parse_features("Case=Nom|Definite=Def|Gender=Fem|Number=Dual|Person=3");
  EXPECT_EQ(to_string(features), "Definite=Def|Gender=Fem|Number=Dual|Person=3");
  EXPECT_EQ(parse_features(to_string(features)), features);
  EXPECT_EQ(to_string(parse_features("_")), "_");
  EXPECT_EQ(parse_features("Aspect=Imp|Tense=Fut").tense, Tense::kPres);
  EXPECT_EQ(parse_features("Aspect=Perf").tense, Tense::kPast);
  EXPECT_EQ(parse_features("Number=Ptan").number, Number::kPlur);
}

TEST(TagClasses, AreReadAsTheyWereWritten) {
  TagClasses classes;
  classes.bundles = {{Upos::NOUN, parse_features("Definite=Def|Number=Sing")}, {Upos::VERB, {}}};
  classes.edits = {{}, {1, "x", 2, "y"}};
  const auto read = TagClasses::parse(classes.bundles_text(), classes.edits_text(), "sample");
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->bundles_text(), classes.bundles_text());
  EXPECT_EQ(read->edits_text(), classes.edits_text());
  EXPECT_EQ(read->of_upos[static_cast<std::size_t>(Upos::VERB)].size(), 1u);
}

}  // namespace
}  // namespace musnad::language
