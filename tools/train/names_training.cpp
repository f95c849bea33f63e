#include "names_commands.h"

#include "corpus.h"
#include "learning/perceptron.h"
#include "names_resources.h"
#include "names_scoring.h"

#include <fmt/format.h>

namespace musnad::training {
namespace {

using language::HashedTable;
using language::kNameTagCount;
using language::NameTag;
using learning::Feature;

int fails(const Error& error) {
  fmt::print(stderr, "{}\n", error.to_string());
  return 1;
}

// Blocks of sentences are held out, as neighbours share their names.
bool is_held_out(std::size_t sentence, double share) {
  constexpr std::size_t kBlock = 40;
  const auto every = static_cast<std::size_t>(1 / share + 0.5);
  return sentence / kBlock % every == every - 1;
}

struct Example {
  std::vector<std::vector<Feature>> features;
  std::vector<NameTag> gold;
  std::size_t domain;
};

Example example_of(const NamedSentence& sentence, const language::NameResources& resources) {
  Example example{{}, sentence.tags, sentence.domain};
  const auto tokens = language::name_tokens(sentence.inputs(), resources);
  example.features.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) language::fill_name_features(tokens, static_cast<std::ptrdiff_t>(i), example.features[i]);
  return example;
}

// One pass; `margin`: what a wrong tag is given on top of its score, so that right ones must win clearly.
// `dropout`: the share of features hidden at random each time, so that names are learned by more than their words.
std::size_t run_epoch(learning::Perceptron& perceptron, const std::vector<Example>& examples, const std::vector<std::size_t>& order,
                      int margin, double dropout, Shuffler& shuffler) {
  std::size_t wrong = 0;
  std::vector<std::vector<Feature>> seen;
  std::vector<std::int32_t> scores, transitions(kNameTagCount * kNameTagCount);
  for (const std::size_t index : order) {
    const Example& example = examples[index];
    const std::size_t length = example.gold.size();
    scores.assign(length * kNameTagCount, 0);
    seen.assign(example.features.begin(), example.features.end());
    for (std::size_t i = 0; i < length; ++i) {
      if (dropout > 0) std::erase_if(seen[i], [&](Feature) { return shuffler.next_share() < dropout; });
      perceptron.score(seen[i], example.domain, std::span(scores).subspan(i * kNameTagCount, kNameTagCount));
      for (std::size_t t = 0; t < kNameTagCount; ++t)
        if (static_cast<NameTag>(t) != example.gold[i])
          scores[i * kNameTagCount + t] += margin * (example.gold[i] == NameTag::kOut ? 1 : 2);
    }
    for (std::size_t b = 0; b < kNameTagCount; ++b) {
      const Feature before = language::transition_feature(static_cast<NameTag>(b));
      perceptron.score({&before, 1}, example.domain, std::span(transitions).subspan(b * kNameTagCount, kNameTagCount));
    }
    const std::vector<NameTag> path = language::best_path(scores, transitions);
    NameTag last_gold = NameTag::kOut, last_path = NameTag::kOut;
    for (std::size_t i = 0; i < length; ++i) {
      if (path[i] != example.gold[i]) {
        ++wrong;
        perceptron.update(seen[i], example.domain, static_cast<std::size_t>(example.gold[i]), static_cast<std::size_t>(path[i]));
      }
      if (path[i] != example.gold[i] || last_gold != last_path) {
        const Feature gold = language::transition_feature(last_gold), made = language::transition_feature(last_path);
        perceptron.change({&gold, 1}, example.domain, static_cast<std::size_t>(example.gold[i]), 1);
        perceptron.change({&made, 1}, example.domain, static_cast<std::size_t>(path[i]), -1);
      }
      last_gold = example.gold[i], last_path = path[i];
    }
    perceptron.step();
  }
  return wrong;
}

}  // namespace

NamesCommands::NamesCommands(CLI::App& app) {
  train_ = app.add_subcommand("names", "train <language>.names.model");
  train_->add_option("files", files_, "sets of names: .tsv, .iob2, .jsonl (re3d)")->required();
  train_->add_option("--beside", beside_, "sets that have other choices of what a name is: a domain of their own");
  train_->add_option("--beside-share", beside_share_, "of that domain's own weights in the linear model");
  train_->add_option("--lists", lists_, "what tools/train/names_lists.py wrote")->required();
  train_->add_option("--hold-out", hold_out_, "share of the first file, in blocks, kept for scoring");
  train_->add_option("--test", tests_, "sets to score on at the end");
  train_->add_option("--epochs", epochs_);
  train_->add_option("--classes", classes_, "word classes");
  train_->add_option("--vocabulary", vocabulary_, "words that get a class");
  train_->add_option("--rounds", rounds_, "of exchanging words between classes");
  train_->add_option("--recase", recase_, "share of sentences repeated in lower case, and half of it in capitals");
  train_->add_option("--margin", margin_);
  train_->add_option("--passes", passes_, "how often names that a first tagger sees in the raw text are added to the lists");
  train_->add_option("--dropout", dropout_, "share of features hidden at each step");
  train_->add_option("--min-weight", min_weight_);
  train_->add_option("--max-features", max_features_);
  train_->add_option("--width", network_.width, "of the network");
  train_->add_option("--layers", network_.layers, "of the network; 0: no network");
  train_->add_option("--rows", network_.max_rows, "features that the network knows");
  train_->add_option("--text-epochs", network_.text_epochs, "of the network over the raw text");
  train_->add_option("--network-epochs", network_.epochs, "of the network over the names");
  train_->add_option("--forget-part", network_.forget_part, "share of tokens whose part of speech the network is not shown");
  train_->add_option("--network-scale", network_.scale, "from the network's scores to the linear model's");
  train_->add_option("--out", out_)->required();
  score_ = app.add_subcommand("names-score", "score a name tagger");
  score_->add_option("files", tests_)->required();
  score_->add_option("--model", model_)->required();
  score_->add_flag("--errors", errors_, "print what was missed and what was false");
  score_->add_option("--hold-out", hold_out_, "only that share of the first file");
  for (CLI::App* command : {train_, score_}) {
    command->add_option("--language", language_)->check(CLI::IsMember({"ar", "en"}));
    command->add_option("--codebook", codebook_);
    command->add_option("--models", models_, "where the models of words and tags stand");
  }
}

