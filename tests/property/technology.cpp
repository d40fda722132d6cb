// Learning, diffusion and research on random worlds: without a policy productivity stands still, with one it
// moves, and results do not depend on threads.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::technology_test {
namespace {

test::RunSetup learning_world(std::uint64_t seed) {
  test::RunSetup setup;
  setup.seed = seed;
  setup.steps = 36;
  setup.model.learning.active = true;
  setup.model.learning.diffusion = true;
  setup.model.learning.diffusion_rate = 0.5;
  setup.model.learning.research = true;
  setup.spread_levels = true;
  return setup;
}

double largest(const std::vector<double>& values) {
  double out = 0.0;
  for (const double value : values) out = std::max(out, std::abs(value));
  return out;
}

class TechnologyInMotion : public testing::TestWithParam<int> {};

TEST_P(TechnologyInMotion, StandsStillWithoutPolicyAndEvents) {
  test::RunSetup setup = learning_world(static_cast<std::uint64_t>(GetParam()));
  setup.model.sourcing.resourcing = false;
  test::Run run(setup);
  run.finish();
  EXPECT_LT(largest(run.state().group_log_productivity), 1e-5);
}

TEST_P(TechnologyInMotion, MovesWithADuty) {
  test::RunSetup setup = learning_world(static_cast<std::uint64_t>(GetParam()));
  setup.duty = 0.4;
  test::Run run(setup);
  run.finish();
  EXPECT_GT(largest(run.state().group_log_productivity), 1e-4);
}

TEST_P(TechnologyInMotion, ThreadsDoNotMatter) {
  test::RunSetup setup = learning_world(static_cast<std::uint64_t>(GetParam()));
  setup.duty = 0.4;
  setup.threads = 1;
  test::Run one(setup);
  setup.threads = 3;
  test::Run three(setup);
  one.finish();
  three.finish();
  ASSERT_EQ(one.state().group_log_productivity, three.state().group_log_productivity);
  ASSERT_EQ(one.state().group_price, three.state().group_price);
}

INSTANTIATE_TEST_SUITE_P(Worlds, TechnologyInMotion, testing::Range(1, 4));

}  // namespace
}  // namespace entrepot::test::technology_test
