#include "models/behaviours/plants/plants.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/world/state/site_builder.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::plants_test {

using namespace models;
namespace {

constexpr int slots = 20000;

double four_errors(double share) { return 4.0 * std::sqrt(share * (1.0 - share) / slots); }

// One firm of region 1 has a finished plant in region 2 that could make all it sells; region 0 is the market.
class PlantsTest : public testing::Test {
 protected:
  PlantsTest() {
    state_.firm_capacity.assign(world_.n_firms(), 1e18);
    prepare_sites(world_, state_);
    const double output = world_.firm_output[owner_] / 12.0 / world_.unit_musd;
    const std::vector<NewSite> plan{{owner_, 2, 0, output, false}};
    add_sites(world_, state_, plan, 0.03F, {});
    state_.sites.site[0].ready = 1.0;
    state_.firm_capacity.back() = 1e18;
    site_cell_ = state_.sites.site[0].cell;
  }
  void set_cost(std::size_t destination, std::size_t cell, double cost) {
    state_.log_cost[destination * world_.n_cells() + cell] = std::log(cost);
    levers_.duty[destination * world_.n_cells() + cell] += 0.01;  // a policy has a part in it
  }
  [[nodiscard]] double share_of_site(Plants& plants, std::size_t destination, bool to_site = false) {
    int moved = 0;
    for (int s = 0; s < slots; ++s) {
      PlaceQuery query{static_cast<std::uint64_t>(s), 0, 1, destination, owner_, no_place, to_site};
      moved += plants.choose(context_, query, LinkBans{&context_.levers.ban}) != owner_ ? 1 : 0;
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

// It counts with the part of its plan that is built.
TEST_F(PlantsTest, ANewPlantTakesWhatItIsCheaperByThePartOfItsPlanThatIsBuilt) {
  set_cost(0, home_cell_, 1.25);
  const double home = std::pow(1.25, -8.0);
  const double site = std::pow(1.03, -8.0);
  for (const double built : {1.0, 0.25}) {
    state_.sites.site[0].part = built;
    Plants plants(world_, setup_.model);
    plants.update(context_);
    const double more = built * (site - home);
    const double expected = more / (home + more);
    EXPECT_NEAR(share_of_site(plants, 0), expected, four_errors(expected));
    EXPECT_NEAR(plants.log_index(state_, 0, owner_), std::log(home + more) / -8.0, 1e-6);
  }
}

TEST_F(PlantsTest, APlantThatIsNotCheaperServesNobodyAndChangesNoIndex) {
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

TEST_F(PlantsTest, AFullPlantTakesNobody) {
  set_cost(0, home_cell_, 1.25);
  state_.firm_capacity.back() = 0.0;
  Plants plants(world_, setup_.model);
  plants.update(context_);
  EXPECT_EQ(share_of_site(plants, 0), 0.0);
}

TEST_F(PlantsTest, TheCellsCostIsTheMeanOverItsFirms) {
  set_cost(0, home_cell_, 1.25);
  Plants plants(world_, setup_.model);
  plants.update(context_);
  double cell_output = 0.0;
  for (std::uint32_t f = world_.cell_first[home_cell_]; f < world_.cell_first[home_cell_ + 1]; ++f) {
    cell_output += world_.firm_output[f];
  }
  const double weight = world_.firm_output[owner_] / cell_output;
  const double theta = trade_elasticity(setup_.model.sourcing, world_.table, 0);
  const double mean = (1.0 - weight) * std::pow(1.25, -theta) + weight * std::pow(1.03, -theta);
  EXPECT_NEAR(plants.log_cost(state_)[home_cell_], std::log(mean) / -theta, 1e-6);
}

// A plant beside its customer saves the proximity gain; strangers in its host hardly know it, customers that
// came there themselves do.
TEST_F(PlantsTest, InItsHostAPlantStandsBesideImports) {
  Plants plants(world_, setup_.model);
  plants.update(context_);
  for (const bool customer_came : {false, true}) {
    const double precision = customer_came ? 8.0 : setup_.model.investment.local_elasticity;
    const double more = std::pow(1.03 / 1.1, -precision) - 1.0;
    const double expected = more / (1.0 + more);
    EXPECT_NEAR(share_of_site(plants, 2, customer_came), expected, four_errors(expected));
  }
}

// Where home may not sell, a plant that is dearer serves too.
TEST_F(PlantsTest, ADearPlantServesWhereHomeMayNot) {
  std::vector<double> ban(world_.axes().n_flows(), 0.0);
  ban[home_cell_] = 1.0;
  Plants plants(world_, setup_.model);
  plants.update(context_);
  const PlaceQuery query{7, 0, 1, 0, owner_, no_place, false};
  EXPECT_EQ(plants.choose(context_, query, LinkBans{&ban}), world_.n_firms());
}

// Base plants of an enterprise with owners.
class BasePlants : public testing::Test {
 protected:
  BasePlants() {
    setup_.owners = true;
    setup_.firms = 4000;
    setup_.model.sourcing.enterprises = true;
    run_ = std::make_unique<test::Run>(setup_);
    state_ = std::make_unique<State>(world());
    state_->firm_capacity.assign(world().n_firms(), 1e18);
    levers_ = resolve_levers(world().table, {}, Month(2017, 1));
  }
  [[nodiscard]] const World& world() const { return run_->world(); }
  [[nodiscard]] StepContext context() {
    return {world(), *state_, levers_, pool_, {1, 1}, 0, Month(2017, 1)};
  }
  // An enterprise with plants in two regions besides `n`.
  [[nodiscard]] std::size_t enterprise(std::size_t n) const {
    for (std::size_t e = 0; e < world().ownership.n_enterprises(); ++e) {
      std::size_t outside = 0;
      for (const std::uint32_t plant : world().ownership.plants(e))
        outside += world().axes().region_of(CellId(world().firm_cell[plant])).index() != n ? 1U : 0U;
      if (outside == 2 && world().ownership.plants(e).size() == 2) return e;
    }
    throw std::runtime_error("no such enterprise");
  }
  void set_cost(std::size_t n, std::size_t cell, double cost) {
    state_->log_cost[n * world().n_cells() + cell] = std::log(cost);
  }
  void touch(std::size_t n, std::size_t cell) { levers_.duty[n * world().n_cells() + cell] += 0.01; }

  std::uint16_t host_of(std::uint32_t plant) const {
    return world().axes().region_of(CellId(world().firm_cell[plant])).get();
  }

  test::RunSetup setup_;
  std::unique_ptr<test::Run> run_;
  std::unique_ptr<State> state_;
  ThreadPool pool_{1};
  Levers levers_;
};

TEST_F(BasePlants, MoveNothingAtBaseTerms) {
  Plants plants(world(), setup_.model);
  StepContext at = context();
  plants.update(at);
  for (std::size_t e = 0; e < std::min<std::size_t>(200, world().ownership.n_enterprises()); ++e) {
    for (const std::uint32_t plant : world().ownership.plants(e)) {
      for (std::size_t n = 0; n < world().table.n_regions(); ++n) {
        const PlaceQuery query{e * 100 + n, 0, 1, n, plant, host_of(plant), false};
        EXPECT_EQ(plants.choose(at, query, LinkBans{&levers_.ban}), plant);
        EXPECT_NEAR(plants.log_index(*state_, n, plant), 0.0, 1e-6);
      }
    }
  }
  for (const double cost : plants.log_cost(*state_)) EXPECT_NEAR(cost, 0.0, 1e-9);
}

// A price that wanders is no reason to move: no policy has a part in it.
TEST_F(BasePlants, StayWhereNoPolicyTouchesTheirTerms) {
  const std::size_t e = enterprise(0);
  const std::uint32_t a = world().ownership.plants(e)[0];
  set_cost(0, world().firm_cell[a], 1.25);
  Plants plants(world(), setup_.model);
  StepContext at = context();
  plants.update(at);
  for (int s = 0; s < slots; ++s) {
    const PlaceQuery query{static_cast<std::uint64_t>(s), 0, 1, 0, a, host_of(a), false};
    ASSERT_EQ(plants.choose(at, query, LinkBans{&levers_.ban}), a);
  }
}

// Shares of places at new terms are rho r^-theta_s / Phi: contracts are held to their base plants, so what
// each base plant's customers do must add up to it.
TEST_F(BasePlants, FollowTheLogitFromTheirBaseShares) {
  const std::size_t e = enterprise(0);
  const std::uint32_t a = world().ownership.plants(e)[0];
  const std::uint32_t b = world().ownership.plants(e)[1];
  set_cost(0, world().firm_cell[a], 1.25);
  touch(0, world().firm_cell[a]);
  Plants plants(world(), setup_.model);
  StepContext at = context();
  plants.update(at);
  const double index = std::exp(-8.0 * plants.log_index(*state_, 0, a));
  const double pull = std::pow(1.25, -8.0);
  const double rho = (1.0 - index) / (1.0 - pull);  // the least move is left out: near enough
  ASSERT_GT(rho, 0.0);
  ASSERT_LT(rho, 1.0);
  double stays = 0.0;
  for (int s = 0; s < slots; ++s) {
    const PlaceQuery query{static_cast<std::uint64_t>(s), 0, 1, 0, a, host_of(a), false};
    stays += plants.choose(at, query, LinkBans{&levers_.ban}) == a ? 1.0 : 0.0;
    const PlaceQuery other{static_cast<std::uint64_t>(s), 0, 1, 0, b, host_of(b), false};
    EXPECT_EQ(plants.choose(at, other, LinkBans{&levers_.ban}), b) << "nobody goes where it is dear";
  }
  const double expected = pull / index;  // rho pull / Phi over rho
  EXPECT_NEAR(stays / slots, expected, 0.03);
}

}  // namespace
}  // namespace entrepot::test::plants_test
