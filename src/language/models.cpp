#include "language/models.h"

#include <array>

namespace musnad::language {
namespace {

class WordsStage final : public Stage {
 public:
  WordsStage(std::shared_ptr<const Models> models, WholeNames names) : models_(std::move(models)), names_(std::move(names)) {}
  std::string_view name() const override { return "words"; }
  std::span<const LayerKind> needs() const override { return kNeeds; }
  std::span<const LayerKind> writes() const override { return kWrites; }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& document : batch) {
      std::vector<Word> words;
      words.reserve(document.layer<Token>().size() * 3 / 2);
      const LanguageModels* models = models_->find(document.language());
      for (std::uint32_t i = 0; i < document.layer<Sentence>().size(); ++i) {
        if (models != nullptr)
          models->words.cut(document, SentenceId{i}, words, names_);
        else
          append_tokens(document, SentenceId{i}, words);
      }
      document.seal(std::move(words), name());
    }
    return {};
  }

 private:
  static void append_tokens(const Document& document, SentenceId sentence, std::vector<Word>& to) {
    const IdRange<Token> tokens = document.at(sentence).tokens;
    for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
      const ByteSpan span = document.at(TokenId{i}).span;
      to.push_back({span, TokenId{i}, sentence, true, std::string(document.text(span))});
    }
  }
  static constexpr std::array kNeeds = {LayerKind::kSentences, LayerKind::kTokens};
  static constexpr std::array kWrites = {LayerKind::kWords};
  std::shared_ptr<const Models> models_;
  WholeNames names_;
};

class TagsStage final : public Stage {
 public:
  explicit TagsStage(std::shared_ptr<const Models> models) : models_(std::move(models)) {}
  std::string_view name() const override { return "tags"; }
  std::span<const LayerKind> needs() const override { return kNeeds; }
  std::span<const LayerKind> writes() const override { return kWrites; }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& document : batch) {
      std::vector<Tag> tags;
      tags.reserve(document.layer<Word>().size());
      const LanguageModels* models = models_->find(document.language());
      for (std::uint32_t i = 0; models != nullptr && i < document.layer<Sentence>().size(); ++i) {
        std::vector<Tag> made = models->tags.tag(document.slice(document.words_of(SentenceId{i})));
        std::move(made.begin(), made.end(), std::back_inserter(tags));
      }
      tags.resize(document.layer<Word>().size());
      document.seal(std::move(tags), name());
    }
    return {};
  }

 private:
  static constexpr std::array kNeeds = {LayerKind::kWords};
  static constexpr std::array kWrites = {LayerKind::kTags};
  std::shared_ptr<const Models> models_;
};

class TreesStage final : public Stage {
 public:
  TreesStage(std::shared_ptr<const Models> models, ParsedSentences which) : models_(std::move(models)), which_(which) {}
  std::string_view name() const override { return "trees"; }
  std::span<const LayerKind> needs() const override {
    return std::span(kNeeds).first(which_ == ParsedSentences::kAll ? kNeeds.size() - 1 : kNeeds.size());
  }
  std::span<const LayerKind> writes() const override { return kWrites; }
  Result<void> run(std::span<Document> batch) const override {
    for (Document& document : batch) {
      std::vector<Arc> arcs(document.layer<Word>().size());
      const LanguageModels* models = models_->find(document.language());
      const std::vector<bool> asked = asked_sentences(document);
      std::vector<TaggedSentence> sentences;
      for (std::uint32_t i = 0; models != nullptr && i < asked.size(); ++i) {
        if (!asked[i]) continue;
        const IdRange<Word> words = document.words_of(SentenceId{i});
        sentences.push_back({document.slice(words), document.layer<Tag>().subspan(words.begin, words.size()), WordId{words.begin}});
      }
      if (models != nullptr) {
        const auto made = models->trees.parse(sentences);
        for (std::size_t i = 0; i < made.size(); ++i) std::copy(made[i].begin(), made[i].end(), arcs.begin() + sentences[i].first.value);
      }
      document.seal(std::move(arcs), name());
    }
    return {};
  }

 private:
  std::vector<bool> asked_sentences(const Document& document) const {
    std::vector<bool> asked(document.layer<Sentence>().size(), which_ == ParsedSentences::kAll);
    if (which_ == ParsedSentences::kAll) return asked;
    for (const LexiconMatch& match : document.layer<LexiconMatch>())
      if (!match.words.empty()) asked[document.at(WordId{match.words.begin}).sentence.value] = true;
    return asked;
  }
  static constexpr std::array kNeeds = {LayerKind::kWords, LayerKind::kTags, LayerKind::kMatches};
  static constexpr std::array kWrites = {LayerKind::kTrees};
  std::shared_ptr<const Models> models_;
  ParsedSentences which_;
};

}  // namespace

Result<LanguageModels> load_language(const std::string& directory, const std::string& code) {
  const auto path = [&](const char* what) { return directory + "/" + code + "." + what + ".model"; };
  auto words = WordCutter::load(path("words"), code + ".words");
  if (!words) return tl::unexpected(words.error());
  auto tags = Tagger::load(path("tags"), code + ".tags");
  if (!tags) return tl::unexpected(tags.error());
  auto trees = Parser::load(path("trees"), code + ".trees");
  if (!trees) return tl::unexpected(trees.error());
  return LanguageModels{std::move(*words), std::move(*tags), std::move(*trees)};
}

Result<std::shared_ptr<const Models>> Models::load(const std::string& directory) {
  auto ar = load_language(directory, "ar");
  if (!ar) return tl::unexpected(ar.error());
  auto en = load_language(directory, "en");
  if (!en) return tl::unexpected(en.error());
  auto models = std::make_shared<Models>();
  models->ar_ = std::move(*ar);
  models->en_ = std::move(*en);
  return models;
}

const LanguageModels* Models::find(Language language) const {
  return language == Language::kAr ? &ar_ : language == Language::kEn ? &en_ : nullptr;
}

std::unique_ptr<const Stage> make_words_stage(std::shared_ptr<const Models> models, WholeNames names) {
  return std::make_unique<WordsStage>(std::move(models), std::move(names));
}
std::unique_ptr<const Stage> make_tags_stage(std::shared_ptr<const Models> models) {
  return std::make_unique<TagsStage>(std::move(models));
}
std::unique_ptr<const Stage> make_trees_stage(std::shared_ptr<const Models> models, ParsedSentences which) {
  return std::make_unique<TreesStage>(std::move(models), which);
}

}  // namespace musnad::language
