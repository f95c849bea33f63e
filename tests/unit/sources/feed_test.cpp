#include "sources/feed.h"
#include "sources/inflation.h"

#include <gtest/gtest.h>

namespace musnad::sources {
namespace {

Feed read(std::string_view bytes, std::string_view base = "https://example.org/feeds/main", std::string_view type = "") {
  auto feed = parse_feed(bytes, base, type, 1u << 20);
  EXPECT_TRUE(feed) << feed.error().to_string();
  return feed ? *feed : Feed{};
}

TEST(Feed, Rss) {
  const Feed feed = read(R"(<?xml version="1.0"?><rss version="2.0" xmlns:media="m" xmlns:atom="a"><channel><title>Coast Wire</title>
<language>ar</language><atom:link rel="self" href="https://example.org/self"/><item><title><![CDATA[Rain & wind]]></title>
<media:title>A picture</media:title><link>/news/1</link><guid isPermaLink="false">17</guid><pubDate>Mon, 03 May 2021 10:00:00 +0000</pubDate></item>
<item><title>Second</title><guid>https://example.org/news/2</guid></item><item><title>Nowhere</title></item></channel></rss>)");
  ASSERT_EQ(feed.entries.size(), 2u);
  EXPECT_EQ(feed.title, "Coast Wire");
  EXPECT_EQ(feed.entries[0].uri, "https://example.org/news/1");
  EXPECT_EQ(feed.entries[0].title, "Rain & wind");
  EXPECT_EQ(feed.entries[0].date, "2021-05-03");
  EXPECT_EQ(feed.entries[0].language, "ar");
  EXPECT_EQ(feed.entries[1].uri, "https://example.org/news/2");
}

TEST(Feed, Atom) {
  const Feed feed = read(R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>One</title>
<link rel="enclosure" href="https://example.org/a.mp3"/><link rel="alternate" type="text/html" href="a/1"/><id>tag:example.org,1</id>
<updated>2022-01-09T00:00:00Z</updated><published>2022-01-07T20:00:00Z</published></entry></feed>)");
  ASSERT_EQ(feed.entries.size(), 1u);
  EXPECT_EQ(feed.entries[0].uri, "https://example.org/feeds/a/1");
  EXPECT_EQ(feed.entries[0].date, "2022-01-07");
}

TEST(Feed, JsonAndRdf) {
  const Feed json = read(R"({"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": [
    {"id": "1", "url": "https://example.org/1", "title": "One", "date_published": "2022-01-07T20:00:00Z"}, {"id": "2"}]})");
  ASSERT_EQ(json.entries.size(), 1u);
  EXPECT_EQ(json.entries[0].date, "2022-01-07");
  const Feed rdf =
      read(R"(<rdf:RDF xmlns:rdf="r" xmlns="s" xmlns:dc="d"><channel><title>W</title></channel><item rdf:about="x"><title>T</title>
<link>https://example.org/3</link><dc:date>2022-02-01</dc:date></item></rdf:RDF>)");
  ASSERT_EQ(rdf.entries.size(), 1u);
  EXPECT_EQ(rdf.entries[0].date, "2022-02-01");
}

TEST(Feed, SitemapsAndTheirIndexGzipped) {
  const Feed map =
      read(deflated(R"(<urlset xmlns="s" xmlns:news="n" xmlns:image="i"><url><loc>https://example.org/a</loc><lastmod>2022-03-02</lastmod>
<image:image><image:loc>https://example.org/p.jpg</image:loc></image:image><news:news><news:publication><news:name>W</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2022-03-01</news:publication_date><news:title>A title</news:title>
</news:news></url></urlset>)"));
  ASSERT_EQ(map.entries.size(), 1u);
  EXPECT_EQ(map.entries[0].uri, "https://example.org/a");
  EXPECT_EQ(map.entries[0].title, "A title");
  EXPECT_EQ(map.entries[0].date, "2022-03-01");
  EXPECT_EQ(map.entries[0].language, "en");
  const Feed index = read("<sitemapindex><sitemap><loc>https://example.org/m1.xml.gz</loc></sitemap></sitemapindex>");
  ASSERT_EQ(index.entries.size(), 1u);
  EXPECT_TRUE(index.entries[0].is_list);
}

TEST(Feed, OtherEncodings) {
  const Feed feed = read(
      "<?xml version='1.0' encoding='windows-1256'?><rss><channel><item><title>\xE3\xE4</title><link>https://example.org/1"
      "</link></item></channel></rss>");
  ASSERT_EQ(feed.entries.size(), 1u);
  EXPECT_EQ(feed.entries[0].title, "\xD9\x85\xD9\x86");
}

TEST(Feed, EntitiesAndDocumentTypesAreNotRead) {
  for (const char* text :
       {"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&x;</title></item></channel></rss>",
        "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><rss><channel><title>&b;</title></channel></rss>"}) {
    const auto feed = parse_feed(text, "", "", 1u << 20);
    ASSERT_FALSE(feed);
    EXPECT_EQ(feed.error().code, ErrorCode::kFeedSyntax);
  }
}

TEST(Feed, BadInputIsAnError) {
  std::string deep = "<rss>";
  for (int i = 0; i < 5000; ++i) deep += "<a>";
  const std::string bomb = deflated(std::string(8u << 20, ' '));
  for (const std::string& text : {std::string(), std::string("nothing"), std::string("<html><body>no</body></html>"), deep,
                                  std::string(5000, '['), std::string("{\"items\": 3}"), bomb, std::string("\x1F\x8B\x08")})
    EXPECT_FALSE(parse_feed(text, "https://example.org/", "", 1u << 20)) << text.substr(0, 20);
}

TEST(Feed, WhatComesBeforeAMistakeIsKept) {
  const Feed feed = read("<rss><channel><item><link>https://example.org/1</link></item><item><title>a & b</title></item></channel></rss>");
  EXPECT_EQ(feed.entries.size(), 1u);
}

TEST(Feed, OtherSchemesAreLeftOut) {
  const Feed feed =
      read("<rss><channel><item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item></channel></rss>");
  EXPECT_TRUE(feed.entries.empty());
}

}  // namespace
}  // namespace musnad::sources
