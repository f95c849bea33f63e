// Compiled with -mavx2 -mfma -ffp-contract=fast: multiplication and addition become one instruction.
#include "learning/network/dense_kernel.h"

#if defined(__FMA__)
namespace musnad::learning {
namespace {

struct FusedByMachine {
  MUSNAD_INLINE void add(float a, const Lanes& b, Lanes& sum) { sum += a * b; }
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
