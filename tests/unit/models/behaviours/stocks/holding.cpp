#include "models/behaviours/stocks/holding.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::holding_test {

using namespace models;
namespace {

constexpr double normal = 45.0 * 12.0 / 365.0;  // months

// MAC, FOO, SRV; capital outlays are of MAC.
Holding holding(const ModelSettings& settings, std::vector<double> capital_mix = {0.4, 0.0, 0.6}) {
  static World world;
  world.table = test::policy_world();
  world.table.sector_parameters[2].inventory_days = 0.0;
  world.table.capital_mix = std::move(capital_mix);
  return {world, settings, StockRule(world, settings)};
}

TEST(Holding, MonthsPayTheirConvexCost) {
  ModelSettings settings;
  const double cost = settings.stockpiling.holding_cost;
  for (const double rise : {0.01, 0.1, 0.25}) {
    const double months = holding(settings).months(1, rise);
    EXPECT_NEAR(cost * months * (1.0 + months / (2.0 * normal)), rise, 1e-6);
  }
  settings.stockpiling.holding_rise = 0.0;
  EXPECT_NEAR(holding(settings).months(1, 0.1), 0.1 / cost, 1e-12);
}

TEST(Holding, EachMonthIsDearerThanTheLast) {
  const Holding held = holding({});
  EXPECT_LT(held.months(1, 0.2), 2.0 * held.months(1, 0.1));
  EXPECT_GT(held.months(1, 0.2), held.months(1, 0.1));
}

TEST(Holding, CapitalGoodsArePulledForwardFurther) {
  const ModelSettings settings;
  const double endless = std::numeric_limits<double>::infinity();
  EXPECT_GT(holding(settings).months(0, 0.3), 1.5 * holding(settings).months(1, 0.3));
  EXPECT_EQ(holding(settings).months(0, endless), settings.stockpiling.capital_goods_ahead);
  EXPECT_EQ(holding(settings).months(1, endless), settings.stockpiling.most_ahead);
  EXPECT_EQ(holding(settings, {}).months(0, 0.3), holding(settings).months(1, 0.3)) << "nobody says which";
}

TEST(Holding, NothingIsHeldOfServicesNorForNothing) {
  EXPECT_EQ(holding({}).months(2, 0.3), 0.0);
  EXPECT_EQ(holding({}).months(1, 0.0), 0.0);
  EXPECT_EQ(holding({}).months(1, -0.3), 0.0);
}

}  // namespace
}  // namespace entrepot::test::holding_test
