#include "record/report.h"

#include <gtest/gtest.h>

#include "record/phrases.h"
#include "record/styled_text.h"
#include "sample.h"

namespace musnad::record {
namespace {

/// Without the directional isolates, for reading.
std::string bare(std::string text) {
  for (const char* mark : {"\u2068", "\u2069"})
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, 3);
  return text;
}

TEST(Report, TellsEventsAndDrawsTheirChains) {
  const std::string text = bare(report(testing::sample_document(), {false, 80}));
  const std::string expected =
      " 1. ASSAULT\n"
      "    whom      soldiers [MAR MIL]\n"
      "    where     Qasr [MAR]\n"
      "    when      2022-01-03 Monday\n"
      "    how many  at least 5 killed, soldiers\n"
      "              of these 2 killed\n"
      "\n"
      "    the page, The Sample\n"
      "    \u2514\u2500 The agency Nabaa (agency) quoted\n"
      "       \u2514\u2500 a source (not named) saying\n"
      "          \u2514\u2500 \u201c5 soldiers, two of them officers, were killed in Qasr on Monday\u201d\n"
      "             weak: unnamed source\n";
  EXPECT_NE(text.find(expected), std::string::npos) << text;
  EXPECT_NE(text.find(" 2. PROTEST: demo  (planned)"), std::string::npos) << text;
  EXPECT_NE(text.find("published between 8 January 2022 and 9 January 2022, worked out from its text: Monday, Tuesday"), std::string::npos)
      << text;
  EXPECT_EQ(text.find('\033'), std::string::npos);
}

TEST(Report, EveryIsolateIsClosedOnItsLine) {
  for (bool colour : {false, true})
    for (unsigned width : {1u, 40u, 80u, 200u}) {
      const std::string text = report(testing::sample_document(), {colour, width});
      int depth = 0;
      for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (text.compare(i, 3, "\u2068") == 0) ++depth;
        if (text.compare(i, 3, "\u2069") == 0) --depth;
        ASSERT_GE(depth, 0);
        ASSERT_TRUE(text[i] != '\n' || depth == 0);
      }
      EXPECT_EQ(depth, 0);
    }
}

TEST(Report, OfAnEmptyDocument) {
  EXPECT_NE(report(Document("", {})).find("Nothing on this page was coded"), std::string::npos);
}

TEST(StyledText, ValuesCannotDriveTheTerminalOrTheDirection) {
  EXPECT_EQ(flat("a\033[31m\n\n b\u202e\u2067c"), "a [31m bc");
  EXPECT_EQ(isolated(" x "), "\u2068x\u2069");
}

TEST(StyledText, MarksAndControlsTakeNoColumns) {
  EXPECT_EQ(columns_of("abc"), 3u);
  EXPECT_EQ(columns_of("\u0643\u064e\u062a\u064e\u0628\u064e"), 3u);
  EXPECT_EQ(columns_of("\u2068a\u2069"), 1u);
  EXPECT_EQ(columns_of("\u4e2d"), 2u);
}

TEST(StyledText, WrapsAtSpaces) {
  EXPECT_EQ(wrapped("aa bb cc", 5), (std::vector<std::string>{"aa bb", "cc"}));
  EXPECT_EQ(wrapped("aaaaaaaa b", 3), (std::vector<std::string>{"aaaaaaaa", "b"}));
  EXPECT_TRUE(wrapped("", 5).empty());
  EXPECT_EQ(shortened("aa bb cc", 7), "aa bb \u2026");
  EXPECT_EQ(shortened("aa", 7), "aa");
}

TEST(Phrases, Counts) {
  EXPECT_EQ(count_phrase(13, std::nullopt, Qualifier::kAtLeast), "at least 13");
  EXPECT_EQ(count_phrase(2500, 2500, Qualifier::kExact), "2,500");
  EXPECT_EQ(count_phrase(10, 15, Qualifier::kBetween), "10 to 15");
  EXPECT_EQ(count_phrase(300, 300, Qualifier::kAbout), "about 300");
  EXPECT_EQ(count_phrase(0, 12, Qualifier::kAtMost), "at most 12");
  EXPECT_EQ(count_phrase(12, std::nullopt, Qualifier::kVague), "12 or more");
  EXPECT_EQ(count_phrase(1234567, 1234567, Qualifier::kExact), "1,234,567");
}

}  // namespace
}  // namespace musnad::record
