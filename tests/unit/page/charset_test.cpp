#include "page/markup/charset.h"

#include "text/utf8.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace musnad::page {
namespace {

using namespace std::string_literals;

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

TEST(Charset, LabelsOfTheEncodingStandard) {
  EXPECT_EQ(charset_named("UTF8"), "utf-8");
  EXPECT_EQ(charset_named(" cp1256\n"), "windows-1256");
  EXPECT_EQ(charset_named("Latin1"), "windows-1252");
  EXPECT_EQ(charset_named("arabic"), "iso-8859-6");
  EXPECT_EQ(charset_named("klingon"), "");
  EXPECT_EQ(charset_of_content_type("text/html; Charset = \"windows-1256\""), "windows-1256");
  EXPECT_EQ(charset_of_content_type("text/html"), "");
}

TEST(Charset, DecodesWindows1256WithItsMap) {
  const std::string bytes = "<p>\xE3\xE4 12</p>";  // meem, noon
  const auto decoded = decode_page(bytes, "text/html; charset=windows-1256", true);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, "<p>\xD9\x85\xD9\x86 12</p>");
  EXPECT_EQ(decoded->broken, 0u);
  EXPECT_EQ(decoded->map.to_page({3, 5}), (PageSpan{3, 4}));
  EXPECT_EQ(decoded->map.to_page({5, 7}), (PageSpan{4, 5}));
  EXPECT_EQ(decoded->map.to_page({8, 10}), (PageSpan{6, 8}));
}

TEST(Charset, DecodesUtf16WithAndWithoutMark) {
  const std::string little = "\xFF\xFE"s + "h\0i\0 \0t\0h\0e\0r\0e\0"s;
  const auto marked = decode_page(little, "", false);
  ASSERT_TRUE(marked);
  EXPECT_EQ(marked->text, "hi there");
  EXPECT_EQ(marked->map.to_page({0, 1}), (PageSpan{2, 4}));
  const auto bare = decode_page(std::string_view(little).substr(2), "", false);
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->text, "hi there");
  EXPECT_TRUE(bare->guessed);
  const auto pair = decode_page("\xFE\xFF\xD8\x3D\xDE\x00\x00\x21"s, "", false);  // a surrogate pair and "!"
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->text, "\xF0\x9F\x98\x80!");
  EXPECT_EQ(pair->map.to_page({0, 4}), (PageSpan{2, 6}));
}

TEST(Charset, BrokenUtf8IsReplacedAndCounted) {
  const auto decoded = decode_page("ok \xC3( \xE2\x82 end", "text/plain; charset=utf-8", false);
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(text::is_valid(decoded->text));
  EXPECT_EQ(decoded->broken, 2u);
  EXPECT_TRUE(decoded->text.ends_with(" end"));
  EXPECT_EQ(decoded->map.text_size(), decoded->text.size());
}

TEST(Charset, ValidUtf8OverrulesASingleByteDeclaration) {
  const auto decoded = decode_page("\xD8\xA7\xD9\x84\xD8\xAE\xD8\xA8\xD8\xB1", "text/html; charset=iso-8859-1", true);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->charset, "utf-8");
  EXPECT_TRUE(decoded->guessed);
}

TEST(Charset, BinaryIsRefused) {
  for (const std::string& bytes : {"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, "%PDF-1.4 \x01\x02"s, "\x01\x02\x03\x04\x05\x00\x07"s}) {
    const auto decoded = decode_page(bytes, "", false);
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().code, ErrorCode::kNotText);
  }
}

// html5lib-tests, encoding/*.dat: "#data" bytes up to "#encoding", then the name; nothing declared means windows-1252.
TEST(Charset, MetaPrescanAgreesWithHtml5lib) {
  const std::filesystem::path folder = MUSNAD_SOURCE_DIR "/../shared/data/html5lib/encoding";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "../shared/data/html5lib is not here";
  std::size_t cases = 0;
  for (const char* name : {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"}) {
    const std::string file = "\n" + read_file(folder / name);
    for (std::size_t at = file.find("\n#data\n"); at != std::string::npos;) {
      const std::size_t begin = at + 7, mark = file.find("\n#encoding\n", at);
      if (mark == std::string::npos) break;
      const std::size_t expected_at = mark + 11;
      std::string expected = file.substr(expected_at, file.find('\n', expected_at) - expected_at);
      std::transform(expected.begin(), expected.end(), expected.begin(), ::tolower);
      const std::string_view data = std::string_view(file).substr(begin, mark - begin);
      std::string_view found = data.starts_with("\xEF\xBB\xBF") ? "utf-8" : charset_of_meta(data);
      if (found.empty()) found = "windows-1252";
      EXPECT_EQ(found, expected) << name << ": " << data.substr(0, 300);
      ++cases;
      at = file.find("\n#data\n", mark);
    }
  }
  EXPECT_GE(cases, 80u);
}

TEST(DoubleEncoding, IsUndoneAndTracesBack) {
  // Eight Arabic words; their letters alone are in the decoder's way, so the page declares nothing else.
  const std::string words = "\xD8\xB9\xD9\x85\xD9\x84 \xD9\x82\xD9\x84\xD9\x85 \xD8\xAF\xD8\xB1\xD8\xB3 \xD9\x83\xD8\xAA\xD8\xA8";
  std::string doubled;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto byte = std::uint8_t(words[at]);
    if (byte < 0x80)
      doubled += char(byte);
    else
      text::append(doubled, byte);
  }
  const auto decoded = decode_page(doubled, "text/plain; charset=utf-8", false);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, words);
  EXPECT_EQ(decoded->basis, "repaired");
  EXPECT_TRUE(decoded->guessed);
  EXPECT_EQ(decoded->map.to_page({0, 2}), (PageSpan{0, 4}));
  EXPECT_EQ(decoded->map.to_page({std::uint32_t(words.size() - 2), std::uint32_t(words.size())}).end, doubled.size());
}

TEST(DoubleEncoding, OrdinaryTextStaysAsItIs) {
  const std::string french =
      "\xC3\xA9t\xC3\xA9 \xC3\xA0 No\xC3\xABl, pr\xC3\xAAt l\xC3\xA0, o\xC3\xB9 \xC3\xA9t\xC3\xA9 \xC3\xA0 l\xC3\xA0";
  const std::string arabic = "\xD8\xA7\xD9\x84\xD8\xB9\xD9\x85\xD9\x84 \xD9\x88\xD8\xA7\xD9\x84\xD9\x86\xD8\xA7\xD8\xB3";
  for (const std::string& text : {french, arabic}) {
    const auto decoded = decode_page(text, "text/plain; charset=utf-8", false);
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->text, text);
    EXPECT_EQ(decoded->basis, "header");
  }
}

}  // namespace
}  // namespace musnad::page
