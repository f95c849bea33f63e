// KnownInputs: what a network's first layer is given for steps that were seen lately: neither its input nor the product of that layer
// depends on the sequence around the step. Words of texts come back soon enough that two of three are known.
#pragma once

#include "learning/network/recurrent_layers.h"
#include "learning/recent.h"

namespace musnad::learning {

class KnownInputs {
 public:
  /// `places` is a power of two, `width` that of the layer.
  void reset(std::size_t places, std::size_t width);
  bool empty() const { return known_.empty(); }

  /// Before a batch of `steps`. What is told of it in trace.given is good until the next `begin`.
  void begin(std::size_t steps, ReadingTrace& trace);
  /// Null where a step is known under its key; otherwise where the caller writes its input, `width` numbers.
  float* take(Feature key, std::size_t step, ReadingTrace& trace);
  /// The products of the steps that were not known, once all inputs are there.
  void finish(const ByteTable& weights, ReadingTrace& trace);

 private:
  struct New {
    std::size_t step;
    Feature key;
  };
  std::size_t width_ = 0;
  Recent<float> known_;  // input, then product
  std::vector<New> added_;
  Table inputs_, products_;  // of those added
};

}  // namespace musnad::learning
