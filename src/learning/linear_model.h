// LinearModel: scores of classes as sums of weights of features. The trained form: pruned, quantised, read in place.
//
//   auto model = LinearModel::load(file, "upos.");     // the sections "upos.index", "upos.weights", ...
//   std::vector<std::int32_t> scores(model->class_count());
//   model->score(features, scores);
//
// Thread safety: const access from many threads is safe.
#pragma once

#include "learning/hashing.h"
#include "learning/model_file.h"

#include <array>

namespace musnad::learning {

/// One feature's place in the table of weights. A slot with count 0 is free.
struct Slot {
  std::uint32_t check = 0;  ///< the feature's upper 32 bits
  std::uint32_t place = 0;  ///< first weight << 8 | number of weights
};

/// The weight of one class, quantised: an index into the 256 values of the model.
struct Weight {
  std::uint8_t class_id = 0;
  std::uint8_t value = 0;
};

class LinearModel {
 public:
  static constexpr std::size_t kMaxClasses = 255;

  /// Reads the sections named with `prefix`; E0302 where they are missing or do not fit each other.
  static Result<LinearModel> load(const ModelFile& file, std::string_view prefix);

  std::size_t class_count() const { return class_count_; }
  /// Sets `scores` (class_count() of them) to the sums of the features' weights.
  void score(std::span<const Feature> features, std::span<std::int32_t> scores) const {
    std::fill(scores.begin(), scores.end(), 0);
    add_scores(features, scores);
  }
  /// Adds to `scores` instead.
  void add_scores(std::span<const Feature> features, std::span<std::int32_t> scores) const;
  /// The sum for a model with a single class (a ranker).
  std::int32_t score_one(std::span<const Feature> features) const;
  std::size_t feature_slots() const { return index_.size(); }

 private:
  std::span<const Weight> find(Feature feature) const;
  template <class Visit>
  void for_each_weight(std::span<const Feature> features, Visit visit) const;
  bool is_sound() const;

  ModelFile file_;  // keeps the mapping
  std::span<const Slot> index_;
  std::span<const Weight> weights_;
  std::span<const std::int16_t> values_;
  std::size_t class_count_ = 0;
};

/// Where the search for a feature begins in a table of `slot_count` slots; it goes on slot by slot, round the end.
inline std::uint32_t first_slot(Feature feature, std::size_t slot_count) {
  return static_cast<std::uint32_t>(((feature & 0xffffffffU) * slot_count) >> 32);
}
inline std::uint32_t check_of(Feature feature) {
  return static_cast<std::uint32_t>(feature >> 32);
}

}  // namespace musnad::learning
