#include "language/conllu.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace musnad::language {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream stream(path);
  std::stringstream content;
  content << stream.rdbuf();
  return content.str();
}

const std::string kCases = std::string(MUSNAD_SOURCE_DIR) + "/tests/treebank/";

TEST(Conllu, MakesADocumentWithEveryLayerUpToTrees) {
  const auto documents = parse_conllu_documents(read_file(kCases + "first.ar.conllu"), Language::kAr, "first");
  ASSERT_TRUE(documents) << documents.error().to_string();
  ASSERT_EQ(documents->size(), 1u);
  const Document& document = documents->front();
  EXPECT_EQ(document.metadata().id, "first");
  ASSERT_EQ(document.layer<Sentence>().size(), 2u);
  EXPECT_TRUE(document.has<Block>() && document.has<Token>() && document.has<Tag>() && document.has<Arc>());
  EXPECT_EQ(document.layer<Word>().size(), document.layer<Tag>().size());
  EXPECT_EQ(document.layer<Word>().size(), document.layer<Arc>().size());
  for (const Word& word : document.layer<Word>()) {
    EXPECT_TRUE(document.at(word.token).span.contains(word.span));
    if (word.exact) {
      EXPECT_EQ(document.text(word.span), word.form);
    }
  }
}

TEST(Conllu, CutsTheArticleAfterLiAsNotExact) {
  const auto documents = parse_conllu_documents(read_file(kCases + "first.ar.conllu"), Language::kAr, "first");
  ASSERT_TRUE(documents);
  const Document& document = documents->front();
  std::vector<const Word*> inexact;
  for (const Word& word : document.layer<Word>())
    if (!word.exact) inexact.push_back(&word);
  ASSERT_EQ(inexact.size(), 1u);
  EXPECT_TRUE(inexact[0]->form.starts_with("\u0627\u0644"));
  EXPECT_EQ(std::string("\u0627") + std::string(document.text(inexact[0]->span)), inexact[0]->form);
  EXPECT_EQ(inexact[0]->span.end, document.at(inexact[0]->token).span.end);
}

TEST(Conllu, WritesWhatItRead) {
  const auto first = parse_conllu_documents(read_file(kCases + "first.ar.conllu"), Language::kAr, "first");
  ASSERT_TRUE(first);
  const std::string written = write_conllu(first->front());
  const auto second = parse_conllu_documents(written, Language::kAr, "written");
  ASSERT_TRUE(second) << second.error().to_string();
  EXPECT_EQ(second->front().text(), first->front().text());
  EXPECT_EQ(write_conllu(second->front()), written);
}

TEST(Conllu, WritesCodePointOffsetsOfSurfaceTokens) {
  const char* source =
      "# newdoc id = d\n"
      "1-2\tCaf\u00e9's\t_\t_\t_\t_\t_\t_\t_\t_\n1\tCaf\u00e9\tcaf\u00e9\tNOUN\t_\tNumber=Sing\t3\tnmod:poss\t_\t_\n"
      "2\t's\t's\tPART\t_\t_\t1\tcase\t_\t_\n3\tdoor\tdoor\tNOUN\t_\tNumber=Sing\t0\troot\t_\tSpaceAfter=No\n"
      "4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n";
  const auto documents = parse_conllu_documents(source, Language::kEn, "text");
  ASSERT_TRUE(documents) << documents.error().to_string();
  EXPECT_EQ(documents->front().text(), "Caf\u00e9's door.");
  const std::string written = write_conllu(documents->front());
  EXPECT_NE(written.find("1-2\tCaf\u00e9's\t_\t_\t_\t_\t_\t_\t_\tStartChar=0|EndChar=6\n"), std::string::npos) << written;
  EXPECT_NE(written.find("3\tdoor\tdoor\tNOUN\t_\tNumber=Sing\t0\troot\t_\tSpaceAfter=No|StartChar=7|EndChar=11\n"), std::string::npos);
  EXPECT_NE(written.find("2\t's\t's\tPART\t_\t_\t1\tcase\t_\t_\n"), std::string::npos);
}

TEST(Conllu, JoinsWordsWrittenTogether) {
  auto sentences = parse_conllu(
      "1\tba\tb\tADP\t_\t_\t2\tcase\t_\tSpaceAfter=No\n2\tbayt\tbayt\tNOUN\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
      "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n",
      "text");
  ASSERT_TRUE(sentences);
  join_written(sentences->front());
  ASSERT_EQ(sentences->front().tokens.size(), 2u);
  EXPECT_EQ(sentences->front().tokens[0].form, "babayt");
  EXPECT_EQ(sentences->front().tokens[0].last, 2u);
}

TEST(Conllu, SaysWhereAFileIsWrong) {
  const auto columns = parse_conllu("1\tone\n\n", "a.conllu");
  ASSERT_FALSE(columns);
  EXPECT_EQ(columns.error().code, ErrorCode::kTreebankSyntax);
  EXPECT_EQ(columns.error().where, "a.conllu:1");
  EXPECT_FALSE(parse_conllu("1\tone\t_\tNOUN\t_\t_\t5\tobj\t_\t_\n\n", "a.conllu"));
  EXPECT_FALSE(parse_conllu("1\tone\t_\tNOUN\t_\t_\t0\tsubject\t_\t_\n\n", "a.conllu"));
  EXPECT_FALSE(parse_conllu("2-3\tone\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "a.conllu"));
  EXPECT_EQ(load_conllu("no such file").error().code, ErrorCode::kModelMissing);
}

}  // namespace
}  // namespace musnad::language
