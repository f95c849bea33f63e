#include "text/utf8.h"

#include <gtest/gtest.h>
#include <random>

namespace musnad::text {
namespace {

std::string random_bytes(std::mt19937& random, std::size_t size) {
  static constexpr std::string_view kPieces[] = {
      "a", "\xD9\x82", "\xE2\x80\x8F", "\xF0\x9F\x98\x80", "\xC0\xAF", "\xED\xA0\x80", "\x80", "\xFF", "\xE2\x82", " ", "\n"};
  std::string text;
  while (text.size() < size) text += kPieces[random() % std::size(kPieces)];
  return text;
}

TEST(Utf8, DecodesWhatItAppends) {
  for (const char32_t c : {U'a', char32_t{0x642}, char32_t{0x20ac}, char32_t{0x1f600}, char32_t{0x10ffff}}) {
    std::string text;
    append(text, c);
    const CodePoint decoded = decode(text, 0);
    EXPECT_EQ(decoded.value, c);
    EXPECT_EQ(decoded.length, text.size());
  }
}

TEST(Utf8, RefusesOverlongSurrogateAndTruncatedSequences) {
  for (const std::string_view bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFF"}) {
    EXPECT_FALSE(is_valid(bad));
    EXPECT_EQ(decode(bad, 0).value, char32_t{0xfffd});
    EXPECT_EQ(decode(bad, 0).length, 1u);
  }
}

TEST(Utf8, RepairsAnythingAndLeavesTheValidAlone) {
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    const std::string text = random_bytes(random, 50);
    std::size_t replaced = 0;
    const std::string mended = repaired(text, &replaced);
    EXPECT_TRUE(is_valid(mended));
    EXPECT_EQ(replaced == 0, is_valid(text));
    if (replaced == 0) {
      EXPECT_EQ(mended, text);
    }
  }
}

TEST(Offsets, GoThereAndBack) {
  std::mt19937 random(2);
  for (const std::size_t size : {0, 1, 63, 64, 65, 128, 1000}) {
    const std::string text = repaired(random_bytes(random, size));
    const Offsets offsets(text);
    std::uint32_t count = 0, units = 0;
    for (std::uint32_t at = 0; at < text.size(); ++count) {
      EXPECT_EQ(offsets.code_point_of(at), count);
      EXPECT_EQ(offsets.byte_of(count), at);
      EXPECT_EQ(offsets.to_utf16({at, at}).begin, units);
      const CodePoint c = decode(text, at);
      units += c.value >= 0x10000 ? 2 : 1;
      at += c.length;
    }
    EXPECT_EQ(offsets.size(), count);
    EXPECT_EQ(offsets.code_point_of(static_cast<std::uint32_t>(text.size())), count);
    EXPECT_EQ(offsets.byte_of(count + 5), text.size());
  }
}

TEST(Characters, KnowTheirClasses) {
  EXPECT_TRUE(is_arabic_letter(0x642));
  EXPECT_FALSE(is_arabic_letter(0x640)) << "tatweel is no letter";
  EXPECT_FALSE(is_letter(0x640));
  EXPECT_FALSE(is_arabic_letter('a'));
  EXPECT_EQ(digit_value(0x665), 5);
  EXPECT_EQ(digit_value(0x6f5), 5);
  EXPECT_EQ(digit_value('x'), -1);
  EXPECT_TRUE(is_harakat(0x651));
  EXPECT_TRUE(is_mark(0x651));
  EXPECT_TRUE(is_space(0xa0));
  EXPECT_TRUE(is_bidi_control(0x200f));
  EXPECT_TRUE(is_quote(0xab));
  EXPECT_FALSE(is_quote('x'));
  EXPECT_EQ(to_lower(0xc9), char32_t{0xe9});
}

}  // namespace
}  // namespace musnad::text
