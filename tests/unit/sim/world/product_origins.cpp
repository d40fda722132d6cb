#include "sim/world/product_origins.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "models/behaviours/model.hpp"
#include "models/behaviours/step.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/toy_table.hpp"

namespace entrepot::test::product_origins_test {

using namespace models;
namespace {

// BUY = 0, RIV = 1, ALT = 2; a1 = 0 and a2 = 1 are the products of sector 0.
double sector_flow(const WorldTable& table, std::size_t destination, std::size_t origin) {
  double flow = table.f(origin * 3, destination);
  for (std::size_t j = 0; j < 3; ++j) flow += table.z(origin * 3, destination * 3 + j);
  return flow;
}

double product_flow(const WorldTable& table, std::size_t destination, std::size_t origin,
                    std::size_t product) {
  return sector_flow(table, destination, origin) * table.mix(destination, origin, product);
}

TEST(ProductOrigins, ImportsComeFromTheGivenOriginsAndTheirTotalStays) {
  const WorldTable before = test::toy_table();
  WorldTable after = before;
  set_product_origins(after, {{0, 0, 1, 0.4}, {0, 0, 2, 0.6}});
  const double total = product_flow(before, 0, 1, 0) + product_flow(before, 0, 2, 0);
  EXPECT_NEAR(product_flow(after, 0, 1, 0), 0.4 * total, 1e-9 * total);
  EXPECT_NEAR(product_flow(after, 0, 2, 0), 0.6 * total, 1e-9 * total);
  for (std::size_t origin = 0; origin < 3; ++origin) {
    EXPECT_NEAR(after.mix(0, origin, 0) + after.mix(0, origin, 1), 1.0, 1e-12);
    EXPECT_DOUBLE_EQ(after.mix(1, origin, 0), before.mix(1, origin, 0));  // other destinations stay
    EXPECT_DOUBLE_EQ(after.mix(0, origin, 2), before.mix(0, origin, 2));  // other sectors stay
    double sold = 0.0;
    double all = 0.0;
    for (std::size_t n = 0; n < 3; ++n) {
      sold += product_flow(after, n, origin, 0);
      all += sector_flow(after, n, origin);
    }
    EXPECT_NEAR(after.product_mix[origin * 5], sold / all, 1e-12);
  }
}

TEST(ProductOrigins, MoreThanASectorFlowHoldsIsClippedAndSaid) {
  WorldTable table = test::toy_table();
  for (std::size_t j = 0; j < 3; ++j) table.z(3, j) *= 0.1;  // little comes from RIV
  table.f(3, 0) *= 0.1;
  set_product_origins(table, {{0, 0, 1, 1.0}, {0, 0, 2, 0.0}});
  EXPECT_DOUBLE_EQ(table.mix(0, 1, 0), 0.9);
  EXPECT_DOUBLE_EQ(table.mix(0, 2, 0), 0.0);
  EXPECT_THAT(table.notes, testing::Contains(testing::HasSubstr("clipped: BUY GDA imports of product a1")));
}

// The synthesised world trades what the table says, product by product, and stands still.
TEST(ProductOrigins, TheWorldHoldsThem) {
  WorldTable table = test::toy_table();
  set_product_origins(table, {{0, 0, 1, 0.4}, {0, 0, 2, 0.6}});
  SynthesisOptions options;
  options.firms = 2000;
  options.slots_per_firm = 12;
  options.seed = {5, 0};
  const World world = synthesise(table, options, 2);
  ModelSettings settings;
  settings.sourcing.resourcing = false;
  ThreadPool pool(2);
  Simulation simulation(world, make_actions(world, settings), {}, Calendar{Month(2017, 1), 6}, Seed{5, 1},
                        pool);
  while (!simulation.done()) simulation.step();
  for (std::size_t origin = 0; origin < 3; ++origin) {
    for (std::size_t product = 0; product < 2; ++product) {
      const std::size_t cell = origin * 5 + product;
      const double money = static_cast<double>(simulation.state().flow[cell].money) * world.unit_musd * 12.0;
      EXPECT_NEAR(money / product_flow(world.table, 0, origin, product), 1.0, 1e-5);
    }
    double base = 0.0;
    for (std::size_t p = 0; p < 5; ++p) base += world.accounts.base_share[p * 3 + origin];
    EXPECT_GT(base, 0.0);
  }
  EXPECT_NEAR(product_flow(world.table, 0, 2, 0) / product_flow(world.table, 0, 1, 0), 1.5, 1e-9);
}

TEST(ProductOrigins, DroppedProductsGiveTheirPlaceToTheOthers) {
  WorldTable table = test::toy_table();
  set_product_origins(table, {{0, 0, 1, 0.25}, {0, 0, 2, 0.75}});
  table.product_mix[1 * 5 + 0] = 0.0;  // RIV makes no a1 any more
  table.product_mix[1 * 5 + 1] = 1.0;
  drop_from_product_origins(table);
  EXPECT_EQ(table.mix(0, 1, 0), 0.0);
  EXPECT_DOUBLE_EQ(table.mix(0, 1, 1), 1.0);
  EXPECT_DOUBLE_EQ(table.mix(2, 1, 1), 1.0);
}

}  // namespace
}  // namespace entrepot::test::product_origins_test
