#include "models/behaviours/plants/plant_growth.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/support/engine.hpp"

namespace entrepot::test::plant_growth_test {

using namespace models;
namespace {

test::RunSetup owned(double duty) {
  test::RunSetup setup;
  setup.seed = 5;
  setup.firms = 3000;
  setup.owners = true;
  setup.duty = duty;
  setup.steps = 48;
  setup.model.sourcing.enterprises = true;
  return setup;
}

double added(const State& state) {
  const std::vector<float>& all = state.plant_growth.added;
  return std::accumulate(all.begin(), all.end(), 0.0);
}

TEST(PlantGrowth, FollowsWhatEnterprisesWantAfterTheTimeToBuild) {
  test::Run run(owned(0.4));
  for (int step = 0; step < 3; ++step) run.step();
  EXPECT_EQ(added(run.state()), 0.0) << "nothing is built in a quarter";
  run.finish();
  EXPECT_GT(added(run.state()), 0.0);
  const World& world = run.world();
  for (std::size_t f = 0; f < world.n_firms(); ++f) {
    const float more = run.state().plant_growth.added[f];
    ASSERT_GE(more, 0.0F);
    if (more > 0.0F) {
      EXPECT_NE(world.ownership.firm_enterprise[f], no_enterprise);
    }
    EXPECT_NEAR(run.state().firm_capacity[f], firm_capacity(world, run.state(), f, 0.82),
                1e-9 * run.state().firm_capacity[f]);
  }
}

TEST(PlantGrowth, NeedsAReason) {
  test::Run run(owned(0.0));
  run.finish();
  EXPECT_EQ(added(run.state()), 0.0);
}

// Screening of every owner in every host.
TEST(PlantGrowth, StopsWhereOwnersMayNotBuild) {
  test::RunSetup setup = owned(0.4);
  setup.terms = [](const WorldTable& table, Month, Levers& levers) {
    const std::size_t size = table.n_regions() * table.n_groups();
    Levers::use(levers.host_barred, size);
    std::ranges::fill(levers.host_barred, 1.0);
  };
  test::Run run(setup);
  run.finish();
  const World& world = run.world();
  for (const std::uint32_t plant : world.ownership.abroad)
    EXPECT_EQ(run.state().plant_growth.added[plant], 0.0F);
}

// Owners from region 1 must leave region 2: their plants go on there, and their profits stay.
TEST(PlantGrowth, SellsThePlantsOfOwnersWhoMustLeave) {
  test::RunSetup setup = owned(0.0);
  setup.steps = 7;
  setup.terms = [](const WorldTable& table, Month month, Levers& levers) {
    if (month < Month(2017, 6)) return;
    const Axes axes = table.axes();
    Levers::use(levers.divested, table.n_regions() * table.n_groups());
    for (const GroupId group : axes.groups_of(RegionId(2)))
      levers.divested[axes.at(RegionId(1), group)] = 1.0;
  };
  test::Run run(setup);
  for (int step = 0; step < 5; ++step) run.step();
  const std::int64_t before = run.state().account[2].profits_paid;
  run.finish();
  const World& world = run.world();
  std::size_t plants = 0;
  for (const std::uint32_t plant : world.ownership.abroad) {
    const bool leaves = world.owner_of(plant) == RegionId(1) &&
                        world.axes().region_of(CellId(world.firm_cell[plant])) == RegionId(2);
    plants += leaves ? 1U : 0U;
    EXPECT_EQ(run.state().plant_growth.sold[plant] != 0, leaves);
    if (leaves) {
      EXPECT_GT(run.state().firm_sales[plant].goods, 0);
    }
  }
  ASSERT_GT(plants, 0U);
  EXPECT_EQ(std::ranges::count(run.state().events, EventKind::plant_sold, &Event::kind),
            static_cast<std::ptrdiff_t>(plants));
  EXPECT_LT(run.state().account[2].profits_paid, before);
}

}  // namespace
}  // namespace entrepot::test::plant_growth_test
