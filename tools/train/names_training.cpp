#include "names_commands.h"

#include "corpus.h"
#include "names_classes.h"
#include "names_corpus.h"
#include "learning/perceptron.h"
#include "text/folding.h"
#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

namespace musnad::training {
namespace {

using language::HashedTable;
using language::kNameTagCount;
using language::NameTag;
using learning::Feature;
using Items = std::vector<std::pair<Feature, std::uint32_t>>;

int fails(const Error& error) {
  fmt::print(stderr, "{}\n", error.to_string());
  return 1;
}

// ---- resources ------------------------------------------------------------------------------------------------

std::uint32_t log_frequency(std::uint64_t count) { return std::min<std::uint32_t>(255, 1 + static_cast<std::uint32_t>(std::log(static_cast<double>(count)) * 16)); }

std::uint32_t proper_class(std::uint64_t proper, std::uint64_t other) {
  const double share = static_cast<double>(proper) / static_cast<double>(proper + other);
  return share > 0.9 ? 5 : share > 0.6 ? 4 : share > 0.3 ? 3 : share > 0.05 ? 2 : 1;
}

struct Vocabulary {
  std::map<std::string, std::uint64_t> counts;               // folded tokens
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> proper;  // folded word: as proper noun, otherwise
};

Vocabulary count_words(const std::string& lists, const std::string& lang, const language::TokenLexicon& lexicon,
                       std::vector<std::vector<std::string>>& sentences) {
  Vocabulary vocabulary;
  std::ifstream text(lists + "/" + lang + ".text", std::ios::binary);
  for (std::string line; std::getline(text, line);) {
    sentences.emplace_back();
    for (const ByteSpan token : language::tokenize(line, {0, static_cast<std::uint32_t>(line.size())}, lexicon)) {
      sentences.back().push_back(text::fold(std::string_view(line).substr(token.begin, token.length())));
      ++vocabulary.counts[sentences.back().back()];
    }
  }
  std::ifstream proper(lists + "/" + lang + ".proper.tsv", std::ios::binary);
  for (std::string line; std::getline(proper, line);) {
    const std::size_t tab = line.find('\t'), second = line.find('\t', tab + 1);
    auto& entry = vocabulary.proper[text::fold(std::string_view(line).substr(0, tab))];
    entry.first += std::stoull(line.substr(tab + 1));
    entry.second += std::stoull(line.substr(second + 1));
  }
  return vocabulary;
}

std::map<std::string, std::uint16_t> classes_of_cores(const std::vector<std::vector<std::string>>& sentences, const HashedTable& words, std::size_t limit,
                                                      std::size_t class_count, int rounds) {
  std::map<std::string, std::string> cores;
  std::map<std::string, std::uint64_t> counts;
  for (const auto& sentence : sentences)
    for (const std::string& token : sentence) {
      auto& core = cores[token];
      if (core.empty()) core = language::find_core(token, words).core;
      ++counts[core];
    }
  std::vector<std::pair<std::uint64_t, std::string>> order;
  for (const auto& [core, count] : counts) order.emplace_back(count, core);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  std::map<std::string, std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < order.size(); ++i) numbers[order[i].second] = i;
  const auto frequent = std::find_if(order.begin(), order.end(), [](const auto& each) { return each.first < 4; });
  const std::size_t vocabulary = std::min<std::size_t>(limit, static_cast<std::size_t>(frequent - order.begin()));
  std::vector<std::vector<std::uint32_t>> numbered;
  for (const auto& sentence : sentences) {
    numbered.emplace_back();
    for (const std::string& token : sentence) numbered.back().push_back(numbers[cores[token]]);
  }
  const auto classes = word_classes(numbered, vocabulary, class_count, rounds);
  std::map<std::string, std::uint16_t> result;
  for (std::size_t i = 0; i < vocabulary; ++i) result[order[i].second] = classes[i];
  return result;
}

std::vector<HashedTable::Slot> gazetteer_of(const std::string& path) {
  std::map<std::string, std::uint32_t> bits;
  std::ifstream in(path, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    const auto* list = std::find(std::begin(language::kNameLists), std::end(language::kNameLists), std::string_view(line).substr(tab + 1));
    if (list == std::end(language::kNameLists)) continue;
    const std::string key = language::phrase_key(std::string_view(line).substr(0, tab));
    bits[key] |= 1U << (list - std::begin(language::kNameLists));
    for (std::size_t blank = key.find(' '); blank != std::string::npos; blank = key.find(' ', blank + 1)) bits[key.substr(0, blank)] |= language::kPrefixBit;
  }
  Items items;
  for (const auto& [key, value] : bits) items.emplace_back(learning::hash_of(key), value);
  return HashedTable::build(items);
}

// ---- scoring --------------------------------------------------------------------------------------------------

// As ../shared/eval/ner.py: a span widened to the letters and digits that touch it.
ByteSpan widened(ByteSpan span, const std::string& text) {
  const auto is_word = [&](std::uint32_t at) {
    const char32_t c = text::decode(text, at).value;
    return text::is_letter(c) || text::is_digit(c) || text::is_mark(c) || c == '_' || c == 0x640;
  };
  while (span.begin > 0) {
    std::uint32_t at = span.begin - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) --at;
    if (!is_word(at)) break;
    span.begin = at;
  }
  while (span.end < text.size() && is_word(span.end)) span.end += text::decode(text, span.end).length;
  return span;
}

