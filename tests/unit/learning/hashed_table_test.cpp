#include "learning/hashed_table.h"

#include <gtest/gtest.h>
#include <map>
#include <random>

namespace musnad::learning {
namespace {

TEST(HashedTable, FindsWhatWasPutIn) {
  std::map<Feature, std::uint32_t> items;
  std::mt19937_64 random(4);
  for (std::uint32_t i = 1; i <= 5000; ++i) items[random()] = i;
  const std::vector<std::pair<Feature, std::uint32_t>> list(items.begin(), items.end());
  const auto slots = HashedTable::build(list);
  const HashedTable table(slots);
  for (const auto& [hash, value] : list) EXPECT_EQ(table.find(hash), value);
  EXPECT_EQ(HashedTable().find(1), 0u);
}

TEST(HashedTable, IsReadFromAFile) {
  ModelFileWriter writer("test.words");
  writer.add_values("table", HashedTable::build(std::vector<std::pair<Feature, std::uint32_t>>{{7, 70}, {8, 80}}));
  writer.add_values("odd", std::vector<HashedTable::Slot>(3));
  const auto file = ModelFile::parse(writer.bytes(), "test.words", "sample");
  ASSERT_TRUE(file) << file.error().to_string();
  EXPECT_EQ(HashedTable::load(*file, "table")->find(8), 80u);
  EXPECT_EQ(HashedTable::load(*file, "missing")->find(8), 0u);
  const auto odd = HashedTable::load(*file, "odd");
  ASSERT_FALSE(odd);
  EXPECT_EQ(odd.error().code, ErrorCode::kModelBroken);
}

}  // namespace
}  // namespace musnad::learning
