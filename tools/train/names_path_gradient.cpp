#include "names_path_gradient.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace musnad::training {
namespace {

using language::kNameTagCount;
using language::NameTag;
using Shares = std::array<float, kNameTagCount>;
using Steps = std::array<Shares, kNameTagCount>;  // [before][tag]

// Divides by the sum, and returns it.
float normalise(Shares& shares) {
  float sum = 0;
  for (const float each : shares) sum += each;
  for (float& each : shares) each /= std::max(sum, 1e-30F);
  return sum;
}

Steps allowed_steps(learning::ConstTable transitions) {
  Steps steps{};
  for (std::size_t b = 0; b < kNameTagCount; ++b)
    for (std::size_t t = 0; t < kNameTagCount; ++t)
      if (language::may_follow(static_cast<NameTag>(b), static_cast<NameTag>(t)))
        steps[b][t] = learning::exponential(transitions.row(b)[t]);
  return steps;
}

// Exponentials of the scores, the highest of a token being 1.
std::vector<Shares> weights_of(learning::ConstTable scores, double& log_scale) {
  std::vector<Shares> result(scores.rows);
  for (std::size_t i = 0; i < scores.rows; ++i) {
    const float highest = *std::max_element(scores.row(i), scores.row(i) + kNameTagCount);
    log_scale += highest;
    for (std::size_t t = 0; t < kNameTagCount; ++t) result[i][t] = learning::exponential(scores.row(i)[t] - highest);
  }
  return result;
}

}  // namespace

double path_gradient(learning::TableView<float> scores, learning::ConstTable transitions, std::span<const NameTag> gold, float weight,
                     learning::TableView<float> transitions_gradient) {
  const std::size_t length = gold.size();
  double log_all = 0, log_gold = 0;
  const Steps steps = allowed_steps(transitions);
  const std::vector<Shares> weights = weights_of(scores, log_all);
  std::vector<Shares> before(length), after(length);
  for (std::size_t i = 0; i < length; ++i) {
    for (std::size_t t = 0; t < kNameTagCount; ++t) {
      float sum = i == 0 ? steps[0][t] : 0.0F;
      for (std::size_t b = 0; i > 0 && b < kNameTagCount; ++b) sum += before[i - 1][b] * steps[b][t];
      before[i][t] = sum * weights[i][t];
    }
    log_all += std::log(static_cast<double>(normalise(before[i])));
  }
  after[length - 1].fill(1.0F);
  for (std::size_t i = length - 1; i-- > 0;) {
    for (std::size_t b = 0; b < kNameTagCount; ++b) {
      float sum = 0;
      for (std::size_t t = 0; t < kNameTagCount; ++t) sum += steps[b][t] * weights[i + 1][t] * after[i + 1][t];
      after[i][b] = sum;
    }
    normalise(after[i]);
  }
  NameTag last = NameTag::kOut;
  for (std::size_t i = 0; i < length; ++i) {
    const auto tag = static_cast<std::size_t>(gold[i]), from = static_cast<std::size_t>(last);
    log_gold += scores.row(i)[tag] + transitions.row(from)[tag];
    last = gold[i];
    // Shares of pairs of tags, and from them those of tags.
    Steps pairs{};
    float sum = 0;
    for (std::size_t b = 0; b < kNameTagCount; ++b)
      for (std::size_t t = 0; t < kNameTagCount; ++t) {
        const float start = i == 0 ? (b == 0 ? 1.0F : 0.0F) : before[i - 1][b];
        sum += pairs[b][t] = start * steps[b][t] * weights[i][t] * after[i][t];
      }
    std::fill_n(scores.row(i), scores.columns, 0.0F);
    for (std::size_t b = 0; b < kNameTagCount; ++b)
      for (std::size_t t = 0; t < kNameTagCount; ++t) {
        const float share = pairs[b][t] / std::max(sum, 1e-30F) * weight;
        scores.row(i)[t] += share;
        transitions_gradient.row(b)[t] += share;
      }
    scores.row(i)[tag] -= weight;
    transitions_gradient.row(from)[tag] -= weight;
  }
  return log_all - log_gold;
}

}  // namespace musnad::training
