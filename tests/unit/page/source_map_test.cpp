#include "page/markup/source_map.h"

#include <gtest/gtest.h>

namespace musnad::page {
namespace {

TEST(SourceMap, RunsOfCopiedBytesAreOne) {
  SourceMap map;
  for (std::uint32_t i = 0; i < 10; ++i) map.append(1, 5 + i, 1);
  EXPECT_EQ(map.runs(), 1u);
  EXPECT_EQ(map.to_page({2, 4}), (PageSpan{7, 9}));
  EXPECT_EQ(map.to_page({0, 10}), (PageSpan{5, 15}));
  EXPECT_EQ(map.to_page({3, 3}), (PageSpan{8, 8}));
}

TEST(SourceMap, AReferenceIsNeverCut) {
  SourceMap map;  // "a&#1576;b"
  map.append(1, 0, 1);
  map.append(2, 1, 7);
  map.append(1, 8, 1);
  EXPECT_EQ(map.to_page({1, 3}), (PageSpan{1, 8}));
  EXPECT_EQ(map.to_page({2, 3}), (PageSpan{1, 8}));
  EXPECT_EQ(map.to_page({1, 4}), (PageSpan{1, 9}));
}

TEST(SourceMap, Composes) {
  SourceMap decoded;  // page: two bytes a letter from byte 2 on; middle form: one byte a letter
  decoded.append(1, 2, 2, 8);
  SourceMap text;  // bytes 1..3 and 5..8 of the middle form
  text.append(1, 1, 1, 2);
  text.append(1, 5, 1, 3);
  const SourceMap whole = text.after(decoded);
  EXPECT_EQ(whole.text_size(), 5u);
  EXPECT_EQ(whole.to_page({0, 1}), (PageSpan{4, 6}));
  EXPECT_EQ(whole.to_page({2, 3}), (PageSpan{12, 14}));
  EXPECT_EQ(whole.to_page({0, 5}), (PageSpan{4, 18}));
}

TEST(SourceMap, EmptyText) {
  EXPECT_EQ(SourceMap().to_page({0, 0}), (PageSpan{0, 0}));
}

}  // namespace
}  // namespace musnad::page
