#include "adam.h"
#include "network_start.h"
#include "trainers.h"
#include "tree_gradients.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace musnad::training {
namespace {

using language::NodeFeatures;
using language::Silences;
using language::TreeShape;
using language::TreeWeights;
using learning::Feature;
using learning::Table;

constexpr std::uint32_t kUnknown = 0xffffffff;
constexpr std::size_t kLeastCount = 2;    // features seen less often have no row
constexpr std::size_t kBatchWords = 600;  // about; whole sentences
constexpr float kLongestGradient = 5.0F;
constexpr double kLastRate = 0.1;      // of the last steps, as a share of the first ones
constexpr double kMeanShare = 0.3;     // of the training, at its end: the weights written are the mean of what they were
constexpr std::size_t kMeanSteps = 8;  // from one weight that goes into the mean to the next
constexpr double kForgetTag = 0.1;     // share of words whose tag is not looked at
constexpr double kForgetForm = 0.25;   // a form seen n times is not looked at with the chance k / (k + n)

using NodeRows = std::array<std::uint32_t, std::tuple_size_v<NodeFeatures>>;

// The mean of numbers over many steps: what single steps did by chance cancels out.
class Mean {
 public:
  void add(std::span<const float> numbers) {
    sums_.resize(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) sums_[i] += numbers[i];
    ++count_;
  }
  /// Leaves them as they are where nothing was added.
  void put(std::span<float> numbers) const {
    for (std::size_t i = 0; i < sums_.size(); ++i) numbers[i] = sums_[i] / static_cast<float>(count_);
  }

 private:
  std::vector<float> sums_;
  std::size_t count_ = 0;
};

class TreesTrainer {
 public:
  TreesTrainer(const Corpus& corpus, const std::vector<std::vector<Tag>>& tags, const TrainingOptions& options)
      : corpus_(corpus), options_(options) {
    collect_relations();
    collect_features(tags);
    shape_.relations = static_cast<std::uint32_t>(relations_.size());
    shape_.domains = kDomainCount;
    shape_.width = options.width;
    shape_.layers = options.layers;
    numbers_.resize(TreeWeights<float>(shape_, nullptr).count);
    rows_.reset(features_.size() + 1, shape_.width);
    adam_.emplace(numbers_.size(), rows_.rows(), shape_.width);
    begin_weights();
  }

  void run() {
    Shuffler shuffler(19);
    std::vector<std::vector<std::size_t>> orders;
    std::size_t all_words = 0;
    for (std::size_t epoch = 0; epoch < options_.epochs; ++epoch) {
      orders.push_back(epoch_order(corpus_, hand_repeats(epoch), shuffler));
      for (const std::size_t index : orders.back()) all_words += corpus_.sentences[index].words().size();
    }
    for (std::size_t epoch = 0; epoch < options_.epochs; ++epoch) {
      loss_ = 0;
      const std::size_t before = done_words_;
      run_epoch(orders[epoch], static_cast<double>(all_words));
      if (options_.report)
        options_.report(fmt::format("trees epoch {}: loss {:.4f} a word", epoch + 1, loss_ / static_cast<double>(done_words_ - before)));
    }
    mean_numbers_.put(numbers_);
    mean_rows_.put(rows_.values());
  }

  learning::ModelFileWriter write(const std::string& kind) const {
    learning::ModelFileWriter file(kind);
    file.add("relations", language::relations_text(relations_));
    TreeShape shape = shape_;
    shape.domains = 1;
    file.add("shape", {reinterpret_cast<const char*>(&shape), sizeof shape});
    const TreeWeights<const float> weights(shape_, numbers_.data());
    std::vector<float> numbers(numbers_.begin() + static_cast<std::ptrdiff_t>((kDomainCount - 1) * shape.width), numbers_.end());
    for (std::size_t k = 0; k < shape.width; ++k) {
      float sum = 0;
      for (std::size_t d = 0; d < kDomainCount; ++d) sum += static_cast<float>(domain_shares(options_)[d]) * weights.domains.row(d)[k];
      numbers[k] = sum;
    }
    file.add_values("numbers", numbers);
    if (!options_.word_classes.empty()) file.add_values("classes", options_.word_classes);
    std::vector<Feature> features = features_;
    features.push_back(language::kRootFeature);
    learning::FeatureRows::write(file, "rows.", features, rows_);
    return file;
  }
  std::size_t feature_count() const { return features_.size(); }

 private:
  std::size_t hand_repeats(std::size_t epoch) const {
    return epoch + options_.last_epochs < options_.epochs ? options_.hand_repeats : options_.last_hand_repeats;
  }

