// Eight floats at a time. Functions over lanes are compiled twice on x86-64, for SSE2 and for AVX2; both do the same
// operations in the same order.
#pragma once

#include <cstddef>
#include <cstdint>

#pragma GCC diagnostic ignored "-Wpsabi"  // lanes are passed between inlined functions alone

namespace musnad::learning {

typedef float Lanes __attribute__((vector_size(32)));
typedef std::int32_t IntLanes __attribute__((vector_size(32)));

#define MUSNAD_INLINE static inline __attribute__((always_inline))

// Numbers in memory need not be aligned as lanes are.
MUSNAD_INLINE Lanes lanes_at(const float* at) {
  Lanes lanes;
  __builtin_memcpy(&lanes, at, sizeof lanes);
  return lanes;
}
MUSNAD_INLINE IntLanes lanes_at(const std::int32_t* at) {
  IntLanes lanes;
  __builtin_memcpy(&lanes, at, sizeof lanes);
  return lanes;
}
/// Of bytes: each is put four times over where its number belongs, and shifted down. (Compilers take a conversion of vectors byte by byte.)
MUSNAD_INLINE Lanes lanes_at(const std::int8_t* at) {
  typedef std::int64_t Quarters __attribute__((vector_size(32)));
  typedef std::int8_t Bytes __attribute__((vector_size(32)));
  std::int64_t eight = 0;
  __builtin_memcpy(&eight, at, sizeof eight);
  const auto all = (Bytes)(Quarters{eight, eight, eight, eight});
  const auto placed = __builtin_shufflevector(all, all, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 20, 20, 20, 20, 21, 21, 21, 21, 22,
                                              22, 22, 22, 23, 23, 23, 23);
  return __builtin_convertvector((IntLanes)placed >> 24, Lanes);
}
MUSNAD_INLINE void store(float* at, const Lanes& lanes) {
  __builtin_memcpy(at, &lanes, sizeof lanes);
}
MUSNAD_INLINE void add_to(float* at, const Lanes& lanes) {
  store(at, lanes_at(at) + lanes);
}

/// e^-x, for x from -30 to 30; what is beyond is taken for the end.
MUSNAD_INLINE Lanes power_of_minus(Lanes x) {
  const Lanes zero = {}, low = zero - 30.0F, high = zero + 30.0F;
  x = x < low ? low : x;
  x = x > high ? high : x;
  const Lanes power = x * -1.44269504F;                     // e^-x = 2^power
  const Lanes whole = (power + 12582912.0F) - 12582912.0F;  // the nearest whole number
  const Lanes part = power - whole;
  Lanes result = part * 0.0013333558F + 0.009618129F;
  result = result * part + 0.05550411F;
  result = result * part + 0.2402265F;
  result = result * part + 0.6931472F;
  result = result * part + 1.0F;
  const IntLanes exponent = __builtin_convertvector(whole, IntLanes) << 23;
  return (Lanes)((IntLanes)result + exponent);
}

/// x = 1 / (1 + e^-x)
MUSNAD_INLINE void squash(Lanes& x) {
  x = 1.0F / (1.0F + power_of_minus(x));
}
/// Both with one division.
MUSNAD_INLINE void squash_both(Lanes& x, Lanes& y) {
  const Lanes of_x = 1.0F + power_of_minus(x), of_y = 1.0F + power_of_minus(y);
  const Lanes part = 1.0F / (of_x * of_y);
  x = part * of_y;
  y = part * of_x;
}

// MUSNAD_FOR_MACHINES(name, (parameters), (arguments)) defines `name` over `name_body`, choosing at run time.
#if defined(__x86_64__)
#define MUSNAD_FOR_MACHINES(name, parameters, arguments)               \
  __attribute__((target("avx2"))) static void name##_avx2 parameters { \
    name##_body arguments;                                             \
  }                                                                    \
  static void name##_any parameters {                                  \
    name##_body arguments;                                             \
  }                                                                    \
  void name parameters {                                               \
    static const bool has_avx2 = __builtin_cpu_supports("avx2");       \
    has_avx2 ? name##_avx2 arguments : name##_any arguments;           \
  }
#else
#define MUSNAD_FOR_MACHINES(name, parameters, arguments) \
  void name parameters {                                 \
    name##_body arguments;                               \
  }
#endif

}  // namespace musnad::learning
