#include "codebook/lexicon/offices.h"

#include <gtest/gtest.h>

namespace musnad::codebook {
namespace {

TEST(Offices, AreReadWithDaysMonthsAndYears) {
  const auto offices = parse_offices("LEG 2001/2008-11|GOV 2009-01-20/2017-01-20|GOV 2021/..");
  ASSERT_TRUE(offices) << offices.error().to_string();
  ASSERT_EQ(offices->size(), 3u);
  EXPECT_EQ((*offices)[0].sector, "LEG");
  EXPECT_EQ((*offices)[0].first, "2001-01-01");
  EXPECT_EQ((*offices)[0].last, "2008-11-31");
  EXPECT_EQ((*offices)[1].last, "2017-01-20");
  EXPECT_EQ((*offices)[2].first, "2021-01-01");
  EXPECT_EQ((*offices)[2].last, "");
}

TEST(Offices, WhatIsNoOfficeIsRefused) {
  for (const char* cell :
       {"", "GOV", "GOV 2001", "GOV 2001-2008", "2001/2008", "GOV 01/2008", "GOV 2001/now", "GOV 2001/..|", "GOV 2001/2008-1"})
    EXPECT_FALSE(parse_offices(cell)) << cell;
}

TEST(Offices, TheSectorIsThatOfTheDay) {
  const auto offices = *parse_offices("LEG 2001/2008-11|GOV 2009-01-20/2017-01-20");
  EXPECT_EQ(sector_on(offices, "2005-05-05", "2005-05-05"), "LEG");
  EXPECT_EQ(sector_on(offices, "2017-01-20", "2017-01-20"), "GOV");
  EXPECT_EQ(sector_on(offices, "2017-01-21", "2017-01-21"), "ELI");
  EXPECT_EQ(sector_on(offices, "1999-12-31", "1999-12-31"), "ELI");
  EXPECT_EQ(sector_on(offices, "2016-12-01", "2017-02-01"), "GOV");  // an interval that overlaps
  EXPECT_EQ(sector_on(offices, "", ""), "GOV");                      // the day is not known
}

}  // namespace
}  // namespace musnad::codebook
