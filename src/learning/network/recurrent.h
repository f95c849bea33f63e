// A layer that reads a sequence in both directions: simple recurrent units (Lei, Zhang, Wang, Dai and Artzi 2018). Each
// unit keeps a memory c and gates it by itself, so that all the large products are of whole sentences:
//
//   (u, f, r) = W x    f = s(f + v c' + b)    c = f c' + (1 - f) u    r = s(r + w c' + d)    h = r c + (1 - r) x a
//
// where c' is the memory of the step before, s the logistic function and a = sqrt 3. The first half of the units reads
// forwards, the second half backwards.
#pragma once

#include "learning/network/dense.h"

#include <span>

namespace musnad::learning {

/// Of `width` units; the input is as wide.
template <class Float>
struct RecurrentWeights {
  TableView<Float> input;                                   ///< width rows, 3 * width columns: u, f, r
  Float *forget_memory = nullptr, *reset_memory = nullptr;  ///< v, w
  Float *forget_bias = nullptr, *reset_bias = nullptr;      ///< b, d
};

/// What the way forward leaves for the way back.
struct RecurrentTrace {
  Table projected, forget, reset, memory;
};

/// What a layer is given for a step: x, and the product of W and x. (Under dropout the x that W saw is another.)
struct RecurrentStep {
  const float *x, *projected;
};

/// Sets `output`, a row a step, of `width` units; `ends`: where each of the sequences among the steps ends.
void run_recurrent(const RecurrentWeights<const float>& weights, std::size_t width, std::span<const RecurrentStep> steps,
                   std::span<const std::size_t> ends, RecurrentTrace& trace, Table& output);

/// The same, up to rounding, where no way back follows: `memory` is working memory.
void read_recurrent(const RecurrentWeights<const float>& weights, std::size_t width, std::span<const RecurrentStep> steps,
                    std::span<const std::size_t> ends, Table& memory, Table& output);

/// From the gradient of the output, with trace.projected as given: adds those of the weights but W, sets that of `trace.projected`, adds
/// that of x to `x_gradient`.
void run_recurrent_back(const RecurrentWeights<const float>& weights, ConstTable x, std::span<const std::size_t> ends,
                        const RecurrentTrace& trace, ConstTable output_gradient, const RecurrentWeights<float>& gradients,
                        TableView<float> projected_gradient, TableView<float> x_gradient);

}  // namespace musnad::learning
