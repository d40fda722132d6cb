// Research of denied firms against the closed form of effort and knowledge capital.
#include "models/behaviours/technology/research.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::research_test {

using namespace models;
namespace {

class ResearchTest : public testing::Test {
 protected:
  ResearchTest() { settings_.research = true; }

  void run(Research& research, int months) {
    for (int month = 0; month < months; ++month) {
      StepContext context{world_, state_, levers_, pool_, {1, 1}, month, Month(2017, 1)};
      research.update(context);
    }
  }
  // Nothing may be bought abroad by region 0.
  void ban_all() {
    const WorldTable& table = world_.table;
    std::vector<double>& ban = Levers::use(levers_.ban, table.base_duty.size());
    for (std::size_t r = 1; r < table.n_regions(); ++r) {
      for (std::size_t p = 0; p < table.n_products(); ++p) ban[table.duty_index(0, r, p)] = 1.0;
    }
  }

  test::RunSetup setup_;
  test::Run run_{setup_};
  const World& world_ = run_.world();
  State state_{world_};
  ThreadPool pool_{2};
  Levers levers_;
  LearningSettings settings_;
};

TEST_F(ResearchTest, WithoutDenialNothingMoves) {
  Research research(world_, settings_);
  run(research, 60);
  for (std::size_t g = 0; g < world_.table.n_groups(); ++g)
    EXPECT_EQ(research.log_productivity(state_, g), 0.0);
}

TEST_F(ResearchTest, EffortAndCapitalFollowTheirClosedForms) {
  // Control of all sources: all knowledge is kept away, so a firm is denied and listed with certainty.
  const WorldTable& table = world_.table;
  levers_.control.assign(table.n_regions() * table.n_regions() * table.n_sectors(), 1.0);
  Research research(world_, settings_);
  run(research, 30);
  const double a = std::exp(-1.0 / 12.0);
  const double d = std::exp(-0.15 / 12.0);
  EXPECT_NEAR(state_.research.effort[0], 1.0 + 0.49 * (1.0 - std::pow(a, 30)), 1e-9);
  EXPECT_GT(state_.research.effort[0] - 1.0, 0.2);  // the fact: 20 to 60 % after two to three years
  EXPECT_LT(state_.research.effort[0] - 1.0, 0.6);
  // K_t = d^t + (1 - d) (1 - loss) sum over i of d^(t - i) (1 + r - r a^i), i = 1 .. t
  const double loss = 1.0 - 0.099;
  const double steady = loss * 1.49 * (1.0 - std::pow(d, 30));
  const double transient = loss * 0.49 * (1.0 - d) * a * (std::pow(d, 30) - std::pow(a, 30)) / (d - a);
  EXPECT_NEAR(research.log_productivity(state_, 0), 0.08 * std::log(std::pow(d, 30) + steady - transient),
              1e-9);
}

TEST_F(ResearchTest, BansDenyFirmsThatHadSuchLinks) {
  ban_all();
  Research research(world_, settings_);
  run(research, 240);
  const std::size_t sectors = world_.table.n_sectors();
  for (std::size_t g = 0; g < world_.table.n_groups(); ++g) {
    if (g / sectors == 0) continue;
    EXPECT_EQ(state_.research.effort[g], 1.0) << "only region 0 is denied";
  }
  EXPECT_GT(state_.research.effort[0], 1.05);
  EXPECT_LE(state_.research.effort[0], 1.49);
  // The second way: output of firms with a foreign slot.
  double output = 0.0;
  double denied = 0.0;
  for (const Block& block : world_.blocks) {
    if (block.group != 0) continue;
    std::vector<bool> hit(block.firm_count, false);
    for (std::size_t nest = 0; nest < sectors * block.firm_count; ++nest) {
      for (std::uint32_t s = world_.nest_first[block.first_nest + nest];
           s < world_.nest_first[block.first_nest + nest + 1]; ++s) {
        const bool foreign = world_.firm_cell[world_.slot_supplier[s]] / world_.table.n_products() != 0;
        if (foreign) hit[nest % block.firm_count] = true;
      }
    }
    for (std::uint32_t i = 0; i < block.firm_count; ++i) {
      output += world_.firm_output[block.first_firm + i];
      if (hit[i]) denied += world_.firm_output[block.first_firm + i];
    }
  }
  EXPECT_NEAR(state_.research.effort[0], 1.0 + 0.49 * denied / output, 1e-8);
}

TEST_F(ResearchTest, PaidResearchAddsUp) {
  levers_.research.assign(world_.table.n_groups(), 0.0);
  levers_.research[2] = 0.012;
  Research research(world_, settings_);
  run(research, 24);
  EXPECT_NEAR(research.log_productivity(state_, 2), 0.024, 1e-12);
  EXPECT_EQ(research.log_productivity(state_, 1), 0.0);
}

}  // namespace
}  // namespace entrepot::test::research_test
