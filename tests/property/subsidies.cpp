// Random subsidies, credits and budgets: the accounts stay exact in every step, levers that are neutral
// change no bit, and neither does the number of threads.
#include <gtest/gtest.h>

#include <random>

#include "tests/support/engine.hpp"

namespace entrepot {
namespace {

// Terms of one month, drawn by seed and month; some months have none.
test::FreeTerms::Write random_terms(int seed) {
  return [seed](const WorldTable& table, Month month, Levers& levers) {
    std::mt19937_64 draw(static_cast<std::uint64_t>(seed * 1000 + month.count()));
    const auto share = [&](double most) { return most * static_cast<double>(draw() % 101) / 100.0; };
    if (draw() % 4 != 0) {
      for (double& value : Levers::use(levers.output_subsidy, table.n_groups())) value = share(0.2);
    }
    if (draw() % 4 != 0) {
      for (double& value : Levers::use(levers.credit, table.base_duty.size())) value = share(0.3);
    }
    if (draw() % 4 != 0) {
      for (double& value : Levers::use(levers.budget, table.n_regions(), 1.0)) value = 0.9 + share(0.2);
    }
  };
}

test::RunSetup setup_of(int seed) {
  test::RunSetup setup;
  setup.seed = static_cast<std::uint64_t>(seed);
  setup.firms = 600;
  setup.duty = 0.1 * (seed % 3);
  setup.model.pricing.own = seed % 3 == 0;
  setup.model.settlement.income_response = seed % 2 == 0 ? 0.5 : 0.0;
  setup.model.settlement.closure = static_cast<WageClosure>(seed % 3);
  setup.model.stockpiling.stocks = seed % 4 == 2;
  setup.model.investment.sites = seed % 4 == 3;
  setup.model.ordering.short_run_sigma = seed % 5 == 0 ? 1.0 : 0.4;
  if (seed % 4 == 1) setup.model.production.utilisation = 0.98;  // rationing
  setup.terms = random_terms(seed);
  return setup;
}

class RandomSubsidies : public ::testing::TestWithParam<int> {};

TEST_P(RandomSubsidies, KeepTheAccountsExact) {
  test::Run run(setup_of(GetParam()));
  bool paid = false;
  for (int step = 0; step < 24; ++step) {
    run.step();
    const State& state = run.state();
    std::int64_t sold = 0;
    std::int64_t collected = 0;
    std::int64_t bought = 0;  // by firms and final buyers, subsidies taken off
    std::int64_t net_duties = 0;
    std::int64_t earned = 0;
    std::int64_t stocked = 0;
    std::int64_t final_spending = 0;
    for (const Sales& sales : state.firm_sales) sold += sales.money;
    for (const Flow& flow : state.flow) collected += flow.duty;
    for (const Flow& inputs : state.firm_inputs) bought += inputs.money + inputs.duty;
    for (const RegionAccount& a : state.account) {
      bought += a.final_spending;
      final_spending += a.final_spending;
      net_duties += a.duties;
      earned += a.wages + a.profits + a.duties + a.handling;
      stocked += a.inventory_change;
    }
    const std::int64_t subsidies = collected - net_duties;
    ASSERT_GE(subsidies, 0);
    paid = paid || subsidies > 0;
    if (state.stocks.on()) continue;  // the step itself asserts that deficits sum to zero
    ASSERT_EQ(stocked, 0);
    ASSERT_EQ(sold + net_duties, bought);  // every payment has a seller and a buyer
    // Firms' subsidies are in their wages, and what buyers are spared in nobody's: incomes are spending.
    ASSERT_EQ(earned, final_spending);
  }
  EXPECT_TRUE(paid);
}

TEST_P(RandomSubsidies, AreTheSameAtAnyNumberOfThreads) {
  test::RunSetup setup = setup_of(GetParam());
  setup.threads = 1;
  test::Run one(setup);
  setup.threads = 3;
  test::Run three(setup);
  for (int step = 0; step < 12; ++step) {
    one.step();
    three.step();
  }
  EXPECT_EQ(one.state().group_price, three.state().group_price);
  for (std::size_t n = 0; n < one.state().account.size(); ++n) {
    EXPECT_EQ(one.state().account[n].duties, three.state().account[n].duties);
    EXPECT_EQ(one.state().account[n].final_spending, three.state().account[n].final_spending);
  }
}

TEST_P(RandomSubsidies, OfNothingChangeNoBit) {
  test::RunSetup setup = setup_of(GetParam());
  setup.terms = [](const WorldTable& table, Month, Levers& levers) {
    levers.output_subsidy.assign(table.n_groups(), 0.0);
    levers.credit.assign(table.base_duty.size(), 0.0);
    levers.budget.assign(table.n_regions(), 1.0);
  };
  test::Run neutral(setup);
  setup.terms = {};
  test::Run unused(setup);
  for (int step = 0; step < 12; ++step) {
    neutral.step();
    unused.step();
  }
  EXPECT_EQ(neutral.state().group_price, unused.state().group_price);
  EXPECT_EQ(neutral.state().nest_price_final, unused.state().nest_price_final);
  EXPECT_EQ(neutral.state().slot_supplier, unused.state().slot_supplier);
  for (std::size_t at = 0; at < neutral.state().flow.size(); ++at)
    ASSERT_EQ(neutral.state().flow[at].money, unused.state().flow[at].money);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomSubsidies, ::testing::Range(0, 8));

}  // namespace
}  // namespace entrepot
