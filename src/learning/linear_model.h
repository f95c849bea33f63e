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
#include "learning/presence.h"
#include "learning/slots.h"

#include <array>

namespace musnad::learning {

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
  /// Rows with a weight for many of the classes, written out with one for each, so that they add up without a step a
  /// weight. They are few, and most of what is added: a parser's tags and relations against its words.
  struct FullRows {
    std::uint32_t least = 256;          ///< weights a row must have to be one: a power of two, or more than a row can have
    std::uint32_t shift = 0;            ///< 2^shift = least
    std::size_t width = 0;              ///< classes, rounded up to whole vectors
    std::vector<std::uint32_t> begins;  ///< by first weight / least, which no two such rows share: where it begins in `values`
    std::vector<std::int16_t> values;

    const std::int16_t* row(std::uint32_t place) const { return &values[begins[place >> shift]]; }
  };

  template <class VisitSparse, class VisitFull>
  void for_each_row(std::span<const Feature> features, VisitSparse sparse, VisitFull full) const;
  bool take_index();
  bool write_out_full_rows(std::span<const std::uint32_t> places, std::size_t width, std::uint32_t least);

  ModelFile file_;                  // keeps the mapping
  std::span<const Slot> index_;     // a feature's place: first weight << 8 | number of weights
  std::span<const Slot> frequent_;  // the features that texts have most, once more, close together
  std::span<const Weight> weights_;
  std::span<const std::int16_t> values_;
  std::size_t class_count_ = 0;
  std::shared_ptr<const FullRows> full_;
  std::shared_ptr<const Presence> presence_;
};

}  // namespace musnad::learning
