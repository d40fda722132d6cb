// Re-routing on random worlds: money is conserved to the unit, customs count both legs, threads do not
// matter.
#include <gtest/gtest.h>

#include <numeric>

#include "tests/support/routed_run.hpp"

namespace entrepot::test::routing_test {

using namespace models;
namespace {

test::RunSetup setup_of(int seed) {
  test::RunSetup setup = test::routed_setup(static_cast<std::uint64_t>(seed));
  setup.duty = 0.1 * (seed % 5);
  setup.steps = 18;
  setup.model.routing.capacity = seed % 3 == 0 ? 0.05 : 10.0;
  setup.model.routing.adjustment = seed % 2 == 0 ? 1.0 : 0.2;
  setup.model.pricing.pricing = seed % 4 == 0 ? PriceRule::own : PriceRule::index;
  setup.model.settlement.closure = static_cast<WageClosure>(seed % 3);
  if (seed % 3 == 1) setup.model.settlement.income_response = 0.5;
  if (seed % 4 == 1) setup.model.production.utilisation = 0.98;  // rationing
  if (seed % 3 == 2) {                                           // goods differ in their ways, some have none
    const std::size_t products = test::random_table(setup.seed, setup.shape).n_products();
    for (std::size_t g = 0; g < products; ++g) {
      setup.base_routes[0].by_product.push_back(g % 2 == 0 ? 0.0 : 0.03);
      setup.base_routes[1].by_product.push_back(g % 3 == 0 ? 0.0 : 0.01);
    }
  }
  if (seed % 4 == 3) {
    setup.model.investment.sites = true;
    setup.model.investment.weighing_rate = 4.0;
    setup.model.investment.fixed_cost = 0.0;
    setup.model.investment.sunk_share = 0.02;
  }
  return setup;
}

const std::vector<const Instrument*>& enforcement() {
  static const test::Enforcement hard(4, 0.3, 0.4, 0.5);
  static const std::vector<const Instrument*> all{&hard};
  return all;
}

class RoutedWorlds : public testing::TestWithParam<int> {};

TEST_P(RoutedWorlds, EveryUnitThatIsPaidIsReceived) {
  test::RunSetup setup = setup_of(GetParam());
  if (GetParam() % 2 == 1) setup.instruments = enforcement();
  test::Run run(setup);
  std::int64_t all_handling = 0;
  for (int step = 0; step < setup.steps; ++step) {
    run.step();
    const State& state = run.state();
    std::int64_t sales = 0;
    std::int64_t paid = 0;
    for (std::size_t f = 0; f < state.firm_sales.size(); ++f) {
      sales += state.firm_sales[f].money;
      paid += state.firm_inputs[f].money + state.firm_inputs[f].duty;
    }
    std::int64_t received = sales;
    std::int64_t handling = 0;
    std::int64_t spent = 0;
    std::int64_t earned = 0;
    for (const RegionAccount& account : state.account) {
      paid += account.final_spending;
      received += account.duties + account.handling;
      handling += account.handling;
      spent += account.final_spending;
      earned += account.wages + account.profits + account.duties + account.handling;
    }
    ASSERT_EQ(paid, received);
    ASSERT_EQ(spent, earned);
    std::int64_t by_route = 0;
    for (const Reroute& way : state.reroute) by_route += way.handling;
    ASSERT_EQ(by_route, handling);
    all_handling += handling;
  }
  if (!setup.instruments.empty()) return;
  EXPECT_EQ(all_handling > 0, setup.duty > 0.0) << "a duty moves goods to hubs, and only a duty does";
}

TEST_P(RoutedWorlds, CustomsCountBothLegsAndTheTreasuryOnce) {
  test::RunSetup setup = setup_of(GetParam());
  test::Run run(setup);
  for (int step = 0; step < setup.steps; ++step) {
    run.step();
    const State& state = run.state();
    std::int64_t true_money = 0;
    std::int64_t true_duty = 0;
    std::int64_t money = 0;
    std::int64_t duty = 0;
    for (std::size_t i = 0; i < state.flow.size(); ++i) {
      ASSERT_GE(state.customs[i].money, 0);
      ASSERT_GE(state.customs[i].duty, 0);
      true_money += state.flow[i].money;
      true_duty += state.flow[i].duty;
      money += state.customs[i].money;
      duty += state.customs[i].duty;
    }
    std::int64_t second_legs = 0;
    const std::size_t products = run.world().table.n_products();
    const WorldTable& table = run.world().table;
    for (std::size_t r = 0; r < 2; ++r) {
      for (std::size_t g = 0; g < products; ++g) {
        const Reroute& way = state.reroute[r * products + g];
        ASSERT_GE(way.share, 0.0);
        ASSERT_LE(way.share, 1.0);
        ASSERT_GE(way.money, 0);
        ASSERT_GE(way.duty, 0);
        ASSERT_LE(way.fine, way.duty);
        second_legs += way.money + way.surcharge;
        const std::size_t first = table.duty_index(2 + r, 1, g);
        const std::size_t second = table.duty_index(0, 2 + r, g);
        ASSERT_EQ(state.customs[first].money, state.flow[first].money + way.money);
        ASSERT_EQ(state.customs[second].money, state.flow[second].money + way.money + way.surcharge);
        ASSERT_EQ(state.customs[second].duty, state.flow[second].duty + way.duty);
      }
    }
    ASSERT_EQ(money, true_money + second_legs);
    ASSERT_EQ(duty, true_duty);
  }
}

TEST_P(RoutedWorlds, WithoutBaseRoutesCustomsAreTrueOrigin) {
  test::RunSetup setup = setup_of(GetParam());
  setup.base_routes.clear();
  test::Run with(setup);
  setup.model.routing.routes = false;
  test::Run without(setup);
  with.finish();
  without.finish();
  ASSERT_TRUE(without.state().customs.empty());
  for (std::size_t i = 0; i < with.state().flow.size(); ++i) {
    ASSERT_EQ(with.state().customs[i].money, without.state().flow[i].money);
    ASSERT_EQ(with.state().customs[i].duty, without.state().flow[i].duty);
  }
  EXPECT_EQ(with.state().slot_supplier, without.state().slot_supplier);
}

TEST_P(RoutedWorlds, ThreadsDoNotMatter) {
  test::RunSetup setup = setup_of(GetParam());
  setup.instruments = enforcement();
  setup.threads = 1;
  test::Run one(setup);
  one.finish();
  for (const int threads : {2, 3}) {
    setup.threads = threads;
    test::Run more(setup);
    more.finish();
    EXPECT_EQ(more.state().slot_supplier, one.state().slot_supplier);
    EXPECT_EQ(more.state().log_cost, one.state().log_cost);
    EXPECT_EQ(more.state().group_price, one.state().group_price);
    for (std::size_t i = 0; i < one.state().customs.size(); ++i) {
      ASSERT_EQ(more.state().customs[i].money, one.state().customs[i].money);
      ASSERT_EQ(more.state().customs[i].duty, one.state().customs[i].duty);
    }
  }
}

// Without policy the world stands still with routes as without them, under every closure.
TEST_P(RoutedWorlds, NoPolicyStandsStill) {
  test::RunSetup setup = setup_of(GetParam());
  setup.duty = 0.0;
  setup.model.sourcing.resourcing = false;
  setup.model.production.utilisation = 0.82;
  test::Run run(setup);
  run.finish();
  const World& world = run.world();
  for (std::size_t g = 0; g < world.table.n_groups(); ++g) {
    double output = 0.0;
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f)
      output += static_cast<double>(run.state().firm_sales[f].goods) * world.unit_musd * 12.0;
    EXPECT_NEAR(output / world.table.output[g], 1.0, 1e-6);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RoutedWorlds, testing::Range(1, 9));

}  // namespace
}  // namespace entrepot::test::routing_test
