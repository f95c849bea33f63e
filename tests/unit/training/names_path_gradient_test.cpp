// The gradient of a path of tags, against the sum over every path there is.
#include "names_path_gradient.h"

#include <gtest/gtest.h>

#include <cmath>

namespace musnad::training {
namespace {

using language::kNameTagCount;
using language::NameTag;

struct Sample {
  learning::Table scores{4, kNameTagCount}, transitions{kNameTagCount, kNameTagCount};
  std::vector<NameTag> gold = {NameTag::kOut, NameTag::kBPer, NameTag::kIPer, NameTag::kBLoc};

  Sample() {
    std::uint32_t state = 5;
    for (learning::Table* table : {&scores, &transitions})
      for (float& each : table->values()) {
        state = state * 1664525U + 1013904223U;
        each = 3 * (static_cast<float>(state >> 8) / static_cast<float>(1 << 24) - 0.5F);
      }
  }

  double sum_of_paths(std::size_t at, NameTag before) const {
    if (at == gold.size()) return 1;
    double sum = 0;
    for (std::size_t t = 0; t < kNameTagCount; ++t) {
      const auto tag = static_cast<NameTag>(t);
      if (!language::may_follow(before, tag)) continue;
      const float step = transitions.row(static_cast<std::size_t>(before))[t] + scores.row(at)[t];
      sum += std::exp(static_cast<double>(step)) * sum_of_paths(at + 1, tag);
    }
    return sum;
  }
  double loss() const {
    double right = 0;
    NameTag before = NameTag::kOut;
    for (std::size_t i = 0; i < gold.size(); ++i) {
      right += transitions.row(static_cast<std::size_t>(before))[static_cast<std::size_t>(gold[i])] +
               scores.row(i)[static_cast<std::size_t>(gold[i])];
      before = gold[i];
    }
    return std::log(sum_of_paths(0, NameTag::kOut)) - right;
  }
  double slope(float& number) {
    constexpr float kStep = 1e-2F;
    const float kept = number;
    number = kept + kStep;
    const double above = loss();
    number = kept - kStep;
    const double below = loss();
    number = kept;
    return (above - below) / (2 * kStep);
  }
};

TEST(PathGradient, IsTheSlopeOfTheLossOverAllPaths) {
  Sample sample;
  learning::Table made = sample.scores, of_transitions(kNameTagCount, kNameTagCount);
  EXPECT_NEAR(path_gradient(made, sample.transitions, sample.gold, 1.0F, of_transitions), sample.loss(), 1e-4);
  for (std::size_t i = 0; i < sample.gold.size(); ++i)
    for (std::size_t t = 0; t < kNameTagCount; ++t) EXPECT_NEAR(made.row(i)[t], sample.slope(sample.scores.row(i)[t]), 1e-3);
  for (std::size_t b = 0; b < kNameTagCount; ++b)
    for (std::size_t t = 0; t < kNameTagCount; ++t) EXPECT_NEAR(of_transitions.row(b)[t], sample.slope(sample.transitions.row(b)[t]), 1e-3);
}

}  // namespace
}  // namespace musnad::training
