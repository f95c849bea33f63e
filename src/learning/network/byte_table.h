// Products with weights of a network in bytes: a quarter of the memory and, where the machine has instructions for it, of the
// time of products of floats. Whole numbers sum up the same in any order, so the results are the same to the bit on every machine.
#pragma once

#include "learning/network/dense.h"

#include <cstdint>
#include <vector>

namespace musnad::learning {

/// Rows of numbers in 8 bits under a scale a row.
class ByteRows {
 public:
  void set(ConstTable rows);
  std::size_t count() const { return scales_.size(); }
  std::size_t width() const { return width_; }  ///< in bytes, whole groups
  const std::uint8_t* row(std::size_t i) const { return values_.data() + i * width_; }
  float scale(std::size_t i) const { return scales_[i]; }

 private:
  std::size_t width_ = 0;
  std::vector<std::uint8_t> values_;  // 128 stands for zero
  std::vector<float> scales_;
};

/// A table of weights in 7 bits under a scale a column: sums of two products of bytes fit 16 bits, as older machines need it.
class ByteTable {
 public:
  ByteTable() = default;
  explicit ByteTable(ConstTable weights);
  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  std::size_t groups() const { return (rows_ + kGroup - 1) / kGroup; }
  /// Weights lie in stretches of kLanes columns; in a stretch group after group, in a group column after column.
  static constexpr std::size_t kGroup = 4;
  const std::int8_t* stretch(std::size_t first_column) const { return values_.data() + first_column * groups() * kGroup; }
  const float* scales() const { return scales_.data(); }
  const std::int32_t* zeros() const { return zeros_.data(); }  ///< what a row of zeros sums up to, a column each

 private:
  std::size_t rows_ = 0, columns_ = 0;
  std::vector<std::int8_t> values_;
  std::vector<float> scales_;
  std::vector<std::int32_t> zeros_;
};

/// c = a * b; `c` gets its size.
void multiply(const ByteRows& a, const ByteTable& b, Table& c);

}  // namespace musnad::learning
