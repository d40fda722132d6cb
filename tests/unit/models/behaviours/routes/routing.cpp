// Shares of routes, their price and what is paid on them, against the formulas written out a second time.
#include "models/behaviours/routes/routing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/routed_run.hpp"

namespace entrepot::test::routing_test {

using namespace models;
namespace {

using test::routed_setup;

constexpr std::size_t direct = 0;  // then the two hubs

// Costs and weights of the ways of one product, written around theta and the base shares alone.
struct Ways {
  double theta;
  double base[3] = {0.97, 0.02, 0.01};
  double weight[3] = {0.97, 0.02, 0.01};
  double cost[3] = {1.0, 1.0, 1.0};
  [[nodiscard]] double composite() const {
    double sum = 0.0;
    for (int r = 0; r < 3; ++r) sum += base[r] * std::pow(cost[r], -theta);
    return std::pow(sum, -1.0 / theta);
  }
  void choose(double part) {
    const double index = composite();
    for (int r = 0; r < 3; ++r) {
      const double wanted = base[r] * std::pow(cost[r] / index, -theta);
      weight[r] += part * (wanted * index / cost[r] - weight[r]);
    }
  }
  [[nodiscard]] double share(int r) const { return weight[r] / (weight[0] + weight[1] + weight[2]); }
  [[nodiscard]] double price() const {
    return weight[0] * cost[0] + weight[1] * cost[1] + weight[2] * cost[2];
  }
};

std::size_t flow_at(const World& world, std::size_t product) { return world.table.duty_index(0, 1, product); }

// The costs of a product's ways under the duties in force, for the default enforcement.
Ways ways_of(test::Run& run, const RoutingSettings& settings, std::size_t product) {
  const WorldTable& table = run.world().table;
  Ways ways;
  ways.theta = settings.elasticity;
  const std::size_t at = flow_at(run.world(), product);
  const double duty = run.levers().duty[at];
  const double base = table.base_duty[at];
  ways.cost[direct] = (1.0 + duty) / (1.0 + base);
  for (std::size_t hub = 2; hub < 4; ++hub) {
    const std::size_t hub_at = table.duty_index(0, hub, product);
    const auto arrival = [&](double of_hub, double of_origin) {
      return of_hub + settings.detection * (settings.fine + std::max(0.0, of_origin - of_hub));
    };
    ways.cost[hub - 1] =
        (1.0 + arrival(run.levers().duty[hub_at], duty)) / (1.0 + arrival(table.base_duty[hub_at], base));
  }
  return ways;
}

bool is_goods(const World& world, std::size_t product) {
  return world.table.sector_is_goods[world.table.product_sector[product].index()];
}

TEST(Routing, WithoutChangesNothingMovesByOneBit) {
  test::RunSetup setup = routed_setup();
  setup.duty = 0.0;
  test::Run with(setup);
  setup.model.routing.routes = false;
  test::Run without(setup);
  for (int step = 0; step < 12; ++step) {
    with.step();
    without.step();
    ASSERT_EQ(with.state().log_cost, without.state().log_cost);
    ASSERT_EQ(with.state().charge, with.levers().duty);
  }
  EXPECT_EQ(with.state().slot_supplier, without.state().slot_supplier);
  EXPECT_EQ(with.state().slot_strength, without.state().slot_strength);
  EXPECT_EQ(with.state().group_price, without.state().group_price);
  for (std::size_t i = 0; i < with.state().flow.size(); ++i) {
    ASSERT_EQ(with.state().flow[i].money, without.state().flow[i].money);
    ASSERT_EQ(with.state().flow[i].duty, without.state().flow[i].duty);
  }
  for (std::size_t i = 0; i < with.state().reroute.size(); ++i) {
    const std::size_t product = i % with.world().table.n_products();
    if (!is_goods(with.world(), product)) continue;
    EXPECT_EQ(with.state().reroute[i].share, i < with.world().table.n_products() ? 0.02 : 0.01);
    EXPECT_EQ(with.state().reroute[i].handling, 0);
  }
  EXPECT_TRUE(with.state().route_switches.empty());
}

TEST(Routing, SharesAndPriceFollowTheLogitWhereEverybodyChooses) {
  test::RunSetup setup = routed_setup();
  setup.model.routing.adjustment = 1.0;
  setup.model.pricing.adjustment = 0.0;  // posted prices stay 1
  test::Run run(setup);
  run.step();
  const std::size_t products = run.world().table.n_products();
  for (std::size_t g = 0; g < products; ++g) {
    if (!is_goods(run.world(), g)) continue;
    Ways ways = ways_of(run, setup.model.routing, g);
    ways.choose(1.0);
    EXPECT_GT(ways.share(1), 0.05) << "a duty of 30 % must matter";
    EXPECT_NEAR(run.state().reroute[g].share, ways.share(1), 1e-12);
    EXPECT_NEAR(run.state().reroute[products + g].share, ways.share(2), 1e-12);
    EXPECT_NEAR(run.state().log_cost[flow_at(run.world(), g)], std::log(ways.composite()), 1e-12);
  }
}

TEST(Routing, OnlyAPartOfTheShippersChoosesEachMonth) {
  test::RunSetup setup = routed_setup();
  setup.model.routing.adjustment = 0.3;
  setup.model.pricing.adjustment = 0.0;
  test::Run run(setup);
  Ways ways{};
  for (int step = 0; step < 6; ++step) {
    run.step();
    if (step == 0) ways = ways_of(run, setup.model.routing, 0);
    ways.choose(0.3);
    EXPECT_NEAR(run.state().reroute[0].share, ways.share(1), 1e-12);
    EXPECT_NEAR(run.state().log_cost[flow_at(run.world(), 0)], std::log(ways.price()), 1e-12);
  }
}

TEST(Routing, HubsHandleNoMoreThanTheyCan) {
  test::RunSetup setup = routed_setup();
  setup.model.routing.adjustment = 1.0;
  test::Run free(setup);
  setup.model.routing.capacity = 0.002;
  test::Run tight(setup);
  free.finish();
  for (int step = 0; step < 11; ++step) tight.step();
  const std::vector<Flow> last = tight.state().flow;  // what the limit reckons with
  tight.step();
  const World& world = tight.world();
  const std::size_t products = world.table.n_products();
  bool bound = false;
  for (std::size_t route = 0; route < 2; ++route) {
    for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
      double exports = 0.0;
      double base = 0.0;
      double carried = 0.0;
      double carried_freely = 0.0;
      for (std::size_t g = 0; g < products; ++g) {
        if (world.table.product_sector[g].index() != k || !is_goods(world, g)) continue;
        const std::size_t hub = 2 + route;
        for (std::size_t n = 0; n < world.table.n_regions(); ++n) {
          if (n == hub) continue;
          const double bought = world.accounts.product_spending[n * products + g] *
                                world.accounts.base_share[(n * products + g) * world.table.n_regions() + hub];
          exports += bought / (1.0 + world.table.base_duty[world.table.duty_index(n, hub, g)]);
        }
        base += world.table.base_routes[route].share * world.accounts.product_spending[g] *
                world.accounts.base_share[g * world.table.n_regions() + 1] /
                (1.0 + world.table.base_duty[flow_at(world, g)]);
        const double value = static_cast<double>(last[flow_at(world, g)].money) * 12.0 * world.unit_musd;
        carried += tight.state().reroute[route * products + g].share * value;
        carried_freely += free.state().reroute[route * products + g].share * value;
      }
      const double limit = base + 0.002 * exports;
      EXPECT_LE(carried, limit * (1.0 + 1e-6));
      if (carried_freely > 1.2 * limit) {
        EXPECT_NEAR(carried / limit, 1.0, 1e-6) << "a hub that is sought is full";
        bound = true;
      }
    }
  }
  EXPECT_TRUE(bound);
}

TEST(Routing, WhatBuyersPayIsSharedBetweenTreasuryAndHubs) {
  test::RunSetup setup = routed_setup();
  test::Run run(setup);
  run.finish();
  const State& state = run.state();
  const World& world = run.world();
  const std::size_t products = world.table.n_products();
  const double mu = setup.model.routing.handling_cost;
  for (std::size_t g = 0; g < products; ++g) {
    if (!is_goods(world, g)) continue;
    const Flow& flow = state.flow[flow_at(world, g)];
    const auto value = static_cast<double>(flow.money);
    const double unit = 1e-9 * value + 1.0;
    std::int64_t handling = 0;
    double expected_duty = value * run.levers().duty[flow_at(world, g)];
    for (std::size_t r = 0; r < 2; ++r) {
      const Reroute& way = state.reroute[r * products + g];
      const double base = world.table.base_routes[r].share;
      EXPECT_NEAR(static_cast<double>(way.money), way.share * value, 0.5 + unit * 1e-6);
      EXPECT_NEAR(static_cast<double>(way.handling), value * (way.share - base) * mu, unit);
      EXPECT_NEAR(static_cast<double>(way.surcharge), static_cast<double>(way.money) * mu, 0.5);
      handling += way.handling;
      // Duties by way of a hub are those of its goods, plus the origin's for what is found out, plus fines.
      expected_duty -= value * way.share * run.levers().duty[flow_at(world, g)];
      expected_duty += static_cast<double>(way.duty);
    }
    EXPECT_GT(handling, 0);
    EXPECT_NEAR(static_cast<double>(flow.duty), expected_duty, 1e-3 * value);
    EXPECT_NEAR(static_cast<double>(flow.duty + handling), value * state.charge[flow_at(world, g)],
                1e-8 * value);
  }
}

TEST(Routing, TakingAndLeavingARouteAreEvents) {
  test::RunSetup setup = routed_setup();
  setup.model.routing.adjustment = 0.5;
  setup.model.routing.switch_share = 0.05;
  test::Run run(setup);
  run.finish();
  std::size_t rows = 0;
  for (const Event& event : run.state().events) {
    if (event.kind != EventKind::route_switched) continue;
    ASSERT_LT(rows, run.state().route_switches.size());
    const RouteSwitch& change = run.state().route_switches[rows++];
    EXPECT_EQ(event.step, change.step);
    EXPECT_EQ(event.region, 0);
    EXPECT_EQ(event.partner, 1);
    EXPECT_EQ(event.via, change.hub);
    EXPECT_EQ(event.product, change.product);
    EXPECT_NEAR(event.size / static_cast<double>(change.money), 1.0, 0.2);  // at base prices
  }
  EXPECT_EQ(rows, run.state().route_switches.size());
  EXPECT_GT(rows, 0U);
  std::vector<int> taken(2 * run.world().table.n_products(), 0);
  for (const RouteSwitch& change : run.state().route_switches) {
    EXPECT_TRUE(change.taken);
    EXPECT_GE(change.share, 0.05);
    EXPECT_GT(change.money, 0);
    EXPECT_EQ(change.origin, 1);
    EXPECT_EQ(change.destination, 0);
    ++taken[(change.hub - 2U) * run.world().table.n_products() + change.product];
  }
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const Reroute& way = run.state().reroute[i];
    const bool over = way.money > 0 && way.share >= 0.05;
    EXPECT_EQ(taken[i], over ? 1 : 0);
  }
}

}  // namespace
}  // namespace entrepot::test::routing_test
