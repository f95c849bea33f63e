// The trained models themselves, over sentences of our own.
#include "language/models.h"

#include "language/conllu.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace musnad::language {
namespace {

namespace fs = std::filesystem;
const fs::path kTop = MUSNAD_SOURCE_DIR;

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream content;
  content << stream.rdbuf();
  return content.str();
}

// The gold documents of tests/treebank.
std::vector<Document> gold_documents(const char* name, Language language) {
  auto documents = parse_conllu_documents(read_file(kTop / "tests" / "treebank" / name), language, name);
  EXPECT_TRUE(documents) << documents.error().to_string();
  return documents ? std::move(*documents) : std::vector<Document>();
}

// A document with the sentences and tokens of another and nothing more.
Document bare(const Document& gold) {
  Document document(std::string(gold.text()), gold.metadata());
  document.seal(std::vector(gold.layer<Sentence>().begin(), gold.layer<Sentence>().end()), "test");
  document.seal(std::vector(gold.layer<Token>().begin(), gold.layer<Token>().end()), "test");
  return document;
}

class ModelsTest : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = Models::load((kTop / "models").string());
    ASSERT_TRUE(loaded) << loaded.error().to_string();
    models_ = *loaded;
  }
  void run_all(Document& document) const {
    ASSERT_TRUE(make_words_stage(models_)->run({&document, 1}));
    ASSERT_TRUE(make_tags_stage(models_)->run({&document, 1}));
    ASSERT_TRUE(make_trees_stage(models_, ParsedSentences::kAll)->run({&document, 1}));
  }
  std::shared_ptr<const Models> models_;
};

void expect_one_tree(const Document& document, SentenceId sentence) {
  const IdRange<Word> words = document.words_of(sentence);
  std::size_t roots = 0;
  for (std::uint32_t i = words.begin; i < words.end; ++i) {
    roots += !document.arc(WordId{i}).head.valid();
    std::size_t steps = 0;
    for (WordId at{i}; at.valid(); at = document.arc(at).head) {
      ASSERT_TRUE(words.contains(at));
      ASSERT_LE(++steps, words.size()) << "a cycle";
    }
  }
  EXPECT_EQ(roots, words.empty() ? 0u : 1u);
}

TEST_F(ModelsTest, EverySentenceGetsOneTree) {
  for (const auto& [name, language] : {std::pair{"first.ar.conllu", Language::kAr}, {"first.en.conllu", Language::kEn}})
    for (const Document& gold : gold_documents(name, language)) {
      Document document = bare(gold);
      run_all(document);
      EXPECT_EQ(document.layer<Word>().size(), document.layer<Tag>().size());
      EXPECT_EQ(document.layer<Word>().size(), document.layer<Arc>().size());
      for (std::uint32_t s = 0; s < document.layer<Sentence>().size(); ++s) expect_one_tree(document, SentenceId{s});
    }
}

TEST_F(ModelsTest, PlainSentencesAreReadAsAPersonReadsThem) {
  std::size_t words = 0, right_tags = 0, right_arcs = 0;
  for (const auto& [name, language] : {std::pair{"first.ar.conllu", Language::kAr}, {"first.en.conllu", Language::kEn}})
    for (const Document& gold : gold_documents(name, language)) {
      Document document = bare(gold);
      run_all(document);
      ASSERT_EQ(document.layer<Word>().size(), gold.layer<Word>().size()) << name;
      for (std::uint32_t i = 0; i < gold.layer<Word>().size(); ++i) {
        const WordId id{i};
        EXPECT_EQ(document.at(id).form, gold.at(id).form);
        ++words;
        right_tags += document.tag(id).upos == gold.tag(id).upos;
        right_arcs += document.arc(id).head == gold.arc(id).head;
      }
    }
  EXPECT_GE(right_tags * 10, words * 9);
  EXPECT_GE(right_arcs * 10, words * 8);
}

TEST_F(ModelsTest, TheSameTextGivesTheSameWordsAgain) {
  const Document gold = std::move(gold_documents("first.ar.conllu", Language::kAr).front());
  Document once = bare(gold), twice = bare(gold);
  run_all(once);
  run_all(twice);
  EXPECT_EQ(write_conllu(once), write_conllu(twice));
}

