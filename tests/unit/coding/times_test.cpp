#include "coding/times/times.h"

#include <gtest/gtest.h>

#include "coding/times/calendar.h"
#include "coding_documents.h"

namespace musnad::coding {
namespace {

Document read(const std::string& text, Language language, const std::string& date, const std::string& uri = {}) {
  static const auto times = make_times_stage(MUSNAD_SOURCE_DIR "/codebook");
  std::vector<Document> docs;
  docs.push_back(plain_document(text, language, date, uri));
  EXPECT_TRUE((*times)->run(docs));
  return std::move(docs.front());
}

TEST(Times, ReadTheTable) {
  const auto rows = read_table(MUSNAD_SOURCE_DIR "/tests/unit/coding/data/times.tsv");
  ASSERT_FALSE(rows.empty());
  for (const auto& row : rows) {
    ASSERT_GE(row.size(), 4u);
    const Document doc = read(row[2], row[0] == "ar" ? Language::kAr : Language::kEn, row[1] == "-" ? "" : row[1]);
    std::string found;
    const TimeMention* mention = nullptr;
    for (const TimeMention& t : doc.layer<TimeMention>()) {
      found += "[" + std::string(doc.text(t.span)) + "]";
      if (doc.text(t.span) == row[3]) mention = &t;
    }
    ASSERT_NE(mention, nullptr) << row[2] << " has " << found;
    EXPECT_EQ(mention->value, row.size() > 4 ? row[4] : "") << row[2];
  }
}

TEST(Times, ADecadeOfALifeIsNoTime) {
  for (const auto& [text, language] :
       {std::pair{"توفي عن مرض في الستينات من عمره.", Language::kAr}, {"She moved north in her thirties.", Language::kEn}})
    EXPECT_TRUE(read(text, language, "2022-01-07").layer<TimeMention>().empty()) << text;
  EXPECT_EQ(read("She moved north in the thirties.", Language::kEn, "2022-01-07").layer<TimeMention>().size(), 1u);
}

DayInterval page_days(const Document& doc) {
  return doc.layer<PageDate>().empty() ? DayInterval{0, 0} : doc.layer<PageDate>().front().days;
}

TEST(PageDate, GivenBeatsTheAddress) {
  const Document doc = read("Rain fell.", Language::kEn, "2022-01-07", "https://news.example/2021/05/06/rain");
  EXPECT_EQ(page_days(doc).first, to_days({2022, 1, 7}));
  EXPECT_EQ(doc.layer<PageDate>().front().basis, DateBasis::kGiven);
}

TEST(PageDate, ReadsTheAddress) {
  const Document doc = read("Rain fell.", Language::kEn, "", "https://news.example/2021/05/06/rain");
  EXPECT_EQ(page_days(doc).first, to_days({2021, 5, 6}));
  EXPECT_EQ(doc.layer<PageDate>().front().basis, DateBasis::kUrl);
}

TEST(PageDate, TakesTodaysDateFromTheText) {
  const Document doc = read("The mayor resigned yesterday, Wednesday 17 January 2024, after a vote.", Language::kEn, "");
  EXPECT_EQ(page_days(doc).first, to_days({2024, 1, 18}));
}

TEST(PageDate, LiesBetweenWhatIsPastAndWhatIsToCome) {
  const Document doc =
      read("The strike began in the first days of 2021.\nIt went on on Tuesday.\nThe ban will hold until 20 January.", Language::kEn, "");
  ASSERT_FALSE(doc.layer<PageDate>().empty());
  EXPECT_EQ(page_days(doc).first, to_days({2021, 1, 5}));
  EXPECT_EQ(page_days(doc).last, to_days({2021, 1, 20}));
  EXPECT_EQ(doc.layer<PageDate>().front().basis, DateBasis::kText);
  EXPECT_EQ(doc.layer<PageDate>().front().spans.size(), 3u);
}

TEST(PageDate, BackgroundAloneTellsNothing) {
  const Document doc = read("The mine has been flooded since 2011.", Language::kEn, "");
  EXPECT_TRUE(doc.layer<PageDate>().empty());
  ASSERT_EQ(doc.diagnostics().size(), 1u);
  EXPECT_EQ(doc.diagnostics().front().code, ErrorCode::kNoDate);
}

TEST(PageDate, AYearSpelledOutBelowTheLeadIsBackground) {
  EXPECT_TRUE(read("The court freed the banker on Thursday.\nThe first verdict had been annulled on 13 January 2013.", Language::kEn, "")
                  .layer<PageDate>()
                  .empty());
  const Document doc = read("The court freed the banker on 13 January 2013.\nHis lawyer wept.", Language::kEn, "");
  ASSERT_FALSE(doc.layer<PageDate>().empty());
  EXPECT_EQ(page_days(doc).first, to_days({2013, 1, 13}));
}

TEST(Calendar, WeeksEasterAndHijri) {
  EXPECT_EQ(weekday_of(to_days({2022, 1, 6})), 3);
  EXPECT_EQ(to_edtf(unit_at(to_days({2022, 1, 1}), Unit::kWeek, 0), Unit::kWeek), "2021-W52");
  EXPECT_EQ(easter(2013, false), to_days({2013, 3, 31}));
  EXPECT_EQ(easter(2018, true), to_days({2018, 4, 8}));
  EXPECT_EQ(hijri_to_days(1439, 12, 10), to_days({2018, 8, 21}));
  EXPECT_EQ(add_months(to_days({2024, 3, 31}), -1), to_days({2024, 2, 29}));
}

}  // namespace
}  // namespace musnad::coding
