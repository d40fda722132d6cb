#include "models/behaviours/technology/learning.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/behaviours/technology/technology.hpp"
#include "sim/world/state/buyers.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::learning_test {

using namespace models;
namespace {

LearningSettings by_doing(double rate) {
  LearningSettings settings;
  settings.active = true;
  settings.rate = rate;
  settings.depreciation = 0.15;
  return settings;
}

class LearningTest : public testing::Test {
 protected:
  void make(Technology& technology, double output_factor, int months) {
    for (std::size_t f = 0; f < world_.n_firms(); ++f) {
      state_.firm_shipped[f] = output_factor * world_.firm_output[f] / 12.0 / world_.unit_musd;
    }
    for (int month = 0; month < months; ++month) technology.run(context_);
  }

  test::RunSetup setup_;
  test::Run run_{setup_};
  const World& world_ = run_.world();
  State state_{world_};
  ThreadPool pool_{2};
  Levers levers_;
  StepContext context_{world_, state_, levers_, pool_, {1, 1}, 0, Month(2017, 1)};
};

TEST_F(LearningTest, AWorldThatStandsStillLearnsNothing) {
  Technology technology(world_, by_doing(0.15));
  make(technology, 1.0, 60);
  for (const double productivity : state_.group_log_productivity) EXPECT_NEAR(productivity, 0.0, 1e-9);
}

TEST_F(LearningTest, ExperienceApproachesOutputAtTheRateOfDepreciation) {
  Technology technology(world_, by_doing(0.2));
  make(technology, 2.0, 24);
  const double experience = 2.0 - std::exp(-0.15 * 2.0);
  EXPECT_NEAR(state_.group_log_productivity[0], 0.2 * std::log(experience), 1e-9);
}

TEST_F(LearningTest, ProductivityLowersCostsOfTheGroupAlone) {
  state_.group_log_saving.assign(world_.table.n_groups(), 0.0);
  state_.group_log_saving[0] = 0.1;
  for (std::size_t b = 0; b < world_.blocks.size(); ++b) {
    const Buyers buyers = buyers_of(world_, state_, b);
    EXPECT_EQ(buyers.log_premium, buyers.technology == 0 ? -0.1F : 0.0F);
  }
}

}  // namespace
}  // namespace entrepot::test::learning_test
