// The product of two tables. Compiled for machines with and without instructions that multiply and add at once; sums are
// rounded alike on all of them.
#pragma once

#include "learning/network/dense.h"
#include "learning/network/lanes.h"

#include <algorithm>
#include <cassert>

namespace musnad::learning {

/// For machines with AVX2 and FMA.
void multiply_add_fused(ConstTable a, ConstTable b, TableView<float> c);
void multiply_fused(ConstTable a, ConstTable b, TableView<float> c);

/// Where the sums of a product begin.
enum class Sums : bool { kAtZero, kAtWhatIsThere };

// `kRows` rows of c, two lanes wide: the sums stay in registers.
template <class Fused, std::size_t kRows, std::size_t kWide>
MUSNAD_INLINE void multiply_tile(const float* a, std::size_t a_step, const float* b, std::size_t b_step, std::size_t depth, float* c,
                                 std::size_t c_step, Sums begin) {
  Lanes sums[kRows][kWide];
#pragma GCC unroll 8
  for (std::size_t r = 0; r < kRows; ++r)
#pragma GCC unroll 2
    for (std::size_t w = 0; w < kWide; ++w) {
      sums[r][w] = Lanes{};
      if (begin == Sums::kAtWhatIsThere) sums[r][w] = lanes_at(c + r * c_step + w * kLanes);
    }
  for (std::size_t k = 0; k < depth; ++k) {
    Lanes from[kWide];
#pragma GCC unroll 2
    for (std::size_t w = 0; w < kWide; ++w) from[w] = lanes_at(b + k * b_step + w * kLanes);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRows; ++r)
#pragma GCC unroll 2
      for (std::size_t w = 0; w < kWide; ++w) Fused::add(a[r * a_step + k], from[w], sums[r][w]);
  }
#pragma GCC unroll 8
  for (std::size_t r = 0; r < kRows; ++r)
#pragma GCC unroll 2
    for (std::size_t w = 0; w < kWide; ++w) store(c + r * c_step + w * kLanes, sums[r][w]);
}

constexpr std::size_t kMostPacked = 1024;

// One stretch of columns of b with all rows of a. The stretch is packed first: rows of b lie so far apart that they would
// push each other out of the cache.
template <class Fused, std::size_t kWide>
MUSNAD_INLINE void multiply_columns(ConstTable a, ConstTable b, TableView<float> c, std::size_t at, Sums begin) {
  constexpr std::size_t kStep = kWide * kLanes;
  for (std::size_t first = 0; first < b.rows; first += kMostPacked) {
    const std::size_t depth = std::min(kMostPacked, b.rows - first);
    alignas(64) float packed[kMostPacked * kStep];
    for (std::size_t k = 0; k < depth; ++k)
#pragma GCC unroll 2
      for (std::size_t w = 0; w < kStep; w += kLanes) store(packed + k * kStep + w, lanes_at(b.row(first + k) + at + w));
    std::size_t row = 0;
    if (first > 0) begin = Sums::kAtWhatIsThere;
    for (; row + 6 <= a.rows; row += 6)
      multiply_tile<Fused, 6, kWide>(a.row(row) + first, a.columns, packed, kStep, depth, c.row(row) + at, c.columns, begin);
    for (; row + 3 <= a.rows; row += 3)
      multiply_tile<Fused, 3, kWide>(a.row(row) + first, a.columns, packed, kStep, depth, c.row(row) + at, c.columns, begin);
    for (; row < a.rows; ++row)
      multiply_tile<Fused, 1, kWide>(a.row(row) + first, a.columns, packed, kStep, depth, c.row(row) + at, c.columns, begin);
  }
}

template <class Fused>
MUSNAD_INLINE void multiply_all(ConstTable a, ConstTable b, TableView<float> c, Sums begin) {
  assert(a.rows == c.rows && b.columns == c.columns && b.columns % kLanes == 0 && a.columns >= b.rows);
  std::size_t at = 0;
  for (; at + 2 * kLanes <= b.columns; at += 2 * kLanes) multiply_columns<Fused, 2>(a, b, c, at, begin);
  if (at < b.columns) multiply_columns<Fused, 1>(a, b, c, at, begin);
}

}  // namespace musnad::learning
