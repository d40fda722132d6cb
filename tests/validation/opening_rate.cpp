// How many firms open plants abroad: the design note's figure, 8 % a year where 15 points of duty are added,
// is what `weighing_rate` stands for.
#include <gtest/gtest.h>

#include "models/behaviours/step.hpp"
#include "tests/support/engine.hpp"
#include "tests/support/scenario_case.hpp"

namespace entrepot::test {

using namespace models;
namespace {

// Part of a cell's firms that decided on a plant because of the border in a year of `duty`: the mean over the
// origin's cells, weighted by their exports of goods to the destination. Firms count alike, as in the note:
// chances do not depend on size, and a handful of giants would drown the mean in noise.
double opened_in_a_year(double duty, int seed) {
  const ScenarioCase c =
      load_case("relocation-2045", {"world.firms=20000", "seed=" + std::to_string(seed)}, 0);
  const WorldTable& table = c.world->table;
  const std::size_t origin = c.region("CHN");
  const std::size_t destination = c.region("USA");
  const FlatDuty flat(table, destination, origin, duty);
  ThreadPool pool(0);
  Simulation agents(*c.world, make_actions(*c.world, c.settings), {&flat}, Calendar{Month(2017, 1), 12},
                    Seed{c.scenario.seed, 1}, pool);
  while (!agents.done()) agents.step();
  std::vector<double> exports(c.world->n_cells(), 0.0);
  double all = 0.0;
  for (std::size_t cell = origin * table.n_products(); cell < (origin + 1) * table.n_products(); ++cell) {
    const std::size_t market = destination * table.n_products() + cell % table.n_products();
    if (!table.sector_is_goods[table.product_sector[cell % table.n_products()].index()]) continue;
    if (c.world->cell_first[cell] == c.world->cell_first[cell + 1]) continue;
    exports[cell] = c.world->accounts.base_share[market * table.n_regions() + origin] *
                    c.world->accounts.product_spending[market];
    all += exports[cell];
  }
  double opened = 0.0;
  for (const Event& event : agents.state().events) {
    if (event.kind != EventKind::plant_decided || event.cause != EventCause::border) continue;
    const std::size_t cell = c.world->firm_cell[event.firm];
    opened += exports[cell] / static_cast<double>(c.world->cell_first[cell + 1] - c.world->cell_first[cell]);
  }
  return opened / all;
}

TEST(OpeningRate, IsEightPercentAYearAtFifteenPointsOfDuty) {
  constexpr int worlds = 4;
  double rate = 0.0;
  for (int seed = 1; seed <= worlds; ++seed) rate += opened_in_a_year(0.15, seed) / worlds;
  RecordProperty("rate", std::to_string(rate));
  EXPECT_NEAR(rate, 0.08, 0.015);
  EXPECT_GT(opened_in_a_year(0.25, 1), rate);
  EXPECT_LT(opened_in_a_year(0.05, 1), 0.5 * rate);
}

}  // namespace
}  // namespace entrepot::test