  void collect_relations() {
    std::set<Relation> seen;
    for (const TrainingSentence& sentence : corpus_.sentences)
      for (const Relation each : sentence.relations())
        if (each != Relation::kRoot && each != Relation::kNone) seen.insert(each);
    relations_.push_back(Relation::kRoot);
    relations_.insert(relations_.end(), seen.begin(), seen.end());
  }

  void collect_features(const std::vector<std::vector<Tag>>& tags) {
    std::vector<std::vector<NodeFeatures>> all;
    std::unordered_map<Feature, std::uint32_t> counts;
    for (std::size_t i = 0; i < corpus_.sentences.size(); ++i) {
      all.push_back(language::node_features(corpus_.sentences[i].words(), tags[i], learning::HashedTable(options_.word_classes)));
      for (const NodeFeatures& node : all.back())
        for (const Feature each : node)
          if (each != 0) ++counts[each];
    }
    std::vector<std::pair<std::uint32_t, Feature>> kept;
    for (const auto& [feature, count] : counts)
      if (count >= kLeastCount) kept.emplace_back(count, feature);
    std::sort(kept.begin(), kept.end(),
              [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    kept.resize(std::min(kept.size(), options_.pruning.max_features));
    std::unordered_map<Feature, std::uint32_t> numbers;
    for (const auto& [count, feature] : kept) {
      numbers.emplace(feature, static_cast<std::uint32_t>(features_.size()));
      features_.push_back(feature);
      counts_.push_back(count);
    }
    for (const auto& sentence : all) {
      nodes_.emplace_back();
      for (const NodeFeatures& node : sentence) {
        NodeRows rows;
        for (std::size_t k = 0; k < node.size(); ++k) {
          const auto found = numbers.find(node[k]);
          rows[k] = found == numbers.end() ? kUnknown : found->second;
        }
        nodes_.back().push_back(rows);
      }
    }
  }

  void begin(learning::TableView<float> table, double scale, std::size_t fan) { begin_uniform(table, scale, fan, chance_); }

  void begin_weights() {
    const TreeWeights<float> weights(shape_, numbers_.data());
    for (const auto& layer : weights.layers) begin(layer.input, 1.0, shape_.width);
    begin(weights.arc_dependent, 1.0, shape_.width);
    begin(weights.arc_head, 1.0, shape_.width);
    begin(weights.arc_pair, 0.3, shape_.arc_width);
    begin(weights.label_dependent, 1.0, shape_.width);
    begin(weights.label_head, 1.0, shape_.width);
    begin(weights.label_out, 1.0, shape_.label_width);
    // Columns beside the relations: never chosen.
    for (std::size_t k = shape_.relations; k < weights.label_out.columns; ++k) {
      for (std::size_t r = 0; r < weights.label_out.rows; ++r) weights.label_out.row(r)[k] = 0;
      weights.label_out_bias[k] = -20;
    }
    begin(rows_, 0.5, std::tuple_size_v<NodeFeatures>);
  }

  Silences choose_silences() {
    Silences silences;
    for (std::size_t i = 0; i < shape_.layers; ++i) silences.layers.push_back(silent_units(shape_.width, options_.dropout, chance_));
    silences.arc_dependent = silent_units(shape_.arc_width, options_.dropout, chance_);
    silences.arc_head = silent_units(shape_.arc_width, options_.dropout, chance_);
    silences.label = silent_units(shape_.label_width, options_.dropout, chance_);
    return silences;
  }

  // Some words do not show their form, some not their tag.
  NodeRows shown(NodeRows rows) {
    const double count = rows[0] == kUnknown ? 0.0 : counts_[rows[0]];
    if (chance_.next_share() < kForgetForm / (kForgetForm + count)) std::fill_n(rows.begin(), language::kLastOfForm + 1, kUnknown);
    if (chance_.next_share() < kForgetTag) std::fill(rows.begin() + language::kFirstOfTag, rows.end(), kUnknown);
    return rows;
  }

  void run_epoch(const std::vector<std::size_t>& order, double all_words) {
    for (std::size_t at = 0; at < order.size();) {
      std::size_t end = at, words = 0;
      for (; end < order.size() && words < kBatchWords; ++end) words += corpus_.sentences[order[end]].words().size();
      learn(std::span(order).subspan(at, end - at), 1.0F / static_cast<float>(words));
      at = end;
      done_words_ += words;
      const double left = 1.0 - static_cast<double>(done_words_) / all_words;
      adam_->step(numbers_, rows_, static_cast<float>(options_.rate * (kLastRate + (1 - kLastRate) * left)), kLongestGradient);
      if (left < kMeanShare && ++last_steps_ % kMeanSteps == 0) {
        mean_numbers_.add(numbers_);
        mean_rows_.add(rows_.values());
      }
    }
  }

  // The sentences of a step, made ready.
  struct Batch {
    std::vector<NodeRows> seen;
    std::vector<std::size_t> domains;  // of each node
    std::vector<Silences> silences;
    GoldNodes gold;
    std::vector<std::size_t> ends;
  };

  Batch batch_of(std::span<const std::size_t> indices) {
    Batch batch;
    for (const std::size_t index : indices) {
      const TrainingSentence& sentence = corpus_.sentences[index];
      if (sentence.words().size() > language::kMostWordsAtOnce) continue;
      batch.silences.push_back(choose_silences());
      batch.seen.emplace_back().fill(kUnknown);
      batch.seen.back()[0] = static_cast<std::uint32_t>(features_.size());  // the root
      for (const NodeRows& rows : nodes_[index]) batch.seen.push_back(shown(rows));
      batch.domains.resize(batch.seen.size(), static_cast<std::size_t>(sentence.domain));
      batch.ends.push_back(batch.seen.size());
      add_gold(sentence, batch.gold);
    }
    return batch;
  }

  void add_gold(const TrainingSentence& sentence, GoldNodes& gold) const {
    const auto heads = sentence.heads();
    const auto relations = sentence.relations();
    gold.heads.push_back(0);
    gold.relations.push_back(0);
    gold.known.push_back(true);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      const bool is_root = static_cast<std::size_t>(heads[i]) == heads.size();
      gold.heads.push_back(is_root ? 0 : static_cast<std::uint32_t>(heads[i]) + 1);
      gold.known.push_back(is_root || relations[i] != Relation::kNone);
      const auto found = std::lower_bound(relations_.begin() + 1, relations_.end(), relations[i]);
      gold.relations.push_back(is_root || found == relations_.end() ? 0 : static_cast<std::uint32_t>(found - relations_.begin()));
    }
  }

  void learn(std::span<const std::size_t> indices, float weight) {
    const Batch batch = batch_of(indices);
    if (batch.ends.empty()) return;
    const TreeWeights<const float> weights(shape_, numbers_.data());
    trace_.inputs.resize(1);
    trace_.inputs[0].reset(batch.seen.size(), shape_.width);
    trace_.ends = batch.ends;
    for (std::size_t i = 0; i < batch.seen.size(); ++i) {
      float* const to = trace_.inputs[0].row(i);
      std::copy_n(weights.domains.row(batch.domains[i]), shape_.width, to);
      for (const std::uint32_t row : batch.seen[i])
        if (row != kUnknown) learning::add_scaled(rows_.row(row), 1.0F, to, shape_.width);
    }
    language::score_arcs(weights, batch.silences, trace_);
    const TreeWeights<float> gradients(shape_, adam_->dense_gradient().data());
    double loss = 0;
    const Table of_inputs = add_gradients(weights, ExchangedWeights(weights), batch.silences, trace_, batch.gold, weight, gradients, loss);
    loss_ += loss / weight;
    for (std::size_t i = 0; i < batch.seen.size(); ++i) {
      learning::add_scaled(of_inputs.row(i), 1.0F, gradients.domains.row(batch.domains[i]), shape_.width);
      for (const std::uint32_t row : batch.seen[i])
        if (row != kUnknown) learning::add_scaled(of_inputs.row(i), 1.0F, adam_->row_gradient(row), shape_.width);
    }
  }

  const Corpus& corpus_;
  const TrainingOptions& options_;
  TreeShape shape_;
  std::vector<Relation> relations_;  // root, then the others in order
  std::vector<Feature> features_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::vector<NodeRows>> nodes_;
  std::vector<float> numbers_;
  Table rows_;  // of features_, and of the root last
  std::optional<Adam> adam_;
  Mean mean_numbers_, mean_rows_;
  std::size_t last_steps_ = 0;  // since the mean began
  language::TreeTrace trace_;
  double loss_ = 0;
  std::size_t done_words_ = 0;
  Shuffler chance_{17};
};

}  // namespace

learning::ModelFileWriter train_trees(const Corpus& corpus, const std::vector<std::vector<Tag>>& tags, const std::string& kind,
                                      const TrainingOptions& options) {
  TreesTrainer trainer(corpus, tags, options);
  if (options.report) options.report(fmt::format("trees: {} features", trainer.feature_count()));
  trainer.run();
  return trainer.write(kind);
}

}  // namespace musnad::training
