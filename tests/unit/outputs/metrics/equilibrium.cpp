// What metrics read from a static equilibrium: the same things as from a step, and accounts that hold.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "models/behaviours/step.hpp"
#include "outputs/metrics/metric.hpp"
#include "outputs/metrics/recorder.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/toy_table.hpp"
#include "tools/runs/equilibrium_input.hpp"

namespace entrepot::test::metrics_equilibrium_test {

using namespace models;
using namespace theory;
using namespace outputs;
using namespace tools;
namespace {

using Values = std::map<std::string, std::vector<double>>;

WorldTable toy() {
  WorldTable table = toy_table();
  table.product_detail = {"BUY"};
  return table;
}

// RIV pays 25 pp more in BUY.
struct Solved {
  explicit Solved(double duty, Closure closure = Closure::fixed) {
    const ToyTariff tariff(table, 0, 1, duty, Month(2017, 1));
    input = equilibrium_input(table, accounts, resolve_levers(table, {&tariff}, Month(2017, 1)), {}, closure);
    solution = solve_equilibrium(input);
  }
  [[nodiscard]] Values metrics(double months_money = 1.0 / 12.0) const {
    Values values;
    for (const Metric& metric : all_metrics()) {
      if (metric.read_equilibrium == nullptr) continue;
      std::vector<double>& of_metric = values[metric.name];
      of_metric.assign(metric_size(metric, table), 0.0);
      metric.read_equilibrium({table, accounts, input, solution, months_money}, of_metric);
    }
    return values;
  }
  WorldTable table = toy();
  BaseAccounts accounts = base_accounts(table, 1.1);
  EquilibriumInput input;
  EquilibriumSolution solution;
};

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// The first month of agents whom nothing moves.
Values first_month() {
  SynthesisOptions options;
  options.firms = 600;
  options.seed = {1, 0};
  const World world = synthesise(toy(), options, 2);
  ThreadPool pool(2);
  Simulation simulation(world, make_actions(world, {}), {}, {Month(2017, 1), 1}, {1, 1}, pool);
  simulation.step();
  Recorder recorder(world, {Month(2017, 1), 1}, pool);
  recorder.record({world, simulation.state(), simulation.levers()}, 0);
  Values values;
  for (std::size_t m = 0; m < all_metrics().size(); ++m) values[all_metrics()[m].name] = recorder.values(m);
  return values;
}

TEST(EquilibriumMetrics, WithoutPoliciesAreThoseOfAgentsWhomNothingMoves) {
  const Values agents = first_month();
  std::size_t compared = 0;
  for (const auto& [name, values] : Solved(0.0).metrics()) {
    const std::vector<double>& of_agents = agents.at(name);
    if (of_agents.empty() || name.starts_with("real_income")) continue;  // none under fixed wages
    ASSERT_EQ(values.size(), of_agents.size()) << name;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (std::isnan(values[i]) && std::isnan(of_agents[i])) continue;  // no duty rate at home
      EXPECT_NEAR(values[i], of_agents[i], 2e-6 * std::max(1.0, std::abs(values[i]))) << name << " " << i;
    }
    ++compared;
  }
  EXPECT_EQ(compared, 21U);
}

TEST(EquilibriumMetrics, AccountsHold) {
  for (const Closure closure : {Closure::fixed, Closure::clearing}) {
    const Values values = Solved(0.25, closure).metrics();
    EXPECT_NEAR(sum(values.at("customs_trade")) / sum(values.at("output")), 1.0, 1e-11);
    EXPECT_NEAR(sum(values.at("income")) / sum(values.at("final_spending")), 1.0, 1e-11);
    EXPECT_NEAR((sum(values.at("wages")) + sum(values.at("profits"))) / sum(values.at("value_added")), 1.0,
                1e-12);
    EXPECT_NEAR((sum(values.at("value_added")) + sum(values.at("duties"))) / sum(values.at("income")), 1.0,
                1e-12);
    EXPECT_GT(sum(values.at("duties")), 1.1 * sum(Solved(0.0, closure).metrics().at("duties")));
  }
}

TEST(EquilibriumMetrics, ValueAddedIsOutputLessInputsAtTheirPrices) {
  const Solved solved(0.25);
  const EquilibriumInput& in = solved.input;
  for (std::size_t group = 0; group < in.groups(); ++group) {
    // Spending on inputs over cost: (1 - beta) (PM / c)^(1 - e), PM the CES index of nest prices.
    double price = 0.0;
    for (std::size_t k = 0; k < in.sectors; ++k) {
      price += in.input_share[group * in.sectors + k] *
               std::pow(solved.solution.sector_price[group / in.sectors * in.sectors + k],
                        1.0 - in.input_elasticity);
    }
    price = std::pow(price, 1.0 / (1.0 - in.input_elasticity));
    const double inputs = (1.0 - in.labour_share[group]) *
                          std::pow(price / solved.solution.unit_cost[group], 1.0 - in.labour_elasticity);
    EXPECT_NEAR(solved.solution.value_added[group] / solved.solution.output[group],
                1.0 - inputs / in.markup[group], 1e-12);
  }
}

TEST(EquilibriumMetrics, DutiesAreTheRateOnEveryTaxedFlow) {
  const Solved solved(0.25);
  const Values values = solved.metrics();
  const double bought = values.at("customs_trade")[(1 * 3 + 0) * 3];  // RIV to BUY, first goods sector
  const double paid = values.at("duties")[(1 * 3 + 0) * 3];
  EXPECT_GT(paid / bought, 0.25 + 0.02);
  EXPECT_LT(paid / bought, 0.25 + 0.03);
  const double rate = values.at("duty_rate")[(1 * 3 + 0) * 3];
  EXPECT_NEAR(rate, 0.25 + Solved(0.0).metrics().at("duty_rate")[(1 * 3 + 0) * 3], 1e-15);
  double exports = 0.0;
  for (std::size_t p = 0; p < 2; ++p) exports += values.at("product_imports")[(0 * 3 + 1) * 5 + p];
  EXPECT_NEAR(exports / bought, 1.0, 1e-14);
}

TEST(EquilibriumMetrics, ImportPricesFollowDutiesAndCosts) {
  const Solved solved(0.25);
  const double price = solved.metrics().at("import_price")[0];
  EXPECT_GT(price, 1.05);
  EXPECT_LT(price, 1.25);
  EXPECT_EQ(solved.metrics().at("producer_price"), solved.solution.unit_cost);
}

TEST(EquilibriumMetrics, TheTrendScalesFlowsAndNothingElse) {
  const Solved solved(0.25, Closure::clearing);
  const Values once = solved.metrics(1.0 / 12.0);
  const Values twice = solved.metrics(2.0 / 12.0);
  for (const Metric& metric : all_metrics()) {
    if (metric.read_equilibrium == nullptr) continue;
    const double factor = metric.aggregation == "sum" ? 2.0 : 1.0;
    for (std::size_t i = 0; i < once.at(metric.name).size(); ++i) {
      if (std::isnan(once.at(metric.name)[i]) && std::isnan(twice.at(metric.name)[i])) continue;
      EXPECT_NEAR(twice.at(metric.name)[i], factor * once.at(metric.name)[i],
                  1e-12 * std::abs(once.at(metric.name)[i]))
          << metric.name;
    }
  }
}

TEST(EquilibriumMetrics, RealIncomeIsMissingUnderFixedWages) {
  const std::vector<double> fixed = Solved(0.25).metrics().at("real_income");
  ASSERT_EQ(fixed.size(), 3U);
  for (const double value : fixed) EXPECT_TRUE(std::isnan(value));
  const std::vector<double> cleared = Solved(0.25, Closure::clearing).metrics().at("real_income");
  EXPECT_LT(cleared[1], 1.0);  // RIV sells less
}

}  // namespace
}  // namespace entrepot::test::metrics_equilibrium_test
