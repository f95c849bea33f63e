// KnownInputs: what a network's first layer is given for steps that were seen lately, and the product of that layer: neither
// depends on the sequence around the step. Words of texts come back soon enough that two of three are known.
#pragma once

#include "learning/recent.h"
#include "learning/recurrent_layers.h"

namespace musnad::learning {

class KnownInputs {
 public:
  /// `places` is a power of two, `width` that of the layer.
  void reset(std::size_t places, std::size_t width);
  bool empty() const { return known_.empty(); }

  /// Sizes the trace for a batch of `steps`; trace.is_projected is set.
  void begin(std::size_t steps, LayersTrace& trace);
  /// Sets the row of a step from what is known under its key; false where nothing is. Then the caller writes trace.inputs[0].row(step).
  bool take(Feature key, std::size_t step, LayersTrace& trace);
  /// The products of the steps that were not known, once all inputs are there.
  void finish(const ByteTable& weights, LayersTrace& trace);

 private:
  struct New {
    std::size_t step;
    Feature key;
  };
  std::size_t width_ = 0;
  Recent<float> known_;  // input, then product
  std::vector<New> added_;
  Table inputs_, products_;
};

}  // namespace musnad::learning
