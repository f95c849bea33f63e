// What the page tests share: the lexicon of the repository's codebook, names of kinds, the rule that blocks tile.
#pragma once

#include "page/page.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace musnad::page {

inline constexpr const char* kLayouts = MUSNAD_SOURCE_DIR "/tests/unit/page/layouts";

inline const PageLexicon& test_lexicon() {
  static const auto lexicon = PageLexicon::load(MUSNAD_SOURCE_DIR "/codebook");
  EXPECT_TRUE(lexicon) << lexicon.error().to_string();
  return *lexicon;
}

inline std::string name_of(BlockKind kind) {
  static constexpr const char* kNames[] = {"headline", "subheadline", "dateline", "byline",  "credit",
                                           "caption",  "body",        "masthead", "related", "boilerplate"};
  return kNames[std::size_t(kind)];
}

inline void expect_tiled(const Page& page) {
  std::uint32_t at = 0;
  std::uint32_t index = 0;
  for (const Block& block : page.document.layer<Block>()) {
    EXPECT_EQ(block.span.begin, at);
    EXPECT_LE(block.span.begin, block.span.end);
    if (block.repeat_of) {
      EXPECT_LT(block.repeat_of.value, index);
    }
    at = block.span.end;
    ++index;
  }
  EXPECT_EQ(at, page.document.text().size());
  EXPECT_EQ(page.map.text_size(), page.document.text().size());
}

/// The text of the blocks of one kind, trimmed at the end, one a line.
inline std::string texts_of(const Page& page, BlockKind kind) {
  std::string texts;
  for (const Block& block : page.document.layer<Block>()) {
    if (block.kind != kind || block.repeat_of) continue;
    std::string_view text = page.document.text(block.span);
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
    if (!texts.empty()) texts += '\n';
    texts += text;
  }
  return texts;
}

}  // namespace musnad::page
