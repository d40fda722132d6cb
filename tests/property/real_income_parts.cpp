// What moved real income: the parts add up; without frictions the solver's welfare is terms and volume of
// trade up to third order, and the agents' parts are the solver's.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "outputs/metrics/parts/welfare.hpp"
#include "tests/support/eager_plants.hpp"
#include "tests/support/engine.hpp"
#include "tests/support/limit_agents.hpp"
#include "tests/support/market_world.hpp"
#include "tools/runs/equilibrium_input.hpp"

namespace entrepot::test::real_income_parts_test {

using namespace models;
using namespace outputs;
using namespace theory;
using namespace tools;
namespace {

const Metric& metric_named(const std::string& name) {
  for (const Metric& metric : all_metrics()) {
    if (metric.name == name) return metric;
  }
  throw std::runtime_error("no metric " + name);
}

// A random frictionless world under a part of its new duties.
LimitCase clearing_case(std::uint64_t seed, double part_of_duties) {
  LimitCase limit = random_limit_case(seed);
  limit.settings.settlement.closure = WageClosure::clearing;
  limit.settings.settlement.wage_adjustment = 0.3;
  for (std::size_t at = 0; at < limit.duty.size(); ++at) {
    const double base = limit.table.base_duty[at];
    limit.duty[at] = base + part_of_duties * (limit.duty[at] - base);
  }
  return limit;
}

// By region, over base spending.
struct Change {
  std::vector<double> total;
  std::vector<double> part;  // [region][part]
  [[nodiscard]] double of(std::size_t region, IncomePart one) const {
    return part[region * income_parts + static_cast<std::size_t>(one)];
  }
  [[nodiscard]] double sum(std::size_t region) const {
    double out = 0.0;
    for (std::size_t i = 0; i < income_parts; ++i) out += part[region * income_parts + i];
    return out;
  }
  [[nodiscard]] double largest(IncomePart one) const {
    double out = 0.0;
    for (std::size_t n = 0; n < total.size(); ++n) out = std::max(out, std::abs(of(n, one)));
    return out;
  }
};

Change solved_change(const LimitCase& limit) {
  const BaseAccounts accounts = base_accounts(limit.table, limit.settings.pricing.markup);
  Levers levers;
  levers.duty = limit.duty;
  const EquilibriumInput input =
      equilibrium_input(limit.table, accounts, levers, limit.settings, Closure::clearing);
  const EquilibriumSolution solution = solve_equilibrium(input);
  Change out;
  out.part.resize(limit.table.n_regions() * income_parts);
  metric_named("real_income_parts")
      .read_equilibrium({limit.table, accounts, input, solution, 1.0 / 12.0}, out.part);
  for (std::size_t i = 0; i < out.part.size(); ++i) out.part[i] *= 12.0 / accounts.budget[i / income_parts];
  for (const double real : *solution.real_income) out.total.push_back(real - 1.0);
  return out;
}

TEST(RealIncomeParts, OfTheSolverAreTermsAndVolumeOfTradeUpToThirdOrder) {
  double smallest_fall = 100.0;
  double largest_rest = 0.0;
  for (std::uint64_t seed = 100; seed < 112; ++seed) {
    std::vector<double> rest;
    for (const double scale : {0.2, 0.1}) {
      const Change change = solved_change(clearing_case(seed, scale));
      for (std::size_t n = 0; n < change.total.size(); ++n)
        EXPECT_NEAR(change.sum(n), change.total[n], 1e-12) << "seed " << seed;
      // Labour is fully employed and nothing comes from abroad but the base deficit.
      EXPECT_LT(change.largest(IncomePart::labour), 1e-9);
      EXPECT_LT(change.largest(IncomePart::abroad), 1e-9);
      rest.push_back(change.largest(IncomePart::efficiency));
      const double explained =
          std::max(change.largest(IncomePart::terms_of_trade), change.largest(IncomePart::duties));
      largest_rest = std::max(largest_rest, rest.back() / explained);
    }
    smallest_fall = std::min(smallest_fall, rest[0] / rest[1]);
  }
  RecordProperty("smallest_fall", std::to_string(smallest_fall));
  RecordProperty("largest_rest", std::to_string(largest_rest));
  // Half the duties, an eighth of the error; an error of second order would fall to a quarter.
  EXPECT_GT(smallest_fall, 6.0);
  EXPECT_LT(largest_rest, 0.02);
}

// Means over the last steps of agents under duties from the first step on.
Change agents_change(const LimitCase& limit, ThreadPool& pool) {
  constexpr int settling = 200;
  constexpr int averaged = 50;
  MarketWorldOptions options;
  options.slots_per_market = 4000;
  options.seed = {7, 0};
  LimitAgents agents(limit, market_world(limit.table, options), 1, pool);
  const World& world = agents.world();
  const Levers none;
  Change out;
  out.total.resize(world.table.n_regions());
  out.part.resize(out.total.size() * income_parts);
  for (int step = 0; step < settling + averaged; ++step) {
    agents.step();
    if (step < settling) continue;
    Change now = out;
    metric_named("real_income").record({world, agents.state(), none}, now.total);
    metric_named("real_income_parts").record({world, agents.state(), none}, now.part);
    for (std::size_t n = 0; n < now.total.size(); ++n) out.total[n] += (now.total[n] - 1.0) / averaged;
    for (std::size_t i = 0; i < now.part.size(); ++i)
      out.part[i] += now.part[i] * 12.0 / world.accounts.budget[i / income_parts] / averaged;
  }
  return out;
}

TEST(RealIncomeParts, OfFrictionlessAgentsAreTheSolvers) {
  ThreadPool pool(0);
  double total_apart = 0.0;
  double parts_apart = 0.0;
  double largest = 0.0;
  for (std::uint64_t seed = 100; seed < 104; ++seed) {
    const LimitCase limit = clearing_case(seed, 1.0);
    const Change exact = solved_change(limit);
    const Change agents = agents_change(limit, pool);
    for (std::size_t n = 0; n < exact.total.size(); ++n) {
      total_apart = std::max(total_apart, std::abs(agents.total[n] - exact.total[n]));
      for (const IncomePart one : {IncomePart::terms_of_trade, IncomePart::duties})
        parts_apart = std::max(parts_apart, std::abs(agents.of(n, one) - exact.of(n, one)));
    }
    largest =
        std::max({largest, exact.largest(IncomePart::terms_of_trade), exact.largest(IncomePart::duties)});
  }
  RecordProperty("total_apart", std::to_string(total_apart));
  RecordProperty("parts_apart", std::to_string(parts_apart));
  RecordProperty("largest_part", std::to_string(largest));
  EXPECT_LT(total_apart, 0.003);
  EXPECT_LT(parts_apart, 0.003);
  EXPECT_GT(largest, 0.01) << "the duties of the test move real income";
}

// With plants, subsidies on them, markups, stocks and learning on: the parts are real income, whatever moves
// it; what plants earn abroad shows where they are owned.
TEST(RealIncomeParts, AddUpInWorldsWithPlants) {
  double abroad = 0.0;
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    RunSetup setup;
    setup.seed = seed;
    setup.duty = 0.4;
    setup.model.settlement.closure = WageClosure::clearing;
    setup.model.demand.growth = 1.2;
    setup.model.learning.active = true;
    setup.model.stockpiling.stocks = seed == 2;
    test::open_plants_eagerly(setup.model);
    test::Run run(setup);
    for (int step = 0; step < 24; ++step) {
      run.step();
      const MetricView view{run.world(), run.state(), run.levers()};
      Change now;
      now.total.resize(run.world().table.n_regions());
      now.part.resize(now.total.size() * income_parts);
      metric_named("real_income").record(view, now.total);
      metric_named("real_income_parts").record(view, now.part);
      for (std::size_t n = 0; n < now.total.size(); ++n) {
        const double base = run.world().accounts.budget[n] / 12.0 * run.state().trend;
        ASSERT_NEAR(now.sum(n) / base, now.total[n] - 1.0, 1e-11);
      }
      abroad = std::max(abroad, now.largest(IncomePart::abroad));
    }
    EXPECT_FALSE(run.state().sites.empty());
  }
  EXPECT_GT(abroad, 0.0);
}

// A part that is computed wrongly does not cancel: every one against its own definition in a world of one
// border.
TEST(RealIncomeParts, AreTheirDefinitionsOnOneFlow) {
  const LimitCase limit = clearing_case(100, 1.0);
  const WorldTable& table = limit.table;
  const BaseAccounts accounts = base_accounts(table, 1.0);
  const Axes axes = table.axes();
  IncomeAccounts now;
  for (const FlowId flow : axes.flows()) {
    const CellId market = axes.cell(axes.destination_of(flow), axes.product_of(flow));
    const double money = accounts.product_spending[market.index()] *
                         accounts.base_share[axes.at(market, axes.origin_of(flow))] /
                         (1.0 + table.base_duty[flow.index()]) / 12.0;
    now.trade.push_back(money);
    now.duty.push_back(money * table.base_duty[flow.index()]);
  }
  now.price.assign(axes.n_groups(), 1.0);
  now.living.assign(axes.n_regions(), 1.0);
  now.wage.assign(axes.n_regions(), 1.0);
  for (const RegionId n : axes.regions()) {
    now.product.push_back(accounts.product[n.index()] / 12.0);
    now.spending.push_back(accounts.budget[n.index()] / 12.0);
    double pay = 0.0;
    for (const GroupId g : axes.groups_of(n))
      pay += accounts.labour_share[g.index()] * table.output[g.index()];
    now.labour_pay.push_back(pay / 12.0);
  }
  std::vector<double> part(axes.n_regions() * income_parts);
  write_income_parts(table, accounts, now, part);
  for (const double value : part) EXPECT_NEAR(value, 0.0, 1e-9 * now.spending[0]) << "nothing has happened";
  // The first region imports the first product of the second in twice the volume at a price 10 % higher, and
  // pays a duty of 30 % on it; its labour does 5 % more at a wage 20 % higher.
  const FlowId flow = axes.flow(RegionId(0), RegionId(1), ProductId(0));
  const double before = now.trade[flow.index()];
  ASSERT_GT(before, 0.0);
  now.price[axes.group_of(axes.cell_of(flow)).index()] = 1.1;
  now.trade[flow.index()] = 2.2 * before;
  now.duty[flow.index()] = 0.3 * 2.2 * before;
  const double pay = now.labour_pay[0];
  now.labour_pay[0] *= 1.05 * 1.2;
  now.wage[0] = 1.2;
  write_income_parts(table, accounts, now, part);
  const auto of_first = [&](IncomePart one) { return part[static_cast<std::size_t>(one)]; };
  const double dearer = 1.2 * before / std::log(2.2) * std::log(1.1);
  EXPECT_NEAR(of_first(IncomePart::terms_of_trade), -dearer, 1e-9 * before);
  const double mean_rate = 0.5 * (0.3 + table.base_duty[flow.index()]);
  EXPECT_NEAR(of_first(IncomePart::duties), mean_rate * (1.2 * before - dearer), 1e-9 * before);
  const double raise = pay * 0.26 / std::log(1.26) * std::log(1.05);
  EXPECT_NEAR(of_first(IncomePart::labour) / raise, 1.0, 1e-9);
}

}  // namespace
}  // namespace entrepot::test::real_income_parts_test
