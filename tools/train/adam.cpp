#include "adam.h"

#include <algorithm>
#include <cmath>

namespace musnad::training {
namespace {
constexpr float kMeanDecay = 0.9F, kSquareDecay = 0.98F, kTiny = 1e-8F;
}

Adam::Adam(std::size_t dense_count, std::size_t rows, std::size_t width) : is_touched_(rows) {
  for (auto* each : {&dense_.gradient, &dense_.mean, &dense_.square}) each->reset(1, dense_count);
  for (auto* each : {&rows_.gradient, &rows_.mean, &rows_.square}) each->reset(rows, width);
}

float* Adam::row_gradient(std::size_t row) {
  if (!is_touched_[row]) {
    is_touched_[row] = true;
    touched_.push_back(static_cast<std::uint32_t>(row));
  }
  return rows_.gradient.row(row);
}

float Adam::length_of_gradient() const {
  double sum = 0;
  const auto add = [&](const learning::Table& table, std::size_t row) {
    for (std::size_t i = 0; i < table.columns(); ++i) sum += static_cast<double>(table.row(row)[i]) * table.row(row)[i];
  };
  add(dense_.gradient, 0);
  for (const std::uint32_t row : touched_) add(rows_.gradient, row);
  return static_cast<float>(std::sqrt(sum));
}

void Adam::move(Moments& moments, std::size_t row, float* numbers, float rate, float shorten) {
  float* const gradient = moments.gradient.row(row);
  float* const mean = moments.mean.row(row);
  float* const square = moments.square.row(row);
  const auto mean_scale = static_cast<float>(1.0 / (1.0 - mean_left_)), square_scale = static_cast<float>(1.0 / (1.0 - square_left_));
  const std::size_t count = moments.gradient.columns();
  for (std::size_t i = 0; i < count; ++i) {
    const float slope = gradient[i] * shorten;
    mean[i] = kMeanDecay * mean[i] + (1 - kMeanDecay) * slope;
    square[i] = kSquareDecay * square[i] + (1 - kSquareDecay) * slope * slope;
    numbers[i] -= rate * mean[i] * mean_scale / (std::sqrt(square[i] * square_scale) + kTiny);
    gradient[i] = 0;
  }
}

void Adam::step(std::span<float> dense, learning::Table& rows, float rate, float longest) {
  mean_left_ *= kMeanDecay;
  square_left_ *= kSquareDecay;
  const float length = length_of_gradient();
  const float shorten = length > longest ? longest / length : 1.0F;
  move(dense_, 0, dense.data(), rate, shorten);
  for (const std::uint32_t row : touched_) {
    move(rows_, row, rows.row(row), rate, shorten);
    is_touched_[row] = false;
  }
  touched_.clear();
}

}  // namespace musnad::training
