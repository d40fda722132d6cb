#include "models/behaviours/firms/expansion.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::expansion_test {

using namespace models;
namespace {

class ExpansionTest : public testing::Test {
 protected:
  ExpansionTest() {
    for (std::size_t f = 0; f < world_.n_firms(); ++f) state_.firm_capacity[f] = 1.0;
  }
  // Runs `months` with the group's utilisation at a multiple of the base's.
  void hold(Expansion& expansion, double relative, int months) {
    for (int month = 0; month < months; ++month) {
      for (double& u : state_.group_utilisation) u = 0.82;
      state_.group_utilisation[group_] = 0.82 * relative;
      StepContext context{world_, state_, levers_, pool_, {1, 1}, step_++, Month(2017, 1) + month};
      expansion.run(context);
    }
  }

  test::Run run_{{}};
  const World& world_ = run_.world();
  State state_{world_};
  ThreadPool pool_{1};
  Levers levers_ = resolve_levers(world_.table, {}, Month(2017, 1));
  InvestmentSettings settings_;
  std::size_t group_ = world_.table.n_sectors();
  int step_ = 0;
};

TEST_F(ExpansionTest, NothingIsBuiltNearTheBase) {
  Expansion expansion(world_, settings_, 0.82);
  hold(expansion, 1.04, 60);
  for (const double ratio : state_.group_capacity_ratio) EXPECT_EQ(ratio, 1.0);
}

TEST_F(ExpansionTest, CapacityComesAfterTheTimeToBuildAndWithinTheHubsGrowth) {
  Expansion expansion(world_, settings_, 0.82);
  const int build = static_cast<int>(world_.table.sector_parameters[0].time_to_build_months);
  hold(expansion, 1.5, build - 1);
  EXPECT_EQ(state_.group_capacity_ratio[group_], 1.0);
  double last = 1.0;
  for (int quarter = 0; quarter < 12; ++quarter) {
    hold(expansion, 1.5, 3);
    EXPECT_LE(state_.group_capacity_ratio[group_], last * std::exp(settings_.hub_growth / 4.0) + 1e-12);
    last = state_.group_capacity_ratio[group_];
  }
  EXPECT_GT(last, 1.2);
  const std::uint32_t firm = world_.group_first[group_];
  EXPECT_NEAR(state_.firm_capacity[firm], world_.firm_output[firm] / 12.0 / world_.unit_musd / 0.82 * last,
              1e-9 * state_.firm_capacity[firm]);
  EXPECT_EQ(state_.group_capacity_ratio[group_ + 1], 1.0);
}

// Half of ln of what the treasury of the region pays, whatever the orders are; and the treasury of another
// region pays nothing here.
TEST_F(ExpansionTest, ASubsidyAtHomeIsAnsweredByMoreCapacity) {
  const Axes axes = world_.axes();
  const RegionId region = axes.region_of(GroupId(group_));
  settings_.sites = true;
  std::vector<double>& wedge = Levers::use(levers_.plant_wedge, axes.n_regions() * axes.n_groups());
  wedge[axes.at(region, GroupId(group_))] = -0.5;
  wedge[axes.at(RegionId(0), GroupId(group_ + 1))] = -0.5;
  Expansion expansion(world_, settings_, 0.82);
  hold(expansion, 1.0, 3);
  ASSERT_EQ(state_.investment.projects.size(), 1U);
  EXPECT_EQ(state_.investment.projects[0].host, region.get());
  EXPECT_EQ(state_.investment.projects[0].owner_region, region.get());
  EXPECT_NEAR(state_.investment.projects[0].subsidised, 1.0 - std::exp(-0.5), 1e-12);
  EXPECT_TRUE(state_.investment.guardrails.empty());
  // Orders that stay as they are meet more capacity.
  double ratio = 1.0;
  for (int quarter = 0; quarter < 60; ++quarter) {
    hold(expansion, 1.0 / ratio, 3);
    ratio = state_.group_capacity_ratio[group_];
  }
  EXPECT_NEAR(std::log(ratio), 0.25, 0.06);
  EXPECT_EQ(state_.group_capacity_ratio[group_ + 1], 1.0);
}

TEST_F(ExpansionTest, IdleCapacityWearsOutNoFasterThanDepreciation) {
  Expansion expansion(world_, settings_, 0.82);
  hold(expansion, 0.5, 24);
  EXPECT_LT(state_.group_capacity_ratio[group_], 1.0);
  EXPECT_GE(state_.group_capacity_ratio[group_], std::exp(-2.0 * settings_.depreciation) - 1e-12);
}

}  // namespace
}  // namespace entrepot::test::expansion_test
