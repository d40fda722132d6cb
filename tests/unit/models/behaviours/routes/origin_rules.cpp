// Enforcement of origin: what goods pay that were only handled in a hub, and goods made there with content.
#include "models/behaviours/routes/origin_rules.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/support/eager_plants.hpp"
#include "tests/support/routed_run.hpp"

namespace entrepot::test::origin_rules_test {

using namespace models;
namespace {

using test::Enforcement;
using test::routed_setup;

struct Arrival {
  double detection = 0.0, fine = 0.0, look_through = 0.0;
};

// Duty on arrival of product 0 by way of region 2 under a duty of 30 % on region 1.
double arrival(const RoutingSettings& settings, const Arrival& enforcement, double* of_hub,
               double* of_origin) {
  test::Run run(routed_setup());
  const WorldTable& table = run.world().table;
  Levers levers;
  levers.duty = table.base_duty;
  levers.duty[table.duty_index(0, 1, 0)] += 0.3;
  Enforcement(table.n_regions(), enforcement.detection, enforcement.fine, enforcement.look_through)
      .apply(Month(2017, 1), levers);
  *of_hub = levers.duty[table.duty_index(0, 2, 0)];
  *of_origin = levers.duty[table.duty_index(0, 1, 0)];
  return OriginRules(run.world(), settings).arrival_duty(levers, 0, 0);
}

TEST(OriginRules, HandledGoodsPayTheHubsDutyAndTheExpectedPenalty) {
  double hub = 0.0;
  double origin = 0.0;
  RoutingSettings settings;  // handling of 5 % is below the threshold of 35 %
  const double more = std::max(0.0, arrival(settings, {}, &hub, &origin) - hub);
  ASSERT_GT(origin, hub);
  EXPECT_NEAR(more, 0.05 * (0.2 + origin - hub), 1e-12);
  EXPECT_NEAR(arrival(settings, {0.5, 0.3, 0.0}, &hub, &origin), hub + 0.55 * (0.5 + origin - hub), 1e-12);
  EXPECT_NEAR(arrival(settings, {2.0, 0.0, 0.0}, &hub, &origin), origin + 0.2, 1e-12);  // surely found out
  EXPECT_NEAR(arrival(settings, {0.0, 0.0, 1.0}, &hub, &origin), origin + 0.05 * 0.2, 1e-12);
}

TEST(OriginRules, HandlingThatTransformsEarnsTheHubsOrigin) {
  double hub = 0.0;
  double origin = 0.0;
  RoutingSettings settings;
  settings.transformation = 0.04;  // below 0.05 / 1.05
  const double duty = arrival(settings, {}, &hub, &origin);
  EXPECT_NEAR(duty, hub + 0.05 * 0.2, 1e-12);
}

TEST(OriginRules, ContentIsWhatTheTableSaysAndThenWhatWasBought) {
  test::RunSetup setup = routed_setup();
  test::Run run(setup);
  const WorldTable& table = run.world().table;
  const std::size_t user = 2 * table.n_sectors();
  double bought = 0.0;
  for (std::size_t k = 0; k < table.n_sectors(); ++k) bought += table.z(table.n_sectors() + k, user);
  const std::vector<double> content = base_content(table);
  const double* const of_user = &content[user * table.n_regions()];
  EXPECT_NEAR(of_user[1], bought / table.output[user], 1e-12);
  const double inside = std::accumulate(of_user, of_user + table.n_regions(), 0.0);
  EXPECT_NEAR(inside, 1.0 - table.value_added[user] / table.output[user], 1e-9);
}

TEST(OriginRules, LookThroughTaxesTheContentOfGoodsMadeInTheHub) {
  test::RunSetup setup = routed_setup();
  setup.shape.input_size = 8.0;
  setup.model.pricing.adjustment = 0.0;
  const Enforcement half(4, 0.0, 0.0, 0.5);
  setup.instruments = {&half};
  test::Run run(setup);
  run.step();
  const WorldTable& table = run.world().table;
  const std::vector<double> content = base_content(table);
  const auto of_origin = [&](std::size_t hub, std::size_t sector) {
    return content[(hub * table.n_sectors() + sector) * table.n_regions() + 1];
  };
  for (const std::size_t hub : {2U, 3U}) {
    const std::size_t at = table.duty_index(0, hub, 0);
    const double more = 0.5 * of_origin(hub, table.product_sector[0].index()) * 0.3;
    EXPECT_GT(more, 1e-3);
    EXPECT_NEAR(run.state().charge[at], table.base_duty[at] + more, 1e-12);
    EXPECT_NEAR(run.state().log_cost[at], std::log(1.0 + more / (1.0 + table.base_duty[at])), 1e-12);
    const Flow& flow = run.state().flow[at];
    EXPECT_NEAR(static_cast<double>(flow.duty), static_cast<double>(flow.money) * run.state().charge[at],
                1e-9 * static_cast<double>(flow.money));
  }
  const std::size_t elsewhere = table.duty_index(3, 2, 0);
  EXPECT_EQ(run.state().charge[elsewhere], table.base_duty[elsewhere]);
  for (int step = 1; step < 4; ++step) run.step();
  EXPECT_NE(run.state().charge[table.duty_index(0, 2, 0)],
            table.base_duty[table.duty_index(0, 2, 0)] + 0.5 * of_origin(2, 0) * 0.3)
      << "after a quarter the content is the one of the links as they are";
}

// What a hub sells to one destination is made by plants and by firms at home in other parts than its output.
TEST(OriginRules, LookThroughTellsPlantsFromFirmsAtHome) {
  test::RunSetup setup = routed_setup();
  setup.shape.input_size = 8.0;
  setup.steps = 28;
  test::open_plants_eagerly(setup.model);
  const Enforcement half(4, 0.0, 0.0, 0.5);
  setup.instruments = {&half};
  test::Run run(setup);
  for (int step = 0; step < 25; ++step) run.step();  // January: the table is December's
  const State& state = run.state();
  const WorldTable& table = run.world().table;
  const std::size_t classes = table.n_groups() + state.plant_class.size();
  const auto group_of = [&](std::size_t c) {
    return c < table.n_groups() ? c : std::size_t{state.plant_class[c - table.n_groups()].group};
  };
  const auto sum = [&](std::size_t use, auto&& counted) {
    double money = 0.0;
    for (std::size_t c = 0; c < classes; ++c)
      if (counted(c)) money += static_cast<double>(state.use_flow[use * classes + c]);
    return money;
  };
  const std::size_t group = 2 * table.n_sectors();  // the first sector of hub 2
  double taxed = 0.0;                               // of what it sells to destination 0
  double averaged = 0.0;                            // of what it makes
  double to_destination = 0.0;
  double made = 0.0;
  int plants = 0;
  for (std::size_t c = 0; c < classes; ++c) {
    if (group_of(c) != group) continue;
    plants += c >= table.n_groups() ? 1 : 0;
    const auto itself = [&](std::size_t one) { return one == c; };
    const double inside = sum(c, [&](std::size_t one) { return group_of(one) / table.n_sectors() == 1; });
    double sold = 0.0;
    double there = 0.0;
    for (std::size_t use = 0; use < classes + table.n_regions(); ++use) {
      const double money = sum(use, itself);
      sold += money;
      if ((use < classes ? group_of(use) / table.n_sectors() : use - classes) == 0) there += money;
    }
    if (!(sold > 0.0)) continue;  // plants that have no customers yet
    taxed += there * inside / sold;
    averaged += inside;
    to_destination += there;
    made += sold;
  }
  ASSERT_GT(plants, 0);
  const std::size_t at = table.duty_index(0, 2, 0);
  EXPECT_NEAR(state.charge[at], table.base_duty[at] + 0.5 * taxed / to_destination * 0.3, 1e-12);
  EXPECT_GT(std::abs(taxed / to_destination / (averaged / made) - 1.0), 0.001)
      << "the plants of this world sell to other borders than firms at home, or nothing is told apart";
}

TEST(OriginRules, DetectionStripsGoodsWithLittleOfTheHubOfItsOrigin) {
  test::RunSetup setup = routed_setup();
  setup.shape.input_size = 8.0;
  const Enforcement detection(4, 0.4, 0.0, 0.0);
  setup.instruments = {&detection};
  const auto rise = [&](double transformation) {
    setup.model.routing.transformation = transformation;
    test::Run run(setup);
    run.step();
    const std::size_t at = run.world().table.duty_index(0, 2, 0);
    return run.state().charge[at] - run.world().table.base_duty[at];
  };
  test::Run run(setup);
  const WorldTable& table = run.world().table;
  const double content = base_content(table)[2 * table.n_sectors() * table.n_regions() + 1];
  EXPECT_EQ(rise(0.01), 0.0);
  EXPECT_NEAR(rise(1.0), 0.4 * content * 0.3, 1e-12);
}

}  // namespace
}  // namespace entrepot::test::origin_rules_test
