// The trade war of 2018 on few firms, with and without trans-shipment.
#include <gtest/gtest.h>

#include "models/behaviours/step.hpp"
#include "tests/support/scenario_case.hpp"

namespace entrepot::test::trade_war_routes_test {

using namespace models;
namespace {

class TradeWarRoutes : public testing::Test {
 protected:
  TradeWarRoutes()
      : case_(test::load_case("trade-war-2018",
                              {"world.firms=3000", "calendar.start=2018-01", "calendar.end=2019-12"}, 2)),
        pool_(2) {}
  // The state in the last month.
  State last(bool routes, bool policies) {
    case_.settings.routing.routes = routes;
    Simulation simulation(*case_.world, make_actions(*case_.world, case_.settings), case_.in_force(policies),
                          case_.scenario.calendar, {1, 1}, pool_);
    while (!simulation.done()) simulation.step();
    return simulation.state();
  }
  // All goods of `origin` at the United States, million USD per month.
  [[nodiscard]] double sold(const std::vector<Flow>& flows, const std::string& origin,
                            const std::string& destination = "USA") const {
    const WorldTable& table = case_.world->table;
    double sum = 0.0;
    for (std::size_t g = 0; g < table.n_products(); ++g) {
      if (!table.sector_is_goods[table.product_sector[g].index()]) continue;
      const std::size_t at = table.duty_index(case_.region(destination), case_.region(origin), g);
      sum += static_cast<double>(flows[at].money) * case_.world->unit_musd;
    }
    return sum;
  }
  // Goods of China for the United States by way of a hub, or of all.
  [[nodiscard]] double carried(const State& state, const std::string& hub = "") const {
    const WorldTable& table = case_.world->table;
    double sum = 0.0;
    for (std::size_t i = 0; i < state.reroute.size(); ++i) {
      const BaseRoute& route = table.base_routes[i / table.n_products()];
      const bool by_hub = hub.empty() || route.hub.index() == case_.region(hub);
      if (route.origin.index() == case_.region("CHN") && route.destination.index() == case_.region("USA") &&
          by_hub)
        sum += static_cast<double>(state.reroute[i].money) * case_.world->unit_musd;
    }
    return sum;
  }

  test::ScenarioCase case_;
  ThreadPool pool_;
};

TEST_F(TradeWarRoutes, DutiesMoveGoodsToHubsAndWeakenTheLossOfTheOrigin) {
  const State with = last(true, true);
  const State without = last(false, true);
  const State calm = last(true, false);
  // At the base three hubs carry 2 %, of what one of them sells itself; they carry more of less.
  EXPECT_LT(carried(calm) / sold(calm.flow, "CHN"), 0.02 + 1e-6);
  EXPECT_GT(carried(calm) / sold(calm.flow, "CHN"), 0.019);
  EXPECT_GT(carried(with) / sold(with.flow, "CHN"), 0.025);
  // By place of production China loses less than without routes, by customs more than by place of production.
  EXPECT_GT(sold(with.flow, "CHN"), sold(without.flow, "CHN"));
  EXPECT_LT(sold(with.flow, "CHN"), sold(calm.flow, "CHN"));
  EXPECT_NEAR(sold(with.customs, "CHN"), sold(with.flow, "CHN") - carried(with),
              1e-6 * sold(with.flow, "CHN"));
  // Both legs grow in every hub.
  for (const std::string hub : {"VNM", "ASE", "MEX"}) {
    const auto first_leg = [&](const State& state) { return carried(state, hub); };
    const auto second_leg = [&](const State& state) {
      return sold(state.customs, hub) - sold(state.flow, hub);
    };
    EXPECT_GT(first_leg(with), first_leg(calm)) << hub;
    EXPECT_GT(second_leg(with), second_leg(calm)) << hub;
    EXPECT_NEAR(second_leg(with) / first_leg(with), 1.05, 1e-6) << hub;
  }
}

}  // namespace
}  // namespace entrepot::test::trade_war_routes_test
