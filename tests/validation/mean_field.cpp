// The agents of the committed trade-war scenario against the same parameters with infinitely many slots.
#include "tests/support/mean_field.hpp"

#include <gtest/gtest.h>

#include "models/behaviours/step.hpp"
#include "tests/support/import_shares.hpp"
#include "tests/support/scenario_case.hpp"

namespace entrepot::test::mean_field_test {

using namespace models;
namespace {

// The committed scenario up to the end of the year judged; steps do not depend on later months.
ScenarioCase trade_war(std::vector<std::string> overrides = {}) {
  for (const char* own : {"calendar.end=2022-12", "model.preset=contracts", "world.firms=100000"})
    overrides.emplace_back(own);
  return load_case("trade-war-2018", overrides, 0);
}

// China's share of US goods imports in 2022 on the mean-field path.
double field_share(const ScenarioCase& c, bool with_policies = true) {
  ThreadPool pool(0);
  ImportShares shares(c.world->table, c.region("USA"));
  MeanField field(*c.world, c.settings, c.in_force(with_policies), c.scenario.calendar, pool);
  while (field.steps_done() < c.scenario.calendar.steps) {
    field.step();
    shares.add(field.month(), field.trade());
  }
  return shares.shares(2022)[c.region("CHN")];
}

double agent_share(const ScenarioCase& c) {
  ThreadPool pool(0);
  ImportShares shares(c.world->table, c.region("USA"));
  Simulation agents(*c.world, make_actions(*c.world, c.settings), c.in_force(), c.scenario.calendar,
                    Seed{c.scenario.seed, 1}, pool);
  while (!agents.done()) {
    agents.step();
    shares.add(c.scenario.calendar.at(agents.state().step - 1), agent_trade(*c.world, agents.state()));
  }
  return shares.shares(2022)[c.region("CHN")];
}

TEST(TradeWarMeanField, AgentsLieWithinHalfAPoint) {
  const ScenarioCase c = trade_war();
  ASSERT_EQ(c.scenario.world.firms, 100000);
  const double field = field_share(c);
  const double agents = agent_share(c);
  RecordProperty("mean_field", std::to_string(field));
  RecordProperty("agents", std::to_string(agents));
  EXPECT_NEAR(agents, field, 0.005);
}

TEST(TradeWarMeanField, NoDutiesNoChangeMoreDutiesMore) {
  const ScenarioCase c = trade_war();
  const double baseline = field_share(c, false);
  const double once = field_share(c);
  EXPECT_LT(once, baseline - 0.02);
  const ScenarioCase none = trade_war({"policies[*].scale=0"});
  EXPECT_NEAR(field_share(none), baseline, 0.001);
  const ScenarioCase twice = trade_war({"policies[*].scale=2"});
  EXPECT_LT(field_share(twice), once - 0.01);
}

}  // namespace
}  // namespace entrepot::test::mean_field_test
