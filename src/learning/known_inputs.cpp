#include "learning/known_inputs.h"

#include <algorithm>

namespace musnad::learning {

void KnownInputs::reset(std::size_t places, std::size_t width) {
  width_ = width;
  known_.reset(places, 4 * width);
}

void KnownInputs::begin(std::size_t steps, LayersTrace& trace) {
  trace.inputs.resize(std::max<std::size_t>(1, trace.inputs.size()));
  trace.layers.resize(std::max<std::size_t>(1, trace.layers.size()));
  trace.is_projected = true;
  trace.inputs[0].resize(steps, width_);
  trace.layers[0].projected.resize(steps, 3 * width_);
  added_.clear();
}

bool KnownInputs::take(Feature key, std::size_t step, LayersTrace& trace) {
  const float* const row = known_.find(key);
  if (row == nullptr) {
    added_.push_back({step, key});
    return false;
  }
  std::copy_n(row, width_, trace.inputs[0].row(step));
  std::copy_n(row + width_, 3 * width_, trace.layers[0].projected.row(step));
  return true;
}

void KnownInputs::finish(const ByteTable& weights, LayersTrace& trace) {
  inputs_.resize(added_.size(), width_);
  for (std::size_t i = 0; i < added_.size(); ++i) std::copy_n(trace.inputs[0].row(added_[i].step), width_, inputs_.row(i));
  trace.bytes.set(inputs_);
  multiply(trace.bytes, weights, products_);
  for (std::size_t i = 0; i < added_.size(); ++i) {
    std::copy_n(products_.row(i), 3 * width_, trace.layers[0].projected.row(added_[i].step));
    float* const kept = known_.place_for(added_[i].key);
    std::copy_n(inputs_.row(i), width_, kept);
    std::copy_n(products_.row(i), 3 * width_, kept + width_);
  }
}

}  // namespace musnad::learning
