// How many firms open plants abroad: the design note's figure, 8 % a year where 15 points of duty are added,
// is what `weighing_rate` stands for.
#include <gtest/gtest.h>

#include "tests/support/engine.hpp"
#include "tests/support/scenario_case.hpp"

namespace entrepot::test {
namespace {

// Firms of the origin that decided on a plant because of the border in a year of `duty`, weighted by their
// cells' exports of goods to the destination.
double opened_in_a_year(double duty) {
  const ScenarioCase c =
      load_case("relocation-2045", {"world.firms=20000", "model.investment.hub_growth=1000 % per year"}, 0);
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
    double output = 0.0;
    for (std::uint32_t f = c.world->cell_first[cell]; f < c.world->cell_first[cell + 1]; ++f) {
      output += c.world->firm_output[f];
    }
    opened += exports[cell] * c.world->firm_output[event.firm] / output;
  }
  return opened / all;
}

TEST(OpeningRate, IsEightPercentAYearAtFifteenPointsOfDuty) {
  const double rate = opened_in_a_year(0.15);
  RecordProperty("rate", std::to_string(rate));
  EXPECT_NEAR(rate, 0.08, 0.02);
  EXPECT_GT(opened_in_a_year(0.25), rate);
  EXPECT_LT(opened_in_a_year(0.05), 0.5 * rate);
}

}  // namespace
}  // namespace entrepot::test
