#include "names_network.h"

#include "adam.h"
#include "language/name_network.h"
#include "names_path_gradient.h"
#include "network_start.h"
#include "softmax.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace musnad::training {
namespace {

using language::kNameFormFeatures;
using language::kNameTagCount;
using language::NameTag;
using language::NameWeights;
using learning::Feature;
using learning::Table;

constexpr std::uint32_t kUnknown = 0xffffffff;
constexpr std::size_t kBatchWords = 400, kLongest = 120;
constexpr float kLongestGradient = 5.0F;
constexpr double kSilent = 0.33, kHidden = 0.15, kForgetForm = 0.5, kForgetLists = 0.1;
constexpr std::size_t kLeastCount = 3, kNameCountsAs = 10;
constexpr Feature kHiddenFeature = learning::feature(499), kBesideFeature = learning::feature(498);
constexpr std::size_t kFirstList = kNameFormFeatures + 1 + 6 + 5 + 4;

// Tokens as numbers of rows.
struct Sentence {
  std::vector<std::uint32_t> rows;
  std::vector<std::size_t> begins;  // of each token's rows, and the end
  std::vector<NameTag> gold;
  std::vector<std::uint32_t> classes;
  std::uint8_t domain = 0;
  std::size_t size() const { return begins.size() - 1; }
};

class NetworkTrainer {
 public:
  NetworkTrainer(const std::vector<NamedSentence>& names, const std::vector<NamedSentence>& text, const language::NameResources& resources,
                 const NetworkOptions& options)
      : options_(options) {
    shape_.width = options.width;
    shape_.layers = options.layers;
    shape_.tags = kNameTagCount;
    choose_rows(names, text, resources);
    names_ = numbered(names, resources);
    text_ = numbered(text, resources);
    for (const Sentence& sentence : text_)
      for (const std::uint32_t each : sentence.classes) class_count_ = std::max<std::size_t>(class_count_, each + 1);
    numbers_.resize(NameWeights<float>(shape_, nullptr).count);
    rows_.reset(features_.size(), shape_.width);
    const NameWeights<float> weights(shape_, numbers_.data());
    for (const auto& layer : weights.layers) begin_uniform(layer.input, 1.0, shape_.width, chance_);
    begin_uniform(rows_, 0.5, kFirstList, chance_);
  }

  void run() {
    if (options_.text_epochs > 0) learn_text();
    const NameWeights<float> weights(shape_, numbers_.data());
    begin_uniform(weights.out, 0.3, shape_.width, chance_);
    adam_.emplace(numbers_.size(), rows_.rows(), shape_.width);
    run_epochs("names", names_, options_.epochs,
               [&](std::span<const std::size_t> batch, float weight) { return learn_names(batch, weight); });
  }

  void write(learning::ModelFileWriter& file) const {
    file.add_values("network.shape", std::vector{shape_});
    file.add_values("network.numbers", numbers_);
    file.add_values("network.scale", std::vector{options_.scale});
    learning::FeatureRows::write(file, "rows.", features_, rows_);
  }

 private:
  template <class Visit>
  static void for_each_token(const NamedSentence& sentence, const language::NameResources& resources, Visit visit) {
    const auto tokens = language::name_tokens(sentence.inputs(), resources);
    std::vector<Feature> features;
    for (std::size_t i = 0; i < std::min(tokens.size(), kLongest); ++i) {
      language::fill_network_features(tokens, i, features);
      visit(tokens[i], features);
    }
  }

