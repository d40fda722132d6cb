#include "outputs/store/results/pack_row.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace entrepot::outputs::pack_row_test {

namespace {

using Sizes = std::vector<std::size_t>;

// What comes out again when the whole row is read.
std::vector<double> read_back(const std::vector<double>& values, const Sizes& shape, const Sizes& chunk) {
  PackedValues packed;
  packed.start.assign(shape.size(), 0);
  packed.count = shape;
  packed.chunk = chunk;
  packed.chunks = pack_row(values, shape, chunk, 4);
  return unpack(packed);
}

TEST(PackRow, GivesBackEveryBit) {
  for (const auto& [shape, chunk] : std::vector<std::pair<Sizes, Sizes>>{
           {{7}, {7}}, {{7}, {3}}, {{5, 4}, {2, 4}}, {{6, 3, 5}, {4, 3, 5}}, {{3, 7, 2}, {1, 4, 2}}}) {
    std::vector<double> values(
        std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>()));
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = std::sin(static_cast<double>(i)) * 1e9;
    values[1] = -0.0;
    EXPECT_EQ(read_back(values, shape, chunk), values);
  }
}

TEST(PackRow, CutsIntoChunksByTheirCorners) {
  const std::vector<double> values(12, 1.5);
  const std::vector<PackedChunk> chunks = pack_row(values, {3, 4}, {2, 4}, 4);
  ASSERT_EQ(chunks.size(), 2U);
  EXPECT_EQ(chunks[0].first, (Sizes{0, 0}));
  EXPECT_EQ(chunks[1].first, (Sizes{2, 0}));
  EXPECT_TRUE(chunks[1].deflated && chunks[1].shuffled);
}

TEST(PackRow, TakesANumberWithoutAxes) {
  const std::vector<PackedChunk> chunks = pack_row(std::vector<double>{2.0}, {}, {}, 4);
  ASSERT_EQ(chunks.size(), 1U);
  EXPECT_FALSE(chunks[0].stored.empty());
}

}  // namespace
}  // namespace entrepot::outputs::pack_row_test
