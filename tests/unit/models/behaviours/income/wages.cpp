// Wages and budgets of the closures against their rules, and the place of the wage in unit costs.
#include "models/behaviours/income/wages.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "sim/core/error.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::wages_test {

using namespace models;
namespace {

test::RunSetup setup_of(WageClosure closure, double duty = 0.3) {
  test::RunSetup setup;
  setup.duty = duty;
  setup.model.settlement.closure = closure;
  return setup;
}

// wages over wage * base labour - 1, from the accounts and the table alone.
double labour_gap(test::Run& run, std::size_t n) {
  const World& world = run.world();
  double labour = 0.0;
  for (std::size_t g = n * world.table.n_sectors(); g < (n + 1) * world.table.n_sectors(); ++g)
    labour += world.accounts.value_added[g] - (1.0 - 1.0 / world.accounts.markup[g]) * world.table.output[g];
  const double wages = static_cast<double>(run.state().account[n].wages) * 12.0 * world.unit_musd;
  return wages / (run.state().wage[n] * labour * run.state().trend) - 1.0;
}

TEST(Wages, StayAtTheBaseWhereTheyAreFixed) {
  test::Run run(setup_of(WageClosure::fixed));
  run.finish();
  for (const double wage : run.state().wage) EXPECT_EQ(wage, 1.0);
  EXPECT_FALSE(run.state().wages_clear);
}

TEST(Wages, FollowTheLabourGapEveryMonthUnderPhillips) {
  test::RunSetup setup = setup_of(WageClosure::phillips);
  setup.model.settlement.wage_slope = 0.6;
  test::Run run(setup);
  double largest = 0.0;
  for (int step = 0; step < 6; ++step) {
    const std::vector<double> before = run.state().wage;
    run.step();
    const std::vector<double> after = run.state().wage;
    run.state().wage = before;  // the wage that the gap was measured at
    for (std::size_t n = 0; n < before.size(); ++n) {
      EXPECT_NEAR(std::log(after[n] / before[n]), 0.05 * labour_gap(run, n), 1e-12);
      largest = std::max(largest, std::abs(after[n] / before[n] - 1.0));
    }
    run.state().wage = after;
  }
  EXPECT_GT(largest, 1e-4) << "the duty of the test moves wages";
}

TEST(Wages, ClearByQuarterAndKeepTheNumeraire) {
  test::Run run(setup_of(WageClosure::clearing));
  const std::vector<double> labour = base_labour(run.world());
  const double world_labour = std::accumulate(labour.begin(), labour.end(), 0.0);
  for (int step = 0; step < 9; ++step) {
    const std::vector<double> before = run.state().wage;
    run.step();
    const std::vector<double> after = run.state().wage;
    if (step % 3 != 2) {
      EXPECT_EQ(after, before);
      continue;
    }
    run.state().wage = before;
    std::vector<double> wanted = before;
    double bill = 0.0;
    for (std::size_t n = 0; n < wanted.size(); ++n) {
      wanted[n] *= std::exp(0.1 * labour_gap(run, n));
      bill += wanted[n] * labour[n];
    }
    for (std::size_t n = 0; n < wanted.size(); ++n)
      EXPECT_NEAR(after[n], wanted[n] * world_labour / bill, 1e-12);
    EXPECT_NE(after, before);
    run.state().wage = after;
  }
  EXPECT_TRUE(run.state().wages_clear);
}

TEST(Wages, BudgetsAreFullEmploymentIncomeAndTheBaseDeficitUnderClearing) {
  test::Run run(setup_of(WageClosure::clearing));
  for (int step = 0; step < 8; ++step) run.step();
  const World& world = run.world();
  const std::vector<double> wage = run.state().wage;
  const std::vector<RegionAccount> account = run.state().account;
  run.step();
  const std::vector<double> labour = base_labour(world);
  for (std::size_t n = 0; n < wage.size(); ++n) {
    const double other = static_cast<double>(account[n].profits + account[n].duties) * 12.0 * world.unit_musd;
    const double budget = wage[n] * labour[n] + other + world.accounts.deficit[n];
    EXPECT_NEAR(run.state().budget_factor[n] * world.accounts.budget[n] / budget, 1.0, 1e-12);
    const double spent = static_cast<double>(run.state().account[n].final_spending) * 12.0 * world.unit_musd;
    EXPECT_NEAR(spent / budget, 1.0, 1e-6);
  }
}

// c = (beta w^(1 - e) + (1 - beta) PM^(1 - e))^(1 / (1 - e)) at base prices of inputs, PM = 1.
TEST(Wages, EnterTheUnitCostOfTheirRegionOnly) {
  for (const double e : {0.5, 1.0}) {
    test::RunSetup setup = setup_of(WageClosure::fixed, 0.0);
    setup.model.ordering.value_added_elasticity = e;
    test::Run run(setup);
    run.state().wage[1] = 1.25;
    run.step();
    const World& world = run.world();
    const std::size_t sectors = world.table.n_sectors();
    for (std::size_t g = 0; g < world.table.n_groups(); ++g) {
      const double beta = world.accounts.labour_share[g];
      double cost = 1.0;
      if (g / sectors == 1) {
        cost = e == 1.0 ? std::pow(1.25, beta)
                        : std::pow(beta * std::pow(1.25, 1.0 - e) + 1.0 - beta, 1.0 / (1.0 - e));
      }
      for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f)
        ASSERT_NEAR(static_cast<double>(run.state().firm_cost[f]), cost, 3e-6);
    }
  }
}

// Dearer labour is partly replaced by inputs: spending on inputs rises by c^e at unchanged input prices.
TEST(Wages, ShiftSpendingToInputs) {
  test::Run plain(setup_of(WageClosure::fixed, 0.0));
  test::Run dear(setup_of(WageClosure::fixed, 0.0));
  dear.state().wage[0] = 1.25;
  plain.step();
  dear.step();
  const World& world = plain.world();
  const double beta = world.accounts.labour_share[0];
  const double cost = std::pow(beta * std::sqrt(1.25) + 1.0 - beta, 2.0);
  const auto spent = [&](test::Run& run) {
    double sum = 0.0;
    for (std::uint32_t f = world.group_first[0]; f < world.group_first[1]; ++f)
      sum += static_cast<double>(run.state().firm_inputs[f].money + run.state().firm_inputs[f].duty);
    return sum;
  };
  EXPECT_NEAR(spent(dear) / spent(plain), std::sqrt(cost), 1e-5);
}

TEST(Wages, ARegionWithoutLabourIncomeIsAnError) {
  test::RunSetup setup;
  test::Run run(setup);
  World world = run.world();
  for (std::size_t g = 0; g < world.table.n_sectors(); ++g) world.accounts.labour_share[g] = 0.0;
  SettlementSettings settings;
  settings.closure = WageClosure::clearing;
  EXPECT_THROW(static_cast<void>(Wages{world, settings}), InputError);
}

}  // namespace
}  // namespace entrepot::test::wages_test
