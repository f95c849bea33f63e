#include "trainers.h"

#include "language/words.h"
#include "text/utf8.h"

#include <fmt/format.h>

#include <map>

namespace musnad::training {
namespace {

using language::CliticTable;
using language::Cut;
using language::PlainToken;
using learning::Feature;

constexpr std::size_t kLeastCliticCount = 3;
constexpr std::string_view kAlef = "\u0627";
constexpr std::string_view kArticle = "\u0627\u0644";

std::string plain(std::string_view form) {
  return PlainToken(form).plain;
}

// A token's words in three parts.
struct Parts {
  std::vector<std::string> before, after;
  std::string restored;
  std::string stem;  // as written
};

Parts parts_of(const Document& document, std::span<const Word> words, StemPlace place) {
  std::size_t stem = 0;
  const auto letters = [](std::string_view form) {
    return static_cast<std::size_t>(std::count_if(form.begin(), form.end(), [](char c) { return (c & 0xc0) != 0x80; }));
  };
  if (place == StemPlace::kLongest)
    for (std::size_t i = 0; i < words.size(); ++i)
      if (letters(words[i].form) >= letters(words[stem].form)) stem = i;
  Parts parts;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (i != stem) (i < stem ? parts.before : parts.after).push_back(plain(words[i].form));
  parts.stem = plain(document.text(words[stem].span));
  const std::string form = plain(words[stem].form);
  for (const std::string_view restored : {kAlef, kArticle})
    if (!words[stem].exact && form == std::string(restored) + parts.stem) parts.restored = restored;
  return parts;
}

using Pattern = std::pair<std::vector<std::string>, std::string>;

Pattern before_of(const Parts& parts) {
  return {parts.before, parts.restored};
}
Pattern after_of(const Parts& parts) {
  return {parts.after, ""};
}

// The tokens of a sentence with the cut that gold makes of each; none where the table cannot make it.
struct Example {
  std::vector<PlainToken> tokens;
  std::vector<std::optional<Cut>> gold;
  Domain domain;
};

class WordsTrainer {
 public:
  WordsTrainer(const Corpus& corpus, StemPlace place) : corpus_(corpus), place_(place), perceptron_(1, kDomainCount) {
    collect_table();
    for (const TrainingSentence& sentence : corpus.sentences) examples_.push_back(example_of(sentence));
  }

  std::size_t run_epoch(std::span<const std::size_t> order) {
    std::size_t wrong = 0;
    std::vector<Cut> cuts;
    std::vector<Feature> features, best_features, gold_features;
    for (const std::size_t index : order) {
      const Example& example = examples_[index];
      const auto domain = static_cast<std::size_t>(example.domain);
      for (std::size_t i = 0; i < example.tokens.size(); ++i) {
        list_cuts(table_, example.tokens[i], cuts);
        if (cuts.size() < 2 || !example.gold[i]) continue;
        std::int32_t best_score = 0;
        std::size_t best = cuts.size(), gold = cuts.size();
        for (std::size_t c = 0; c < cuts.size(); ++c) {
          fill_cut_features(table_, example.tokens, i, cuts[c], features);
          const std::int32_t score = perceptron_.score_one(features, domain);
          if (cuts[c].before == example.gold[i]->before && cuts[c].after == example.gold[i]->after) gold = c, gold_features = features;
          if (best == cuts.size() || score > best_score) best = c, best_score = score, best_features = features;
        }
        if (best != gold && gold != cuts.size()) {
          perceptron_.change(gold_features, domain, 0, 1);
          perceptron_.change(best_features, domain, 0, -1);
          ++wrong;
        }
        perceptron_.step();
      }
    }
    return wrong;
  }

  learning::ModelFileWriter write(const std::string& kind, const TrainingOptions& options) const {
    learning::ModelFileWriter file(kind);
    file.add("clitics", table_.to_text());
    perceptron_.write(file, "cuts.", domain_shares(options), options.pruning);
    return file;
  }

 private:
  template <class Visit>
  void for_each_token(const TrainingSentence& sentence, Visit visit) const {
    const auto words = sentence.words();
    for (std::size_t at = 0; at < words.size();) {
      std::size_t end = at + 1;
      while (end < words.size() && words[end].token == words[at].token) ++end;
      visit(words.subspan(at, end - at));
      at = end;
    }
  }

  void collect_table() {
    std::map<Pattern, std::size_t> before, after;
    for (const TrainingSentence& sentence : corpus_.sentences)
      for_each_token(sentence, [&](std::span<const Word> words) {
        if (words.size() == 1) return;
        const Parts parts = parts_of(*sentence.document, words, place_);
        ++before[before_of(parts)];
        ++after[after_of(parts)];
      });
    table_.add(true, {}, "");
    table_.add(false, {}, "");
    for (const auto& [pattern, count] : before)
      if (count >= kLeastCliticCount && !pattern.first.empty()) table_.add(true, pattern.first, pattern.second);
    for (const auto& [pattern, count] : after)
      if (count >= kLeastCliticCount && !pattern.first.empty()) table_.add(false, pattern.first, "");
    for (std::size_t i = 0; i < table_.before.size(); ++i) before_ids_[{table_.before[i].forms, table_.before[i].restored}] = i;
    for (std::size_t i = 0; i < table_.after.size(); ++i) after_ids_[{table_.after[i].forms, ""}] = i;
  }

  Example example_of(const TrainingSentence& sentence) const {
    Example example{{}, {}, sentence.domain};
    const auto& document = *sentence.document;
    for_each_token(sentence, [&](std::span<const Word> words) {
      example.tokens.emplace_back(document.text(document.at(words.front().token).span));
      std::optional<Cut> gold;
      const Parts parts = parts_of(document, words, place_);
      const auto before = before_ids_.find(before_of(parts));
      const auto after = after_ids_.find(after_of(parts));
      if (before != before_ids_.end() && after != after_ids_.end())
        gold = Cut{static_cast<std::uint16_t>(before->second), static_cast<std::uint16_t>(after->second), 0, 0};
      example.gold.push_back(gold);
    });
    return example;
  }

  const Corpus& corpus_;
  StemPlace place_;
  CliticTable table_;
  std::map<Pattern, std::size_t> before_ids_, after_ids_;
  std::vector<Example> examples_;
  learning::Perceptron perceptron_;
};

}  // namespace

learning::ModelFileWriter train_words(const Corpus& corpus, const std::string& kind, StemPlace place, const TrainingOptions& options) {
  WordsTrainer trainer(corpus, place);
  Shuffler shuffler(11);
  for (std::size_t epoch = 0; epoch < options.epochs; ++epoch) {
    const std::size_t wrong = trainer.run_epoch(epoch_order(corpus, options.hand_repeats, shuffler));
    if (options.report) options.report(fmt::format("words epoch {}: {} wrong cuts", epoch + 1, wrong));
  }
  return trainer.write(kind, options);
}

}  // namespace musnad::training
