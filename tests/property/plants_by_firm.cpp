// Plants decided by firms: what brings them, and that nothing else does.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/eager_plants.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::plants_by_firm_test {

using namespace models;
namespace {

class PlantsByFirm : public testing::TestWithParam<int> {
 protected:
  static test::RunSetup setup(bool eager) {
    test::RunSetup setup;
    setup.seed = static_cast<std::uint64_t>(GetParam());
    setup.steps = 48;
    setup.shape.regions = 5;
    setup.shape.largest_duty = 0.3;  // borders that are there at the base are no news
    setup.model.investment.sites = true;
    if (eager) test::open_plants_eagerly(setup.model);
    return setup;
  }
  // Plants that were decided in a host, of one owner's region or of all.
  static std::int64_t decided(const State& state, std::size_t host, std::size_t owner = no_place) {
    return std::count_if(state.events.begin(), state.events.end(), [&](const Event& event) {
      return event.kind == EventKind::plant_decided && event.region == host &&
             (owner == no_place || event.partner == owner);
    });
  }
};

TEST_P(PlantsByFirm, WithoutPolicyNobodyMoves) {
  for (const bool eager : {false, true}) {
    test::Run run(setup(eager));
    run.finish();
    EXPECT_TRUE(run.state().sites.empty());
  }
}

// The whole world is taxed at destination 0 alike: no third country helps, a plant in it does.
TEST_P(PlantsByFirm, AUniversalTariffIsJumped) {
  test::RunSetup wide = setup(true);
  wide.terms = [](const WorldTable& table, Month, Levers& levers) {
    for (std::size_t i = 1; i < table.n_regions(); ++i) {
      for (std::size_t p = 0; p < table.n_products(); ++p) {
        if (table.sector_is_goods[table.product_sector[p].index()])
          levers.duty[table.duty_index(0, i, p)] += 0.3;
      }
    }
  };
  test::Run run(wide);
  run.finish();
  const State& state = run.state();
  EXPECT_GT(decided(state, 0), 10);
  std::int64_t elsewhere = 0;
  for (std::size_t host = 1; host < wide.shape.regions; ++host) elsewhere += decided(state, host);
  EXPECT_LT(elsewhere, decided(state, 0));
  EXPECT_EQ(decided(state, 0, 0), 0) << "home firms need no plant abroad to stand at home";
}

// Nothing changes but what plants cost in one host.
TEST_P(PlantsByFirm, ASubsidyAloneBringsPlants) {
  test::RunSetup paid = setup(true);
  paid.terms = [](const WorldTable& table, Month, Levers& levers) {
    const Axes axes = table.axes();
    std::vector<double>& wedge = Levers::use(levers.plant_wedge, table.n_regions() * table.n_groups());
    for (const RegionId owner : axes.regions()) {
      if (owner == RegionId(2)) continue;
      for (const SectorId k : axes.sectors()) wedge[axes.at(owner, axes.group(RegionId(2), k))] = -1.0;
    }
  };
  test::Run run(paid);
  run.finish();
  EXPECT_GT(decided(run.state(), 2), 0);
  EXPECT_GT(2 * decided(run.state(), 2), static_cast<std::int64_t>(run.state().sites.site.size()));
  std::int64_t paid_out = 0;
  for (const RegionAccount& account : run.state().account) paid_out += account.plant_subsidies_paid;
  EXPECT_EQ(paid_out, run.state().account[2].plant_subsidies_paid);
}

// A firm without customers in a market gains nothing there: who opens a plant to get around a border sells to
// somebody behind it.
TEST_P(PlantsByFirm, WhoOpensHasCustomersThere) {
  test::RunSetup taxed = setup(true);
  taxed.duty = 0.4;
  taxed.steps = 3;  // one decision
  std::vector<std::int64_t> money;
  taxed.record_links = &money;
  test::Run run(taxed);
  const World& world = run.world();
  run.step();
  run.step();
  run.step();
  std::vector<std::int64_t> sold(world.n_firms() * world.table.n_regions(), 0);
  for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
    std::size_t region = (nest - world.firm_nests()) / world.table.n_sectors();
    if (nest < world.firm_nests()) {
      const auto block = std::find_if(world.blocks.rbegin(), world.blocks.rend(),
                                      [nest](const Block& each) { return each.first_nest <= nest; });
      region = block->group / world.table.n_sectors();
    }
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s)
      sold[run.state().slot_supplier[s] * world.table.n_regions() + region] += money[s];
  }
  EXPECT_FALSE(run.state().sites.empty());
  for (const Site& site : run.state().sites.site)
    EXPECT_GT(sold[site.owner * world.table.n_regions() + site.market], 0);
}

// Home firms that expand take their region's subsidy and are bound by its guardrail; others are not.
TEST_P(PlantsByFirm, ExpansionAtHomeTakesTheSubsidyAndIsBound) {
  test::RunSetup home = setup(false);
  home.model.investment.expansion = true;
  home.terms = [](const WorldTable& table, Month, Levers& levers) {
    const Axes axes = table.axes();
    const std::size_t size = table.n_regions() * table.n_groups();
    Levers::use(levers.plant_wedge, size)[axes.at(RegionId(2), axes.group(RegionId(2), SectorId(0)))] = -0.5;
    Levers::use(levers.guardrail, size)[axes.at(RegionId(2), axes.group(RegionId(3), SectorId(0)))] = 24.0;
  };
  test::Run run(home);
  const World& world = run.world();
  const State& state = run.state();
  const std::size_t group = world.axes().group(RegionId(2), SectorId(0)).index();
  std::int64_t paid = 0;
  for (int step = 0; step < home.steps; ++step) {
    run.step();
    for (std::size_t n = 0; n < state.account.size(); ++n) {
      const RegionAccount& account = state.account[n];
      ASSERT_EQ(account.plant_subsidies_paid, account.plant_subsidies_received);
      if (n != 2) {
        ASSERT_EQ(account.plant_subsidies_paid, 0);
      }
    }
    paid += state.account[2].plant_subsidies_paid;
  }
  EXPECT_GT(paid, 0);
  EXPECT_GT(state.group_capacity_ratio[group], 1.05);
  ASSERT_FALSE(state.investment.guardrails.empty());
  for (const PlantGuardrail& bound : state.investment.guardrails) {
    EXPECT_EQ(bound.host, 3);
    EXPECT_GE(bound.firm, world.group_first[group]);
    EXPECT_LT(bound.firm, world.group_first[group + 1]);
  }
}

INSTANTIATE_TEST_SUITE_P(Worlds, PlantsByFirm, testing::Range(1, 6));

}  // namespace
}  // namespace entrepot::test::plants_by_firm_test
