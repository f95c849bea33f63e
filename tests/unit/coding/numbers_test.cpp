#include "coding/times/numbers.h"

#include <gtest/gtest.h>

#include "coding/times/times.h"
#include "coding_documents.h"

namespace musnad::coding {
namespace {

constexpr std::string_view kQualifiers[] = {"exact", "at_least", "at_most", "about", "between", "vague"};

Document read(const std::string& sentence, Language language) {
  const std::filesystem::path codebook = MUSNAD_SOURCE_DIR "/codebook";
  static const auto times = make_times_stage(codebook);
  static const auto numbers = make_numbers_stage(codebook);
  std::vector<Document> docs;
  docs.push_back(plain_document(sentence, language, "2022-01-07"));
  EXPECT_TRUE((*times)->run(docs));
  EXPECT_TRUE((*numbers)->run(docs));
  return std::move(docs.front());
}

TEST(Numbers, ReadsTheTable) {
  const auto rows = read_table(MUSNAD_SOURCE_DIR "/tests/unit/coding/data/numbers.tsv");
  ASSERT_FALSE(rows.empty());
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 7u);
    const Document doc = read(row[1], row[0] == "ar" ? Language::kAr : Language::kEn);
    const NumberMention* found = nullptr;
    for (const NumberMention& n : doc.layer<NumberMention>()) {
      if (doc.text(n.span) == row[2]) found = &n;
    }
    ASSERT_NE(found, nullptr) << row[1];
    const bool at_least = found->qualifier == Qualifier::kAtLeast;
    EXPECT_EQ(found->low, std::stod(row[3])) << row[1];
    if (row[4] == "-" || at_least)
      EXPECT_FALSE(found->high) << row[1];
    else
      EXPECT_EQ(found->high, std::stod(row[4])) << row[1];
    EXPECT_EQ(kQualifiers[static_cast<int>(found->qualifier)], row[5]) << row[1];
    EXPECT_EQ(found->rule, row[6]) << row[1];
  }
}

TEST(Numbers, LeaveDatesAndClockTimes) {
  const Document doc = read("On 14 April 2015 at 8:30 pm he left.", Language::kEn);
  EXPECT_TRUE(doc.layer<NumberMention>().empty());
}

TEST(Numbers, ReadEitherSetOfDigitsAlike) {
  const Document doc = read("\u0661\u0662 / 12", Language::kAr);
  const auto numbers = doc.layer<NumberMention>();
  ASSERT_GE(numbers.size(), 1u);
  EXPECT_EQ(numbers.front().low, 12);
}

}  // namespace
}  // namespace musnad::coding
