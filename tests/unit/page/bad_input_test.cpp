#include "page_fixture.h"

#include "page/markup/markup_guard.h"
#include "text/utf8.h"

#include <filesystem>
#include <fstream>

namespace musnad::page {
namespace {

using namespace std::string_literals;

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string result;
  result.reserve(bytes + piece.size());
  while (result.size() < bytes) result += piece;
  return result;
}

Result<Page> read(std::string bytes, PageKind kind = PageKind::kAuto) {
  return read_page({.bytes = std::move(bytes), .kind = kind}, test_lexicon());
}

bool has_diagnostic(const Page& page, ErrorCode code) {
  for (const Diagnostic& diagnostic : page.document.diagnostics())
    if (diagnostic.code == code) return true;
  return false;
}

TEST(BadInput, NothingToRead) {
  for (const std::string& bytes : {""s, " \n\t\r\n"s, "\xEF\xBB\xBF"s, "<html><body></body></html>"s, "<p><!-- only a comment --></p>"s}) {
    const auto page = read(bytes);
    ASSERT_FALSE(page) << bytes;
    EXPECT_EQ(page.error().code, ErrorCode::kEmptyInput);
  }
}

TEST(BadInput, OneByte) {
  const auto letter = read("a");
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->document.text(), "a");
  for (int byte = 0; byte < 256; ++byte) {
    const auto page = read(std::string(1, char(byte)));
    if (page) {
      EXPECT_TRUE(text::is_valid(page->document.text()));
      expect_tiled(*page);
    }
  }
}

TEST(BadInput, LineOfMarksUnderAHeadline) {
  const auto page = read("Storm closes the port of Hamrin\n--\nThe harbour office said on Monday that no ship would leave before noon.\n");
  ASSERT_TRUE(page);
  expect_tiled(*page);
}

TEST(BadInput, NumbersAndControlsThatTheParserMistakes) {
  const auto page =
      read("<html><body><p>One &#18446744073709551681;two\x02three &#x100000041;&#0000000065; four, officials said on Monday.");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->document.text(), "One \xEF\xBF\xBDtwo\x02three \xEF\xBF\xBD\x41 four, officials said on Monday.");
}

TEST(BadInput, BinaryAndTooLarge) {
  EXPECT_EQ(read("\x7F"
                 "ELF\x02\x01\x01\x00\x00"s)
                .error()
                .code,
            ErrorCode::kNotText);
  const auto large = read_page({.bytes = std::string(101, 'x')}, test_lexicon(), {.max_bytes = 100});
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::kTooLarge);
}

TEST(BadInput, WrongCharsetAndBrokenUtf8) {
  const auto broken = read("The army said \xFF\xFE\xC3 so on Sunday. \xF0\x9F", PageKind::kText);
  ASSERT_TRUE(broken);
  EXPECT_TRUE(text::is_valid(broken->document.text()));
  const auto declared = read("<meta charset=utf-8><p>caf\xE9 and m\xFCsli were served to all.</p>");
  ASSERT_TRUE(declared);
  EXPECT_TRUE(has_diagnostic(*declared, ErrorCode::kBrokenEncoding));
  const auto nul = read("before\0after in a line of text"s, PageKind::kText);
  ASSERT_TRUE(nul);
  EXPECT_EQ(nul->document.text(),
            "before\xEF\xBF\xBD"
            "after in a line of text");
}

TEST(BadInput, HtmlCutAtEveryByte) {
  const std::string html =
      "<html lang=en><head><title>T &amp; x</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script></head><body>"
      "<h1 class=\"a\">Road &mdash; closed</h1><!-- c --><p>Snow closed the road on Sunday, \xD8\xA8 officials said.</p></body>";
  for (std::size_t length = 0; length <= html.size(); ++length) {
    const auto page = read(html.substr(0, length), PageKind::kHtml);
    if (page) expect_tiled(*page);
  }
}

