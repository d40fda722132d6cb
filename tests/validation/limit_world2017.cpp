// T1 of model.md section 4 on world2017 with one product per sector, under the duties of March 2020. The
// study at 10^5 slots per market is tools/dev/limit_study.cpp.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/limit_world.hpp"
#include "tests/support/market_world.hpp"
#include "tests/support/share_errors.hpp"

namespace entrepot::test::limit_world2017_test {

using namespace theory;
namespace {

TEST(LimitWorld2017, AgentsReachTheSolver) {
  const LimitCase limit = one_product_per_sector(limit_of_scenario("trade-war-2018", Month(2020, 3)));
  const EquilibriumSolution exact = solve_case(limit);
  ThreadPool pool(0);
  MarketWorldOptions options;
  options.slots_per_market = 100;
  options.seed = {1, 0};
  LimitAgents few(limit, market_world(limit.table, options), 1, pool);
  few.settle();
  options.slots_per_market = 10000;
  LimitAgents agents(limit, market_world(limit.table, options), 2, pool);
  agents.start_from(few);
  double moved = 0.0;
  for (std::size_t g = 0; g < exact.unit_cost.size(); ++g) {
    EXPECT_NEAR(few.state().group_price[g] / exact.unit_cost[g], 1.0, 1e-6);
    moved = std::max(moved, std::abs(exact.unit_cost[g] - 1.0));
  }
  EXPECT_GT(moved, 0.002);
  std::vector<std::size_t> home;
  for (std::size_t market = 0; market < limit.table.n_groups(); ++market)
    home.push_back(market / limit.table.n_sectors());
  ShareErrors errors(exact.origin_share, home, effective_slots(agents.world()));
  for (int draw = 0; draw < 4; ++draw) {
    agents.step();
    errors.add(agents.shares());
  }
  EXPECT_GT(errors.shares(), 500U);
  EXPECT_LT(errors.largest_z_of_first(), 4.5);
  EXPECT_LT(errors.largest_z_of_mean(), 4.5);
  EXPECT_NEAR(errors.error() * std::sqrt(errors.slots()), 1.0, 0.05);
}

// Merging products keeps every sector's base flows and base duties in money.
TEST(LimitWorld2017, MergedProductsKeepTheBase) {
  const LimitCase with = limit_of_scenario("trade-war-2018", Month(2020, 3));
  const LimitCase merged = one_product_per_sector(with);
  const BaseAccounts a = base_accounts(with.table, 1.0);
  const BaseAccounts b = base_accounts(merged.table, 1.0);
  for (std::size_t n = 0; n < with.table.n_regions(); ++n) {
    EXPECT_NEAR(b.budget[n] / a.budget[n], 1.0, 1e-12);
    EXPECT_NEAR(b.income[n] / a.income[n], 1.0, 1e-12);
  }
  const auto usa = 0U;
  const auto chn = 1U;
  ASSERT_EQ(with.table.regions[usa], "USA");
  ASSERT_EQ(with.table.regions[chn], "CHN");
  double rise = 0.0;
  for (std::size_t k = 0; k < merged.table.n_sectors(); ++k) {
    const std::size_t at = merged.table.duty_index(usa, chn, k);
    rise = std::max(rise, merged.duty[at] - merged.table.base_duty[at]);
  }
  EXPECT_GT(rise, 0.1);
  EXPECT_LT(rise, 0.25);
}

}  // namespace
}  // namespace entrepot::test::limit_world2017_test
