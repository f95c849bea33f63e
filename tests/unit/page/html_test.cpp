#include "page_fixture.h"

#include "text/utf8.h"

namespace musnad::page {
namespace {

Page read(std::string html, std::string content_type = "text/html; charset=utf-8") {
  auto page = read_page({.bytes = std::move(html), .content_type = std::move(content_type), .kind = PageKind::kHtml}, test_lexicon());
  EXPECT_TRUE(page) << page.error().to_string();
  expect_tiled(*page);
  return std::move(*page);
}

constexpr std::string_view kPage = R"(<!DOCTYPE html><html lang="en"><head><title>Bus drivers strike in Sfax | Coast Wire</title>
<meta property="og:site_name" content="Coast Wire"><meta property="article:published_time" content="2023-04-05T06:00:00Z">
<style>p { color: red }</style></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<div class="page"><article><h1>Bus drivers strike in Sfax</h1><p class="standfirst">Talks fail over overtime pay</p>
<span class="byline">By Nadia K.</span>
<figure><img src="x.jpg" alt="not text"><figcaption>Empty buses at the depot</figcaption></figure>
<div class="article-body"><p>SFAX, Tunisia (AP) &mdash; Bus drivers walked out on Wednesday after talks with the company &ldquo;collapsed&rdquo;, their
union said.</p><script>var x = "<p>never</p>";</script><p hidden>Hidden words that nobody sees on the page.</p>
<p>About 600&nbsp;drivers took part, the union&#39;s R&amp;D office said.<br>The company denied it.</p>
<div class="related"><a href="/a">Ferry strike enters second week</a></div>
<h2>What next</h2><p>A second round of talks is planned for Monday.</p></div></article>
<aside><p>Sign up for the newsletter and get ten stories a day.</p></aside></div>
<footer><p>All rights reserved.</p></footer><div class="comments"><p>I am a reader and I think that this is very wrong indeed.</p></div>
</body></html>)";

TEST(Html, TheArticleAndItsParts) {
  const Page page = read(std::string(kPage));
  EXPECT_EQ(texts_of(page, BlockKind::kHeadline), "Bus drivers strike in Sfax");
  EXPECT_EQ(texts_of(page, BlockKind::kSubheadline), "Talks fail over overtime pay");
  EXPECT_EQ(texts_of(page, BlockKind::kByline), "By Nadia K.");
  EXPECT_EQ(texts_of(page, BlockKind::kCaption), "Empty buses at the depot");
  EXPECT_EQ(texts_of(page, BlockKind::kDateline), "SFAX, Tunisia (AP) \xE2\x80\x94");
  EXPECT_EQ(texts_of(page, BlockKind::kBody),
            "Bus drivers walked out on Wednesday after talks with the company \xE2\x80\x9C"
            "collapsed\xE2\x80\x9D, their union said.\n"
            "About 600 drivers took part, the union's R&D office said.\nThe company denied it.\n"
            "What next\nA second round of talks is planned for Monday.");
  const std::string text(page.document.text());
  for (const char* absent : {"never", "Hidden", "newsletter", "reader", "Home", "color", "not text"})
    EXPECT_EQ(text.find(absent), std::string::npos) << absent;
}

TEST(Html, Metadata) {
  const Page page = read(std::string(kPage));
  EXPECT_EQ(page.document.metadata().publisher, "Coast Wire");
  EXPECT_EQ(page.document.metadata().publisher_basis, "metadata");
  EXPECT_EQ(page.document.metadata().metadata_date, "2023-04-05");
  EXPECT_EQ(page.document.metadata().title, "Bus drivers strike in Sfax");
  EXPECT_EQ(page.document.metadata().page_sha256.size(), 64u);
  EXPECT_EQ(page.document.language(), Language::kEn);
}

/// Every character but white space is either the same bytes in the page, or came from a character reference.
TEST(Html, EveryCharacterTracesBack) {
  const Page page = read(std::string(kPage));
  const std::string_view text = page.document.text();
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint read = text::decode(text, at);
    const PageSpan source = page.map.to_page({std::uint32_t(at), std::uint32_t(at + read.length)});
    ASSERT_LE(source.end, kPage.size());
    const std::string_view bytes = kPage.substr(source.begin, source.length());
    if (!text::is_space(read.value) && read.value != '\n') {
      EXPECT_TRUE(bytes == text.substr(at, read.length) || (bytes.starts_with('&') && bytes.ends_with(';'))) << at << " " << bytes;
    }
    at += read.length;
  }
  const std::size_t quote = text.find("\xE2\x80\x9C");
  const PageSpan source = page.map.to_page({std::uint32_t(quote), std::uint32_t(quote + 3)});
  EXPECT_EQ(kPage.substr(source.begin, source.length()), "&ldquo;");
}

