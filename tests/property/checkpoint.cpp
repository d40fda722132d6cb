// A replicate that goes on from its checkpoint gives the bits of one that was never interrupted: scenario and
// baseline, metrics and events, under every preset.
#include "tools/runs/checkpoints/checkpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "models/behaviours/presets.hpp"
#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::test::checkpoint_test {

using namespace models;
using namespace tools;
namespace {

// Plants, routes and stocks meet policies of all kinds in these.
std::unique_ptr<RunJob> job_of(const std::string& preset, const std::vector<std::string>& more = {}) {
  std::vector<std::string> changes = {"world.firms=1000",
                                      "calendar.start=2018-05",
                                      "calendar.end=2020-08",
                                      "replicates={count: 3, resynthesise: true}",
                                      "model.investment.time_to_build_scale=0.3",
                                      "model.preset=" + preset};
  changes.insert(changes.end(), more.begin(), more.end());
  Scenario scenario = read_scenario("trade-war-2018", changes);
  WorldTable table = read_world(scenario.world);
  return std::make_unique<RunJob>(std::move(scenario), std::move(table), 2);
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void expect_same(const std::vector<Variable>& a, const std::vector<Variable>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].name, b[i].name);
    EXPECT_EQ(a[i].axes, b[i].axes);
    EXPECT_TRUE(same_bits(a[i].values, b[i].values)) << a[i].name;
  }
}

void expect_same(const std::vector<Table>& a, const std::vector<Table>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t t = 0; t < a.size(); ++t) {
    ASSERT_EQ(a[t].columns.size(), b[t].columns.size());
    for (std::size_t c = 0; c < a[t].columns.size(); ++c) {
      EXPECT_EQ(a[t].columns[c].texts, b[t].columns[c].texts);
      EXPECT_TRUE(same_bits(a[t].columns[c].numbers, b[t].columns[c].numbers)) << a[t].columns[c].name;
    }
  }
}

void expect_same(const ReplicateResult& a, const ReplicateResult& b) {
  expect_same(a.scenario, b.scenario);
  expect_same(a.baseline, b.baseline);
  expect_same(a.scenario_tables, b.scenario_tables);
  expect_same(a.baseline_tables, b.baseline_tables);
}

ReplicateResult finished(ReplicateRun run) {
  while (!run.done()) run.step();
  return run.result();
}

void write_after(RunJob& job, int replicate, int steps, const std::string& path) {
  ReplicateRun run(job, replicate);
  while (run.steps_done() < steps) run.step();
  CheckpointHead head;
  head.identity = run_identity(job);
  write_checkpoint(path, head, job, run);
}

class CheckpointOfPreset : public ::testing::TestWithParam<std::string> {};

TEST_P(CheckpointOfPreset, GoesOnWithTheSameBits) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("a.checkpoint");
  const std::unique_ptr<RunJob> whole = job_of(GetParam());
  const int replicate = 1;
  const ReplicateResult expected = finished(ReplicateRun(*whole, replicate));
  const int months = whole->scenario().calendar.steps;
  for (const int steps : {0, 1, 17, months, months + 1, months + 17, 2 * months - 1}) {
    write_after(*job_of(GetParam()), replicate, steps, path);
    const std::unique_ptr<RunJob> again = job_of(GetParam());
    const Checkpoint checkpoint(path);
    EXPECT_EQ(checkpoint.head().with_policies, steps >= months);
    EXPECT_EQ(checkpoint.head().replicate, replicate);
    ASSERT_TRUE(differences(path, checkpoint.head().identity, run_identity(*again)).empty());
    expect_same(expected, finished(checkpoint.resume(*again)));
  }
}

std::vector<std::string> presets() {
  std::vector<std::string> names;
  for (const Preset& preset : model_presets()) names.push_back(preset.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, CheckpointOfPreset, ::testing::ValuesIn(presets()), [](const auto& one) {
  std::string name = one.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

// Everything that enters a run is told apart.
TEST(CheckpointIdentity, KnowsItsRun) {
  const std::unique_ptr<RunJob> job = job_of("relocation-technology");
  const RunIdentity held = run_identity(*job);
  const auto words = [&](const std::vector<std::string>& changes) {
    std::string text;
    for (const Fault& fault :
         differences("a.checkpoint", held, run_identity(*job_of("relocation-technology", changes))))
      text += fault.what + ": " + fault.why + "\n";
    return text;
  };
  using ::testing::AllOf;
  using ::testing::HasSubstr;
  EXPECT_EQ(words({}), "");
  EXPECT_EQ(words({"name=other", "description=other words"}), "");
  EXPECT_THAT(words({"policies[list-1].scale=2"}),
              AllOf(HasSubstr("another scenario"), HasSubstr("policies[list-1].scale")));
  EXPECT_THAT(words({"model.sourcing.hazard_scale=0.9"}), HasSubstr("model.sourcing.hazard_scale"));
  EXPECT_THAT(words({"calendar.end=2020-09"}), HasSubstr("calendar.end: 2020-08 against 2020-09"));
  EXPECT_THAT(words({"world.firms=1001"}), HasSubstr("another world"));
  EXPECT_THAT(words({"seed=7"}), HasSubstr("seed: 1 against 7"));
  RunIdentity older = held;
  older.program = "0.0.1";
  EXPECT_THAT(differences("a.checkpoint", older, held).at(0).what, HasSubstr("another version"));
}

}  // namespace
}  // namespace entrepot::test::checkpoint_test
