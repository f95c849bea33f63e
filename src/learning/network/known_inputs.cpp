#include "learning/network/known_inputs.h"

#include <algorithm>

namespace musnad::learning {

void KnownInputs::reset(std::size_t places, std::size_t width) {
  width_ = width;
  known_.reset(places, 4 * width);
}

// Those added by the last batch are kept only now: a place that is taken over may have been read in that batch.
void KnownInputs::begin(std::size_t steps, ReadingTrace& trace) {
  for (std::size_t i = 0; i < added_.size(); ++i) {
    float* const kept = known_.place_for(added_[i].key);
    std::copy_n(inputs_.row(i), width_, kept);
    std::copy_n(products_.row(i), 3 * width_, kept + width_);
  }
  added_.clear();
  inputs_.resize(steps, width_);
  trace.given.resize(steps);
}

float* KnownInputs::take(Feature key, std::size_t step, ReadingTrace& trace) {
  if (const float* const row = known_.find(key)) {
    trace.given[step] = {row, row + width_};
    return nullptr;
  }
  added_.push_back({step, key});
  return inputs_.row(added_.size() - 1);
}

void KnownInputs::finish(const ByteTable& weights, ReadingTrace& trace) {
  trace.bytes.set({inputs_.row(0), added_.size(), inputs_.columns()});
  multiply(trace.bytes, weights, products_);
  for (std::size_t i = 0; i < added_.size(); ++i) trace.given[added_[i].step] = {inputs_.row(i), products_.row(i)};
}

}  // namespace musnad::learning
