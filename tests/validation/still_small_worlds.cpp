// Small worlds without a policy: a few giant plants move their cells' prices a little, and nobody moves for
// that.
#include <gtest/gtest.h>

#include <cmath>

#include "models/behaviours/step.hpp"
#include "tests/support/import_shares.hpp"
#include "tests/support/mean_field.hpp"
#include "tests/support/scenario_case.hpp"

namespace entrepot::test::still_small_worlds_test {

using namespace models;
namespace {

class StillSmallWorlds : public testing::TestWithParam<int> {};

TEST_P(StillSmallWorlds, KeepTheirSharesOfUsImports) {
  const ScenarioCase c = load_case(
      "no-policy", {"world.firms=10000", "calendar.end=2020-12", "seed=" + std::to_string(GetParam())}, 0);
  ThreadPool pool(0);
  ImportShares shares(c.world->table, c.region("USA"));
  Simulation agents(*c.world, make_actions(*c.world, c.settings), c.in_force(), c.scenario.calendar,
                    Seed{c.scenario.seed, 1}, pool);
  while (!agents.done()) {
    agents.step();
    shares.add(c.scenario.calendar.at(agents.state().step - 1), agent_trade(*c.world, agents.state()));
  }
  const std::vector<double> first = shares.shares(2017);
  const std::vector<double> last = shares.shares(2020);
  for (std::size_t i = 0; i < first.size(); ++i)
    EXPECT_LT(std::abs(last[i] - first[i]), 0.0015) << c.world->table.regions[i];
}

INSTANTIATE_TEST_SUITE_P(Seeds, StillSmallWorlds, ::testing::Range(1, 5));

}  // namespace
}  // namespace entrepot::test::still_small_worlds_test
