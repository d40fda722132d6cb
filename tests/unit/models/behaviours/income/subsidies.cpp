// Subsidies on output, credits to final buyers and budgets against numbers computed here.
#include "models/behaviours/income/subsidies.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "outputs/metrics/metric.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::subsidies_test {

using namespace models;
using namespace outputs;
namespace {

constexpr double rate = 0.2;

test::RunSetup still(test::FreeTerms::Write terms) {
  test::RunSetup setup;
  setup.model.sourcing.resourcing = false;
  setup.terms = std::move(terms);
  return setup;
}

void subsidise(const WorldTable& table, Month, Levers& levers) {
  Levers::use(levers.output_subsidy, table.n_groups())[0] = rate;
}

// Final buyers of region 0 get the part for all goods of region 1.
void credit(const WorldTable& table, Month, Levers& levers) {
  std::vector<double>& lever = Levers::use(levers.credit, table.base_duty.size());
  for (std::size_t p = 0; p < table.n_products(); ++p) lever[table.duty_index(0, 1, p)] = rate;
}

void expand(const WorldTable& table, Month, Levers& levers) {
  Levers::use(levers.budget, table.n_regions(), 1.0)[0] = 1.1;
}

double over_cost(const State& state, std::size_t group, double subsidy) {
  return (1.0 - subsidy) * std::pow(state.group_utilisation[group] / 0.82, 0.1);
}

// What the treasury of a region pays: accounts hold duties less subsidies, flows the duties alone.
std::int64_t paid_by(const test::Run& run, const State& state, std::size_t region) {
  std::int64_t paid = -state.account[region].duties;
  const std::size_t cells = run.world().n_cells();
  for (std::size_t c = 0; c < cells; ++c) paid += state.flow[region * cells + c].duty;
  return paid;
}

// In the first month nothing else differs.
TEST(OutputSubsidy, PaysItsPartOfTheCostOfWhatIsMade) {
  test::Run with(still(subsidise));
  test::Run without(still({}));
  with.step();
  without.step();
  const World& world = with.world();
  const State& state = with.state();
  std::int64_t paid = 0;
  for (std::uint32_t f = 0; f < world.n_firms(); ++f) {
    const bool subsidised = f >= world.group_first[0] && f < world.group_first[1];
    const double cost = static_cast<double>(state.firm_sales[f].goods) *
                        static_cast<double>(state.firm_cost[f]) / world.accounts.markup[0];
    const std::int64_t got = without.state().firm_inputs[f].duty - state.firm_inputs[f].duty;
    ASSERT_NEAR(static_cast<double>(got), subsidised ? rate * cost : 0.0, 0.51);
    paid += got;
  }
  EXPECT_GT(paid, 0);
  EXPECT_EQ(paid_by(with, state, 0), paid);
  EXPECT_EQ(paid_by(with, state, 1), 0);
  EXPECT_EQ(state.account[0].wages - without.state().account[0].wages, paid);
}

TEST(OutputSubsidy, LowersThePriceOfItsGroupOnly) {
  test::Run with(still(subsidise));
  test::Run without(still({}));
  with.step();
  without.step();
  const State& state = with.state();
  const double target = over_cost(state, 0, rate) * state.group_cost[0];
  EXPECT_NEAR(state.group_price[0], 1.0 + 0.3 * (target - 1.0), 1e-9);
  for (std::size_t g = 1; g < state.group_price.size(); ++g)
    EXPECT_EQ(state.group_price[g], without.state().group_price[g]);
}

// Where the price has followed, (1 - s) of cost is sold and s is paid: s / (1 - s) of sales without markup.
TEST(OutputSubsidy, ComesToRestWhereSalesAndSubsidyPayTheCost) {
  test::RunSetup setup = still(subsidise);
  setup.steps = 72;
  test::Run run(setup);
  run.finish();
  const State& state = run.state();
  EXPECT_NEAR(state.group_price[0] / (over_cost(state, 0, rate) * state.group_cost[0]), 1.0, 1e-4);
  double sales = 0.0;
  for (std::uint32_t f = 0; f < run.world().group_first[1]; ++f)
    sales += static_cast<double>(state.firm_sales[f].money);
  const double markup = run.world().accounts.markup[0] * over_cost(state, 0, 0.0);
  EXPECT_NEAR(static_cast<double>(paid_by(run, state, 0)) / sales, rate / (1.0 - rate) / markup, 1e-4);
}

TEST(OutputSubsidy, WithOwnPricesEveryFirmLowersItsOwn) {
  test::RunSetup setup = still(subsidise);
  setup.model.pricing.pricing = PriceRule::own;
  test::Run run(setup);
  run.step();
  const State& state = run.state();
  for (std::uint32_t f = 0; f < run.world().group_first[1]; ++f) {
    const double price = state.group_price[0] * std::exp(static_cast<double>(state.firm_log_price[f]));
    const double target = over_cost(state, 0, rate) * static_cast<double>(state.firm_cost[f]);
    ASSERT_NEAR(price, 1.0 + 0.3 * (target - 1.0), 1e-6);
  }
}

// Weight of the slots that get the credit, and of all, in a final nest of region 0.
struct Weights {
  double credited = 0.0;
  double all = 0.0;
};

Weights weights(const test::Run& run, std::size_t nest) {
  const World& world = run.world();
  Weights out;
  for (const FinalChunk& chunk : world.final_chunks) {
    if (chunk.nest != nest) continue;
    for (std::uint32_t s = chunk.first_slot; s < chunk.end_slot; ++s) {
      const auto weight = static_cast<double>(world.slot_weight[s]);
      out.all += weight;
      if (world.firm_cell[world.slot_supplier[s]] / world.table.n_products() == 1) out.credited += weight;
    }
  }
  return out;
}

// Price of a final nest whose credited slots cost (1 - c), and their share of spending.
TEST(Credit, FirstStepMatchesTheEquations) {
  test::RunSetup setup = still(credit);
  for (const double sigma : {0.4, 1.0}) {
    setup.model.ordering.short_run_sigma = sigma;
    test::Run run(setup);
    run.step();
    const State& state = run.state();
    const World& world = run.world();
    double paid = 0.0;
    for (std::size_t nest = 0; nest < world.table.n_sectors(); ++nest) {
      const Weights w = weights(run, nest);
      const double cheap = w.credited * std::pow(1.0 - rate, 1.0 - sigma);
      const double sum = w.all - w.credited + cheap;
      const double price =
          sigma == 1.0 ? std::pow(1.0 - rate, w.credited / w.all) : std::pow(sum, 1.0 / (1.0 - sigma));
      EXPECT_NEAR(state.nest_price_final[nest], price, 1e-5);
      const double spending =
          world.accounts.budget[0] * world.accounts.budget_share[nest] / 12.0 / world.unit_musd;
      paid += rate / (1.0 - rate) * spending * cheap / sum;
    }
    EXPECT_GT(paid, 0.0);
    EXPECT_NEAR(static_cast<double>(paid_by(run, state, 0)) / paid, 1.0, 1e-5);
    EXPECT_EQ(paid_by(run, state, 1), 0);
  }
}

TEST(Credit, BuyersSpendTheirBudgetAndBuyMore) {
  test::Run with(still(credit));
  test::Run without(still({}));
  with.step();
  without.step();
  EXPECT_NEAR(static_cast<double>(with.state().account[0].final_spending) /
                  static_cast<double>(without.state().account[0].final_spending),
              1.0, 1e-6);
  const std::size_t product_of_one = with.world().table.duty_index(0, 1, 0);
  EXPECT_GT(with.state().flow[product_of_one].money, without.state().flow[product_of_one].money);
}

TEST(Credit, IsNotForFirms) {
  test::Run with(still(credit));
  test::Run without(still({}));
  with.step();
  without.step();
  EXPECT_EQ(with.state().firm_cost, without.state().firm_cost);
  for (std::size_t f = 0; f < with.state().firm_inputs.size(); ++f)
    ASSERT_EQ(with.state().firm_inputs[f].money, without.state().firm_inputs[f].money);
}

TEST(Budget, MultipliesFinalSpendingOfItsRegion) {
  test::Run with(still(expand));
  test::Run without(still({}));
  with.step();
  without.step();
  const auto ratio = [&](std::size_t n) {
    return static_cast<double>(with.state().account[n].final_spending) /
           static_cast<double>(without.state().account[n].final_spending);
  };
  EXPECT_NEAR(ratio(0), 1.1, 1e-6);
  for (std::size_t n = 1; n < with.state().account.size(); ++n) EXPECT_EQ(ratio(n), 1.0);
}

TEST(Subsidies, AreInTheMetrics) {
  test::Run run(still([](const WorldTable& table, Month month, Levers& levers) {
    subsidise(table, month, levers);
    credit(table, month, levers);
  }));
  run.step();
  const MetricView view{run.world(), run.state(), run.levers()};
  const auto total = [&](const std::string& name) {
    for (const Metric& metric : all_metrics()) {
      if (metric.name != name) continue;
      std::vector<double> values(metric_size(metric, run.world().table));
      metric.record(view, values);
      double sum = 0.0;
      for (const double value : values) sum += value;
      return sum;
    }
    return std::nan("");
  };
  EXPECT_NEAR(total("subsidies") / to_musd(run.world(), paid_by(run, run.state(), 0)), 1.0, 1e-12);
  EXPECT_NEAR(total("income") / total("final_spending"), 1.0, 1e-9);
  EXPECT_NEAR(total("gdp") / total("income"), 1.0, 1e-9);
  EXPECT_NEAR((total("value_added") + total("duties") - total("subsidies")) / total("gdp"), 1.0, 1e-9);
}

TEST(Subsidies, BeyondIncomeEndTheRunWithAReason) {
  test::RunSetup setup = still([](const WorldTable& table, Month, Levers& levers) {
    levers.output_subsidy.assign(table.n_groups(), 0.95);
    levers.credit.assign(table.base_duty.size(), 0.95);
  });
  setup.model.settlement.closure = WageClosure::clearing;
  test::Run run(setup);
  try {
    run.finish();
    FAIL() << "a region cannot pay more than it has";
  } catch (const RunError& error) {
    EXPECT_NE(std::string(error.what()).find("more subsidies"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace entrepot::test::subsidies_test
