#include "learning/network/byte_table.h"

#include "learning/network/byte_kernel.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

namespace musnad::learning {
namespace {

constexpr std::int32_t kZero = 128;

struct AnyMachine {
  struct Sums {
    std::int32_t of[kLanes];
  };
  struct Bytes {
    std::int8_t of[kLanes * ByteTable::kGroup];
  };
  struct Group {
    std::uint8_t of[ByteTable::kGroup];
  };
  MUSNAD_INLINE Bytes load(const std::int8_t* from) {
    Bytes result;
    std::memcpy(&result, from, sizeof result);
    return result;
  }
  MUSNAD_INLINE Group repeat(const std::uint8_t* from) {
    Group result;
    std::memcpy(&result, from, sizeof result);
    return result;
  }
  MUSNAD_INLINE void add(const Group& a, const Bytes& b, Sums& sums) {
    for (std::size_t i = 0; i < kLanes; ++i)
      for (std::size_t k = 0; k < ByteTable::kGroup; ++k) sums.of[i] += a.of[k] * b.of[i * ByteTable::kGroup + k];
  }
  MUSNAD_INLINE IntLanes lanes(const Sums& sums) {
    IntLanes result;
    std::memcpy(&result, &sums, sizeof result);
    return result;
  }
};

MUSNAD_INLINE void to_bytes_body(const float* from, std::size_t count, std::uint8_t* to, float& scale) {
  Lanes most = {};
  for (std::size_t i = 0; i < count; i += kLanes) {
    const Lanes value = lanes_at(from + i), minus = -value, size = value > minus ? value : minus;
    most = size > most ? size : most;
  }
  float largest = 1e-9F;
  for (std::size_t k = 0; k < kLanes; ++k) largest = std::max(largest, most[k]);
  const float by = 127.0F / largest;
  typedef std::uint8_t Bytes __attribute__((vector_size(sizeof(IntLanes))));
  for (std::size_t i = 0; i < count; i += kLanes) {
    const Lanes rounded = (lanes_at(from + i) * by + 12582912.0F) - 12582912.0F;  // to the nearest whole number
    const auto bytes = (Bytes)(__builtin_convertvector(rounded, IntLanes) + kZero);
    const auto lowest = __builtin_shufflevector(bytes, bytes, 0, 4, 8, 12, 16, 20, 24, 28);  // of each number
    __builtin_memcpy(to + i, &lowest, kLanes);
  }
  scale = largest / 127.0F;
}
MUSNAD_FOR_MACHINES(to_bytes, (const float* from, std::size_t count, std::uint8_t* to, float& scale), (from, count, to, scale))

}  // namespace

void ByteRows::set(ConstTable rows) {
  width_ = rows.columns;
  values_.resize(rows.rows * width_);
  scales_.resize(rows.rows);
  for (std::size_t i = 0; i < rows.rows; ++i) to_bytes(rows.row(i), width_, values_.data() + i * width_, scales_[i]);
}

ByteTable::ByteTable(ConstTable weights) : rows_(weights.rows), columns_(weights.columns) {
  constexpr float kMost = 63.0F;
  assert(columns_ % kLanes == 0);
  values_.assign(groups() * kGroup * columns_, 0);
  zeros_.assign(columns_, 0);
  for (std::size_t c = 0; c < columns_; ++c) {
    float largest = 1e-9F;
    for (std::size_t r = 0; r < rows_; ++r) largest = std::max(largest, std::abs(weights.row(r)[c]));
    scales_.push_back(largest / kMost);
    std::int8_t* const lane = values_.data() + c / kLanes * kLanes * groups() * kGroup + c % kLanes * kGroup;
    for (std::size_t r = 0; r < rows_; ++r) {
      const auto value = static_cast<std::int8_t>(std::lround(weights.row(r)[c] / scales_[c]));
      lane[r / kGroup * kLanes * kGroup + r % kGroup] = value;
      zeros_[c] += kZero * value;
    }
  }
}

void multiply_on_any(const ByteRows& a, const ByteTable& b, TableView<float> c) {
  multiply_bytes<AnyMachine>(a, b, c);
}

void multiply(const ByteRows& a, const ByteTable& b, Table& c) {
  assert(a.width() >= b.groups() * ByteTable::kGroup);
  c.resize(a.count(), b.columns());
#if defined(__x86_64__)
  static const bool has_vnni = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl");
  static const bool has_avx2 = __builtin_cpu_supports("avx2");
  if (has_vnni) return multiply_on_vnni(a, b, c);
  if (has_avx2) return multiply_on_avx2(a, b, c);
#endif
  multiply_on_any(a, b, c);
}

}  // namespace musnad::learning
