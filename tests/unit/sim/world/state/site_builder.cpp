#include "sim/world/state/site_builder.hpp"

#include <gtest/gtest.h>

#include "models/behaviours/sourcing/hazard.hpp"
#include "sim/world/state/buyers.hpp"
#include "sim/world/state/site_keys.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::site_builder_test {

using namespace models;
namespace {

class SiteBuilder : public testing::Test {
 protected:
  SiteBuilder() {
    prepare_sites(world_, state_);
    const std::vector<NewSite> plans{{owner(0), 2, 5, 100.0, false}, {owner(1), 2, 5, 50.0, false}};
    add_sites(world_, state_, plans, 0.03F, rates_.line);
  }
  // Firms of the first group of region 1.
  [[nodiscard]] std::uint32_t owner(std::uint32_t offset) const {
    return world_.group_first[world_.table.n_sectors()] + offset;
  }

  test::RunSetup setup_;
  test::Run run_{setup_};
  const World& world_ = run_.world();
  State state_{world_};
  BaseRates rates_ = base_rates(world_, SourcingSettings{});
};

TEST_F(SiteBuilder, CopiesTheLinksOfTheParents) {
  const Buyers sites = buyers_of(world_, state_, world_.blocks.size());
  EXPECT_EQ(sites.firm_count, 2U);
  EXPECT_EQ(sites.region, 2U);
  EXPECT_EQ(sites.technology, world_.table.n_sectors());
  EXPECT_EQ(sites.first_slot(), world_.n_slots());
  const SiteBlock& block = state_.sites.blocks.front();
  for (std::uint32_t s = sites.first_slot(); s < state_.slot_supplier.size(); ++s) {
    const std::uint32_t parent = state_.sites.slot_parent[s - sites.first_slot()];
    EXPECT_EQ(state_.slot_supplier[s], state_.slot_supplier[parent]);
    EXPECT_EQ(state_.slot_strength[s], state_.slot_strength[parent]);
    EXPECT_EQ(sites.slot_weight[s - sites.first_slot()], world_.slot_weight[parent]);
    EXPECT_NE(slot_key(world_, state_.sites, &block, s), slot_key(world_, state_.sites, nullptr, parent));
    EXPECT_EQ(slot_key(world_, state_.sites, &block, s), slot_key_of(world_, state_.sites, s));
  }
}

TEST_F(SiteBuilder, GivesEveryInputAllItsSlotsAndTheRateOfTheParents) {
  const Sites& sites = state_.sites;
  const std::size_t sectors = world_.table.n_sectors();
  ASSERT_EQ(sites.nest_first.size(), 2 * sectors + 1);
  const Block& home = world_.blocks[0].group == sectors ? world_.blocks[0] : [&]() -> const Block& {
    for (const Block& b : world_.blocks) {
      if (b.group == sectors) return b;
    }
    return world_.blocks[0];
  }();
  for (std::size_t k = 0; k < sectors; ++k) {
    const std::size_t nest = home.first_nest + k * home.firm_count;
    for (std::size_t f = 0; f < 2; ++f) {
      EXPECT_EQ(sites.nest_first[2 * k + f + 1] - sites.nest_first[2 * k + f],
                world_.nest_first[nest + f + 1] - world_.nest_first[nest + f]);
    }
    EXPECT_NEAR(sites.line[2 * k + 1], rates_.line[nest + 1], 1e-5 * rates_.line[nest + 1]);
  }
}

TEST_F(SiteBuilder, ClosingSendsCustomersHome) {
  const auto plant = static_cast<std::uint32_t>(world_.n_firms());
  state_.slot_supplier[7] = plant;
  state_.slot_cell[7] = state_.sites.site[0].cell;
  ThreadPool pool(2);
  const std::vector<std::uint32_t> closing{0};
  close_sites(world_, state_, closing, pool);
  EXPECT_EQ(state_.slot_supplier[7], owner(0));
  EXPECT_EQ(state_.slot_cell[7], world_.firm_cell[owner(0)]);
  EXPECT_EQ(state_.firm_capacity[plant], 0.0);
  EXPECT_GE(state_.sites.site[0].closed, 0);
}

TEST_F(SiteBuilder, FirmsOfAGroupIncludeItsSites) {
  const std::size_t group = 2 * world_.table.n_sectors();
  std::vector<std::uint32_t> seen;
  for_each_firm(world_, state_, group, [&](std::uint32_t f) { seen.push_back(f); });
  EXPECT_EQ(seen.size(), world_.group_first[group + 1] - world_.group_first[group] + 2U);
  EXPECT_EQ(seen.back(), world_.n_firms() + 1);
}

}  // namespace
}  // namespace entrepot::test::site_builder_test
