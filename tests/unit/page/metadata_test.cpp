#include "page/markup/metadata.h"

#include "page/byline.h"
#include "page_fixture.h"

#include <gtest/gtest.h>

namespace musnad::page {
namespace {

TEST(MetadataDate, Forms) {
  EXPECT_EQ(parse_metadata_date("2022-01-07T10:30:00+03:00"), "2022-01-07");
  EXPECT_EQ(parse_metadata_date("20220107"), "2022-01-07");
  EXPECT_EQ(parse_metadata_date(" 2022/1/7 "), "2022-01-07");
  EXPECT_EQ(parse_metadata_date("Fri, 07 Jan 2022 10:00:00 GMT"), "2022-01-07");
  EXPECT_EQ(parse_metadata_date("January 7, 2022"), "2022-01-07");
  EXPECT_EQ(parse_metadata_date("07.01.2022"), "2022-01-07");
  EXPECT_EQ(parse_metadata_date("1/17/2022"), "2022-01-17");
  EXPECT_EQ(parse_metadata_date("2022-02-30"), "");
  EXPECT_EQ(parse_metadata_date("1641546000"), "");
  EXPECT_EQ(parse_metadata_date("yesterday"), "");
  EXPECT_EQ(parse_metadata_date(""), "");
}

TEST(JsonLd, ArraysGraphsAndNesting) {
  PageClaims claims, weak;
  read_json_ld(R"([{"@type":"Organization","name":"Not this"},
    {"@graph":[{"@type":["NewsArticle","Thing"],"headline":"Ferry sinks","datePublished":"2021-03-04T08:00Z",
                "publisher":[{"@type":"Organization","name":"Coast Wire"}],"inLanguage":"en-GB"}]}])",
               claims, weak);
  EXPECT_EQ(claims.title, "Ferry sinks");
  EXPECT_EQ(claims.date, "2021-03-04");
  EXPECT_EQ(claims.publisher, "Coast Wire");
  EXPECT_EQ(claims.language, "en-GB");
}

TEST(JsonLd, MalformedAndDeepInputIsPassedOver) {
  PageClaims claims, weak;
  read_json_ld("{\"@type\": \"NewsArticle\", \"headline\": ", claims, weak);
  read_json_ld(std::string(100000, '['), claims, weak);
  read_json_ld("{\"@type\":\"NewsArticle\",\"headline\":\"with a\nline break\"}", claims, weak);
  EXPECT_EQ(claims.title, "with a line break");
}

TEST(MetaTags, ThePublishedTimeComesFirst) {
  PageClaims claims;
  read_meta_tags(
      {{"date", "2020-01-01"}, {"article:published_time", "2022-05-06T00:00:00Z"}, {"og:site_name", "Coast Wire"}, {"og:title", "A"}},
      claims);
  EXPECT_EQ(claims.date, "2022-05-06");
  EXPECT_EQ(claims.publisher, "Coast Wire");
  EXPECT_EQ(claims.title, "A");
}

TEST(JsonLd, NodesNamedByTheirIdsAndThePageBehindTheArticle) {
  PageClaims claims, weak;
  read_json_ld(R"({"@graph":[{"@type":"WebPage","name":"Site","datePublished":"2019-01-01"},{"@type":"Person","@id":"#p","name":"Nadia K."},
    {"@type":"NewsArticle","headline":"Ferry sinks","datePublished":"2021-03-04","author":[{"@id":"#p"},{"name":"Omar L."}]}]})",
               claims, weak);
  EXPECT_EQ(claims.author, "Nadia K., Omar L.");
  EXPECT_EQ(claims.date, "2021-03-04");
  EXPECT_EQ(claims.date_basis, "json-ld");
  EXPECT_EQ(weak.date, "2019-01-01");
}

TEST(Claims, DatesThatDisagree) {
  PageClaims claims;
  claims.offer_date("2022-01-31", "json-ld");
  claims.offer_date("2022-02-01T01:00:00Z", "opengraph");
  EXPECT_FALSE(disagreement(claims.dates));  // a day is a time zone
  claims.offer_date("2022-02-05", "meta");
  const auto found = disagreement(claims.dates);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->second.basis, "meta");
  EXPECT_EQ(claims.date, "2022-01-31");
  claims.offer_author("https://example.org/people/1", "opengraph");
  claims.offer_author("Nadia K.", "meta");
  EXPECT_EQ(claims.author, "Nadia K.");
}

TEST(Byline, NamesWithoutTheWordsAroundThem) {
  for (const auto& [line, name] : std::vector<std::pair<std::string, std::string>>{{"By Nadia K., Sfax", "Nadia K."},
                                                                                   {"Posted by Karin Holt | 3 May 2021", "Karin Holt"},
                                                                                   {"by Nadia Kern on Monday", "Nadia Kern"},
                                                                                   {"Nadia Kern", "Nadia Kern"},
                                                                                   {"By", ""}})
    EXPECT_EQ(author_of_byline(line, test_lexicon()), name) << line;
}

}  // namespace
}  // namespace musnad::page
