#include "sim/world/state/tails.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "sim/core/rng.hpp"

namespace entrepot::test::tails_test {
namespace {

using testing::ElementsAre;

std::vector<double> pareto_sample(std::size_t count, double exponent, std::uint64_t seed) {
  Draws draws(Seed{seed, 0}, Stream::test, 0, 0);
  std::vector<double> values(count);
  for (double& value : values) value = 3.0 * std::pow(draws.unit53(), -1.0 / exponent);
  return values;
}

class ParetoTail : public testing::TestWithParam<double> {};

TEST_P(ParetoTail, IsFoundWithinFourStandardErrors) {
  const double exponent = GetParam();
  const Tail tail = measure_tail(pareto_sample(100000, exponent, 11));
  EXPECT_EQ(tail.points, 5000U);
  EXPECT_EQ(tail.sample, 100000U);
  EXPECT_NEAR(tail.hill_error, exponent / std::sqrt(5000.0), 0.1 * exponent / std::sqrt(5000.0));
  EXPECT_NEAR(tail.hill, exponent, 4.0 * exponent / std::sqrt(5000.0));
  // Gabaix and Ibragimov 2011: standard error exponent * sqrt(2 / k).
  EXPECT_NEAR(tail.least_squares, exponent, 4.0 * exponent * std::sqrt(2.0 / 5000.0));
  EXPECT_NEAR(tail.median, 3.0 * std::pow(2.0, 1.0 / exponent), 0.1 * tail.median);
}

INSTANTIATE_TEST_SUITE_P(Exponents, ParetoTail, testing::Values(0.8, 1.06, 1.5, 2.5));

// Only the upper tail is Pareto: the body must not move the estimates.
TEST(Tail, LooksAtTheUpperShareOnly) {
  std::vector<double> values = pareto_sample(5000, 1.2, 4);
  const Tail alone = measure_tail(values, 0.5);
  values.insert(values.end(), 45000, 1.0);
  const Tail mixed = measure_tail(values, 0.05);
  EXPECT_DOUBLE_EQ(mixed.hill, alone.hill);
  EXPECT_DOUBLE_EQ(mixed.least_squares, alone.least_squares);
}

// ln x = -ln(rank - 1/2) / 2 exactly: a straight line of slope -2.
TEST(Tail, LeastSquaresIsExactOnALine) {
  std::vector<double> values;
  for (int rank = 1; rank <= 1000; ++rank) values.push_back(1.0 / std::sqrt(rank - 0.5));
  EXPECT_NEAR(measure_tail(values, 0.1).least_squares, 2.0, 1e-10);
}

TEST(Tail, LeavesOutZeroesAndCountsTheRest) {
  const Tail tail = measure_tail({0.0, 4.0, 1.0, 0.0, 1.0});
  EXPECT_EQ(tail.sample, 3U);
  EXPECT_DOUBLE_EQ(tail.mean, 2.0);
  EXPECT_DOUBLE_EQ(tail.median, 1.0);
  EXPECT_DOUBLE_EQ(tail.largest, 4.0);
}

TEST(Tail, GivesNoEstimateWithoutATail) {
  EXPECT_EQ(measure_tail({}).sample, 0U);
  EXPECT_EQ(measure_tail(std::vector<double>(100, 2.0), 0.05).points, 0U);  // five points only
  EXPECT_EQ(measure_tail(std::vector<double>(1000, 2.0), 0.05).hill, 0.0);  // all equal
}

// Two regions, two sectors: firms 0 and 1 in region 0 (one block), firm 2 in region 1; nests input by input.
World drawn_world() {
  World world;
  world.table.regions = {"A", "B"};
  world.table.sectors = {"X", "Y"};
  world.firm_cell = {0, 0, 3};
  world.firm_output = {1.0, 2.0, 3.0};
  world.blocks = {{0, 2, 0, 0}, {2, 1, 4, 3}};
  // nests: 0-1 input X of firms 0, 1; 2-3 input Y of firms 0, 1; 4-5 of firm 2; 6-9 final: A-X A-Y B-X B-Y
  world.nest_first = {0, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8};
  world.nest_value.assign(10, 1.0F);
  world.slot_supplier = {1, 0, 2, 1, 2, 0, 0, 2};
  world.slot_weight.assign(8, 1.0F);
  return world;
}

TEST(WorldTails, NestsKnowTheirBuyers) {
  EXPECT_THAT(nest_buyers(drawn_world()), ElementsAre(0, 1, 0, 1, 2, 2, 3, 3, 4, 4));
}

TEST(WorldTails, CountsPartnersOfADrawnWorld) {
  const WorldTails tails = world_tails(drawn_world());
  // Suppliers: firm 0 has {1, 2}, firm 1 has {0}, firm 2 has {1, 2}.
  EXPECT_DOUBLE_EQ(tails.suppliers.mean, 5.0 / 3.0);
  // Customers: firm 0 sells to {1, A, B}, firm 1 to {0, 2}, firm 2 to {0, 2, B}.
  EXPECT_DOUBLE_EQ(tails.customers.mean, 8.0 / 3.0);
  EXPECT_DOUBLE_EQ(tails.customers.largest, 3.0);
  EXPECT_DOUBLE_EQ(tails.size.mean, 2.0);
}

}  // namespace
}  // namespace entrepot::test::tails_test
