// The product of rows and a table in bytes, for one kind of machine: `Machine` sums up kLanes columns at a time.
#pragma once

#include "learning/network/byte_table.h"
#include "learning/network/lanes.h"

namespace musnad::learning {

void multiply_on_any(const ByteRows& a, const ByteTable& b, TableView<float> c);
void multiply_on_avx2(const ByteRows& a, const ByteTable& b, TableView<float> c);
void multiply_on_vnni(const ByteRows& a, const ByteTable& b, TableView<float> c);

// kRows rows of c, kWide stretches of columns: the sums stay in registers.
template <class Machine, std::size_t kRows, std::size_t kWide>
MUSNAD_INLINE void multiply_bytes_tile(const ByteRows& a, std::size_t row, const ByteTable& b, std::size_t column, TableView<float> c) {
  constexpr std::size_t kStep = kLanes * ByteTable::kGroup;
  const std::size_t groups = b.groups();
  typename Machine::Sums sums[kRows][kWide] = {};
  for (std::size_t g = 0; g < groups; ++g) {
    decltype(Machine::load(nullptr)) weights[kWide];
#pragma GCC unroll 2
    for (std::size_t w = 0; w < kWide; ++w) weights[w] = Machine::load(b.stretch(column + w * kLanes) + g * kStep);
#pragma GCC unroll 8
    for (std::size_t r = 0; r < kRows; ++r) {
      const auto group = Machine::repeat(a.row(row + r) + g * ByteTable::kGroup);
#pragma GCC unroll 2
      for (std::size_t w = 0; w < kWide; ++w) Machine::add(group, weights[w], sums[r][w]);
    }
  }
#pragma GCC unroll 8
  for (std::size_t r = 0; r < kRows; ++r)
#pragma GCC unroll 2
    for (std::size_t w = 0; w < kWide; ++w) {
      const std::size_t at = column + w * kLanes;
      const IntLanes sum = Machine::lanes(sums[r][w]) - lanes_at(b.zeros() + at);
      store(c.row(row + r) + at, __builtin_convertvector(sum, Lanes) * lanes_at(b.scales() + at) * a.scale(row + r));
    }
}

template <class Machine, std::size_t kWide>
MUSNAD_INLINE void multiply_bytes_columns(const ByteRows& a, const ByteTable& b, std::size_t column, TableView<float> c) {
  std::size_t row = 0;
  for (; row + 6 <= a.count(); row += 6) multiply_bytes_tile<Machine, 6, kWide>(a, row, b, column, c);
  for (; row + 3 <= a.count(); row += 3) multiply_bytes_tile<Machine, 3, kWide>(a, row, b, column, c);
  for (; row < a.count(); ++row) multiply_bytes_tile<Machine, 1, kWide>(a, row, b, column, c);
}

template <class Machine>
MUSNAD_INLINE void multiply_bytes(const ByteRows& a, const ByteTable& b, TableView<float> c) {
  std::size_t at = 0;
  for (; at + 2 * kLanes <= b.columns(); at += 2 * kLanes) multiply_bytes_columns<Machine, 2>(a, b, at, c);
  if (at < b.columns()) multiply_bytes_columns<Machine, 1>(a, b, at, c);
}

}  // namespace musnad::learning