  // The features seen most, those of names before others.
  void choose_rows(const std::vector<NamedSentence>& names, const std::vector<NamedSentence>& text,
                   const language::NameResources& resources) {
    std::unordered_map<Feature, std::uint32_t> counts;
    for (const NamedSentence& sentence : names)
      for_each_token(sentence, resources, [&](const auto&, const auto& features) {
        for (const Feature each : features) ++name_counts_[each], counts[each] += kNameCountsAs;
      });
    for (const NamedSentence& sentence : text)
      for_each_token(sentence, resources, [&](const auto&, const auto& features) {
        for (const Feature each : features) ++counts[each];
      });
    std::vector<std::pair<std::uint32_t, Feature>> kept;
    for (const auto& [each, count] : counts)
      if (count >= kLeastCount && count != kNameCountsAs) kept.emplace_back(count, each);
    std::sort(kept.begin(), kept.end(),
              [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    kept.resize(std::min(kept.size(), options_.max_rows));
    for (const auto& [count, each] : kept) {
      numbers_of_.emplace(each, static_cast<std::uint32_t>(features_.size()));
      features_.push_back(each);
    }
    hidden_ = static_cast<std::uint32_t>(features_.size());
    beside_ = hidden_ + 1;
    features_.push_back(kHiddenFeature);
    features_.push_back(kBesideFeature);
    report(fmt::format("network: {} rows of {}", features_.size(), counts.size()));
  }

  std::vector<Sentence> numbered(const std::vector<NamedSentence>& sentences, const language::NameResources& resources) const {
    std::vector<Sentence> result;
    for (const NamedSentence& each : sentences) {
      Sentence& made = result.emplace_back();
      made.domain = each.domain;
      for_each_token(each, resources, [&](const language::NameToken& token, const std::vector<Feature>& features) {
        made.begins.push_back(made.rows.size());
        made.classes.push_back(token.facts.word_class());
        for (const Feature feature : features) {
          const auto found = numbers_of_.find(feature);
          made.rows.push_back(found == numbers_of_.end() ? kUnknown : found->second);
        }
      });
      made.begins.push_back(made.rows.size());
      made.gold = each.tags;
      made.gold.resize(made.size(), NameTag::kOut);
      if (made.size() == 0) result.pop_back();
    }
    return result;
  }

  template <class Learn>
  void run_epochs(const char* what, const std::vector<Sentence>& sentences, std::size_t epochs, Learn learn) {
    std::vector<std::size_t> order(sentences.size());
    std::size_t words = 0, done = 0;
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i, words += sentences[i].size();
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
      chance_.shuffle(order);
      double loss = 0;
      for (std::size_t at = 0; at < order.size();) {
        std::size_t end = at, batch = 0;
        for (; end < order.size() && batch < kBatchWords; ++end) batch += sentences[order[end]].size();
        loss += learn(std::span(order).subspan(at, end - at), 1.0F / static_cast<float>(batch));
        done += batch;
        const double left = 1.0 - static_cast<double>(done) / static_cast<double>(words * epochs);
        adam_->step(numbers_, rows_, static_cast<float>(options_.rate * (0.02 + 0.98 * left)), kLongestGradient);
        at = end;
      }
      report(fmt::format("network, {}, epoch {}: {:.4f} a token", what, epoch + 1, loss / static_cast<double>(words)));
    }
  }

  // The rows shown of the tokens of a batch.
  struct Batch {
    std::vector<std::vector<std::uint32_t>> shown;
    std::vector<learning::LayerSilences> silences;
    std::vector<const learning::LayerSilences*> silence_of;
  };

  Batch begin_batch(const std::vector<Sentence>& sentences, std::span<const std::size_t> indices) {
    Batch batch;
    trace_.ends.clear();
    std::size_t steps = 0;
    for (const std::size_t index : indices) {
      trace_.ends.push_back(steps += sentences[index].size());
      auto& silences = batch.silences.emplace_back();
      for (std::size_t i = 0; i < shape_.layers; ++i) silences.push_back(silent_units(shape_.width, kSilent, chance_));
    }
    for (const auto& each : batch.silences) batch.silence_of.push_back(&each);
    return batch;
  }

  void run_forward(const Batch& batch, Table* scores) {
    const NameWeights<const float> weights(shape_, numbers_.data());
    trace_.inputs.resize(1);
    trace_.inputs[0].reset(batch.shown.size(), shape_.width);
    for (std::size_t i = 0; i < batch.shown.size(); ++i) {
      float* const to = trace_.inputs[0].row(i);
      std::copy_n(weights.every, shape_.width, to);
      for (const std::uint32_t row : batch.shown[i])
        if (row != kUnknown) learning::add_scaled(rows_.row(row), 1.0F, to, shape_.width);
    }
    if (scores != nullptr)
      language::score_name_tags(weights, batch.silence_of, trace_, *scores);
    else
      learning::run_layers(weights.layers, batch.silence_of, trace_);
  }

  void run_back(const Batch& batch, Table& gradient) {
    const NameWeights<const float> weights(shape_, numbers_.data());
    const NameWeights<float> gradients(shape_, adam_->dense_gradient().data());
    std::vector<Table> exchanged;
    for (const auto& layer : weights.layers) exchanged.push_back(learning::transposed(layer.input));
    learning::run_layers_back(weights.layers, exchanged, batch.silence_of, trace_, gradients.layers, gradient);
    for (std::size_t i = 0; i < batch.shown.size(); ++i) {
      learning::add_scaled(gradient.row(i), 1.0F, gradients.every, shape_.width);
      for (const std::uint32_t row : batch.shown[i])
        if (row != kUnknown) learning::add_scaled(gradient.row(i), 1.0F, adam_->row_gradient(row), shape_.width);
    }
  }

  // Some tokens do not show their form, some not their part of speech, some not the lists they are in; those of sets beside say so, so
  // that their choices are not taken for everybody's.
  std::vector<std::uint32_t> shown(const Sentence& sentence, std::size_t at) {
    std::vector<std::uint32_t> rows(sentence.rows.begin() + static_cast<std::ptrdiff_t>(sentence.begins[at]),
                                    sentence.rows.begin() + static_cast<std::ptrdiff_t>(sentence.begins[at + 1]));
    const auto seen = rows[0] == kUnknown ? 0U : name_counts_[features_[rows[0]]];
    if (chance_.next_share() < kForgetForm / (kForgetForm + seen)) std::fill_n(rows.begin(), kNameFormFeatures, kUnknown);
    if (chance_.next_share() < options_.forget_part) rows[kNameFormFeatures] = kUnknown;
    if (chance_.next_share() < kForgetLists) std::fill(rows.begin() + kFirstList, rows.end(), kUnknown);
    if (sentence.domain != 0) rows.push_back(beside_);
    return rows;
  }

  double learn_names(std::span<const std::size_t> indices, float weight) {
    Batch batch = begin_batch(names_, indices);
    for (const std::size_t index : indices)
      for (std::size_t i = 0; i < names_[index].size(); ++i) batch.shown.push_back(shown(names_[index], i));
    Table scores;
    run_forward(batch, &scores);
    const NameWeights<const float> weights(shape_, numbers_.data());
    const NameWeights<float> gradients(shape_, adam_->dense_gradient().data());
    double loss = 0;
    for (std::size_t s = 0; s < indices.size(); ++s)
      loss += path_gradient({scores.row(trace_.begin_of(s)), trace_.steps_of(s), scores.columns()}, weights.transitions,
                            names_[indices[s]].gold, weight, gradients.transitions);
    for (std::size_t i = 0; i < scores.rows(); ++i) learning::add_scaled(scores.row(i), 1.0F, gradients.out_bias, scores.columns());
    Table gradient(scores.rows(), shape_.width);
    learning::product_back(learning::transposed(trace_.inputs.back()), scores, learning::transposed(weights.out), gradients.out, gradient);
    run_back(batch, gradient);
    return loss;
  }

  // Hidden words' classes are guessed from the words around them; the table that guesses is thrown away.
  void learn_text() {
    guess_.reset(shape_.width, class_count_);
    begin_uniform(guess_, 0.3, shape_.width, chance_);
    adam_.emplace(numbers_.size(), rows_.rows(), shape_.width);
    guess_adam_.emplace(0, guess_.rows(), guess_.columns());
    run_epochs("text", text_, options_.text_epochs, [&](std::span<const std::size_t> batch, float weight) { return guess(batch, weight); });
  }

  double guess(std::span<const std::size_t> indices, float weight) {
    Batch batch = begin_batch(text_, indices);
    std::vector<std::pair<std::size_t, std::uint32_t>> asked;  // step, class
    for (const std::size_t index : indices) {
      const Sentence& sentence = text_[index];
      for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (sentence.classes[i] != 0 && chance_.next_share() < kHidden) {
          asked.emplace_back(batch.shown.size(), sentence.classes[i]);
          batch.shown.push_back({hidden_});
        } else {
          batch.shown.push_back(shown(sentence, i));
        }
      }
    }
    run_forward(batch, nullptr);
    const Table& output = trace_.inputs.back();
    Table from(asked.size(), shape_.width), scores(asked.size(), class_count_);
    for (std::size_t k = 0; k < asked.size(); ++k) std::copy_n(output.row(asked[k].first), shape_.width, from.row(k));
    learning::multiply_add(from, guess_, scores);
    double loss = 0;
    const float each_weight = weight / static_cast<float>(kHidden);
    for (std::size_t k = 0; k < asked.size(); ++k) loss += soften(scores.row(k), class_count_, asked[k].second, class_count_, each_weight);
    Table of_guess(guess_.rows(), guess_.columns()), of_from(asked.size(), shape_.width), gradient(output.rows(), shape_.width);
    learning::product_back(learning::transposed(from), scores, learning::transposed(guess_), of_guess, of_from);
    for (std::size_t k = 0; k < asked.size(); ++k) std::copy_n(of_from.row(k), shape_.width, gradient.row(asked[k].first));
    run_back(batch, gradient);
    for (std::size_t r = 0; r < guess_.rows(); ++r) std::copy_n(of_guess.row(r), guess_.columns(), guess_adam_->row_gradient(r));
    std::vector<float> none;
    guess_adam_->step(none, guess_, static_cast<float>(options_.rate), kLongestGradient);
    return loss / weight;
  }

  void report(const std::string& line) const {
    if (options_.report) options_.report(line);
  }

  const NetworkOptions& options_;
  language::NameShape shape_;
  std::vector<Feature> features_;
  std::unordered_map<Feature, std::uint32_t> numbers_of_, name_counts_;
  std::uint32_t hidden_ = 0, beside_ = 0;  // rows
  std::vector<Sentence> names_, text_;
  std::size_t class_count_ = 1;
  std::vector<float> numbers_;
  Table rows_, guess_;
  std::optional<Adam> adam_, guess_adam_;
  learning::LayersTrace trace_;
  Shuffler chance_{23};
};

}  // namespace

void train_names_network(const std::vector<NamedSentence>& names, const std::vector<NamedSentence>& text,
                         const language::NameResources& resources, const NetworkOptions& options, learning::ModelFileWriter& file) {
  NetworkTrainer trainer(names, text, resources, options);
  trainer.run();
  trainer.write(file);
}

}  // namespace musnad::training
