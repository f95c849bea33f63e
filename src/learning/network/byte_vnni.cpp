// Compiled with -mavx2 -mavx512vl -mavx512vnni: four products of bytes and their sum are one instruction.
#include "learning/network/byte_kernel.h"

#if defined(__AVX512VNNI__)
#include "learning/network/byte_lanes_x86.h"

namespace musnad::learning {
namespace {

struct Vnni : BytesOf256Bits {
  MUSNAD_INLINE void add(__m256i a, __m256i b, __m256i& sums) { sums = _mm256_dpbusd_epi32(sums, a, b); }
};

}  // namespace

void multiply_on_vnni(const ByteRows& a, const ByteTable& b, TableView<float> c) {
  multiply_bytes<Vnni>(a, b, c);
}

}  // namespace musnad::learning
#endif
