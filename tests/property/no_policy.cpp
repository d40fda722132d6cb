// T4 in small: without policy the world stands still - to 1e-6 without re-sourcing, on average with it - and
// the test notices one percent. The full T4 (100,000 firms, 32 worlds) is .ci/nightly's.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::no_policy_test {

using namespace models;
namespace {

// Output of every (region, sector) over the base, mean of months 49-60.
std::vector<double> drift(test::RunSetup setup, double capacity_of_group_0 = 1.0) {
  setup.steps = 60;
  test::Run run(setup);
  run.state().group_capacity_ratio[0] = capacity_of_group_0;
  const World& world = run.world();
  std::vector<double> sum(world.table.n_groups(), 0.0);
  for (int step = 0; step < 60; ++step) {
    run.step();
    if (step < 48) continue;
    for (std::size_t g = 0; g < sum.size(); ++g) {
      for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
        sum[g] += static_cast<double>(run.state().firm_sales[f].goods) * world.unit_musd;
      }
    }
  }
  for (std::size_t g = 0; g < sum.size(); ++g) sum[g] = sum[g] / world.table.output[g] - 1.0;
  return sum;
}

TEST(NoPolicy, StandsStillWithoutResourcing) {
  test::RunSetup setup;
  setup.model.sourcing.resourcing = false;
  for (const bool own : {false, true}) {
    setup.model.pricing.pricing = own ? PriceRule::own : PriceRule::index;
    for (const double d : drift(setup)) EXPECT_NEAR(d, 0.0, 1e-6);
  }
}

// Tastes that last: every event finds the origin it had; what is left is that firms of one cell, whose inputs
// differ, gain and lose customers to each other (docs/decisions/0007-tastes-last.md).
TEST(NoPolicy, StandsStillWithLastingTastes) {
  test::RunSetup setup;
  for (const double d : drift(setup)) EXPECT_NEAR(d, 0.0, 1e-3);
}

TEST(NoPolicy, StandsStillUnderEveryClosure) {
  test::RunSetup setup;
  for (const WageClosure closure : {WageClosure::clearing, WageClosure::phillips}) {
    setup.model.settlement.closure = closure;
    setup.model.sourcing.resourcing = false;
    for (const double d : drift(setup)) EXPECT_NEAR(d, 0.0, 1e-6);
    setup.model.sourcing.resourcing = true;
    for (const double d : drift(setup)) EXPECT_NEAR(d, 0.0, 2e-3);
  }
}

TEST(NoPolicy, StandsStillOnAverageWithRedrawnTastes) {
  test::RunSetup setup;
  setup.model.sourcing.tastes = Tastes::redrawn;
  setup.firms = 4000;
  constexpr int worlds = 24;
  std::vector<double> sum;
  std::vector<double> squares;
  for (int w = 0; w < worlds; ++w) {
    setup.replicate = static_cast<std::uint32_t>(w) + 1;
    const std::vector<double> d = drift(setup);
    sum.resize(d.size());
    squares.resize(d.size());
    for (std::size_t g = 0; g < d.size(); ++g) {
      sum[g] += d[g];
      squares[g] += d[g] * d[g];
    }
  }
  for (std::size_t g = 0; g < sum.size(); ++g) {
    const double mean = sum[g] / worlds;
    const double error = std::sqrt((squares[g] / worlds - mean * mean) / (worlds - 1));
    EXPECT_LT(std::abs(mean), 4.5 * error) << "group " << g;
    EXPECT_LT(std::abs(mean), 0.02) << "group " << g;
  }
}

// A planted shock of 1 % of one group's capacity raises its utilisation and price, and lowers its output.
TEST(NoPolicy, APlantedOnePercentCapacityShockShowsUp) {
  test::RunSetup setup;
  setup.firms = 4000;
  int lower = 0;
  for (int w = 0; w < 8; ++w) {
    setup.replicate = static_cast<std::uint32_t>(w) + 1;
    if (drift(setup, 0.99)[0] < drift(setup)[0] - 1e-4) ++lower;
  }
  EXPECT_EQ(lower, 8);
  test::Run shocked(setup);
  test::Run calm(setup);
  shocked.state().group_capacity_ratio[0] = 0.99;
  shocked.step();
  calm.step();
  // psi times the exponent of the utilisation term times one percent, with the same draws in both runs.
  EXPECT_NEAR(shocked.state().group_price[0] - calm.state().group_price[0],
              0.3 * (std::pow(1.0 / 0.99, 0.1) - 1.0), 1e-5);
}

}  // namespace
}  // namespace entrepot::test::no_policy_test
