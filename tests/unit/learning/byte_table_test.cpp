#include "learning/network/byte_table.h"

#include "learning/network/byte_kernel.h"

#include <gtest/gtest.h>

#include <cmath>

namespace musnad::learning {
namespace {

Table table(std::size_t rows, std::size_t columns, std::size_t seed, float size) {
  Table result(rows, columns);
  for (std::size_t i = 0; i < rows; ++i)
    for (std::size_t k = 0; k < columns; ++k)
      result.row(i)[k] = (static_cast<float>(((seed + i * columns + k) * 2654435761U) % 1000) / 500.0F - 1.0F) * size;
  return result;
}

// Sums of bytes, one after another, as the tables lie.
Table by_definition(const ByteRows& a, const ByteTable& b) {
  Table result(a.count(), b.columns());
  for (std::size_t i = 0; i < a.count(); ++i)
    for (std::size_t c = 0; c < b.columns(); ++c) {
      std::int32_t sum = 0;
      for (std::size_t k = 0; k < b.rows(); ++k) {
        const std::size_t lane = (k / ByteTable::kGroup * kLanes + c % kLanes) * ByteTable::kGroup + k % ByteTable::kGroup;
        sum += (a.row(i)[k] - 128) * b.stretch(c / kLanes * kLanes)[lane];
      }
      result.row(i)[c] = static_cast<float>(sum) * b.scales()[c] * a.scale(i);
    }
  return result;
}

TEST(ByteTable, ProductsAreCloseToThoseOfFloats) {
  const Table a = table(11, 192, 1, 3.0F), b = table(192, 24, 7, 0.2F);
  ByteRows rows;
  rows.set(a);
  Table bytes, floats;
  multiply(rows, ByteTable(b), bytes);
  multiply(a, b, floats);
  // A step of a row is 3 / 127, one of a column 0.2 / 63; each is at most half a step away.
  const float most = 192 * (0.5F * 3.0F / 127 * 0.2F + 0.5F * 0.2F / 63 * 3.0F);
  double difference = 0;
  for (std::size_t i = 0; i < a.rows(); ++i)
    for (std::size_t c = 0; c < 24; ++c) {
      EXPECT_NEAR(bytes.row(i)[c], floats.row(i)[c], most);
      difference += std::abs(bytes.row(i)[c] - floats.row(i)[c]);
    }
  EXPECT_LT(difference / (11 * 24), most / 20);
}

TEST(ByteTable, AllMachinesGiveTheSameBits) {
  for (const std::size_t count : {1U, 2U, 3U, 5U, 6U, 7U, 13U})
    for (const std::size_t depth : {1U, 9U, 96U, 200U})
      for (const std::size_t columns : {8U, 16U, 24U}) {
        // The largest values of both signs among them: what would overflow where sums are too narrow.
        Table a = table(count, depth, 1, 2.0F);
        Table b = table(depth, columns, 7, 1.0F);
        for (std::size_t k = 0; k < depth; ++k) a.row(count - 1)[k] = 2.0F, b.row(k)[columns - 1] = k % 4 < 2 ? 1.0F : -1.0F;
        ByteRows rows;
        rows.set(a);
        const ByteTable weights(b);
        const Table expected = by_definition(rows, weights);
        Table c;
        multiply(rows, weights, c);
        ASSERT_EQ(c.values(), expected.values()) << count << ' ' << depth << ' ' << columns;
        c.reset(count, columns);
        multiply_on_any(rows, weights, c);
        ASSERT_EQ(c.values(), expected.values()) << count << ' ' << depth << ' ' << columns;
#if defined(__x86_64__)
        if (!__builtin_cpu_supports("avx2")) continue;
        c.reset(count, columns);
        multiply_on_avx2(rows, weights, c);
        ASSERT_EQ(c.values(), expected.values()) << count << ' ' << depth << ' ' << columns;
#endif
      }
}

TEST(ByteTable, RowsOfZerosAndTinyNumbersStayFinite) {
  Table a(2, 16), b = table(16, 8, 3, 1.0F);
  a.row(1)[3] = 1e-30F;
  ByteRows rows;
  rows.set(a);
  Table c;
  multiply(rows, ByteTable(b), c);
  for (const float value : c.values()) EXPECT_NEAR(value, 0.0F, 1e-6F);
}

}  // namespace
}  // namespace musnad::learning
