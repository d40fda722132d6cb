// T1 of model.md section 4, short: frictionless agents against the exact-hat solver. The long study is
// tools/dev/limit_study.cpp; its results stand in docs/verification.md.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/limit_agents.hpp"
#include "tests/support/market_world.hpp"
#include "tests/support/share_errors.hpp"

namespace entrepot::test::limit_test {

using namespace theory;
namespace {

constexpr std::uint64_t first_seed = 100;

std::vector<std::size_t> homes(const WorldTable& table) {
  std::vector<std::size_t> home;
  for (std::size_t market = 0; market < table.n_groups(); ++market)
    home.push_back(market / table.n_sectors());
  return home;
}

LimitAgents agents(const LimitCase& limit, std::uint32_t slots, ThreadPool& pool) {
  MarketWorldOptions options;
  options.slots_per_market = slots;
  options.seed = {7, 0};
  return LimitAgents(limit, market_world(limit.table, options), slots, pool);
}

TEST(Limit, ShareErrorsFallWithTheRootOfTheSlots) {
  ThreadPool pool(0);
  std::vector<double> slopes;
  double largest_z = 0.0;
  for (std::uint64_t seed = first_seed; seed < first_seed + 12; ++seed) {
    const LimitCase limit = random_limit_case(seed);
    const EquilibriumSolution exact = solve_case(limit);
    LimitAgents few = agents(limit, 100, pool);
    few.settle();
    std::vector<double> slots;
    std::vector<double> error;
    for (const std::uint32_t n : {100U, 1000U, 10000U}) {
      LimitAgents many = agents(limit, n, pool);
      many.start_from(few);
      ShareErrors errors(exact.origin_share, homes(limit.table), effective_slots(many.world()));
      for (int draw = 0; draw < 8; ++draw) {
        many.step();
        errors.add(many.shares());
      }
      slots.push_back(errors.slots());
      error.push_back(errors.error());
      largest_z = std::max(largest_z, n >= 10000 ? errors.largest_z_of_first() : 0.0);
    }
    slopes.push_back(log_slope(slots, error));
  }
  const Interval slope = interval_of(slopes);
  RecordProperty("slope", std::to_string(slope.mean));
  RecordProperty("half_width", std::to_string(slope.half_width));
  EXPECT_TRUE(slope.holds(-0.5)) << slope.mean << " +- " << slope.half_width;
  EXPECT_LT(2.0 * slope.half_width, 0.1);
  EXPECT_LT(largest_z, 4.5);
}

// With `match: none` prices know no sampling error at any number of slots.
TEST(Limit, PricesAreTheSolversWithAHundredSlots) {
  ThreadPool pool(0);
  for (std::uint64_t seed = first_seed; seed < first_seed + 12; ++seed) {
    const LimitCase limit = random_limit_case(seed);
    const EquilibriumSolution exact = solve_case(limit);
    LimitAgents few = agents(limit, 100, pool);
    few.settle();
    double moved = 0.0;
    for (std::size_t g = 0; g < exact.unit_cost.size(); ++g) {
      EXPECT_NEAR(few.state().group_price[g] / exact.unit_cost[g], 1.0, 1e-6) << "seed " << seed;
      moved = std::max(moved, std::abs(exact.unit_cost[g] - 1.0));
    }
    EXPECT_GT(moved, 0.003) << "the duties of the test move prices";
  }
}

// Outputs and trade too: money flows of the agents, averaged over redraws, are the solver's.
TEST(Limit, OutputsAreTheSolversOnAverage) {
  ThreadPool pool(0);
  const LimitCase limit = random_limit_case(first_seed + 1);
  const EquilibriumSolution exact = solve_case(limit);
  LimitAgents many = agents(limit, 10000, pool);
  many.settle();
  const WorldTable& table = limit.table;
  constexpr int draws = 60;
  std::vector<double> sales(table.n_groups(), 0.0);
  for (int draw = 0; draw < draws; ++draw) {
    many.step();
    for (std::size_t g = 0; g < sales.size(); ++g) {
      for (std::uint32_t f = many.world().group_first[g]; f < many.world().group_first[g + 1]; ++f)
        sales[g] +=
            12.0 * many.world().unit_musd * static_cast<double>(many.state().firm_sales[f].money) / draws;
    }
  }
  for (std::size_t g = 0; g < sales.size(); ++g) EXPECT_NEAR(sales[g] / exact.output[g], 1.0, 0.005);
}

// A wrong elasticity is found: the tests above would not pass with any agents.
TEST(Limit, AWrongElasticityIsFound) {
  ThreadPool pool(0);
  LimitCase limit = random_limit_case(first_seed);
  LimitAgents many = agents(limit, 10000, pool);
  many.settle();
  limit.settings.sourcing.trade_elasticity_scale = 1.1;
  const EquilibriumSolution other = solve_case(limit);
  ShareErrors errors(other.origin_share, homes(limit.table), effective_slots(many.world()));
  for (int draw = 0; draw < 20; ++draw) {
    many.step();
    errors.add(many.shares());
  }
  EXPECT_GT(errors.largest_z_of_mean(), 4.5);
}

}  // namespace
}  // namespace entrepot::test::limit_test
