#include "models/behaviours/income/demand.hpp"

#include <gtest/gtest.h>

#include "tests/support/engine.hpp"

namespace entrepot::test::demand_test {

using namespace models;
namespace {

TEST(DemandTrend, IsLinearThenFlat) {
  DemandSettings demand;
  demand.growth = 1.39;
  EXPECT_EQ(demand_trend(demand, Month(2016, 5)), 1.0);
  EXPECT_EQ(demand_trend(demand, Month(2017, 1)), 1.0);
  EXPECT_NEAR(demand_trend(demand, Month(2020, 1)), 1.0 + 0.39 * 36 / 71, 1e-12);
  EXPECT_EQ(demand_trend(demand, Month(2022, 12)), 1.39);
  EXPECT_EQ(demand_trend(demand, Month(2040, 1)), 1.39);
}

TEST(DemandTrend, OneMonthSpanJumps) {
  DemandSettings demand;
  demand.growth = 2.0;
  demand.growth_until = demand.growth_from;
  EXPECT_EQ(demand_trend(demand, Month(2017, 1)), 1.0);
  EXPECT_EQ(demand_trend(demand, Month(2017, 2)), 2.0);
}

// Capacity follows the trend, so growth that all regions share leaves utilisation where it was.
TEST(Demand, TrendScalesTheWorld) {
  test::RunSetup setup;
  setup.model.sourcing.resourcing = false;
  setup.model.demand.growth = 1.5;
  setup.model.demand.growth_until = Month(2017, 12);
  setup.steps = 36;
  test::Run run(setup);
  run.finish();
  double shipped = 0.0;
  for (const Sales& sales : run.state().firm_sales) shipped += static_cast<double>(sales.goods);
  double base = 0.0;
  for (const double output : run.world().firm_output) base += output / 12.0 / run.world().unit_musd;
  EXPECT_NEAR(shipped / base, 1.5, 1e-6);
  for (const double u : run.state().group_utilisation) EXPECT_NEAR(u, 0.82, 1e-5);
}

TEST(Demand, ARunThatStartsOnAGrownWorldStandsStill) {
  test::RunSetup setup;
  setup.model.sourcing.resourcing = false;
  setup.model.demand.growth = 1.39;
  setup.model.demand.growth_from = Month(2010, 1);
  setup.model.demand.growth_until = Month(2015, 12);
  test::Run run(setup);
  for (int step = 0; step < 3; ++step) {
    run.step();
    for (const double u : run.state().group_utilisation) EXPECT_NEAR(u, 0.82, 1e-5);
  }
}

}  // namespace
}  // namespace entrepot::test::demand_test
