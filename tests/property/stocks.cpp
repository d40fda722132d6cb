// Stocks (model.md section 6): a world without policy stands still with them, accounts stay exact, nothing
// falls below zero, a step of demand meets a bounded response that dies away, critical inputs alone stop
// output.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/world/state/buyers.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::stocks_test {

using namespace models;
namespace {

test::RunSetup with_stocks(std::uint64_t seed = 1) {
  test::RunSetup setup;
  setup.seed = seed;
  setup.shape.input_size = 8.0;  // inputs about half of output, as in real tables
  setup.model.stockpiling.stocks = true;
  return setup;
}

double output_of(const test::Run& run, const State& state, std::size_t group) {
  double goods = 0.0;
  for_each_firm(run.world(), state, group, [&](std::uint32_t f) { goods += state.firm_shipped[f]; });
  return goods * run.world().unit_musd * 12.0;
}

double world_output(test::Run& run) {
  double goods = 0.0;
  for (std::size_t g = 0; g < run.world().table.n_groups(); ++g) goods += output_of(run, run.state(), g);
  return goods;
}

TEST(Stocks, AWorldWithoutPolicyStandsStill) {
  test::RunSetup setup = with_stocks();
  setup.model.sourcing.resourcing = false;
  setup.steps = 60;
  test::Run run(setup);
  run.step();
  const std::vector<double> held = run.state().stocks.held;
  run.finish();
  const WorldTable& table = run.world().table;
  for (std::size_t g = 0; g < table.n_groups(); ++g) {
    EXPECT_NEAR(output_of(run, run.state(), g) / table.output[g], 1.0, 1e-6);
    if (held[g] > 0.0) {
      EXPECT_NEAR(run.state().stocks.held[g] / held[g], 1.0, 1e-5);
    }
    EXPECT_EQ(run.state().stocks.missing[g], 0.0);
  }
}

// Opening stocks are the days of the input sector times what the table says is used of it.
TEST(Stocks, TheBaseStockIsItsDaysOfUse) {
  test::RunSetup setup = with_stocks();
  setup.model.sourcing.resourcing = false;
  setup.model.stockpiling.days_scale = 1.3;
  test::Run run(setup);
  run.step();
  const World& world = run.world();
  const WorldTable& table = world.table;
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t k = 0; k < table.n_sectors(); ++k) {
      double used = world.accounts.budget[n] * world.accounts.budget_share[n * table.n_sectors() + k];
      for (std::size_t j = 0; j < table.n_sectors(); ++j) {
        const std::size_t g = n * table.n_sectors() + j;
        used += world.input_coefficient(g, k) * table.output[g];
      }
      const double days = table.sector_is_goods[k] ? 1.3 * table.sector_parameters[k].inventory_days : 0.0;
      const double held = run.state().stocks.held[n * table.n_sectors() + k] * world.unit_musd;
      EXPECT_NEAR(held, used * days / 365.0, 1e-5 * used) << n << " " << k;
    }
  }
}

class StocksInMotion : public ::testing::TestWithParam<int> {};

test::RunSetup moving(int seed) {
  test::RunSetup setup = with_stocks(static_cast<std::uint64_t>(seed));
  setup.duty = 0.15 * (seed % 3);
  setup.model.pricing.pricing = seed % 3 == 0 ? PriceRule::own : PriceRule::index;
  setup.model.settlement.closure = static_cast<WageClosure>(seed % 3);
  setup.model.settlement.income_response = seed % 2 == 0 ? 0.5 : 0.0;
  setup.model.demand.growth = 1.3;
  setup.model.demand.growth_until = Month(2018, 6);
  if (seed % 2 == 1) setup.model.production.utilisation = 0.98;  // rationing in most steps
  setup.model.investment.sites = seed % 4 == 2;
  return setup;
}

void expect_no_negative_stock(const State& state) {
  for (const float stock : state.stocks.nest_stock) ASSERT_GE(stock, 0.0F);
  for (const double stock : state.stocks.final_stock) ASSERT_GE(stock, 0.0);
  for (const double stock : state.stocks.ahead) ASSERT_GE(stock, 0.0);
}

