// Arithmetic on tables of floats, the same to the bit on every machine: sums in a fixed order,
// multiplication and addition fused in products of tables and nowhere else, exponentials of our own.
#pragma once

#include <cstddef>
#include <vector>

namespace musnad::learning {

/// Columns of every table are a multiple of this.
inline constexpr std::size_t kLanes = 8;
constexpr std::size_t whole_lanes(std::size_t columns) {
  return (columns + kLanes - 1) / kLanes * kLanes;
}

/// Rows of floats that belong to somebody else.
template <class Float>
struct TableView {
  Float* data = nullptr;
  std::size_t rows = 0, columns = 0;
  Float* row(std::size_t i) const { return data + i * columns; }
  operator TableView<const Float>() const { return {data, rows, columns}; }
};
using ConstTable = TableView<const float>;

class Table {
 public:
  Table() = default;
  Table(std::size_t rows, std::size_t columns) { reset(rows, columns); }
  /// All zeros; `columns` is rounded up to whole lanes.
  void reset(std::size_t rows, std::size_t columns) {
    rows_ = rows;
    columns_ = whole_lanes(columns);
    values_.assign(rows_ * columns_, 0.0F);
  }
  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  float* row(std::size_t i) { return values_.data() + i * columns_; }
  const float* row(std::size_t i) const { return values_.data() + i * columns_; }
  /// The size alone; the numbers are any.
  void resize(std::size_t rows, std::size_t columns) {
    rows_ = rows;
    columns_ = whole_lanes(columns);
    if (values_.size() < rows_ * columns_) values_.resize(rows_ * columns_);
  }
  std::vector<float>& values() { return values_; }
  const std::vector<float>& values() const { return values_; }
  TableView<float> view() { return {values_.data(), rows_, columns_}; }
  ConstTable view() const { return {values_.data(), rows_, columns_}; }
  operator ConstTable() const { return view(); }
  operator TableView<float>() { return view(); }

 private:
  std::size_t rows_ = 0, columns_ = 0;
  std::vector<float> values_;
};

/// c += a * b. Of `a` the first b.rows columns count.
void multiply_add(ConstTable a, ConstTable b, TableView<float> c);
/// c = a * b, with the sums of multiply_add on zeros; `c` gets its size.
void multiply(ConstTable a, ConstTable b, Table& c);
/// Rows and columns exchanged; the new columns are filled up with zeros.
Table transposed(ConstTable a);
/// to[i] += from[i] * by
void add_scaled(const float* from, float by, float* to, std::size_t count);
/// Adds `bias` to each row, then raises what is below zero to zero.
void add_bias_and_clip(const float* bias, TableView<float> to);
/// e^x within a few units of the last place, for x between -80 and 80; beyond, as at the ends.
float exponential(float x);

}  // namespace musnad::learning
