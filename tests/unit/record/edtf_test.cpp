#include "record/edtf.h"

#include <gtest/gtest.h>

namespace musnad::record {
namespace {

TEST(Edtf, DaysGoBothWays) {
  for (std::int32_t day : {-200000, -1, 0, 59, 11016, 18997, 200000}) EXPECT_EQ(parse_iso_day(iso_day(day)), day);
  EXPECT_EQ(iso_day(0), "1970-01-01");
  EXPECT_EQ(iso_day(11016), "2000-02-29");
  for (const char* wrong : {"", "2022", "2022-1-1", "2022-13-01", "2022-02-30", "2022-02-01x", "20220201"})
    EXPECT_FALSE(parse_iso_day(wrong)) << wrong;
}

TEST(Edtf, IntervalsTakeTheirShortestForm) {
  const auto days = [](const char* first, const char* last) { return DayInterval{*parse_iso_day(first), *parse_iso_day(last)}; };
  EXPECT_EQ(edtf_of(days("2022-01-06", "2022-01-06"), Precision::kDay), "2022-01-06");
  EXPECT_EQ(edtf_of(days("2022-01-03", "2022-01-09"), Precision::kWeek), "2022-W01");
  EXPECT_EQ(edtf_of(days("2020-12-28", "2021-01-03"), Precision::kWeek), "2020-W53");
  EXPECT_EQ(edtf_of(days("2022-02-01", "2022-02-28"), Precision::kMonth), "2022-02");
  EXPECT_EQ(edtf_of(days("2022-01-01", "2022-12-31"), Precision::kYear), "2022");
  EXPECT_EQ(edtf_of(days("2022-01-01", "2022-12-31"), Precision::kMonth), "2022-01-01/2022-12-31");
  EXPECT_EQ(edtf_of(days("2022-01-06", "2022-01-19"), Precision::kUnknown), "2022-01-06/2022-01-19");
}

TEST(Edtf, KnowsItsForms) {
  for (const char* right : {"2022-01-06", "2022-01-06T20:30", "2022-01", "2022-W01", "2022", "202X", "2022-01-01/2022-01-05", "2011/..",
                            "../2011", "2022-01~", "2022-21", "P3D", "P1Y2M", "PT2H", "2022-01-06T20:30/2022-01-06T22:00"})
    EXPECT_TRUE(is_edtf(right)) << right;
  for (const char* wrong :
       {"", "Monday", "2022-13", "2022-01-32", "2022-W60", "/", "P", "P3", "PD", "2022-01-06T", "2022-01-06T9:30", "2022-01-06T25:00"})
    EXPECT_FALSE(is_edtf(wrong)) << wrong;
}

}  // namespace
}  // namespace musnad::record
