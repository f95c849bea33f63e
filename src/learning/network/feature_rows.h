// FeatureRows: a row of numbers (an embedding) for each feature that is known. The trained form: quantised, read in place.
#pragma once

#include "learning/model_file.h"
#include "learning/network/dense.h"
#include "learning/slots.h"

#include <span>

namespace musnad::learning {

class FeatureRows {
 public:
  /// Reads the sections named with `prefix`; E0302 where they are missing or do not fit each other.
  static Result<FeatureRows> load(const ModelFile& file, std::string_view prefix);

  std::size_t width() const { return width_; }
  /// Adds the rows of the features that are known to `to`, width() numbers.
  void add_rows(std::span<const Feature> features, float* to) const;

  /// Writes features (in ascending order) and their rows: 8 bits a number under a scale a row.
  static void write(ModelFileWriter& file, std::string_view prefix, std::span<const Feature> features, const Table& rows);

 private:
  ModelFile file_;               // keeps the mapping
  std::span<const Slot> index_;  // a feature's place: the number of its row, from 1
  std::span<const float> scales_;
  std::span<const std::int8_t> values_;
  std::size_t width_ = 0;
};

}  // namespace musnad::learning
