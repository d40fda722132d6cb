// National accounts of random worlds in which all happens at once: product by three sides, national income,
// what subsidies cost, and the world's budget under every closure.
#include <gtest/gtest.h>

#include "models/behaviours/income/settlement.hpp"
#include "models/behaviours/income/wages.hpp"
#include "models/behaviours/step.hpp"
#include "outputs/metrics/metric.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/world/state/buyers.hpp"
#include "tests/support/eventful_world.hpp"

namespace entrepot::test::national_accounts_test {

using namespace models;
using namespace outputs;
namespace {

std::int64_t product(const RegionAccount& account) {
  return account.wages + account.profits + account.duties + account.handling;
}

// Exports less imports of a region at the gate, and handling of re-routed goods that its buyers pay.
struct Abroad {
  std::int64_t balance = 0;
  std::int64_t handling = 0;
};

std::vector<Abroad> abroad(const World& world, const State& state) {
  std::vector<Abroad> out(world.table.n_regions());
  for (const FlowId flow : world.axes().flows()) {
    out[world.axes().origin_of(flow).index()].balance += state.flow[flow.index()].money;
    out[world.axes().destination_of(flow).index()].balance -= state.flow[flow.index()].money;
  }
  for (std::size_t way = 0; way < state.reroute.size(); ++way) {
    const BaseRoute& route = world.table.base_routes[way / world.table.n_products()];
    out[route.destination.index()].handling += state.reroute[way].handling;
  }
  return out;
}

void check_products(const World& world, const State& state) {
  const std::vector<Abroad> trade = abroad(world, state);
  std::int64_t domestic = 0;
  std::int64_t national = 0;
  std::int64_t received = 0;
  std::int64_t paid = 0;
  for (const RegionId n : world.axes().regions()) {
    const RegionAccount& account = state.account[n.index()];
    const std::int64_t income = product(account);
    ASSERT_EQ(account.final_spending + account.inventory_change + trade[n.index()].balance +
                  account.handling - trade[n.index()].handling,
              income)
        << "by expenditure, region " << n.index();
    std::int64_t added = 0;
    for (const GroupId group : world.axes().groups_of(n))
      for_each_firm(world, state, group.index(),
                    [&](std::uint32_t f) { added += firm_value_added(state, f); });
    ASSERT_EQ(added + account.duties + account.handling, income) << "by production, region " << n.index();
    ASSERT_EQ(national_income(account) - income, account.profits_received - account.profits_paid);
    domestic += income;
    national += national_income(account);
    received += account.profits_received;
    paid += account.profits_paid;
  }
  ASSERT_EQ(received, paid);
  ASSERT_EQ(national, domestic);
}

// Subsidies of the month: what was collected at borders and is not in the treasury's net duties, and plants'.
void check_subsidies(const World& world, const State& state, const std::vector<RegionAccount>& before) {
  for (const RegionId n : world.axes().regions()) {
    const RegionAccount& account = state.account[n.index()];
    std::int64_t collected = 0;
    for (const FlowId flow : world.axes().flows_to(n)) collected += state.flow[flow.index()].duty;
    ASSERT_EQ(account.plant_subsidies, before[n.index()].plant_subsidies_paid);
    ASSERT_EQ(account.subsidies, collected - account.duties + account.plant_subsidies);
    ASSERT_GE(account.building, 0);
    ASSERT_LE(account.building, account.final_spending);
  }
}

// All that is earned is spent: by households, or on plants.
void check_budget(const World& world, const State& state, const std::vector<RegionAccount>& before,
                  const std::vector<double>& wage, double last_trend) {
  const std::vector<double> labour = base_labour(world);
  double budgets = 0.0;
  double earned = 0.0;
  for (std::size_t n = 0; n < labour.size(); ++n) {
    budgets += world.accounts.budget[n] * state.budget_factor[n] / state.trend;
    earned += wage[n] * labour[n] +
              static_cast<double>(national_income(before[n]) - before[n].wages - before[n].outlays) * 12.0 *
                  world.unit_musd / last_trend;
  }
  ASSERT_NEAR(budgets / earned, 1.0, 1e-9);
}

class NationalAccounts : public ::testing::TestWithParam<int> {};

TEST_P(NationalAccounts, HoldInEveryMonth) {
  const test::EventfulWorld eventful(GetParam());
  const World& world = eventful.world();
  ThreadPool pool(2);
  Simulation run(world, make_actions(world, eventful.settings()), eventful.instruments(),
                 {test::EventfulWorld::start(), 40}, Seed{1, 1}, pool);
  const bool clearing = eventful.settings().settlement.closure == WageClosure::clearing;
  bool budget_lever = false;
  std::int64_t received = 0;
  while (!run.done()) {
    const std::vector<RegionAccount> before = run.state().account;
    const std::vector<double> wage = run.state().wage;
    const double last_trend = run.state().trend;
    run.step();
    check_products(world, run.state());
    check_subsidies(world, run.state(), before);
    budget_lever = budget_lever || !run.levers().budget.empty();
    if (clearing && run.state().step > 1 && !budget_lever)
      check_budget(world, run.state(), before, wage, last_trend);
    for (const RegionAccount& account : run.state().account) received += account.profits_received;
  }
  EXPECT_GT(received, 0);
}

INSTANTIATE_TEST_SUITE_P(Worlds, NationalAccounts, ::testing::Range(1, 13));

}  // namespace
}  // namespace entrepot::test::national_accounts_test
