// Cross entropy of one choice among several.
#pragma once

#include "learning/network/dense.h"

#include <algorithm>
#include <cmath>

namespace musnad::training {

/// Turns scores into the gradient of the cross entropy times `weight`: shares, less one at the right place. Returns the cross
/// entropy times `weight`. The score at `left_out` counts for nothing; `count` where all count.
inline double soften(float* scores, std::size_t count, std::size_t right, std::size_t left_out, float weight) {
  float highest = scores[right];
  for (std::size_t i = 0; i < count; ++i)
    if (i != left_out) highest = std::max(highest, scores[i]);
  float sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    scores[i] = i == left_out ? 0.0F : learning::exponential(scores[i] - highest);
    sum += scores[i];
  }
  const double loss = -std::log(std::max(1e-20, static_cast<double>(scores[right] / sum)));
  for (std::size_t i = 0; i < count; ++i) scores[i] *= weight / sum;
  scores[right] -= weight;
  return loss * weight;
}

}  // namespace musnad::training
