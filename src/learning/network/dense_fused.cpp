// Compiled with -mavx2 -mfma: multiplication and addition are one instruction.
#include "learning/network/dense_kernel.h"

#if defined(__FMA__)
#include <immintrin.h>

namespace musnad::learning {
namespace {

struct FusedByMachine {
  MUSNAD_INLINE void add(float a, const Lanes& b, Lanes& sum) { sum = (Lanes)_mm256_fmadd_ps(_mm256_set1_ps(a), (__m256)b, (__m256)sum); }
};

}  // namespace

void multiply_add_fused(ConstTable a, ConstTable b, TableView<float> c) {
  multiply_all<FusedByMachine>(a, b, c, Sums::kAtWhatIsThere);
}
void multiply_fused(ConstTable a, ConstTable b, TableView<float> c) {
  multiply_all<FusedByMachine>(a, b, c, Sums::kAtZero);
}

}  // namespace musnad::learning
#endif
