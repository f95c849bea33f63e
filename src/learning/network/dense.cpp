#include "learning/network/dense.h"

#include "learning/network/dense_kernel.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace musnad::learning {
namespace {

// One rounding for multiplication and addition together, on machines without an instruction for it.
struct FusedAnywhere {
  MUSNAD_INLINE void add(float a, const Lanes& b, Lanes& sum) {
    for (std::size_t i = 0; i < kLanes; ++i) sum[i] = __builtin_fmaf(a, b[i], sum[i]);
  }
};

#if defined(__x86_64__)
bool is_fused() {
  static const bool fused = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  return fused;
}
#endif

MUSNAD_INLINE void add_scaled_body(const float* from, float by, float* to, std::size_t count) {
  for (std::size_t i = 0; i < count; i += kLanes) add_to(to + i, lanes_at(from + i) * by);
}

MUSNAD_INLINE void add_bias_and_clip_body(const float* bias, TableView<float> to) {
  const Lanes zero = {};
  for (std::size_t r = 0; r < to.rows; ++r)
    for (std::size_t i = 0; i < to.columns; i += kLanes) {
      const Lanes sum = lanes_at(to.row(r) + i) + lanes_at(bias + i);
      store(to.row(r) + i, sum > zero ? sum : zero);
    }
}

}  // namespace

void multiply_add(ConstTable a, ConstTable b, TableView<float> c) {
#if defined(__x86_64__)
  if (is_fused()) return multiply_add_fused(a, b, c);
#endif
  multiply_all<FusedAnywhere>(a, b, c, Sums::kAtWhatIsThere);
}
void multiply(ConstTable a, ConstTable b, Table& c) {
  c.resize(a.rows, b.columns);
#if defined(__x86_64__)
  if (is_fused()) return multiply_fused(a, b, c);
#endif
  multiply_all<FusedAnywhere>(a, b, c, Sums::kAtZero);
}
MUSNAD_FOR_MACHINES(add_scaled, (const float* from, float by, float* to, std::size_t count), (from, by, to, count))
MUSNAD_FOR_MACHINES(add_bias_and_clip, (const float* bias, TableView<float> to), (bias, to))

Table transposed(ConstTable a) {
  Table result(a.columns, a.rows);
  for (std::size_t r = 0; r < a.rows; ++r)
    for (std::size_t c = 0; c < a.columns; ++c) result.row(c)[r] = a.row(r)[c];
  return result;
}

float exponential(float x) {
  const float power = std::clamp(x, -80.0F, 80.0F) * 1.44269504F;
  const float whole = (power + 12582912.0F) - 12582912.0F;
  const float part = power - whole;
  float result = part * 0.0013333558F + 0.009618129F;
  for (const float term : {0.05550411F, 0.2402265F, 0.6931472F, 1.0F}) result = result * part + term;
  std::int32_t bits = 0;
  std::memcpy(&bits, &result, sizeof bits);
  bits += static_cast<std::int32_t>(whole) << 23;
  std::memcpy(&result, &bits, sizeof bits);
  return result;
}

}  // namespace musnad::learning