TEST(Html, ReferencesOfEveryForm) {
  const std::string html = "<p>a&ampb &amp;amp; &copy2020 &#x628;&#1576; &notin; &unknown; AT&T &NotEqualTilde; x &amp</p>";
  const Page page = read(html);
  EXPECT_EQ(page.document.text(),
            "a&b &amp; \xC2\xA9"
            "2020 \xD8\xA8\xD8\xA8 \xE2\x88\x89 &unknown; AT&T \xE2\x89\x82\xCC\xB8 x &");
  const auto source = [&](std::string_view of) {
    const std::size_t at = page.document.text().find(of);
    const PageSpan span = page.map.to_page({std::uint32_t(at), std::uint32_t(at + of.size())});
    return html.substr(span.begin, span.length());
  };
  EXPECT_EQ(source("a&b"), "a&ampb");
  EXPECT_EQ(source("&amp;"), "&amp;amp;");
  EXPECT_EQ(source("\xC2\xA9"), "&copy");
  EXPECT_EQ(source("2020"), "2020");
  EXPECT_EQ(source("\xE2\x88\x89"), "&notin;");
  EXPECT_EQ(source("&unknown;"), "&unknown;");
  EXPECT_EQ(source("AT&T"), "AT&T");
  EXPECT_EQ(source("\xE2\x89\x82\xCC\xB8"), "&NotEqualTilde;");
}

TEST(Html, Windows1256TracesToSingleBytes) {
  const std::string html = "<html><head><meta charset=windows-1256></head><body><p>\xE3\xE4 &amp; \xE5\xE4\xC7</p></body></html>";
  const Page page = read(html, "");
  EXPECT_EQ(page.charset, "windows-1256");
  EXPECT_EQ(page.document.text(), "\xD9\x85\xD9\x86 & \xD9\x87\xD9\x86\xD8\xA7");
  const PageSpan source = page.map.to_page({7, 9});
  EXPECT_EQ(html.substr(source.begin, source.length()), "\xE5");
}

TEST(Html, AWrapperNamedLikeFurnitureIsNone) {
  const Page page = read(R"(<body class="has-comments"><div id="sidebar-wrap" class="social"><form><h1>Rain closes mountain road</h1>
<p>Heavy rain closed the road between the two towns on Sunday night, the roads office said.</p>
<p>Crews hope to clear the mud by Tuesday, a spokesman added.</p></form></div></body>)");
  EXPECT_NE(page.document.text().find("Crews hope"), std::string::npos);
  EXPECT_EQ(texts_of(page, BlockKind::kHeadline), "Rain closes mountain road");
}

TEST(Html, FragmentsAndTextOfOneSentence) {
  EXPECT_EQ(texts_of(read("<p>Rebels freed eleven hostages near the border.</p>"), BlockKind::kBody),
            "Rebels freed eleven hostages near the border.");
  EXPECT_EQ(texts_of(read("Rebels freed <b>eleven</b> hostages."), BlockKind::kBody), "Rebels freed eleven hostages.");
}

