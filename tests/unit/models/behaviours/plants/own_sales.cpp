// Sales of firms that weigh a plant, against the same sums over single links.
#include "models/behaviours/plants/own_sales.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/eager_plants.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::own_sales_test {

using namespace models;
namespace {

constexpr int months = 48;

class OwnSalesTest : public testing::TestWithParam<int> {
 protected:
  OwnSalesTest() {
    SynthesisOptions options;
    options.firms = 1000;
    options.slots_per_firm = 12;
    options.seed = {static_cast<std::uint64_t>(GetParam()), 0};
    world_ = synthesise(test::random_table(options.seed.value), options, 2);
    test::open_plants_eagerly(settings_);
    ActionList actions = make_actions(world_, settings_);
    for (const auto& action : actions) {
      if (const auto* found = dynamic_cast<const OwnSales*>(action.get())) own_ = found;
    }
    use_table_of(actions).record_links(months - 1, money_);
    duty_ = std::make_unique<test::FlatDuty>(world_.table, 0, 1, 0.4);
    run_ =
        std::make_unique<Simulation>(world_, std::move(actions), std::vector<const Instrument*>{duty_.get()},
                                     Calendar{Month(2017, 1), months}, Seed{options.seed.value, 1}, pool_);
    for (int step = 0; step < months - 1; ++step) run_->step();
    // Investment itself may close and open plants after the sums are made.
    sites_ = run_->state().sites;
    run_->step();
  }

  struct Where {
    std::size_t region;
    bool came;  // with a plant that was opened since the base
  };
  // Where the buyer of a slot stands.
  [[nodiscard]] Where buyer_of(std::size_t slot) const {
    const auto nest_of = [slot](const std::vector<std::uint32_t>& first) {
      return static_cast<std::size_t>(std::upper_bound(first.begin(), first.end(), slot) - first.begin()) - 1;
    };
    const std::size_t sectors = world_.table.n_sectors();
    if (slot < world_.n_slots()) {
      const std::size_t nest = nest_of(world_.nest_first);
      if (nest >= world_.firm_nests()) return {(nest - world_.firm_nests()) / sectors, false};
      const auto block = std::find_if(world_.blocks.rbegin(), world_.blocks.rend(),
                                      [nest](const Block& each) { return each.first_nest <= nest; });
      return {block->group / sectors, false};
    }
    const std::size_t nest = nest_of(sites_.nest_first);
    const auto block = std::find_if(sites_.blocks.rbegin(), sites_.blocks.rend(),
                                    [nest](const SiteBlock& each) { return each.first_nest <= nest; });
    return {block->host, true};
  }

  World world_;
  ModelSettings settings_;
  ThreadPool pool_{2};
  const OwnSales* own_ = nullptr;
  std::unique_ptr<test::FlatDuty> duty_;
  std::unique_ptr<Simulation> run_;
  std::vector<std::int64_t> money_;  // [slot] of the last month
  Sites sites_;
};

TEST_P(OwnSalesTest, AreThoseOfSingleLinks) {
  const std::size_t regions = world_.table.n_regions();
  ASSERT_FALSE(sites_.empty());
  ASSERT_GT(own_->firms().size(), 100U);
  EXPECT_TRUE(std::is_sorted(own_->firms().begin(), own_->firms().end()));
  std::vector<std::int64_t> sales(world_.n_firms() * regions, 0);
  std::vector<std::int64_t> moved(sales.size(), 0);
  // Sourcing changes suppliers within the step, so the last month's are those after it; plants that closed or
  // opened in it are the owner's as before.
  const State& state = run_->state();
  for (std::size_t s = 0; s < money_.size(); ++s) {
    const std::uint32_t seller = state.slot_supplier[s];
    const bool abroad = seller >= world_.n_firms();
    const Site* const site = abroad ? &state.sites.site[seller - world_.n_firms()] : nullptr;
    const Where buyer = buyer_of(s);
    const std::size_t at = (abroad ? site->owner : seller) * regions + buyer.region;
    sales[at] += money_[s];
    if (buyer.came && (!abroad || site->host != buyer.region)) moved[at] += money_[s];
  }
  std::int64_t total = 0;
  std::int64_t of_moved = 0;
  const bool closed = std::any_of(state.sites.site.begin(), state.sites.site.end(),
                                  [](const Site& site) { return site.closed == months - 1; });
  for (std::size_t row = 0; row < own_->firms().size(); ++row) {
    for (std::size_t n = 0; n < regions; ++n) {
      ASSERT_EQ(own_->sales(row)[n], sales[own_->firms()[row] * regions + n]);
      if (!closed) {
        ASSERT_EQ(own_->moved(row)[n], moved[own_->firms()[row] * regions + n]);
      }
      total += own_->sales(row)[n];
      of_moved += own_->moved(row)[n];
    }
  }
  EXPECT_GT(total, 0);
  EXPECT_GT(of_moved, 0);
  EXPECT_LT(of_moved, total);
}

// As many firms as the rate says, and only of sectors that move plants.
TEST_P(OwnSalesTest, AreOfTheFirmsDrawn) {
  std::size_t may = 0;
  for (std::size_t f = 0; f < world_.n_firms(); ++f) {
    const std::size_t sector = world_.axes().sector_of(CellId(world_.firm_cell[f])).index();
    if (moves_plants(world_.table, sector)) ++may;
  }
  const double chance = 1.0 - std::exp(-settings_.investment.weighing_rate / 4.0);
  const double expected = chance * static_cast<double>(may);
  EXPECT_NEAR(static_cast<double>(own_->firms().size()), expected,
              5.0 * std::sqrt(expected * (1.0 - chance)));
  for (const std::uint32_t f : own_->firms())
    EXPECT_TRUE(moves_plants(world_.table, world_.axes().sector_of(CellId(world_.firm_cell[f])).index()));
}

INSTANTIATE_TEST_SUITE_P(Worlds, OwnSalesTest, testing::Range(1, 4));

TEST(MovesPlants, IsForManufacturingThatIsNotBoundToItsPlace) {
  WorldTable table;
  table.sector_is_manufacturing = {true, false, true};
  table.sector_parameters.resize(3);
  table.sector_parameters[2].capital_output = 3.0;
  EXPECT_TRUE(moves_plants(table, 0));
  EXPECT_FALSE(moves_plants(table, 1));
  EXPECT_FALSE(moves_plants(table, 2));
}

}  // namespace
}  // namespace entrepot::test::own_sales_test
