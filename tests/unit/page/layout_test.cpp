// Plain text pages: each layouts/*.layout says for every line what it is ("kind TAB line"; kind* repeats an earlier line,
// kind+ goes on in the next line without a break, ~ continues the paragraph above).
#include "page/page.h"
#include "page_fixture.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace musnad::page {
namespace {

struct Expected {
  std::string text;
  std::vector<std::string> kinds;  // with * where a repeat
};

Expected read_layout(const std::filesystem::path& path) {
  Expected expected;
  std::ifstream file(path);
  std::string line;
  bool joined = true;
  while (std::getline(file, line)) {
    if (!joined) expected.text += '\n';
    joined = false;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    std::string kind = line.substr(0, tab);
    if (kind.back() == '+') {
      joined = true;
      kind.pop_back();
    }
    if (kind != "~") expected.kinds.push_back(kind);
    expected.text += line.substr(tab + 1);
  }
  return expected;
}

class LayoutTest : public testing::TestWithParam<std::string> {};

TEST_P(LayoutTest, EveryLineIsWhatItIs) {
  const Expected expected = read_layout(std::string(kLayouts) + "/" + GetParam());
  ASSERT_FALSE(expected.kinds.empty());
  const auto page = read_page({.bytes = expected.text, .kind = PageKind::kText}, test_lexicon());
  ASSERT_TRUE(page) << page.error().to_string();
  EXPECT_EQ(page->document.text(), expected.text);
  std::vector<std::string> kinds;
  for (const Block& block : page->document.layer<Block>()) kinds.push_back(name_of(block.kind) + (block.repeat_of ? "*" : ""));
  EXPECT_EQ(kinds, expected.kinds);
  expect_tiled(*page);
}

std::vector<std::string> layouts() {
  std::vector<std::string> names;
  for (const auto& item : std::filesystem::directory_iterator(kLayouts)) names.push_back(item.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Layouts, LayoutTest, testing::ValuesIn(layouts()), [](const auto& param_info) {
  std::string name = param_info.param.substr(0, param_info.param.find('.'));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Text, ComesBackUnchanged) {
  for (const std::string text : {"  a line \r\n\r\n with  spaces\t\n", "\xEF\xBB\xBFmarked", "x", "\xD9\x85\xD9\x80\xD9\x86"}) {
    const auto page = read_page({.bytes = text, .kind = PageKind::kText}, test_lexicon());
    ASSERT_TRUE(page);
    EXPECT_EQ(page->document.text(), text);
    expect_tiled(*page);
  }
}

TEST(Text, GivenTitleIsTheHeadline) {
  const auto page = read_page({.bytes = "Ferry service resumes.\nBoats left the harbour at noon on Sunday, the operator said.",
                               .title = "Ferry service resumes.",
                               .kind = PageKind::kText},
                              test_lexicon());
  ASSERT_TRUE(page);
  EXPECT_EQ(page->document.layer<Block>()[0].kind, BlockKind::kHeadline);
  EXPECT_EQ(page->document.layer<Block>()[1].kind, BlockKind::kBody);
}

TEST(Text, MastheadNamesThePublisher) {
  const auto expected = read_layout(std::string(kLayouts) + "/en-wire.layout");
  const auto page = read_page({.bytes = expected.text, .kind = PageKind::kText}, test_lexicon());
  ASSERT_TRUE(page);
  const PageMetadata& metadata = page->document.metadata();
  EXPECT_EQ(metadata.publisher, "The Harbour Gazette");
  EXPECT_EQ(metadata.publisher_basis, "masthead");
  ASSERT_TRUE(metadata.publisher_span);
  EXPECT_EQ(page->document.text(*metadata.publisher_span), metadata.publisher);
}

TEST(Language, ByScriptAndSmallWords) {
  const auto language_of_text = [](std::string text) {
    return read_page({.bytes = std::move(text), .kind = PageKind::kText}, test_lexicon())->document.language();
  };
  EXPECT_EQ(language_of_text("Army kills three rebels"), Language::kEn);
  EXPECT_EQ(language_of_text(read_layout(std::string(kLayouts) + "/ar-live.layout").text), Language::kAr);
  EXPECT_EQ(language_of_text("\xD0\x92\xD0\xBE\xD0\xB9\xD1\x81\xD0\xBA\xD0\xB0"), Language::kUnd);  // Cyrillic
  EXPECT_EQ(language_of_text("El ministro dijo que los trabajadores del puerto volvieron a sus puestos despues de nueve dias de "
                             "huelga, segun una nota publicada por su sindicato esta semana en Lima y Callao"),
            Language::kUnd);
  const auto given = read_page({.bytes = "Voila", .given_language = Language::kEn, .kind = PageKind::kText}, test_lexicon());
  EXPECT_EQ(given->document.language(), Language::kEn);
}

}  // namespace
}  // namespace musnad::page
