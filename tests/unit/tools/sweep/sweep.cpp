// What runs of a sweep are called, and that tables of worlds which differ are not mixed up.
#include "tools/sweep/sweep.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/scenario_files.hpp"
#include "tools/runs/run_job.hpp"

namespace entrepot::test::sweep_test {

using namespace scenarios;
using namespace tools;
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

// A record counts wherever the files stand that were read, and only for what they hold.
TEST_F(SweepTest, TheKeyIsOfWhatFilesHoldAndNotOfWhereTheyStand) {
  const auto key_of = [](const support::TemporaryFolder& folder, const std::string& duty) {
    folder.write("duties.csv", "date,CHN\n2018-07-01," + duty + "\n");
    folder.write(
        "scenario.yaml",
        "schema: 1\nextends: no-policy\nname: listed\npolicies: [{id: a, type: tariff, importer: USA, "
        "schedule: {file: duties.csv, values: levels}}]\n");
    const Sweep trial(load_sweep_plan(
        folder.write(
            "plan.yaml",
            "schema: 1\nname: trial\nscenario: scenario.yaml\nset: [world.firms=1500]\n"
            "design: {method: grid}\nparameters: [{path: model.sourcing.hazard_scale, values: [0.5, 1]}]\n"),
        support::source_paths()));
    return trial.key(trial.run(0));
  };
  const support::TemporaryFolder elsewhere;
  EXPECT_EQ(key_of(folder_, "25"), key_of(elsewhere, "25"));
  EXPECT_NE(key_of(folder_, "25"), key_of(elsewhere, "20"));
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
  EXPECT_NE(one.world_key(0), two.world_key(0));
  EXPECT_EQ(trial.table(without.world), trial.table(trial.scenario(0).world));
}

}  // namespace
}  // namespace entrepot::test::sweep_test