TEST_P(StocksInMotion, MoneyIsConservedAndNoStockIsNegative) {
  test::RunSetup setup = moving(GetParam());
  setup.critical_all = true;
  test::Run run(setup);
  bool moved = false;
  for (int step = 0; step < 24; ++step) {
    run.step();
    const State& state = run.state();
    std::int64_t sales = 0;
    std::int64_t inputs = 0;
    std::int64_t value_added = 0;
    for (std::size_t f = 0; f < state.firm_sales.size(); ++f) {
      sales += state.firm_sales[f].money;
      inputs += state.firm_inputs[f].money + state.firm_inputs[f].duty;
      value_added += state.firm_sales[f].money - state.firm_inputs[f].money - state.firm_inputs[f].duty +
                     state.stocks.firm_change[f];
    }
    std::int64_t income = 0;
    std::int64_t spending = 0;
    std::int64_t duties = 0;
    std::int64_t stored = 0;
    for (const RegionAccount& account : state.account) {
      income += account.wages + account.profits + account.duties;
      spending += account.final_spending;
      duties += account.duties;
      stored += account.inventory_change;
    }
    std::int64_t retail = stored;
    for (const std::int64_t change : state.stocks.firm_change) retail -= change;
    ASSERT_EQ(sales + duties, inputs + spending + retail);  // every payment has a buyer
    ASSERT_EQ(income, value_added + duties);
    ASSERT_EQ(income, spending + stored);  // product = final use and what is put into stock
    moved = moved || stored != 0;
    expect_no_negative_stock(state);
  }
  EXPECT_TRUE(moved);
}

TEST_P(StocksInMotion, ResultsDoNotDependOnThreads) {
  test::RunSetup setup = moving(GetParam());
  setup.critical_all = true;
  setup.steps = 12;
  const auto finished = [&](int threads) {
    setup.threads = threads;
    test::Run run(setup);
    run.finish();
    return run.state();
  };
  const State one = finished(1);
  const State four = finished(4);
  EXPECT_EQ(one.stocks.nest_stock, four.stocks.nest_stock);
  EXPECT_EQ(one.stocks.held, four.stocks.held);
  EXPECT_EQ(one.stocks.final_stock, four.stocks.final_stock);
  EXPECT_EQ(one.stocks.firm_change, four.stocks.firm_change);
  EXPECT_EQ(one.firm_shipped, four.firm_shipped);
}

INSTANTIATE_TEST_SUITE_P(RandomWorlds, StocksInMotion, ::testing::Range(1, 5));

// A step of final demand, without capacity or price effects: output overshoots by less than half of the step,
// every swing is smaller than the one before, and in the end output is the step.
TEST(Stocks, AStepOfDemandMeetsABoundedDecayingResponse) {
  test::RunSetup setup = with_stocks();
  setup.model.sourcing.resourcing = false;
  setup.model.production.capacity = false;
  setup.model.pricing.utilisation_exponent = 0.0;
  setup.model.demand.growth = 1.2;
  setup.model.demand.growth_from = Month(2018, 1);
  setup.model.demand.growth_until = Month(2018, 2);
  setup.steps = 180;
  test::Run run(setup);
  std::vector<double> gap;  // output over that of the new demand, from the step on
  double base = 0.0;
  for (int step = 0; step < setup.steps; ++step) {
    run.step();
    if (step == 11) base = world_output(run);
    if (step > 12) gap.push_back(world_output(run) / (1.2 * base) - 1.0);
  }
  const double highest = *std::max_element(gap.begin(), gap.end());
  EXPECT_GT(highest, 0.001) << "stocks are filled, so output must overshoot";
  EXPECT_LT(highest, 0.1);     // half of the step of 0.2
  std::vector<double> swings;  // largest move away from the end on each side
  for (std::size_t t = 1; t < gap.size(); ++t) {
    if (swings.empty() || gap[t] * gap[t - 1] < 0.0) swings.push_back(0.0);
    swings.back() = std::max(swings.back(), std::abs(gap[t]));
  }
  for (std::size_t i = 2; i < swings.size(); ++i) {
    if (swings[i] > 1e-5) {
      EXPECT_LT(swings[i], swings[i - 1]) << "swing " << i;
    }
  }
  EXPECT_NEAR(gap.back(), 0.0, 1e-4);
}

// Where one group can make almost nothing, its users' output falls only if its goods are critical to them.
TEST(Stocks, OnlyCriticalInputsStopProduction) {
  test::RunSetup setup = with_stocks();
  setup.model.sourcing.resourcing = false;
  double least[2] = {1.0, 1.0};
  double missing = 0.0;
  for (const bool critical : {false, true}) {
    setup.critical_all = critical;
    test::Run run(setup);
    for (std::size_t n = 0; n < run.world().table.n_regions(); ++n) {
      run.state().group_capacity_ratio[n * run.world().table.n_sectors()] = 0.3;  // the first sector
    }
    for (int step = 0; step < 12; ++step) {
      run.step();
      for (std::size_t g = 0; g < run.world().table.n_groups(); ++g) {
        if (g % run.world().table.n_sectors() != 1) continue;  // users of it, with capacity of their own
        least[critical] =
            std::min(least[critical], output_of(run, run.state(), g) / run.world().table.output[g]);
      }
      for (const double lack : run.state().stocks.missing) missing += critical ? 0.0 : lack;
    }
  }
  EXPECT_GT(missing, 0.0);
  EXPECT_LT(least[1], 0.7);
  EXPECT_GT(least[0], least[1] + 0.15);
}

}  // namespace
}  // namespace entrepot::test::stocks_test
