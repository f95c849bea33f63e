#include "language/tokens/sentences.h"
#include "case_files.h"
#include "language/tokens/line_breaks.h"

namespace musnad::language {
namespace {

const TokenLexicon& lexicon() {
  static const auto loaded = TokenLexicon::load(std::string(MUSNAD_SOURCE_DIR) + "/codebook");
  EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().to_string());
  return *loaded;
}

using Lines = std::vector<std::vector<std::string>>;

Lines cut(const std::string& text) {
  const ByteSpan all{0, static_cast<std::uint32_t>(text.size())};
  const auto tokens = tokenize(text, all, lexicon());
  const auto starts = split_sentences(text, all, tokens, lexicon());
  Lines sentences;
  for (std::size_t s = 0; s < starts.size(); ++s) {
    sentences.emplace_back();
    for (std::size_t i = starts[s]; i < (s + 1 < starts.size() ? starts[s + 1] : tokens.size()); ++i)
      sentences.back().push_back(text.substr(tokens[i].begin, tokens[i].length()));
  }
  return sentences;
}

void check(const Lines& spaced) {
  std::string text;
  Lines wanted;
  for (const auto& line : spaced) {
    wanted.emplace_back();
    for (const std::string& token : line) {
      text += token;
      wanted.back().push_back(token.substr(token[0] == ' ' ? 1 : 0));
    }
  }
  EXPECT_EQ(cut(text), wanted) << text;
}

TEST(Sentences, CutTheTextsOfTheirCases) {
  Lines text;
  for (const std::string& line : read_case_lines("tokens.txt")) {
    if (!line.empty()) {
      text.push_back(split_at(line, '|'));
    } else if (!text.empty()) {
      check(text);
      text.clear();
    }
  }
  check(text);
}

TEST(Sentences, KeepTogetherHardWrappedLines) {
  const std::string wrapped =
      "The brigade reported that about fifty farmers of several villages were\n"
      "taken away by armed men on Tuesday night. The source added that nobody\n"
      "knew where they had been brought to and that a search of the whole hill\n"
      "country had begun.\n\nAnother clash was reported near the river.";
  EXPECT_EQ(cut(wrapped).size(), 3u);
  EXPECT_EQ(cut("News in brief\nTwo held over theft\nRoads closed").size(), 3u);
}

TEST(Sentences, GoOnWithASmallLetterOverALineBreak) {
  EXPECT_EQ(cut("The owner of the mill was\narrested on Friday.").size(), 1u);
  EXPECT_EQ(cut("The owner was arrested.\nbackup power failed").size(), 2u);
  EXPECT_EQ(cut("أغلق الطريق\nانقطع التيار").size(), 2u);
}

TEST(Sentences, EndNowhereInAnAcronymSpelledInBrackets) {
  EXPECT_EQ(cut("قالت القناة (بي. بي. سي) إن الجسر انهار. وقع ذلك ليلا.").size(), 2u);
  EXPECT_EQ(cut("The channel (C. N. N.) said so. It was late.").size(), 2u);
  EXPECT_EQ(cut("He left (late). It rained. (He was wet.) It went on.").size(), 4u);
}

TEST(Sentences, EndNowhereInsideACommaOrLowerCase) {
  EXPECT_EQ(cut("It was approx. five, and e.g. nothing more; he said so: true.").size(), 1u);
  EXPECT_EQ(cut("They met at 10 a.m. The talks failed.").size(), 2u);
  EXPECT_EQ(cut("").size(), 0u);
  EXPECT_EQ(cut(" \n\n ").size(), 0u);
}

TEST(Tokens, CoverEveryVisibleCharacterOnce) {
  const std::string text =
      "A \xE2\x80\x8F\xD9\x82\xD8\xA7\xD9\x84\xE2\x80\x8E 5\xD8\xB9 \xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 $5m U.S. 'x' x_y #tag "
      "http://a.b/c, -- e\xCC\x81!";
  std::uint32_t last = 0;
  for (const ByteSpan token : tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, lexicon())) {
    ASSERT_LE(last, token.begin);
    ASSERT_LT(token.begin, token.end);
    for (std::uint32_t i = last; i < token.begin; ++i) EXPECT_TRUE(text[i] == ' ' || (static_cast<unsigned char>(text[i]) & 0x80)) << i;
    last = token.end;
  }
}

TEST(Tokens, TakeLinearTimeOnEndlessWords) {
  const std::string parts[] = {"a",
                               "a-",
                               "a.",
                               "a'",
                               "1,",
                               "(",
                               "\"a",
                               "\xD9\x88",
                               "\xD9\x88"
                               "1",
                               "http://",
                               "@a",
                               "=",
                               "\xCC\x81",
                               "a\xE2\x80\x8F"};
  for (const std::string& part : parts) {
    std::string text;
    while (text.size() < 1000000) text += part;
    const auto tokens = tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, lexicon());
    EXPECT_FALSE(tokens.empty());
    EXPECT_FALSE(split_sentences(text, {0, static_cast<std::uint32_t>(text.size())}, tokens, lexicon()).empty());
  }
}

TEST(SentencesStage, SealsSentencesAndTokensOfEveryBlock) {
  auto stage = make_sentences_stage(std::string(MUSNAD_SOURCE_DIR) + "/codebook");
  ASSERT_TRUE(stage) << stage.error().to_string();
  Document document("Headline\n\nFirst one. Second one.\n" + std::string(500, 'x'), {});
  const auto size = static_cast<std::uint32_t>(document.text().size());
  document.seal<Block>({{BlockKind::kHeadline, {0, 10}, {}}, {BlockKind::kBody, {10, size}, {}}}, "test");
  ASSERT_TRUE((*stage)->run({&document, 1}));
  ASSERT_EQ(document.layer<Sentence>().size(), 4u);
  EXPECT_EQ(document.text(document.layer<Sentence>()[1].span), "First one.");
  EXPECT_EQ(document.layer<Sentence>()[1].block.value, 1u);
  for (std::uint32_t s = 0; s < 4; ++s)
    for (const Token& token : document.slice(document.layer<Sentence>()[s].tokens)) EXPECT_EQ(token.sentence.value, s);
  ASSERT_EQ(document.diagnostics().size(), 1u);
  EXPECT_EQ(document.diagnostics()[0].code, ErrorCode::kLongWord);
}

TEST(TokenLexicon, NamesTheLineThatIsWrong) {
  const auto directory = std::filesystem::path(testing::TempDir()) / "abbreviations_test";
  std::filesystem::create_directories(directory / "xx" / "lexicon");
  std::ofstream(directory / "xx" / "lexicon" / "abbreviations.tsv") << "form\tkind\tnote\ndr.\ttitle\t\nfoo.\ttitel\t\n";
  const auto loaded = TokenLexicon::load(directory);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::kUnknownName);
  EXPECT_NE(loaded.error().where.find(":3:6"), std::string::npos) << loaded.error().where;
  EXPECT_FALSE(TokenLexicon::load(directory / "none"));
}

}  // namespace
}  // namespace musnad::language