struct Tally {
  std::size_t right = 0, made = 0, gold = 0;
  double f() const { return made + gold == 0 ? 0 : 2.0 * static_cast<double>(right) / static_cast<double>(made + gold); }
  double p() const { return made == 0 ? 0 : static_cast<double>(right) / static_cast<double>(made); }
  double r() const { return gold == 0 ? 0 : static_cast<double>(right) / static_cast<double>(gold); }
};

using SpanSet = std::set<std::tuple<std::uint32_t, std::uint32_t, NameTag>>;

SpanSet predicted_spans(const NamedSentence& sentence, const std::vector<NameTag>& tags) {
  SpanSet spans;
  for (std::size_t i = 0; i < tags.size();) {
    std::size_t end = i + 1;
    if (language::begins_name(tags[i])) {
      while (end < tags.size() && tags[end] == language::inside_of(tags[i])) ++end;
      ByteSpan span{sentence.tokens[i].begin, sentence.tokens[end - 1].end};
      const std::string_view last = std::string_view(sentence.text).substr(span.begin, span.length());
      for (const std::string_view mark : {"'s", "\xe2\x80\x99s", "`s"})
        if (last.ends_with(mark)) span.end -= static_cast<std::uint32_t>(mark.size());
      span = widened(span, sentence.text);
      spans.insert({span.begin, span.end, tags[i]});
    }
    i = end;
  }
  return spans;
}

std::string score_tagger(const language::NameTagger& tagger, const std::vector<NamedSentence>& sentences) {
  std::map<NameTag, Tally> tallies;
  for (const NamedSentence& sentence : sentences) {
    SpanSet gold;
    for (const auto& [span, kind] : sentence.gold) {
      const ByteSpan wide = widened(span, sentence.text);
      gold.insert({wide.begin, wide.end, kind});
    }
    const SpanSet made = predicted_spans(sentence, tagger.tag(sentence.forms()));
    for (const auto& each : gold) ++tallies[std::get<2>(each)].gold;
    for (const auto& each : made) {
      ++tallies[std::get<2>(each)].made;
      tallies[std::get<2>(each)].right += gold.count(each);
    }
  }
  Tally all;
  std::string text;
  for (const auto& [kind, tally] : tallies) {
    text += fmt::format("  {} P {:.3f} R {:.3f} F {:.3f} ({})", to_string(kind).substr(2), tally.p(), tally.r(), tally.f(), tally.gold);
    if (kind == NameTag::kBOther) continue;
    all.right += tally.right, all.made += tally.made, all.gold += tally.gold;
  }
  return fmt::format("PER+ORG+LOC P {:.4f} R {:.4f} F {:.4f}  {}\n", all.p(), all.r(), all.f(), text);
}

// ---- training -------------------------------------------------------------------------------------------------