// Tagger and parser keep what they computed for words seen lately.
TEST_F(ModelsTest, WhatWasReadBeforeChangesNothing) {
  for (const auto& [name, language] : {std::pair{"news.ar.conllu", Language::kAr}, {"news.en.conllu", Language::kEn}}) {
    const auto golds = gold_documents(name, language);
    std::vector<std::string> before;
    for (const Document& gold : golds) {
      SetUp();  // models that have read nothing
      Document document = bare(gold);
      run_all(document);
      before.push_back(write_conllu(document));
      if (before.size() == 12) break;
    }
    for (const Document& gold : golds) {
      Document document = bare(gold);
      run_all(document);
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
      Document document = bare(golds[i]);
      run_all(document);
      EXPECT_EQ(write_conllu(document), before[i]);
    }
  }
}

TEST_F(ModelsTest, EmptyDocumentsAndUnknownLanguagesPass) {
  Document empty("", {});
  empty.seal<Sentence>({}, "test");
  empty.seal<Token>({}, "test");
  run_all(empty);
  EXPECT_TRUE(empty.has<Arc>());
  PageMetadata metadata;
  Document unknown("abc", metadata);
  unknown.seal<Sentence>({{{0, 3}, {}, {0, 1}}}, "test");
  unknown.seal<Token>({{{0, 3}, SentenceId{0}}}, "test");
  run_all(unknown);
  ASSERT_EQ(unknown.layer<Word>().size(), 1u);
  EXPECT_EQ(unknown.tag(WordId{0}).upos, Upos::X);
  EXPECT_EQ(unknown.arc(WordId{0}).relation, Relation::kNone);
}

TEST_F(ModelsTest, ASentenceOfFiveThousandWordsIsParsed) {
  constexpr std::uint32_t kWords = 5000;
  std::string text;
  std::vector<Token> tokens;
  for (std::uint32_t i = 0; i < kWords; ++i) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += i % 7 == 6 ? "," : i % 3 == 0 ? "police" : "arrested";
    tokens.push_back({{begin, static_cast<std::uint32_t>(text.size())}, SentenceId{0}});
    text += ' ';
  }
  PageMetadata metadata;
  metadata.language = Language::kEn;
  const auto size = static_cast<std::uint32_t>(text.size());
  Document document(std::move(text), metadata);
  document.seal<Sentence>({{{0, size}, {}, {0, kWords}}}, "test");
  document.seal(std::move(tokens), "test");
  run_all(document);
  expect_one_tree(document, SentenceId{0});
}

TEST_F(ModelsTest, SentencesParsedTogetherGetTheSameTrees) {
  std::vector<Document> documents;
  for (const Document& gold : gold_documents("first.en.conllu", Language::kEn)) {
    documents.push_back(bare(gold));
    run_all(documents.back());
  }
  std::vector<TaggedSentence> sentences;
  for (int round = 0; round < 40; ++round)  // more than one batch
    for (const Document& document : documents)
      for (std::uint32_t s = 0; s < document.layer<Sentence>().size(); ++s) {
        const IdRange<Word> words = document.words_of(SentenceId{s});
        sentences.push_back({document.slice(words), document.layer<Tag>().subspan(words.begin, words.size()), WordId{words.begin}});
      }
  const Parser& parser = models_->find(Language::kEn)->trees;
  const auto together = parser.parse(sentences);
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const auto alone = parser.parse(sentences[i].words, sentences[i].tags, sentences[i].first);
    ASSERT_EQ(alone.size(), together[i].size());
    for (std::size_t k = 0; k < alone.size(); ++k) {
      EXPECT_EQ(alone[k].head, together[i][k].head);
      EXPECT_EQ(alone[k].relation, together[i][k].relation);
    }
  }
}

TEST(Models, BrokenFilesAreTold) {
  EXPECT_EQ(Models::load("no/such/folder").error().code, ErrorCode::kModelMissing);
  const fs::path folder = fs::path(testing::TempDir()) / "musnad_models_test";
  fs::create_directories(folder);
  for (const auto& entry : fs::directory_iterator(kTop / "models"))
    if (entry.path().extension() == ".model")
      fs::copy_file(entry.path(), folder / entry.path().filename(), fs::copy_options::overwrite_existing);
  fs::resize_file(folder / "ar.trees.model", fs::file_size(folder / "ar.trees.model") / 2);
  EXPECT_EQ(Models::load(folder.string()).error().code, ErrorCode::kModelBroken);
  fs::copy_file(folder / "ar.tags.model", folder / "ar.trees.model", fs::copy_options::overwrite_existing);
  EXPECT_EQ(Models::load(folder.string()).error().code, ErrorCode::kModelForeign);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace musnad::language
