// Adam (Kingma and Ba 2015), over one row of numbers and over the rows of a table that a step has touched.
#pragma once

#include "learning/network/dense.h"

#include <cstdint>
#include <span>
#include <vector>

namespace musnad::training {

class Adam {
 public:
  /// For `dense_count` numbers and a table of `rows` rows.
  Adam(std::size_t dense_count, std::size_t rows, std::size_t width);

  std::span<float> dense_gradient() { return dense_.gradient.values(); }
  /// The gradient of one row, to be added to; remembers that it was touched.
  float* row_gradient(std::size_t row);
  /// Moves the numbers against their gradients, and clears these. Gradients longer than `longest`, all numbers together,
  /// are shortened to it.
  void step(std::span<float> dense, learning::Table& rows, float rate, float longest);

 private:
  struct Moments {
    learning::Table gradient, mean, square;
  };
  float length_of_gradient() const;
  void move(Moments& moments, std::size_t row, float* numbers, float rate, float shorten);

  Moments dense_, rows_;
  std::vector<std::uint32_t> touched_;
  std::vector<bool> is_touched_;
  double mean_left_ = 1.0, square_left_ = 1.0;  // what is left of the zeros that the moments began with
};

}  // namespace musnad::training
