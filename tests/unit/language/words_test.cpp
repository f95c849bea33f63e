#include "language/words.h"

#include <gtest/gtest.h>

namespace musnad::language {
namespace {

// Spelt in code points: w, l, b, alef, lam, and some stems.
constexpr const char* kWa = "\u0648";
constexpr const char* kLi = "\u0644";
constexpr const char* kHa = "\u0647\u0627";
constexpr const char* kAlef = "\u0627";

CliticTable sample_table() {
  CliticTable table;
  table.add(true, {}, "");
  table.add(true, {kWa}, "");
  table.add(true, {kWa, kLi}, kAlef);
  table.add(false, {}, "");
  table.add(false, {kHa}, "");
  return table;
}

Document one_token(std::string text) {
  PageMetadata metadata;
  const auto size = static_cast<std::uint32_t>(text.size());
  Document document(std::move(text), metadata);
  document.seal<Sentence>({{{0, size}, {}, {0, 1}}}, "test");
  document.seal<Token>({{{0, size}, SentenceId{0}}}, "test");
  return document;
}

TEST(Words, TableIsReadAsItWasWritten) {
  const CliticTable table = sample_table();
  const auto read = CliticTable::parse(table.to_text(), "sample");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->to_text(), table.to_text());
  EXPECT_EQ(read->before[2].hash, table.before[2].hash);
  EXPECT_FALSE(CliticTable::parse("no table", "sample"));
  EXPECT_FALSE(CliticTable::parse("<\tx\t\n>\t\t\n", "sample"));
}

TEST(Words, CutsListsWhatTheTableAllows) {
  const CliticTable table = sample_table();
  std::vector<Cut> cuts;
  list_cuts(table, PlainToken(std::string(kWa) + "\u0628\u064a\u062a" + kHa), cuts);  // wa-bayt-ha: four ways
  EXPECT_EQ(cuts.size(), 4u);
  list_cuts(table, PlainToken(kWa), cuts);  // a clitic alone stays whole
  EXPECT_EQ(cuts.size(), 1u);
}

TEST(Words, SpansAreCutThroughTatweelAndVowels) {
  // wa (with fatha) - tatweel - bayt - ha
  const std::string text = std::string("\u0648\u064e\u0640\u0628\u064a\u062a") + kHa;
  const Document document = one_token(text);
  const CliticTable table = sample_table();
  const PlainToken token(text);
  std::vector<Cut> cuts;
  list_cuts(table, token, cuts);
  std::vector<Word> words;
  append_words(table, document, TokenId{0}, token, cuts.back(), words);
  ASSERT_EQ(words.size(), 3u);
  EXPECT_EQ(words[0].span.begin, 0u);
  EXPECT_EQ(words[0].form, "\u0648\u064e");
  EXPECT_EQ(words[1].form, "\u0628\u064a\u062a");
  EXPECT_EQ(words[2].form, kHa);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) EXPECT_EQ(words[i].span.end, words[i + 1].span.begin);
  EXPECT_EQ(words.back().span.end, text.size());
}

TEST(Words, TheArticleAfterLiIsRestored) {
  const std::string text = std::string(kWa) + kLi + kLi + "\u0628\u064a\u062a";  // wa-li-l-bayt
  const Document document = one_token(text);
  const CliticTable table = sample_table();
  const PlainToken token(text);
  std::vector<Word> words;
  append_words(table, document, TokenId{0}, token, {2, 0, 4, 12}, words);
  ASSERT_EQ(words.size(), 3u);
  EXPECT_TRUE(words[1].exact);
  EXPECT_FALSE(words[2].exact);
  EXPECT_EQ(words[2].form, std::string(kAlef) + kLi + "\u0628\u064a\u062a");
  EXPECT_EQ(words[2].span, (ByteSpan{4, 12}));
}

TEST(Words, MarksAndLongTokensStayWhole) {
  std::vector<Cut> cuts;
  for (const std::string& text : {std::string("\u0640\u0640"), std::string(1000, 'x'), std::string("\u064e")}) {
    const PlainToken token(text);
    list_cuts(sample_table(), token, cuts);
    ASSERT_EQ(cuts.size(), 1u);
    const Document document = one_token(text);
    std::vector<Word> words;
    append_words(sample_table(), document, TokenId{0}, token, cuts[0], words);
    ASSERT_EQ(words.size(), 1u);
    EXPECT_EQ(words[0].span, (ByteSpan{0, static_cast<std::uint32_t>(text.size())}));
  }
}

}  // namespace
}  // namespace musnad::language
