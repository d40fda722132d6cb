#include "models/behaviours/plants/plants.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/world/state/site_builder.hpp"
#include "tests/support/engine.hpp"

namespace entrepot {

using namespace models;
namespace {

// One firm of region 1 has a finished plant in region 2; region 0 is the market.
class PlantsTest : public testing::Test {
 protected:
  PlantsTest() {
    prepare_sites(world_, state_);
    const std::vector<NewSite> plan{{owner_, 2, 0, 100.0, false}};
    add_sites(world_, state_, plan, 0.03F, {});
    state_.sites.site[0].ready = 1.0;
    site_cell_ = state_.sites.site[0].cell;
  }
  void set_cost(std::size_t destination, std::size_t cell, double cost) {
    state_.log_cost[destination * world_.n_cells() + cell] = std::log(cost);
  }
  [[nodiscard]] double share_of_site(Plants& plants, std::size_t destination) {
    int moved = 0;
    const int slots = 20000;
    for (int s = 0; s < slots; ++s) {
      moved += plants.choose(context_, static_cast<std::uint64_t>(s), 0, destination, owner_,
                             LinkBans{&context_.levers.ban}) != owner_
                   ? 1
                   : 0;
    }
    return static_cast<double>(moved) / slots;
  }

  test::RunSetup setup_;
  test::Run run_{setup_};
  const World& world_ = run_.world();
  State state_{world_};
  ThreadPool pool_{1};
  Levers levers_ = resolve_levers(world_.table, {}, Month(2017, 1));
  StepContext context_{world_, state_, levers_, pool_, {1, 1}, 0, Month(2017, 1)};
  std::uint32_t owner_ = world_.group_first[world_.table.n_sectors()];
  std::size_t home_cell_ = world_.firm_cell[owner_];
  std::size_t site_cell_ = 0;
};

TEST_F(PlantsTest, TheLogitSharesCustomersByDeliveredCost) {
  set_cost(0, home_cell_, 1.25);
  Plants plants(world_, setup_.model);
  plants.update(context_);
  const double pull = std::pow(1.03 / 1.25, -8.0);
  const double expected = pull / (1.0 + pull);
  EXPECT_NEAR(share_of_site(plants, 0), expected, 4.0 * std::sqrt(expected * (1.0 - expected) / 20000));
}

TEST_F(PlantsTest, APlantThatIsNotCheaperServesNobody) {
  Plants plants(world_, setup_.model);
  plants.update(context_);
  EXPECT_EQ(share_of_site(plants, 0), 0.0);  // 3 % dearer, no duty
  EXPECT_EQ(share_of_site(plants, 1), 0.0);  // back home
  for (std::size_t at = 0; at < 2 * world_.n_cells(); ++at) EXPECT_EQ(plants.log_cost(state_)[at], 0.0);
}

// Costs are changes since the base: that imports have become cheaper does not make them cheaper than home.
TEST_F(PlantsTest, APlantDoesNotSellBackHome) {
  set_cost(1, site_cell_, 0.8);
  set_cost(0, site_cell_, 0.8);
  Plants plants(world_, setup_.model);
  plants.update(context_);
  EXPECT_EQ(share_of_site(plants, 1), 0.0);
  EXPECT_EQ(plants.log_cost(state_)[world_.n_cells() + home_cell_], 0.0);
  EXPECT_GT(share_of_site(plants, 0), 0.5);
  EXPECT_LT(plants.log_cost(state_)[home_cell_], 0.0);
}

TEST_F(PlantsTest, TheIndexIsTheMeanOverTheCellsFirms) {
  set_cost(0, home_cell_, 1.25);
  Plants plants(world_, setup_.model);
  plants.update(context_);
  double cell_output = 0.0;
  for (std::uint32_t f = world_.cell_first[home_cell_]; f < world_.cell_first[home_cell_ + 1]; ++f) {
    cell_output += world_.firm_output[f];
  }
  const double weight = world_.firm_output[owner_] / cell_output;
  const double at_home = std::pow(1.25, -8.0);
  const double with_site = 0.5 * (at_home + std::pow(1.03, -8.0));
  const double expected = std::log((1.0 - weight) * at_home + weight * with_site) / -8.0;
  EXPECT_NEAR(plants.log_cost(state_)[home_cell_], expected, 1e-12);
}

TEST_F(PlantsTest, APlantBesideItsCustomerSavesTheProximityGain) {
  Plants plants(world_, setup_.model);
  plants.update(context_);
  const double pull = std::pow(1.03 / 1.1, -8.0);
  const double expected = pull / (1.0 + pull);
  EXPECT_NEAR(share_of_site(plants, 2), expected, 4.0 * std::sqrt(expected * (1.0 - expected) / 20000));
}

}  // namespace
}  // namespace entrepot
