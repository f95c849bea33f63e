// Compiled with -mavx2 -mavx512vl -mavx512vnni: four products of bytes and their sum are one instruction.
#include "learning/network/byte_kernel.h"

#if defined(__AVX512VNNI__)
#include "learning/network/byte_lanes_x86.h"

namespace musnad::learning {
namespace {

struct Vnni : BytesOf256Bits {
  // Written out: GCC 12 copies every sum before and after the intrinsic.
  MUSNAD_INLINE void add(__m256i a, __m256i b, __m256i& sums) { __asm__("vpdpbusd %2, %1, %0" : "+v"(sums) : "v"(a), "v"(b)); }
};

}  // namespace

void multiply_on_vnni(const ByteRows& a, const ByteTable& b, TableView<float> c) {
  multiply_bytes<Vnni>(a, b, c);
}

}  // namespace musnad::learning
#endif
