#include "learning/network/dense.h"

#include "learning/network/feature_rows.h"
#include "learning/network/recurrent.h"

#include <gtest/gtest.h>

#include <cmath>

namespace musnad::learning {
namespace {

float number(std::size_t i) {
  return static_cast<float>((i * 2654435761U) % 1000) / 500.0F - 1.0F;
}

Table table(std::size_t rows, std::size_t columns, std::size_t seed) {
  Table result(rows, columns);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t k = 0; k < columns; ++k) result.row(i)[k] = number(seed + i * columns + k);
  return result;
}

TEST(Dense, ProductsAreSumsInTheOrderOfTheColumns) {
  for (const std::size_t rows : {1U, 2U, 3U, 5U, 6U, 7U, 13U})
    for (const std::size_t depth : {1U, 9U, 1030U})
      for (const std::size_t columns : {8U, 16U, 24U}) {
        const Table a = table(rows, depth, 1), b = table(depth, columns, 7);
        Table c = table(rows, columns, 3);
        Table slow = c;
        for (std::size_t i = 0; i < rows; ++i)
          for (std::size_t j = 0; j < columns; ++j)
            for (std::size_t k = 0; k < depth; ++k) slow.row(i)[j] = std::fma(a.row(i)[k], b.row(k)[j], slow.row(i)[j]);
        multiply_add(a, b, c);
        ASSERT_EQ(c.values(), slow.values()) << rows << ' ' << depth << ' ' << columns;  // to the bit
      }
}

TEST(Dense, ExponentialIsClose) {
  for (float x = -75; x < 75; x += 0.37F) EXPECT_NEAR(exponential(x) / std::exp(static_cast<double>(x)), 1.0, 1e-5) << x;
  EXPECT_EQ(exponential(1000.0F), exponential(80.0F));
}

TEST(Dense, TransposedTwiceIsTheSame) {
  const Table a = table(8, 16, 5);
  EXPECT_EQ(transposed(transposed(a)).values(), a.values());
}

TEST(Recurrent, HalfOfTheUnitsReadBackwards) {
  constexpr std::size_t kWidth = 16, kSteps = 5;
  Table input = table(kWidth, 3 * kWidth, 11);
  std::vector<float> gates(4 * kWidth, 0.25F);
  const RecurrentWeights<const float> weights{input.view(), &gates[0], &gates[kWidth], &gates[2 * kWidth], &gates[3 * kWidth]};
  Table x = table(kSteps, kWidth, 2), before, after;
  RecurrentTrace trace;
  const std::vector<std::size_t> ends = {kSteps};
  const auto run = [&](const Table& from, Table& to) {
    multiply(from, weights.input, trace.projected);
    std::vector<RecurrentStep> steps;
    for (std::size_t t = 0; t < kSteps; ++t) steps.push_back({from.row(t), trace.projected.row(t)});
    run_recurrent(weights, kWidth, steps, ends, trace, to);
  };
  run(x, before);
  for (std::size_t k = 0; k < kWidth; ++k) x.row(2)[k] += 1.0F;  // a change in the middle
  run(x, after);
  for (std::size_t k = 0; k < kWidth; ++k)
    for (std::size_t t = 0; t < kSteps; ++t) {
      const bool reached = k < kWidth / 2 ? t >= 2 : t <= 2;
      EXPECT_EQ(before.row(t)[k] != after.row(t)[k], reached) << t << ' ' << k;
    }
}

TEST(FeatureRows, GiveBackWhatWasWritten) {
  const std::vector<Feature> features = {feature(1, 5), feature(1, 6), feature(2, 5)};
  const Table rows = table(3, 8, 4);
  ModelFileWriter writer("test.rows");
  FeatureRows::write(writer, "r.", features, rows);
  const auto file = ModelFile::parse(writer.bytes(), "test.rows", "sample");
  const auto read = FeatureRows::load(*file, "r.");
  ASSERT_TRUE(read) << read.error().to_string();
  for (std::size_t i = 0; i < features.size(); ++i) {
    std::vector<float> to(8, 1.0F);
    read->add_rows(std::span(&features[i], 1), to.data());
    for (std::size_t k = 0; k < 8; ++k) EXPECT_NEAR(to[k], 1.0F + rows.row(i)[k], 0.005F);
  }
  std::vector<float> to(8, 1.0F);
  const Feature unknown = feature(9, 9);
  read->add_rows(std::span(&unknown, 1), to.data());
  EXPECT_EQ(to, std::vector<float>(8, 1.0F));
  EXPECT_FALSE(FeatureRows::load(*file, "s."));
}

}  // namespace
}  // namespace musnad::learning
