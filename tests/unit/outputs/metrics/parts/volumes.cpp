// Volumes: the table's own at the base, and what is made in the world is what is used in it.
#include "outputs/metrics/parts/volumes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/support/engine.hpp"

namespace entrepot::test::volumes_test {

using namespace models;
using namespace outputs;
namespace {

TEST(Volumes, AreTheTablesWhereNothingMoves) {
  test::RunSetup setup;
  setup.model.sourcing.resourcing = false;
  test::Run run(setup);
  for (int step = 0; step < 3; ++step) run.step();
  const WorldTable& table = run.world().table;
  const MetricView view{run.world(), run.state(), run.levers()};
  const std::vector<double> added = real_value_added(view);
  const std::vector<double> duties = real_duties(view);
  for (std::size_t g = 0; g < added.size(); ++g) {
    EXPECT_NEAR(added[g], table.value_added[g] / 12.0, 1e-5 * table.output[g] / 12.0);
  }
  for (std::size_t n = 0; n < duties.size(); ++n) {
    double base = run.world().accounts.final_duties[n];
    for (std::size_t j = 0; j < table.n_sectors(); ++j)
      base += run.world().accounts.input_duties[n * table.n_sectors() + j];
    EXPECT_NEAR(duties[n], base / 12.0, 1e-4 * base / 12.0);
  }
}

// Output of a group at base prices is inputs of all users and final use of it: no volume is lost on the way.
// And a price that moves alone moves no volume.
class VolumesInMotion : public ::testing::TestWithParam<int> {};

TEST_P(VolumesInMotion, OfTheWorldAreItsFinalUseAtBasePrices) {
  test::RunSetup setup;
  setup.seed = static_cast<std::uint64_t>(GetParam());
  setup.duty = 0.3;
  setup.model.pricing.pricing = GetParam() % 2 == 0 ? PriceRule::index : PriceRule::own;
  setup.model.settlement.closure = WageClosure::phillips;
  test::Run run(setup);
  for (int step = 0; step < 12; ++step) run.step();
  const State& state = run.state();
  const World& world = run.world();
  const MetricView view{world, state, run.levers()};
  const std::vector<double> added = real_value_added(view);
  const std::size_t groups = world.table.n_groups();
  double final_use = 0.0;
  double goods = 0.0;
  for (std::size_t g = 0; g < groups; ++g) {
    double made = 0.0;
    double earned = 0.0;
    for (std::uint32_t f = world.group_first[g]; f < world.group_first[g + 1]; ++f) {
      made += static_cast<double>(state.firm_sales[f].goods);
      earned += static_cast<double>(state.firm_sales[f].money);
    }
    double bought = 0.0;
    for (std::size_t n = 0; n < world.table.n_regions(); ++n)
      bought += static_cast<double>(state.use_flow[(groups + n) * groups + g]);
    final_use += bought * made / earned * world.unit_musd;
    goods += made * world.unit_musd;
  }
  EXPECT_NEAR(std::accumulate(added.begin(), added.end(), 0.0), final_use, 1e-9 * goods);
}

INSTANTIATE_TEST_SUITE_P(Worlds, VolumesInMotion, ::testing::Range(1, 5));

}  // namespace
}  // namespace entrepot::test::volumes_test
