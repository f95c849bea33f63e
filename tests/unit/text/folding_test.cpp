#include "text/folding.h"
#include "text/utf8.h"

#include <gtest/gtest.h>
#include <random>

namespace musnad::text {
namespace {

// Letters, marks, digits, presentation forms, Latin with accents, controls: whatever folding treats apart.
constexpr char32_t kSigns[] = {0x627,  0x623, 0x625, 0x622, 0x671, 0x649, 0x64a, 0x629,   0x647,  0x624,  0x626,  0x621,  0x642,
                               0x640,  0x64e, 0x651, 0x670, 0x665, 0x6f5, 0x6a9, 0xfefb,  0xfe8d, 0xfdf2, 0x200f, 0x200d, 0xa0,
                               0x2019, 'A',   'z',   '5',   ' ',   0xc9,  0x301, 0x1f600, 0xff21, 0x60c,  0xab,   0x1d2c};

std::string random_text(std::mt19937& random, int length) {
  std::string text;
  for (int i = 0; i < length; ++i) append(text, kSigns[random() % std::size(kSigns)]);
  return text;
}

TEST(Folding, IsIdempotentAndAgreesWithItself) {
  std::mt19937 random(1);
  for (int i = 0; i < 500; ++i) {
    const std::string text = random_text(random, 20);
    const std::string folded = fold(text);
    EXPECT_TRUE(is_valid(folded));
    EXPECT_EQ(fold(folded), folded);
    EXPECT_EQ(FoldedText(text).text(), folded);
  }
}

TEST(Folding, OfEveryCharacterIsItsOwnFolding) {
  for (char32_t c = 1; c <= 0x10ffff; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) continue;
    std::string text;
    append(text, c);
    const std::string folded = fold(text);
    ASSERT_EQ(fold(folded), folded) << std::hex << static_cast<std::uint32_t>(c);
  }
}

TEST(Folding, UnifiesSpellings) {
  const auto pairs = {std::pair{U"\u0623\u062d\u0645\u062f", U"\u0627\u062d\u0645\u062f"},
                      std::pair{U"\u0645\u0640\u0640\u0635\u0631", U"\u0645\u0635\u0631"},
                      std::pair{U"\u0642\u064f\u062a\u0650\u0644", U"\u0642\u062a\u0644"},
                      std::pair{U"\u0634\u0631\u0637\u0629", U"\u0634\u0631\u0637\u0647"},
                      std::pair{U"\u0639\u0644\u0649", U"\u0639\u0644\u064a"},
                      std::pair{U"\u0662\u0666", U"26"},
                      std::pair{U"\u0645\u0633\u0624\u0648\u0644", U"\u0645\u0633\u0626\u0648\u0644"},
                      std::pair{U"\ufefb", U"\u0644\u0627"},
                      std::pair{U"\u200f\u0642\u0627\u0644\u200e", U"\u0642\u0627\u0644"},
                      std::pair{U"CAF\u00c9", U"cafe"}};
  for (const auto& [one, other] : pairs) {
    std::string a, b;
    for (const char32_t c : std::u32string(one)) append(a, c);
    for (const char32_t c : std::u32string(other)) append(b, c);
    EXPECT_EQ(fold(a), fold(b)) << a << " " << b;
  }
}

TEST(Alignment, MapsEveryFoldedCharacterToTheTextThatGaveIt) {
  std::mt19937 random(2);
  for (int i = 0; i < 500; ++i) {
    const std::string text = random_text(random, 15);
    const FoldedText folded(text);
    std::uint32_t last_begin = 0;
    for (std::uint32_t at = 0; at < folded.text().size();) {
      const CodePoint c = decode(folded.text(), at);
      const ByteSpan span = folded.alignment().to_text({at, at + c.length});
      ASSERT_LT(span.begin, span.end);
      ASSERT_LE(span.end, text.size());
      EXPECT_GE(span.begin, last_begin);
      EXPECT_NE(static_cast<unsigned char>(text[span.begin]) & 0xc0, 0x80) << "begins inside a character";
      EXPECT_NE(fold(text.substr(span.begin, span.length())).find(folded.text().substr(at, c.length)), std::string::npos);
      last_begin = span.begin;
      at += c.length;
    }
  }
}

TEST(Alignment, OfAWholeWordTakesItsMarks) {
  std::string text;
  for (const char32_t c : std::u32string(U"\u200f\u0642\u064f\u062a\u0650\u0644\u064e x")) append(text, c);
  const FoldedText folded(text);
  const ByteSpan span = folded.alignment().to_text({0, 6});
  EXPECT_EQ(span.begin, 3u);
  EXPECT_EQ(span.end, text.size() - 2) << "the last vowel sign belongs to its letter";
  EXPECT_EQ(folded.alignment().to_folded(span), (FoldedSpan{0, 6}));
}

TEST(Alignment, AnswersForEmptyTexts) {
  const FoldedText folded("");
  EXPECT_TRUE(folded.text().empty());
  EXPECT_EQ(folded.alignment().to_text({0, 0}), (ByteSpan{0, 0}));
  EXPECT_TRUE(folded.alignment().to_folded({0, 0}).empty());
}

}  // namespace
}  // namespace musnad::text
