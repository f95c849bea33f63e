// Compiled with -mavx2.
#include "learning/network/byte_kernel.h"

#if defined(__AVX2__)
#include "learning/network/byte_lanes_x86.h"

namespace musnad::learning {
namespace {

struct Avx2 : BytesOf256Bits {
  MUSNAD_INLINE void add(__m256i a, __m256i b, __m256i& sums) {
    sums = _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_maddubs_epi16(a, b), _mm256_set1_epi16(1)));
  }
};

}  // namespace

void multiply_on_avx2(const ByteRows& a, const ByteTable& b, TableView<float> c) {
  multiply_bytes<Avx2>(a, b, c);
}

}  // namespace musnad::learning
#endif
