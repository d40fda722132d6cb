// Catching up against its closed form: gap(t) = g + (gap_0 - g) e^(-alpha E t), g = gap_0 E_0 / E.
#include "models/behaviours/technology/diffusion.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/world/state/site_builder.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::diffusion_test {

using namespace models;
namespace {

constexpr std::size_t follower = 3;  // region 1, sector 0 of three: half the frontier's level

class DiffusionTest : public testing::Test {
 protected:
  DiffusionTest() {
    SynthesisOptions options;
    options.firms = 300;
    options.slots_per_firm = 10;
    options.seed = {1, 0};
    WorldTable table = test::random_table(1);
    table.technology_level.assign(table.n_groups(), 1.0);
    table.technology_level[follower] = 0.5;
    world_ = synthesise(table, options, 2);
    state_ = std::make_unique<State>(world_);
    settings_.diffusion = true;
    settings_.diffusion_rate = 0.2;
    settings_.gap_scale = 1.0;
  }

  // The follower buys this share of its inputs in region 2, the rest at home; all others as in the table.
  void buy(double foreign) {
    const std::size_t groups = world_.table.n_groups();
    state_->use_flow.assign((groups + world_.table.n_regions()) * groups, 0);
    for (std::size_t g = 0; g < groups; ++g) {
      for (std::size_t seller = 0; seller < groups; ++seller)
        state_->use_flow[g * groups + seller] = std::llround(1e9 * world_.table.z(seller, g));
    }
    for (std::size_t seller = 0; seller < groups; ++seller) state_->use_flow[follower * groups + seller] = 0;
    state_->use_flow[follower * groups + follower] = std::llround(1e9 * (1.0 - foreign));
    state_->use_flow[follower * groups + 2 * world_.table.n_sectors()] = std::llround(1e9 * foreign);
  }

  // The follower's gain after some quarters, its productivity fed back as the engine does.
  double after(Diffusion& diffusion, int quarters) {
    for (int q = 0; q < quarters; ++q) {
      StepContext context{world_, *state_, levers_, pool_, {1, 1}, 0, Month(2017, 3)};
      diffusion.update(context);
      state_->group_log_productivity = state_->diffusion.log_productivity;
    }
    return state_->diffusion.log_productivity[follower];
  }

  // ln A of the follower after t years at exposure E.
  static double closed_form(double exposure, double base, double rate, double years) {
    const double gap = std::log(2.0);
    const double rest = gap * base / exposure;
    return gap - (rest + (gap - rest) * std::exp(-rate * exposure * years));
  }

  World world_;
  std::unique_ptr<State> state_;
  LearningSettings settings_;
  ThreadPool pool_{2};
  Levers levers_;
};

TEST_F(DiffusionTest, MoreForeignInputsBringTheFollowerNearerExponentially) {
  Diffusion diffusion(world_, settings_);
  const double base = diffusion.base_exposure(follower);
  ASSERT_GT(base, 0.01);
  ASSERT_LT(base, 0.95);
  const double foreign = 0.5 * (1.0 + base);
  buy(foreign);
  EXPECT_NEAR(after(diffusion, 4), closed_form(foreign, base, 0.2, 1.0), 1e-6);
  EXPECT_NEAR(after(diffusion, 36), closed_form(foreign, base, 0.2, 10.0), 1e-6);
  EXPECT_GT(state_->diffusion.log_productivity[follower], 0.0);
}

TEST_F(DiffusionTest, AtTheBaseNothingMoves) {
  Diffusion diffusion(world_, settings_);
  buy(diffusion.base_exposure(follower));
  static_cast<void>(after(diffusion, 40));
  for (const double gained : state_->diffusion.log_productivity) EXPECT_NEAR(gained, 0.0, 1e-6);
}

TEST_F(DiffusionTest, ControlOfTheSourceKeepsItsPartOfKnowledgeAway) {
  Diffusion diffusion(world_, settings_);
  const double base = diffusion.base_exposure(follower);
  buy(base);
  const std::size_t regions = world_.table.n_regions();
  levers_.control.assign(regions * regions * world_.table.n_sectors(), 0.0);
  levers_.control[(1 * regions + 2) * world_.table.n_sectors()] = 0.6;  // of region 2, sector 0
  EXPECT_NEAR(after(diffusion, 20), closed_form(0.4 * base, base, 0.2, 5.0), 1e-6);
  EXPECT_LT(state_->diffusion.log_productivity[follower], 0.0);
  levers_.control.assign(levers_.control.size(), 0.0);
  levers_.control[(1 * regions + 3) * world_.table.n_sectors()] = 0.6;  // of a region it does not buy from
  Diffusion other(world_, settings_);
  state_->group_log_productivity.clear();
  state_->diffusion = {};
  EXPECT_NEAR(after(other, 20), 0.0, 1e-6);
}

// A plant of region 2 stands beside the follower in another sector and buys a fifth of what its firms sell;
// and one of its own sector makes a quarter of its output.
TEST_F(DiffusionTest, SuppliersOfForeignPlantsLearnAndTheirRivalsLittle) {
  const Axes axes = world_.axes();
  const std::size_t sectors = world_.table.n_sectors();
  const std::size_t groups = world_.table.n_groups();
  prepare_sites(world_, *state_);
  NewSite plan;
  plan.host = 1;
  plan.target = 1.0;
  std::vector<std::size_t> stands = {follower + 1, follower};
  for (const std::size_t group : stands) {
    plan.owner = world_.group_first[2 * sectors + group - follower];
    add_sites(world_, *state_, std::vector<NewSite>{plan}, 0.0F, {});
  }
  double others = 0.0;
  for (std::uint32_t f = world_.group_first[follower]; f < world_.group_first[follower + 1]; ++f)
    others += state_->firm_shipped[f] = 1.0;
  state_->firm_shipped[world_.n_firms()] = 1.0;
  state_->firm_shipped[world_.n_firms() + 1] = others / 3.0;
  // Uses: the groups, the plants of each group, the regions.
  state_->plant_class = {{static_cast<std::uint16_t>(follower), 2},
                         {static_cast<std::uint16_t>(follower + 1), 2}};
  const std::size_t classes = groups + 2;
  state_->use_flow.assign((classes + axes.n_regions()) * classes, 0);
  state_->use_flow[follower * classes + follower] = 800;
  state_->use_flow[(groups + 1) * classes + follower] = 200;
  levers_.control.assign(axes.n_regions() * groups, 0.0);
  Diffusion diffusion(world_, settings_);
  StepContext context{world_, *state_, levers_, pool_, {1, 1}, 0, Month(2017, 3)};
  diffusion.update(context);
  EXPECT_NEAR(diffusion.exposure(context, follower), 0.2 + 0.1 * 0.25, 1e-9);
  levers_.control[axes.at(RegionId(1), axes.group(RegionId(2), SectorId(0)))] = 0.5;
  EXPECT_NEAR(diffusion.exposure(context, follower), 0.5 * (0.2 + 0.1 * 0.25), 1e-9);
}

TEST_F(DiffusionTest, WithoutLevelsThereIsNoGap) {
  WorldTable table = world_.table;
  table.technology_level.clear();
  for (const double gap : technology_gaps(table, 1.0, {})) EXPECT_EQ(gap, 0.0);
  const std::vector<double> gaps = technology_gaps(world_.table, 0.5, {});
  EXPECT_NEAR(gaps[follower], 0.5 * std::log(2.0), 1e-12);
  EXPECT_EQ(gaps[0], 0.0);
}

}  // namespace
}  // namespace entrepot::test::diffusion_test
