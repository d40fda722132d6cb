// Hidden exposure of US manufacturing to Chinese manufacturing on world2017 (facts: hidden_exposure_2017).
#include <gtest/gtest.h>

#include "models/behaviours/step.hpp"
#include "outputs/metrics/parts/linkage.hpp"
#include "sim/engine/simulation.hpp"
#include "tests/support/scenario_case.hpp"

namespace entrepot::test::hidden_exposure_test {

using namespace models;
using namespace theory;
using namespace outputs;
namespace {

double hidden(const ScenarioCase& c, const Linkage& linkage) {
  const std::vector<bool>& counted = c.world->table.sector_is_manufacturing;
  const Eigen::MatrixXd ratio =
      hidden_exposure(pool_users(linkage.system, linkage.exposure.face_value, counted),
                      pool_users(linkage.system, linkage.exposure.look_through, counted));
  return ratio(static_cast<Eigen::Index>(c.region("CHN")), static_cast<Eigen::Index>(c.region("USA")));
}

TEST(HiddenExposure, OfUsManufacturingToChineseManufacturing) {
  const ScenarioCase c = load_case("no-policy", {"world.firms=20000", "model.preset=contracts"}, 0);
  const WorldTable& table = c.world->table;
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    const bool made = table.sectors[k] != "AGR" && table.sectors[k] != "MIN" && table.sectors[k] != "SRV";
    ASSERT_EQ(table.sector_is_manufacturing[k], made) << table.sectors[k];
  }
  const double base = hidden(c, Linkage(table_flows(table), table));
  RecordProperty("table", std::to_string(base));
  EXPECT_NEAR(base, 3.7, 0.2) << "looking through over face value, ratio of output-weighted sums";

  ThreadPool pool(0);
  Simulation agents(*c.world, make_actions(*c.world, c.settings), {}, c.scenario.calendar,
                    Seed{c.scenario.seed, 1}, pool);
  for (int step = 0; step < 3; ++step) agents.step();
  const double measured = hidden(c, Linkage(state_flows(*c.world, agents.state()), table));
  RecordProperty("agents", std::to_string(measured));
  EXPECT_NEAR(measured, base, 0.01);
}

}  // namespace
}  // namespace entrepot::test::hidden_exposure_test