struct Example {
  std::vector<std::vector<Feature>> features;
  std::vector<NameTag> gold;
};

Example example_of(const NamedSentence& sentence, const language::NameResources& resources) {
  Example example;
  const auto tokens = language::name_tokens(sentence.forms(), resources);
  example.features.resize(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) language::fill_name_features(tokens, i, example.features[i]);
  example.gold = sentence.tags;
  return example;
}

// One pass; `margin`: what a wrong tag is given on top of its score, so that right ones must win clearly.
// `dropout`: the share of features hidden at random each time, so that names are learned by more than their words.
std::size_t run_epoch(learning::Perceptron& perceptron, const std::vector<Example>& examples, const std::vector<std::size_t>& order, int margin, double dropout,
                      Shuffler& shuffler) {
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
      perceptron.score(seen[i], 0, std::span(scores).subspan(i * kNameTagCount, kNameTagCount));
      for (std::size_t t = 0; t < kNameTagCount; ++t)
        if (static_cast<NameTag>(t) != example.gold[i]) scores[i * kNameTagCount + t] += margin * (example.gold[i] == NameTag::kOut ? 1 : 2);
    }
    for (std::size_t b = 0; b < kNameTagCount; ++b) {
      const Feature before = language::transition_feature(static_cast<NameTag>(b));
      perceptron.score({&before, 1}, 0, std::span(transitions).subspan(b * kNameTagCount, kNameTagCount));
    }
    const std::vector<NameTag> path = language::best_path(scores, transitions);
    NameTag last_gold = NameTag::kOut, last_path = NameTag::kOut;
    for (std::size_t i = 0; i < length; ++i) {
      if (path[i] != example.gold[i]) {
        ++wrong;
        perceptron.update(seen[i], 0, static_cast<std::size_t>(example.gold[i]), static_cast<std::size_t>(path[i]));
      }
      if (path[i] != example.gold[i] || last_gold != last_path) {
        const Feature gold = language::transition_feature(last_gold), made = language::transition_feature(last_path);
        perceptron.change({&gold, 1}, 0, static_cast<std::size_t>(example.gold[i]), 1);
        perceptron.change({&made, 1}, 0, static_cast<std::size_t>(path[i]), -1);
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
  train_->add_option("--lists", lists_, "what tools/train/names_lists.py wrote")->required();
  train_->add_option("--hold-out", hold_out_, "last share of the first file, kept for scoring");
  train_->add_option("--test", tests_, "sets to score on at the end");
  train_->add_option("--epochs", epochs_);
  train_->add_option("--classes", classes_, "word classes");
  train_->add_option("--vocabulary", vocabulary_, "words that get a class");
  train_->add_option("--rounds", rounds_, "of exchanging words between classes");
  train_->add_option("--recase", recase_, "share of sentences repeated in lower case, and half of it in capitals");
  train_->add_option("--margin", margin_);
  train_->add_option("--dropout", dropout_, "share of features hidden at each step");
  train_->add_option("--min-weight", min_weight_);
  train_->add_option("--max-features", max_features_);
  train_->add_option("--out", out_)->required();
  score_ = app.add_subcommand("names-score", "score a name tagger");
  score_->add_option("files", tests_)->required();
  score_->add_option("--model", model_)->required();
  score_->add_option("--hold-out", hold_out_, "only the last share of the first file");
  for (CLI::App* command : {train_, score_}) {
    command->add_option("--language", language_)->check(CLI::IsMember({"ar", "en"}));
    command->add_option("--codebook", codebook_);
  }
}

int NamesCommands::train() const {
  const auto lexicon = language::TokenLexicon::load(codebook_);
  if (!lexicon) return fails(lexicon.error());
  std::vector<std::vector<std::string>> sentences;
  const Vocabulary vocabulary = count_words(lists_, language_, *lexicon, sentences);
  std::map<std::string, std::uint32_t> facts;
  for (const auto& [word, count] : vocabulary.counts) facts[word] |= language::WordFacts::pack(log_frequency(count), 0, 0);
  for (const auto& [word, counts] : vocabulary.proper) {
    auto& fact = facts[word];
    fact = language::WordFacts::pack(std::max(log_frequency(counts.first + counts.second), fact & 0xff), 0, proper_class(counts.first, counts.second));
  }
  const auto table = [&facts] {
    Items items;
    for (const auto& [word, fact] : facts) items.emplace_back(learning::hash_of(word), fact);
    return HashedTable::build(items);
  };
  const auto first = table();
  for (const auto& [word, word_class] : classes_of_cores(sentences, HashedTable(first), vocabulary_, classes_, rounds_))
    facts[word] |= language::WordFacts::pack(1, word_class, 0);
  // Words seen once and of no class say nothing.
  std::erase_if(facts, [](const auto& each) { return language::WordFacts{each.second}.frequency() <= 1 && language::WordFacts{each.second}.word_class() == 0; });
  const auto words = table(), gazetteer = gazetteer_of(lists_ + "/" + language_ + ".gazetteer.tsv");
  const language::NameResources resources{HashedTable(words), HashedTable(gazetteer)};
  fmt::print(stderr, "{} words, {} slots of phrases\n", facts.size(), gazetteer.size());

  std::vector<Example> examples;
  std::vector<NamedSentence> held_out;
  Shuffler shuffler(20220107);
  for (const std::string& path : files_) {
    auto loaded = load_named_sentences(path, *lexicon);
    if (!loaded) return fails(loaded.error());
    const auto kept = static_cast<std::size_t>(static_cast<double>(loaded->size()) * (path == files_.front() ? 1 - hold_out_ : 1));
    held_out.insert(held_out.end(), loaded->begin() + static_cast<std::ptrdiff_t>(kept), loaded->end());
    loaded->resize(kept);
    for (const NamedSentence& sentence : *loaded) {
      examples.push_back(example_of(sentence, resources));
      const double draw = shuffler.next_share();
      if (draw < recase_) examples.push_back(example_of(recased(sentence, draw < recase_ / 3), resources));
    }
  }
  learning::Perceptron perceptron(kNameTagCount);
  std::vector<std::size_t> order(examples.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (std::size_t epoch = 0; epoch < epochs_; ++epoch) {
    shuffler.shuffle(order);
    const std::size_t wrong = run_epoch(perceptron, examples, order, static_cast<int>(margin_), dropout_, shuffler);
    fmt::print(stderr, "epoch {}: {} wrong tags\n", epoch + 1, wrong);
  }
  learning::ModelFileWriter file(language_ + ".names");
  file.add_values("words", words);
  file.add_values("gazetteer", gazetteer);
  const double share = 1;
  perceptron.write(file, "tags.", {&share, 1}, {min_weight_, max_features_});
  const std::string bytes = file.bytes();
  if (auto written = file.write(out_); !written) return fails(written.error());
  fmt::print(stderr, "{}: {} bytes\n", out_, bytes.size());
  auto tagger = language::NameTagger::load(out_, language_ + ".names");
  if (!tagger) return fails(tagger.error());
  if (!held_out.empty()) fmt::print("held out of {}: {}", files_.front(), score_tagger(*tagger, held_out));
  for (const std::string& path : tests_) {
    const auto test = load_named_sentences(path, *lexicon);
    if (!test) return fails(test.error());
    fmt::print("{}: {}", path, score_tagger(*tagger, *test));
  }
  return 0;
}

int NamesCommands::score() const {
  const auto lexicon = language::TokenLexicon::load(codebook_);
  if (!lexicon) return fails(lexicon.error());
  auto tagger = language::NameTagger::load(model_, language_ + ".names");
  if (!tagger) return fails(tagger.error());
  for (const std::string& path : tests_) {
    auto test = load_named_sentences(path, *lexicon);
    if (!test) return fails(test.error());
    if (hold_out_ > 0 && path == tests_.front())
      test->erase(test->begin(), test->begin() + static_cast<std::ptrdiff_t>(static_cast<double>(test->size()) * (1 - hold_out_)));
    fmt::print("{}: {}", path, score_tagger(*tagger, *test));
  }
  return 0;
}

}  // namespace musnad::training
