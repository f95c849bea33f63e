#include "sources/robots.h"

#include <gtest/gtest.h>

namespace musnad::sources {
namespace {

TEST(Robots, TheLongestRuleDecides) {
  const Robots robots = Robots::parse("User-agent: *\nDisallow: /news/\nAllow: /news/open/\nDisallow: /*.pdf$\nDisallow: /a*b\n", "musnad");
  EXPECT_TRUE(robots.allows("/"));
  EXPECT_FALSE(robots.allows("/news/1"));
  EXPECT_TRUE(robots.allows("/news/open/1"));
  EXPECT_FALSE(robots.allows("/x/y.pdf"));
  EXPECT_TRUE(robots.allows("/x/y.pdf?download"));
  EXPECT_FALSE(robots.allows("/axxb/c"));
  EXPECT_TRUE(robots.allows("/robots.txt"));
}

TEST(Robots, OfEqualRulesTheOneThatAllows) {
  const Robots robots = Robots::parse("User-agent: *\nDisallow: /page\nAllow: /page\n", "musnad");
  EXPECT_TRUE(robots.allows("/page"));
}

TEST(Robots, OwnGroupGoesBeforeTheGeneralOne) {
  const std::string text =
      "User-agent: other\nDisallow: /\n\nUser-agent: Musnad\nUser-agent: third\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: "
      "*\nDisallow: /\n"
      "Sitemap: https://example.org/map.xml\n\nuser-agent: musnad/2.0\nDisallow: /later\n";
  const Robots robots = Robots::parse(text, "musnad");
  EXPECT_TRUE(robots.allows("/public"));
  EXPECT_FALSE(robots.allows("/private/1"));
  EXPECT_FALSE(robots.allows("/later"));  // groups of one name are one
  EXPECT_EQ(robots.crawl_delay_seconds(), 7);
  EXPECT_EQ(robots.sitemaps().size(), 1u);
  EXPECT_FALSE(Robots::parse(text, "nobody").allows("/public"));
}

TEST(Robots, EscapesAreComparedByWhatTheyMean) {
  const Robots robots = Robots::parse("User-agent: *\nDisallow: /%D8%A3/\nDisallow: /a%2Fb\nDisallow: /%61bc\n", "musnad");
  EXPECT_FALSE(robots.allows("/\xD8\xA3/x"));
  EXPECT_FALSE(robots.allows("/%d8%a3/x"));
  EXPECT_TRUE(robots.allows("/a/b"));
  EXPECT_FALSE(robots.allows("/abc"));
}

TEST(Robots, OddFiles) {
  EXPECT_TRUE(Robots::parse("", "musnad").allows("/x"));
  EXPECT_TRUE(Robots::parse("<html>not found</html>", "musnad").allows("/x"));
  EXPECT_TRUE(Robots::parse("Disallow: /\n", "musnad").allows("/x"));  // belongs to no group
  EXPECT_TRUE(Robots::parse("User-agent: *\nDisallow:\n", "musnad").allows("/x"));
  EXPECT_FALSE(Robots::parse("\xEF\xBB\xBFuser-agent:*\r\ndisallow:/x # all of it\r\n", "musnad").allows("/x"));
  EXPECT_FALSE(Robots::closed().allows("/"));
  std::string stars = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 900; ++i) stars += "*a";
  EXPECT_TRUE(Robots::parse(stars + "$\n", "musnad").allows("/" + std::string(8000, 'a') + "b"));  // and within a blink
}

}  // namespace
}  // namespace musnad::sources