TEST(Html, LineBreaksDivideParagraphsAtSentenceEnds) {
  const Page page =
      read("<div>The first sentence ends here.<br>The second one begins<br>and goes on below.<br><br>A third paragraph.</div>");
  EXPECT_EQ(texts_of(page, BlockKind::kBody),
            "The first sentence ends here.\nThe second one begins\nand goes on below.\nA third paragraph.");
}

TEST(Html, ATableOfFiguresIsTextRowByRow) {
  const Page page =
      read(R"(<h1>Turnout by district in the runoff</h1><p>The commission published the turnout of three districts on Monday.</p>
<table><tr><th>District</th><th>Voters</th><th>Share</th></tr><tr><td>North</td><td>41,200</td><td>52</td></tr>
<tr><td>Harbour</td><td>18,050</td><td>47</td></tr></table><p>The rest will follow by Thursday, a spokeswoman said.</p>)");
  EXPECT_EQ(texts_of(page, BlockKind::kBody),
            "The commission published the turnout of three districts on Monday.\nDistrict Voters Share\nNorth 41,200 52\n"
            "Harbour 18,050 47\nThe rest will follow by Thursday, a spokeswoman said.");
}

TEST(Html, EmbeddedPostsAreTextAndWhatIsConcealedIsNot) {
  const Page page = read(R"(<article><h1>Mayor quits over water bills</h1><div class="body"><p>The mayor resigned on Tuesday after a week of
protests over <span class="tip">water<span class="tooltip">Read all our stories on water</span></span> bills, her office said.</p>
<div class="social-embed"><blockquote class="twitter-tweet"><p>I leave with a clear conscience.</p>Mona H. (@mona) <a href="/x">May 3</a></blockquote>
</div><p>Her deputy takes over until the council meets next week.</p></div></article>)");
  const std::string body = texts_of(page, BlockKind::kBody);
  EXPECT_NE(body.find("clear conscience"), std::string::npos);
  EXPECT_NE(body.find("over water bills"), std::string::npos);
  EXPECT_EQ(page.document.text().find("Read all our stories"), std::string::npos);
}

TEST(Html, TheArticleThatHasTheTitleIsTaken) {
  const std::string teaser = R"(<article><h3>Another day</h3><p>A long teaser of another page that says a good deal about a thing that
nobody asked about, in sentences that run on and on until they hold more words than the page's own report.</p></article>)";
  const Page page = read(
      "<head><title>Short report | Coast Wire</title></head><body><main><article><h2>Short report</h2><p>The ferry "
      "between the islands was cancelled on Sunday because of fog, the port authority said in a notice.</p></article>" +
      teaser + teaser + teaser + "</main></body>");
  EXPECT_EQ(texts_of(page, BlockKind::kBody),
            "The ferry between the islands was cancelled on Sunday because of fog, the port authority said in a notice.");
}

TEST(Html, ShortLinesOfTheBodyAndItsFoot) {
  const Page page =
      read(R"(<article><h1>Northgate Rail buys forty trains</h1><div class="entry-content"><p>What is new?</p><ul><li>Forty trains</li>
<li>Two depots</li></ul><p>Northgate Rail said on Monday that it had ordered forty trains.</p><p>Photographs show the first of them.</p>
<div><img src="a.jpg"><span>The first train at the depot</span></div><p>Delivery begins next year, the company said.</p>
<h3>About Northgate Rail</h3><p>Northgate Rail runs trains in four provinces and employs nine hundred people.</p></div></article>)");
  EXPECT_EQ(texts_of(page, BlockKind::kBody),
            "What is new?\nForty trains\nTwo depots\nNorthgate Rail said on Monday that it had ordered forty trains.\n"
            "Photographs show the first of them.\nDelivery begins next year, the company said.");
  EXPECT_EQ(texts_of(page, BlockKind::kCaption), "The first train at the depot");
}

}  // namespace
}  // namespace musnad::page