int NamesCommands::train() const {
  const auto lexicon = language::TokenLexicon::load(codebook_);
  if (!lexicon) return fails(lexicon.error());
  const Language language = language_ == "ar" ? Language::kAr : Language::kEn;
  const auto models = language::load_language(models_, language_);
  if (!models) return fails(models.error());
  std::vector<NamedSentence> text = read_text(lists_, language_, *lexicon);
  const auto words = word_table(text, lists_, language_, {vocabulary_, classes_, rounds_});
  if (passes_ > 0 || network_.layers > 0) add_parts(text, language, *models);
  Phrases phrases = read_gazetteer(lists_, language_);
  const auto clusters = read_word_classes(lists_ + "/" + language_ + ".clusters.tsv");
  fmt::print(stderr, "{} sentences of raw text, {} phrases\n", text.size(), phrases.size());

  std::vector<NamedSentence> sentences_with_names, held_out;
  Shuffler shuffler(20220107);
  for (const auto* files : {&files_, &beside_})
    for (const std::string& path : *files) {
      auto loaded = load_named_sentences(path, *lexicon);
      if (!loaded) return fails(loaded.error());
      const bool split = hold_out_ > 0 && path == files_.front();
      for (std::size_t i = 0; i < loaded->size(); ++i) {
        NamedSentence& sentence = (*loaded)[i];
        sentence.domain = files == &beside_ ? 1 : 0;
        if (split && is_held_out(i, hold_out_)) {
          held_out.push_back(std::move(sentence));
          continue;
        }
        const double draw = shuffler.next_share();
        if (draw < recase_) sentences_with_names.push_back(recased(sentence, draw < recase_ / 3));
        sentences_with_names.push_back(std::move(sentence));
      }
    }
  add_parts(sentences_with_names, language, *models);
  add_parts(held_out, language, *models);
  std::vector<HashedTable::Slot> gazetteer;
  for (std::size_t pass = 0; pass <= passes_; ++pass) {
    gazetteer = table_of(phrases);
    const language::NameResources resources{HashedTable(words), HashedTable(gazetteer), HashedTable(clusters)};
    std::vector<Example> examples;
    for (const NamedSentence& sentence : sentences_with_names) examples.push_back(example_of(sentence, resources));
    learning::Perceptron perceptron(kNameTagCount, beside_.empty() ? 1 : 2);
    std::vector<std::size_t> order(examples.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const std::size_t epochs = pass < passes_ ? (epochs_ + 1) / 2 : epochs_;
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
      shuffler.shuffle(order);
      const std::size_t wrong = run_epoch(perceptron, examples, order, static_cast<int>(margin_), dropout_, shuffler);
      fmt::print(stderr, "epoch {}: {} wrong tags\n", epoch + 1, wrong);
    }
    learning::ModelFileWriter file(language_ + ".names");
    file.add_values("words", words);
    file.add_values("gazetteer", gazetteer);
    file.add_values("clusters", clusters);
    const double shares[] = {1, beside_share_};
    perceptron.write(file, "tags.", shares, {min_weight_, max_features_});
    if (pass == passes_ && network_.layers > 0) {
      NetworkOptions options = network_;
      options.report = [](const std::string& line) { fmt::print(stderr, "{}\n", line); };
      train_names_network(sentences_with_names, text, resources, options, file);
    }
    if (auto written = file.write(out_); !written) return fails(written.error());
    if (pass == passes_) break;
    const auto first_tagger = language::NameTagger::load(out_, language_ + ".names");
    if (!first_tagger) return fails(first_tagger.error());
    add_seen_names(text, *first_tagger, resources, phrases);
    fmt::print(stderr, "{} phrases with those seen\n", phrases.size());
  }
  auto tagger = language::NameTagger::load(out_, language_ + ".names");
  if (!tagger) return fails(tagger.error());
  if (!held_out.empty()) fmt::print("held out of {}: {}", files_.front(), score_tagger(*tagger, held_out, false));
  for (const std::string& path : tests_) {
    auto test = load_named_sentences(path, *lexicon);
    if (!test) return fails(test.error());
    add_parts(*test, language, *models);
    fmt::print("{}: {}", path, score_tagger(*tagger, *test, false));
  }
  return 0;
}

int NamesCommands::score() const {
  const auto lexicon = language::TokenLexicon::load(codebook_);
  if (!lexicon) return fails(lexicon.error());
  const auto models = language::load_language(models_, language_);
  if (!models) return fails(models.error());
  auto tagger = language::NameTagger::load(model_, language_ + ".names");
  if (!tagger) return fails(tagger.error());
  for (const std::string& path : tests_) {
    auto test = load_named_sentences(path, *lexicon);
    if (!test) return fails(test.error());
    std::vector<NamedSentence> kept;
    for (std::size_t i = 0; i < test->size(); ++i)
      if (hold_out_ == 0 || path != tests_.front() || is_held_out(i, hold_out_)) kept.push_back(std::move((*test)[i]));
    *test = std::move(kept);
    add_parts(*test, language_ == "ar" ? Language::kAr : Language::kEn, *models);
    fmt::print("{}: {}", path, score_tagger(*tagger, *test, errors_));
  }
  return 0;
}

}  // namespace musnad::training
