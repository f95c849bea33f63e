// Perceptron: the trainer of LinearModel. Averaged, with sparse rows that grow where updates touch them, and with
// domains: every feature has weights of its own in each domain beside those that all share (Daume 2007), so that a large
// machine-made treebank can support a small one made by hand without overruling it. Training counts in whole numbers
// and in the order of its examples: the same examples give the same bytes.
#pragma once

#include "learning/linear_model.h"

#include <array>

namespace musnad::learning {

/// How a trained model is cut down.
struct Pruning {
  double min_weight = 0.0;            ///< weights below (in updates, averaged) are dropped
  std::size_t max_features = 400000;  ///< the features with the largest weights are kept
};

class Perceptron {
 public:
  static constexpr std::size_t kMaxDomains = 2;

  /// `domain_count` 1: one weight a feature and class.
  explicit Perceptron(std::size_t class_count, std::size_t domain_count = 1);

  /// Scores under the weights of now, not averaged; counts how often each feature was asked for.
  void score(std::span<const Feature> features, std::size_t domain, std::span<std::int32_t> scores);
  std::int32_t score_one(std::span<const Feature> features, std::size_t domain);
  /// Raises `right` and lowers `wrong`.
  void update(std::span<const Feature> features, std::size_t domain, std::size_t right, std::size_t wrong) {
    change(features, domain, right, 1);
    change(features, domain, wrong, -1);
  }
  void change(std::span<const Feature> features, std::size_t domain, std::size_t class_id, int by);
  /// Counts one example for the average; call it after each, right or wrong.
  void step() { ++steps_; }

  /// Writes the sections of a LinearModel: averaged weights, shared ones plus those of each domain times its share.
  void write(ModelFileWriter& file, std::string_view prefix, std::span<const double> shares, const Pruning& pruning) const;
  std::size_t feature_count() const { return row_count_; }

 private:
  // An update in a domain moves the shared weight and the domain's own by the same step, so the shared weight is always
  // the sum of the domains' own, and only these are kept.
  struct Cell {
    std::array<std::int64_t, kMaxDomains> total{};
    std::array<std::int16_t, kMaxDomains> weight{};
    std::uint32_t stamp = 0;
    std::uint8_t class_id = 0;
  };
  struct Row {
    Feature feature = 0;
    std::uint32_t begin = 0;
    std::uint32_t seen = 0;
    std::uint8_t size = 0;
    std::uint8_t capacity = 0;  // 0: the place is free
  };
  struct Average {
    Feature feature;
    std::uint32_t seen;
    std::uint8_t class_id;
    double weight;
  };

  Row* find(Feature feature);
  Row& find_or_add(Feature feature);
  void grow_rows();
  void grow_row(Row& row);
  void add_to_row(Row& row, std::size_t domain, std::size_t class_id, int by);
  std::vector<Average> averages(std::span<const double> shares) const;

  std::size_t class_count_;
  std::size_t domain_count_;
  std::uint32_t steps_ = 1;
  std::size_t row_count_ = 0;
  std::vector<Row> rows_;  // open addressing
  std::vector<Cell> cells_;
};

}  // namespace musnad::learning
