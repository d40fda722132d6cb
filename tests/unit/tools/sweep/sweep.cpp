// What runs of a sweep are called, and that tables of worlds which differ are not mixed up.
#include "tools/sweep/sweep.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/scenario_files.hpp"
#include "tools/runs/run_job.hpp"

namespace entrepot {
namespace {

class SweepTest : public ::testing::Test {
 protected:
  Sweep sweep(const std::string& design) {
    const std::string text =
        "schema: 1\nname: trial\nscenario: trade-war-2018\nset: [world.firms=1500]\nreplicates: 2\n";
    return Sweep(load_sweep_plan(folder_.write("plan.yaml", text + design), support::source_paths()));
  }
  support::TemporaryFolder folder_;
};

TEST_F(SweepTest, EveryRunHasAKeyOfItsOwn) {
  const Sweep trial = sweep(
      "design: {method: grid, levels: 2}\n"
      "parameters: [{path: model.sourcing.hazard_scale, lower: 0.25, upper: 1}]\n");
  std::set<std::string> keys;
  for (std::size_t number = 0; number < trial.runs(); ++number) {
    EXPECT_EQ(trial.number(trial.run(number)), number);
    keys.insert(trial.key(trial.run(number)));
  }
  EXPECT_EQ(keys.size(), 4U);
}

TEST_F(SweepTest, DrawsFollowTheReplicateOrTheRun) {
  const std::string design =
      "design: {method: grid, levels: 2}\n"
      "parameters: [{path: model.sourcing.hazard_scale, lower: 0.25, upper: 1}]\n";
  EXPECT_EQ(sweep(design).draw({1, 1}), 1);
  EXPECT_EQ(sweep(design + "common_random_numbers: false\n").draw({1, 1}), 3);
}

// The same folder read with and without overridden product origins is two tables and two worlds.
TEST_F(SweepTest, ProductOriginsMakeAnotherTable) {
  const Sweep trial =
      sweep("design: {method: grid}\nparameters: [{path: world.product_origins, values: [false, true]}]\n");
  const Scenario without = trial.scenario(0);
  const Scenario with = trial.scenario(1);
  EXPECT_NE(trial.table(without.world), trial.table(with.world));
  EXPECT_NE(trial.table(without.world)->notes, trial.table(with.world)->notes);
  const auto pool = std::make_shared<ThreadPool>(1);
  const RunJob one(without, trial.table(without.world), pool);
  const RunJob two(with, trial.table(with.world), pool);
  EXPECT_NE(one.world_inputs(0), two.world_inputs(0));
  EXPECT_EQ(trial.table(without.world), trial.table(trial.scenario(0).world));
}

}  // namespace
}  // namespace entrepot
