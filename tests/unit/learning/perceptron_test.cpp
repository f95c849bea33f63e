#include "learning/perceptron.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace musnad::learning {
namespace {

// Classes by residue: a task that features of the number decide, with some that say nothing.
std::vector<Feature> features_of(std::uint64_t number) {
  return {feature(1, number % 3), feature(2, number % 7), feature(3, number % 2)};
}

std::size_t best(std::span<const std::int32_t> scores) {
  return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

Perceptron trained(std::size_t domains) {
  Perceptron perceptron(3, domains);
  std::vector<std::int32_t> scores(3);
  for (std::uint64_t round = 0; round < 5; ++round)
    for (std::uint64_t number = 0; number < 200; ++number) {
      const auto features = features_of(number);
      const std::size_t domain = number % domains;
      perceptron.score(features, domain, scores);
      if (best(scores) != number % 3) perceptron.update(features, domain, number % 3, best(scores));
      perceptron.step();
    }
  return perceptron;
}

std::string bytes_of(const Perceptron& perceptron, const Pruning& pruning = {}) {
  ModelFileWriter writer("test");
  perceptron.write(writer, "m.", std::vector<double>{1.0, 0.0}, pruning);
  return writer.bytes();
}

LinearModel model_of(const Perceptron& perceptron) {
  const auto file = ModelFile::parse(bytes_of(perceptron), "test", "sample");
  auto model = LinearModel::load(*file, "m.");
  EXPECT_TRUE(model) << model.error().to_string();
  return *model;
}

TEST(Perceptron, LearnsAndKeepsItWhenWritten) {
  for (const std::size_t domains : {1U, 2U}) {
    const LinearModel model = model_of(trained(domains));
    std::vector<std::int32_t> scores(model.class_count());
    for (std::uint64_t number = 0; number < 300; ++number) {
      model.score(features_of(number), scores);
      EXPECT_EQ(best(scores), number % 3) << number;
    }
  }
}

TEST(Perceptron, GivesTheSameBytesForTheSameExamples) {
  EXPECT_EQ(bytes_of(trained(2)), bytes_of(trained(2)));
}

TEST(Perceptron, KeepsTheHeaviestFeatures) {
  const auto file = ModelFile::parse(bytes_of(trained(1), {0.0, 3}), "test", "sample");
  const auto model = LinearModel::load(*file, "m.");
  ASSERT_TRUE(model);
  EXPECT_LT(model->feature_slots(), 3U * 5 / 3 + 9);
}

TEST(Perceptron, LetsEachDomainDisagree) {
  Perceptron perceptron(2, 2);
  const std::vector<Feature> features = {feature(1, 1)};
  std::vector<std::int32_t> scores(2);
  for (int round = 0; round < 10; ++round)
    for (std::size_t domain = 0; domain < 2; ++domain) {
      perceptron.score(features, domain, scores);
      if (best(scores) != domain) perceptron.update(features, domain, domain, best(scores));
      perceptron.step();
    }
  for (std::size_t domain = 0; domain < 2; ++domain) {
    perceptron.score(features, domain, scores);
    EXPECT_EQ(best(scores), domain);
  }
}

// The same sums, one feature at a time from the averaged weights and all at once through the tables.
TEST(LinearModel, AddsUpAllFeaturesHoweverTheyAreStored) {
  constexpr std::size_t kClasses = 21;
  Perceptron perceptron(kClasses);
  std::vector<Feature> all;
  for (std::uint64_t f = 0; f < 30'000; ++f) {
    all.push_back(feature(9, f));
    // Some for one class, some for most; the first ones are asked for most.
    for (std::uint64_t c = 0; c < (f % 50 == 0 ? 18U : 1U); ++c)
      perceptron.change({&all.back(), 1}, 0, (f + c) % kClasses, f % 3 == 0 ? 2 : -1);
    std::vector<std::int32_t> scores(kClasses);
    for (std::uint64_t asked = f; asked < 12'000; asked += 1'000) perceptron.score({&all.back(), 1}, 0, scores);
    perceptron.step();
  }
  const LinearModel model = model_of(perceptron);
  std::vector<std::int32_t> one(kClasses), sum(kClasses, 0), together(kClasses);
  std::vector<Feature> asked;
  for (std::uint64_t f = 0; f < 60'000; f += 97) asked.push_back(feature(9, f));  // half of them are in no model
  for (const Feature& each : asked) {
    model.score({&each, 1}, one);
    for (std::size_t c = 0; c < kClasses; ++c) sum[c] += one[c];
  }
  model.score(asked, together);
  EXPECT_EQ(sum, together);
  EXPECT_NE(sum, std::vector<std::int32_t>(kClasses, 0));
  const Feature absent = feature(9, 30'000), dense = all[50];
  model.score({&absent, 1}, one);
  EXPECT_EQ(one, std::vector<std::int32_t>(kClasses, 0));
  model.score({&dense, 1}, one);
  EXPECT_EQ(std::count(one.begin(), one.end(), 0), 3);
}

TEST(LinearModel, RefusesTablesThatDoNotFit) {
  ModelFileWriter writer("test");
  writer.add_values("m.index", std::vector<Slot>{{1, 5 << 8 | 200}, {}});
  writer.add_values("m.weights", std::vector<Weight>{{0, 1}});
  writer.add_values("m.values", std::vector<std::int16_t>(256));
  writer.add_values("m.classes", std::vector<std::uint32_t>{3});
  const auto file = ModelFile::parse(writer.bytes(), "test", "sample");
  ASSERT_TRUE(file);
  EXPECT_EQ(LinearModel::load(*file, "m.").error().code, ErrorCode::kModelBroken);
  EXPECT_EQ(LinearModel::load(*file, "other.").error().code, ErrorCode::kModelBroken);
}

TEST(Hashing, DependsOnOrderAndLength) {
  EXPECT_NE(feature(1, 2, 3), feature(1, 3, 2));
  EXPECT_NE(hash_of("a"), hash_of(std::string_view("a\0", 2)));
  EXPECT_EQ(hash_of("a long string of bytes"), hash_of("a long string of bytes"));
}

}  // namespace
}  // namespace musnad::learning