TEST(BadInput, BidiControlsStay) {
  const std::string text =
      "\xE2\x80\x8F\xE2\x80\xAB"
      "abc\xE2\x80\xAC \xE2\x81\xA6"
      "def\xE2\x81\xA9 and more words here.";
  EXPECT_EQ(read(text, PageKind::kText)->document.text(), text);
  EXPECT_NE(read("<p>" + text + "</p>")
                ->document.text()
                .find("\xE2\x80\xAB"
                      "abc\xE2\x80\xAC"),
            std::string::npos);
}

TEST(BadInput, DeepNesting) {
  for (const char* tag : {"<div>", "<b>", "<span><p>", "<font size=1><p>", "<dd><li>", "<optgroup>", "<table><tr><td>", "<svg><g/>",
                          "<template>", "<ul><li>", "<a href=x><div>"}) {
    const auto page = read("<html><body>" + repeated(tag, 500'000) + "The road is closed, officials said.");
    if (!page) continue;  // in a template: not seen
    EXPECT_NE(page->document.text().find("officials said"), std::string::npos) << tag;
    expect_tiled(*page);
  }
  const auto nested = read("<html><body>" + repeated("<div>", 500'000) + "The road is closed.");
  ASSERT_TRUE(nested);
  EXPECT_TRUE(has_diagnostic(*nested, ErrorCode::kDeepMarkup));
}

TEST(BadInput, FiftyMegabytesOfTags) {
  constexpr std::size_t kBytes = 50u << 20;
  for (const char* tag : {"<b></b>", "<div class='a'>", "</p>", "<!"}) {
    const auto page = read("<html><body>" + repeated(tag, kBytes) + "<p>The road is closed, officials said.");
    if (!page) {
      EXPECT_EQ(page.error().code, ErrorCode::kEmptyInput);
      continue;
    }
    EXPECT_NE(page->document.text().find("officials said"), std::string::npos);
    expect_tiled(*page);
  }
  const auto attributes = read("<html><body><a " + repeated("b=1 ", kBytes) + ">The road is closed.</a>");
  ASSERT_TRUE(attributes);
  EXPECT_EQ(attributes->document.text(), "The road is closed.");
}

TEST(MarkupGuard, LeavesOrdinaryPagesAlone) {
  std::string html = "<html><body><ul>";
  for (int i = 0; i < 2000; ++i) html += "<li>item <a href=x>link</a><p>one<p>two";
  html += "</ul><svg>" + repeated("<path d='M0'/>", 10'000) + "</svg></body></html>";
  EXPECT_EQ(guard_markup(html, {}).dropped, 0u);
}

TEST(MarkupGuard, MapsWhatItKept) {
  const std::string html = "<i><i><i>abc</i></i></i>def";
  const GuardedMarkup guarded = guard_markup(html, {.max_depth = 2, .max_tags = 100});
  EXPECT_EQ(guarded.html, "<i><i>abc</i></i>def");
  EXPECT_EQ(guarded.dropped, 2u);
  EXPECT_EQ(guarded.map.to_page({6, 9}), (PageSpan{9, 12}));
}

TEST(PageLexicon, MistakesAreNamed) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "page_lexicon_test" / "xx" / "lexicon";
  fs::create_directories(folder);
  const std::string root = folder.parent_path().parent_path().string();
  const auto with = [&](std::string_view row) {
    std::ofstream(folder / "page.tsv") << "kind\tat\ttext\tnote\n" << row << "\n";
    return PageLexicon::load(root);
  };
  EXPECT_TRUE(with("caption\tstart\tin the picture\tfine"));
  const auto unknown = with("capton\tstart\tin the picture\t");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::kUnknownName);
  EXPECT_TRUE(unknown.error().where.ends_with("page.tsv:2:1"));
  EXPECT_EQ(with("caption\tmiddle\tx\t").error().code, ErrorCode::kUnknownName);
  EXPECT_EQ(with("caption\tstart").error().code, ErrorCode::kCodebookSyntax);
  EXPECT_EQ(with("caption\tstart\t...\t").error().code, ErrorCode::kCodebookSyntax);
  EXPECT_EQ(PageLexicon::load(root + "/none").error().code, ErrorCode::kCodebookMissing);
}

}  // namespace
}  // namespace musnad::page
