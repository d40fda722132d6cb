// Bans and licences, choice wedges and iceberg costs on random worlds: what may not trade does not, the rest
// of the accounts holds, and a wedge costs no cash.
#include <gtest/gtest.h>

#include <cmath>

#include "models/behaviours/sourcing/listings.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::denied_links_test {

using namespace models;
namespace {

constexpr int first_step = 4;

// A ban of `share` on all goods of origin 1 at destination 0 from the fifth month.
test::RunSetup banned(int seed, double share) {
  test::RunSetup setup;
  setup.seed = static_cast<std::uint64_t>(seed);
  setup.shape.regions = 4;
  setup.firms = 3000;
  setup.terms = [share](const WorldTable& table, Month month, Levers& levers) {
    if (month < Month(2017, 1) + first_step) return;
    std::vector<double>& ban = Levers::use(levers.ban, table.base_duty.size());
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      if (table.sector_is_goods[table.product_sector[p].index()]) ban[table.duty_index(0, 1, p)] = share;
    }
  };
  return setup;
}

// Money from origin 1 to destination 0 in the step, goods alone.
std::int64_t bought(const test::Run& run, const State& state) {
  const WorldTable& table = run.world().table;
  std::int64_t sum = 0;
  for (std::size_t p = 0; p < table.n_products(); ++p) {
    if (table.sector_is_goods[table.product_sector[p].index()])
      sum += state.flow[table.duty_index(0, 1, p)].money;
  }
  return sum;
}

class Denied : public ::testing::TestWithParam<int> {};

TEST_P(Denied, AFullBanStopsTheFlowAtOnce) {
  test::Run run(banned(GetParam(), 1.0));
  for (int step = 0; step < first_step; ++step) run.step();
  ASSERT_GT(bought(run, run.state()), 0);
  run.step();
  EXPECT_GT(run.state().denied_links, 0);
  for (int step = first_step; step < 12; ++step) {
    ASSERT_EQ(bought(run, run.state()), 0);
    run.step();
    ASSERT_EQ(run.state().denied_links, 0) << "a ban that does not move finds no link again";
  }
}

TEST_P(Denied, LicencesKeepTheirShareOfTheLinks) {
  test::Run run(banned(GetParam(), 0.6));
  for (int step = 0; step < first_step; ++step) run.step();
  const std::size_t products = run.world().table.n_products();
  const std::vector<std::uint16_t> before = run.state().slot_cell;
  run.step();
  double kept = 0.0;
  double all = 0.0;
  const State& state = run.state();
  const World& world = run.world();
  for (const Block& block : world.blocks) {
    if (block.group / world.table.n_sectors() != 0) continue;
    const std::size_t last = block.first_nest + block.firm_count * world.table.n_sectors();
    for (std::uint32_t s = world.nest_first[block.first_nest]; s < world.nest_first[last]; ++s) {
      const bool goods =
          world.table.sector_is_goods[world.table.product_sector[before[s] % products].index()];
      if (before[s] / products != 1 || !goods) continue;
      ++all;
      kept += state.slot_cell[s] == before[s] ? 1.0 : 0.0;
    }
  }
  ASSERT_GT(all, 50.0);
  // A few of the licensed move for their own reasons in the same month.
  EXPECT_NEAR(kept / all, 0.4, 4.0 * std::sqrt(0.24 / all) + 0.03);
}

TEST_P(Denied, AccountsHoldUnderPartialBansWedgesAndIcebergs) {
  test::RunSetup setup = banned(GetParam(), 0.5);
  const test::FreeTerms::Write ban = setup.terms;
  setup.terms = [ban](const WorldTable& table, Month month, Levers& levers) {
    ban(table, month, levers);
    std::vector<double>& wedge = Levers::use(levers.log_wedge, table.base_duty.size());
    std::vector<double>& iceberg = Levers::use(levers.log_iceberg, table.base_duty.size());
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      wedge[table.duty_index(0, 2, p)] = 0.2;
      iceberg[table.duty_index(1, 2, p)] = 0.1;
    }
  };
  test::Run run(setup);
  for (int step = 0; step < 24; ++step) {
    run.step();
    std::int64_t sales = 0;
    std::int64_t crossed = 0;
    std::int64_t balance = 0;
    for (const Sales& firm : run.state().firm_sales) sales += firm.money;
    for (const Flow& flow : run.state().flow) crossed += flow.money;
    for (const RegionAccount& a : run.state().account)
      balance += a.final_spending - a.wages - a.profits - a.duties;
    ASSERT_EQ(sales, crossed);
    ASSERT_EQ(balance, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, Denied, ::testing::Range(1, 5));

TEST(Licences, ATighterBanDeniesMoreAndFreesNone) {
  int looser = 0;
  int tighter = 0;
  for (std::uint64_t slot = 0; slot < 20000; ++slot) {
    const bool at_third = denied({1, 1}, slot, 3, 0.3);
    const bool at_half = denied({1, 1}, slot, 3, 0.5);
    EXPECT_TRUE(!at_third || at_half);
    looser += at_third ? 1 : 0;
    tighter += at_half ? 1 : 0;
  }
  EXPECT_NEAR(looser, 6000, 300);
  EXPECT_NEAR(tighter, 10000, 300);
}

// An iceberg cost of 10 % moves costs as a duty of 10 % on a duty-free flow does, and nobody collects it.
TEST(Wedges, AnIcebergCostIsADutyNobodyCollects) {
  const auto on_flow = [](double duty, double iceberg, double wedge) {
    test::RunSetup setup;
    setup.terms = [=](const WorldTable& table, Month, Levers& levers) {
      std::vector<double>& melts = Levers::use(levers.log_iceberg, table.base_duty.size());
      std::vector<double>& choice = Levers::use(levers.log_wedge, table.base_duty.size());
      for (std::size_t p = 0; p < table.n_products(); ++p) {
        const std::size_t at = table.duty_index(0, 1, p);
        levers.duty[at] = (1.0 + levers.duty[at]) * (1.0 + duty) - 1.0;
        melts[at] = std::log(1.0 + iceberg);
        choice[at] = std::log(1.0 + wedge);
      }
    };
    return setup;
  };
  test::Run taxed(on_flow(0.1, 0.0, 0.0));
  test::Run melting(on_flow(0.0, 0.1, 0.0));
  test::Run feared(on_flow(0.0, 0.0, 0.1));
  taxed.step();
  melting.step();
  feared.step();
  const auto duties = [](const test::Run& run, const State& state) {
    std::int64_t sum = 0;
    for (std::size_t p = 0; p < run.world().table.n_products(); ++p)
      sum += state.flow[run.world().table.duty_index(0, 1, p)].duty;
    return sum;
  };
  EXPECT_GT(duties(taxed, taxed.state()), duties(melting, melting.state()));
  for (std::size_t at = 0; at < taxed.state().log_cost.size(); ++at) {
    ASSERT_NEAR(taxed.state().log_cost[at], melting.state().log_cost[at], 1e-12);
    ASSERT_NEAR(taxed.state().log_cost[at], feared.state().log_cost[at], 1e-12);
  }
  EXPECT_EQ(taxed.state().slot_supplier, melting.state().slot_supplier);
  EXPECT_EQ(taxed.state().slot_supplier, feared.state().slot_supplier);
  // Buyers who have not moved pay a wedge no cash: final prices stay where new links pay index / wedge at
  // least.
  EXPECT_LT(feared.state().nest_price_final[0], taxed.state().nest_price_final[0]);
}

}  // namespace
}  // namespace entrepot::test::denied_links_test
