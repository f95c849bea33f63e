// What the machines of byte_avx2.cpp and byte_vnni.cpp have in common.
#pragma once

#include "learning/network/lanes.h"

#include <immintrin.h>
#include <cstring>

namespace musnad::learning {

struct BytesOf256Bits {
  using Sums = __m256i;
  MUSNAD_INLINE __m256i load(const std::int8_t* from) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)); }
  MUSNAD_INLINE __m256i repeat(const std::uint8_t* from) {
    std::int32_t group;
    std::memcpy(&group, from, sizeof group);
    return _mm256_set1_epi32(group);
  }
  MUSNAD_INLINE IntLanes lanes(__m256i sums) { return (IntLanes)sums; }
};

}  // namespace musnad::learning
