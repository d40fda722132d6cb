// Labour demanded: the part of unit cost that moves with the wage, firm by firm, and what is left of it in
// wages.
#include "outputs/metrics/parts/labour.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/behaviours/presets.hpp"
#include "outputs/metrics/recorder.hpp"
#include "tests/support/eager_plants.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::labour_test {

using namespace models;
using namespace outputs;
namespace {

std::vector<double> recorded(const std::string& name, test::Run& run) {
  for (const Metric& metric : all_metrics()) {
    if (metric.name != name) continue;
    std::vector<double> out(metric_size(metric, run.world().table));
    metric.record({run.world(), run.state(), run.levers()}, out);
    return out;
  }
  ADD_FAILURE() << "no metric " << name;
  return {};
}

// Shephard's lemma by differences: unit cost of a firm with technology (beta, e), input price PM, wage w,
// premium.
double unit_cost(double beta, double e, double inputs, double wage, double premium) {
  if (e == 1.0) return premium * std::pow(wage, beta) * std::pow(inputs, 1.0 - beta);
  return premium *
         std::pow(beta * std::pow(wage, 1.0 - e) + (1.0 - beta) * std::pow(inputs, 1.0 - e), 1.0 / (1.0 - e));
}

class Labour : public ::testing::TestWithParam<double> {};

TEST_P(Labour, IsWhatTheUnitCostGainsPerUnitOfWage) {
  test::RunSetup setup;
  setup.duty = 0.3;
  setup.model.ordering.value_added_elasticity = GetParam();
  setup.model.settlement.closure = WageClosure::phillips;
  setup.model.settlement.wage_slope = 4.0;
  setup.model.learning.active = true;
  test::Run run(setup);
  for (int step = 0; step < 18; ++step) run.step();
  const World& world = run.world();
  const State& state = run.state();
  const std::vector<double> labour = labour_demanded({world, state, run.levers()}, LabourUnit::cost);
  const std::vector<double> heads = labour_demanded({world, state, run.levers()}, LabourUnit::head);
  const double e = GetParam();
  double moved = 0.0;
  for (std::size_t g = 0; g < labour.size(); ++g) {
    const double beta = world.accounts.labour_share[g];
    const double wage = state.wage[g / world.table.n_sectors()];
    moved = std::max(moved, std::abs(wage - 1.0));
    const double premium = std::exp(-state.group_log_saving[g]);
    double expected = 0.0;
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      // The input price that gives the firm's unit cost at this wage.
      double low = 0.01;
      double high = 100.0;
      for (int i = 0; i < 200; ++i) {
        const double middle = std::sqrt(low * high);
        (unit_cost(beta, e, middle, wage, premium) < static_cast<double>(state.firm_cost[f]) ? low : high) =
            middle;
      }
      const double h = 1e-4;
      const double slope =
          (unit_cost(beta, e, low, wage + h, premium) - unit_cost(beta, e, low, wage - h, premium)) /
          (2.0 * h);
      expected += static_cast<double>(state.firm_sales[f].goods) * slope / world.accounts.markup[g];
    }
    EXPECT_NEAR(labour[g], expected * world.unit_musd, 1e-5 * expected * world.unit_musd) << g;
    EXPECT_NEAR(heads[g] / labour[g], std::exp(state.group_log_saving[g] - state.group_log_productivity[g]),
                1e-6);
  }
  EXPECT_GT(moved, 1e-3) << "wages must move in this test";
}

INSTANTIATE_TEST_SUITE_P(Elasticities, Labour, ::testing::Values(0.5, 1.0, 2.0));

TEST(LabourOfPlants, IsPartOfTheHostsEmployment) {
  test::RunSetup setup;
  setup.duty = 0.4;
  test::open_plants_eagerly(setup.model);
  test::Run run(setup);
  for (int step = 0; step < 24; ++step) run.step();
  ASSERT_FALSE(run.state().sites.empty());
  const std::vector<double> all = labour_demanded({run.world(), run.state(), run.levers()}, LabourUnit::head);
  for (std::size_t p = 0; p < run.state().sites.site.size(); ++p)
    run.state().firm_sales[run.world().n_firms() + p].goods = 0;
  const std::vector<double> home =
      labour_demanded({run.world(), run.state(), run.levers()}, LabourUnit::head);
  double plants = 0.0;
  for (std::size_t g = 0; g < all.size(); ++g) {
    EXPECT_GE(all[g], home[g]);
    plants += all[g] - home[g];
  }
  EXPECT_GT(plants, 0.0);
}

TEST(EmploymentIndex, IsOneAtTheBaseAndHoldsNoTrend) {
  test::RunSetup setup;
  setup.model.demand.growth = 1.5;
  setup.model.sourcing.resourcing = false;
  test::Run run(setup);
  run.step();
  for (const double value : recorded("employment_index", run)) EXPECT_NEAR(value, 1.0, 1e-5);
}

// Largest gap of a sector over the cost of its labour.
double largest_gap(test::Run& run) {
  const std::vector<double> gap = recorded("wage_gap", run);
  const std::vector<double> cost = recorded("labour_cost", run);
  double largest = 0.0;
  for (std::size_t g = 0; g < gap.size(); ++g) {
    if (cost[g] > 0.0) largest = std::max(largest, std::abs(gap[g]) / cost[g]);
  }
  return largest;
}

// Cobb-Douglas without markups, prices that follow at once: when all has settled, wages are what labour
// costs.
TEST(WageGap, IsNothingWhereNothingIsOnItsWay) {
  for (const double duty : {0.0, 0.3}) {
    test::RunSetup setup;
    setup.model = preset_settings("frictionless");
    setup.model.sourcing.resourcing = false;
    setup.duty = duty;
    setup.steps = 400;
    test::Run run(setup);
    run.finish();
    RecordProperty(duty > 0.0 ? "taxed" : "base", std::to_string(largest_gap(run) * 1e9) + "e-9");
    EXPECT_LT(largest_gap(run), 3e-8) << duty << ": unit costs are floats, money is whole units";
  }
}

}  // namespace
}  // namespace entrepot::test::labour_test
