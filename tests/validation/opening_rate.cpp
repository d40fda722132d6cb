// How many firms decide on plants abroad, by what they sell: the design note's mean field has 8 % a year
// where 15 points of duty are added. The rate of weighing was set by that under decision 18; here it is a
// result.
#include <gtest/gtest.h>

#include "models/behaviours/step.hpp"
#include "tests/support/engine.hpp"
#include "tests/support/scenario_case.hpp"

namespace entrepot::test::opening_rate_test {

using namespace models;
namespace {

// [firm] what firms of the origin sell to the destination, of goods, by their links in one month.
std::vector<double> sales_between(const World& world, const std::vector<std::uint32_t>& supplier,
                                  const std::vector<std::int64_t>& money, std::size_t origin,
                                  std::size_t destination) {
  const Axes axes = world.axes();
  std::vector<double> sales(world.n_firms(), 0.0);
  std::size_t block = 0;
  for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
    while (block + 1 < world.blocks.size() && world.blocks[block + 1].first_nest <= nest) ++block;
    const GroupId buyer(nest < world.firm_nests() ? world.blocks[block].group : nest - world.firm_nests());
    if (axes.region_of(buyer).index() != destination) continue;
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
      const CellId cell(world.firm_cell[supplier[s]]);
      if (axes.region_of(cell).index() != origin) continue;
      if (world.table.sector_is_goods[axes.sector_of(cell).index()])
        sales[supplier[s]] += static_cast<double>(money[s]);
    }
  }
  return sales;
}

// Part of the origin's sales to the destination that is by firms which decide on a plant in the first year of
// `duty`.
double opened_in_a_year(double duty, int seed) {
  const ScenarioCase c =
      load_case("relocation-2045", {"world.firms=20000", "seed=" + std::to_string(seed)}, 0);
  const std::size_t origin = c.region("CHN");
  const std::size_t destination = c.region("USA");
  const FlatDuty flat(c.world->table, destination, origin, duty);
  ThreadPool pool(0);
  ActionList actions = make_actions(*c.world, c.settings);
  std::vector<std::int64_t> money;
  use_table_of(actions).record_links(0, money);
  Simulation agents(*c.world, std::move(actions), {&flat}, Calendar{Month(2017, 1), 12},
                    Seed{c.scenario.seed, 1}, pool);
  agents.step();
  const std::vector<double> sales =
      sales_between(*c.world, agents.state().slot_supplier, money, origin, destination);
  while (!agents.done()) agents.step();
  double all = 0.0;
  double opened = 0.0;
  for (const double of_firm : sales) all += of_firm;
  for (const Event& event : agents.state().events) {
    if (event.kind == EventKind::plant_decided) opened += sales[event.firm];
  }
  return opened / all;
}

TEST(OpeningRate, IsNearEightPercentAYearAtFifteenPointsOfDuty) {
  constexpr int worlds = 4;
  double rate = 0.0;
  for (int seed = 1; seed <= worlds; ++seed) rate += opened_in_a_year(0.15, seed) / worlds;
  RecordProperty("rate", std::to_string(rate));
  EXPECT_NEAR(rate, 0.08, 0.04);  // a few large firms decide: four worlds gave 1.7 to 8.8 %
  EXPECT_LT(opened_in_a_year(0.05, 1), 0.5 * rate);
}

}  // namespace
}  // namespace entrepot::test::opening_rate_test
