// The slopes that training follows, against differences of the loss itself.
#include "tree_gradients.h"

#include <gtest/gtest.h>

namespace musnad::training {
namespace {

using language::Silences;
using language::TreeShape;
using language::TreeTrace;
using language::TreeWeights;

struct Sample {
  TreeShape shape{16, 2, 8, 8, 5, 2};
  std::vector<float> numbers;
  learning::Table inputs{9, 16};  // two sentences
  std::vector<std::size_t> ends = {6, 9};
  GoldNodes gold{{0, 2, 0, 2, 3, 3, 0, 0, 1}, {0, 1, 0, 2, 4, 3, 0, 0, 2}, {}};
  std::vector<Silences> silences;

  Sample() : numbers(TreeWeights<float>(shape, nullptr).count) {
    std::uint32_t state = 7;
    const auto next = [&state] {
      state = state * 1664525U + 1013904223U;
      return static_cast<float>(state >> 8) / static_cast<float>(1 << 24) - 0.5F;
    };
    for (float& each : numbers) each = next();
    for (float& each : inputs.values()) each = next();
    for (const std::size_t first : {0U, 1U}) {
      const auto silent = [first](std::size_t width) {
        std::vector<float> result(width, 2.0F);
        for (std::size_t i = first; i < width; i += 3) result[i] = 0.0F;
        return result;
      };
      silences.push_back({{silent(16), silent(16)}, silent(8), silent(8), silent(8)});
    }
  }

  learning::Table gradients_of(std::vector<float>& gradients, double& loss) const {
    gradients.assign(numbers.size(), 0.0F);
    const TreeWeights<const float> weights(shape, numbers.data());
    TreeTrace trace;
    trace.inputs = {inputs};
    trace.ends = ends;
    language::score_arcs(weights, silences, trace);
    return add_gradients(weights, ExchangedWeights(weights), silences, trace, gold, 1.0F, TreeWeights<float>(shape, gradients.data()),
                         loss);
  }
  double loss() const {
    std::vector<float> gradients;
    double loss = 0;
    gradients_of(gradients, loss);
    return loss;
  }
};

// The slope of the loss along `number`.
double slope_of(Sample& sample, float& number) {
  constexpr float kStep = 4e-3F;
  const float before = number;
  number = before + kStep;
  const double above = sample.loss();
  number = before - kStep;
  const double below = sample.loss();
  number = before;
  return (above - below) / (2 * kStep);
}

void expect_slopes(Sample& sample) {
  std::vector<float> gradients;
  double loss = 0;
  learning::Table of_inputs = sample.gradients_of(gradients, loss);
  EXPECT_GT(loss, 0.0);
  std::size_t far = 0, checked = 0;
  const auto check = [&](float& number, float gradient) {
    const double slope = slope_of(sample, number);
    far += std::abs(slope - gradient) > 0.02 + 0.03 * std::abs(slope);  // more where a unit is clipped within the step
    ++checked;
  };
  const std::size_t domains = 2 * sample.shape.width;  // added by the caller, with the rows of the features
  for (std::size_t i = domains; i < gradients.size(); i += 5) check(sample.numbers[i], gradients[i]);
  for (std::size_t i = 0; i < of_inputs.values().size(); ++i) check(sample.inputs.values()[i], of_inputs.values()[i]);
  EXPECT_GT(checked, 500U);
  EXPECT_LE(far, checked / 50);
}

TEST(TreeGradients, AreTheSlopesOfTheLoss) {
  Sample sample;
  expect_slopes(sample);
}

TEST(TreeGradients, PassOverWordsOfWhichNothingIsKnown) {
  Sample sample;
  const double all = sample.loss();
  sample.gold.known = {true, true, false, true, true, false, true, true, false};
  expect_slopes(sample);
  const double some = sample.loss();
  EXPECT_LT(some, all);
  sample.gold.heads[2] = 4;  // whatever stands there
  sample.gold.relations[5] = 1;
  EXPECT_EQ(sample.loss(), some);
}

TEST(TreeGradients, VanishWhereNothingIsAsked) {
  Sample sample;
  std::vector<float> gradients(sample.numbers.size());
  const TreeWeights<const float> weights(sample.shape, sample.numbers.data());
  TreeTrace trace;
  trace.inputs = {sample.inputs};
  trace.ends = sample.ends;
  language::score_arcs(weights, sample.silences, trace);
  double loss = 0;
  const auto of_inputs = add_gradients(weights, ExchangedWeights(weights), sample.silences, trace, sample.gold, 0.0F,
                                       TreeWeights<float>(sample.shape, gradients.data()), loss);
  EXPECT_EQ(loss, 0.0);
  for (const float each : gradients) ASSERT_EQ(each, 0.0F);
}

}  // namespace
}  // namespace musnad::training
