// Plans of sweeps: what is read, and that every fault is reported at its place with the nearest name.
#include "scenarios/reader/sweeps/sweep_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/core/faults.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::sweep_plan_test {

using namespace scenarios;
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string head =
    "schema: 1\nname: trial\nscenario: trade-war-2018\nset: [world.firms=2000]\nseed: 5\n"
    "design: {method: saltelli, samples: 8}\n";

class SweepPlanTest : public ::testing::Test {
 protected:
  SweepPlan load(const std::string& text) {
    return load_sweep_plan(folder_.write("plan.yaml", text), support::source_paths());
  }
  std::string fault(const std::string& text) {
    try {
      const SweepPlan plan = load(text);
      check_sweep_paths(plan, support::source_paths(), support::world2017_names);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }
  support::TemporaryFolder folder_;
};

TEST_F(SweepPlanTest, ReadsEveryDistribution) {
  const SweepPlan plan =
      load(head +
           "parameters:\n"
           "  - {path: model.sourcing.hazard_scale, lower: 0.25, upper: 1}\n"
           "  - {path: 'policies[*].scale', name: strength, values: [0.5, 1, 2]}\n"
           "  - {path: world.firms, distribution: log-uniform, lower: 1000, upper: 4000, "
           "whole: true}\n"
           "  - {path: model.pricing.adjustment, distribution: normal, mean: 0.3, deviation: "
           "0.05, text: '{} per month'}\n"
           "metrics: [import_share]\n"
           "targets:\n"
           "  - {name: share, metric: import_share, where: 'origin=CHN', at: 2024}\n");
  EXPECT_EQ(plan.method, SweepMethod::saltelli);
  EXPECT_EQ(plan.samples, 8);
  EXPECT_EQ(plan.seed, 5U);
  EXPECT_TRUE(plan.common_random_numbers);
  ASSERT_EQ(plan.parameters.size(), 4U);
  EXPECT_EQ(plan.parameters[0].name, "hazard_scale");
  EXPECT_EQ(plan.parameters[1].distribution, Distribution::choice);
  EXPECT_EQ(plan.parameters[1].values, (std::vector<std::string>{"0.5", "1", "2"}));
  EXPECT_TRUE(plan.parameters[2].whole);
  EXPECT_EQ(sweep_override(plan.parameters[3], "0.25"), "model.pricing.adjustment=0.25 per month");
  EXPECT_EQ(plan.targets[0].at, "2024");
  EXPECT_EQ(plan.targets[0].summary, "mean");
}

TEST_F(SweepPlanTest, UnknownPathsAreFaultsWithTheNearestName) {
  const std::string text = fault(head +
                                 "parameters:\n"
                                 "  - {path: model.sourcing.hazard, lower: 0.25, upper: 1}\n"
                                 "  - {path: 'policies[list-9].scale', lower: 0, upper: 1}\n");
  EXPECT_THAT(text, HasSubstr("plan.yaml:8"));
  EXPECT_THAT(text, HasSubstr("plan.yaml:9"));
  EXPECT_THAT(text, AllOf(HasSubstr("unknown key \"hazard\""), HasSubstr("hazard_scale")));
  EXPECT_THAT(text, HasSubstr("no policy has the id \"list-9\""));
}

TEST_F(SweepPlanTest, EndsOutsideTheRangeAreFaults) {
  const std::string text =
      fault(head + "parameters:\n  - {path: model.sourcing.hazard_scale, lower: 0.25, upper: 100}\n");
  EXPECT_THAT(text, AllOf(HasSubstr("plan.yaml:8"), HasSubstr("hazard_scale = 100"), HasSubstr("0 to 20")));
}

TEST_F(SweepPlanTest, FaultsOfThePlanComeTogether) {
  const std::string text = fault(
      "schema: 1\nname: trial\nscenario: trade-war-2018\ndesign: {method: saltelly}\nreplicate: 3\n"
      "parameters:\n"
      "  - {path: a, lower: 2, upper: 1}\n"
      "  - {path: b, distribution: normal, mean: 1}\n"
      "  - {path: c, distribution: log-uniform, lower: 0, upper: 1}\n"
      "  - {path: d, lower: 0, upper: 1, text: pp}\n"
      "  - {path: d, lower: 0, upper: 1}\n");
  EXPECT_THAT(text, HasSubstr("did you mean \"saltelli\"?"));
  EXPECT_THAT(text, HasSubstr("did you mean \"replicates\"?"));
  EXPECT_THAT(text, HasSubstr("upper is not above lower"));
  EXPECT_THAT(text, HasSubstr("key deviation is missing"));
  EXPECT_THAT(text, HasSubstr("lower is not above 0"));
  EXPECT_THAT(text, HasSubstr("text has no {}"));
  EXPECT_THAT(text, HasSubstr("parameter \"d\" is there twice"));
}

TEST_F(SweepPlanTest, SamplesBelongToDrawnDesigns) {
  const std::string start = "schema: 1\nname: t\nscenario: no-policy\n";
  const std::string end = "parameters: [{path: seed, lower: 0, upper: 1}]\n";
  EXPECT_THAT(fault(start + "design: {method: sobol}\n" + end), HasSubstr("key samples is missing"));
  EXPECT_THAT(fault(start + "design: {method: grid, samples: 3}\n" + end),
              HasSubstr("samples has no meaning"));
  EXPECT_THAT(fault(start + "design: {method: morris, samples: 3, levels: 5}\n" + end),
              HasSubstr("levels is odd"));
  EXPECT_THAT(fault(start + "design: {method: csv, file: none.csv}\n" + end), HasSubstr("no such file"));
}

TEST_F(SweepPlanTest, AnUnknownPlanNamesTheLibrary) {
  try {
    static_cast<void>(load_sweep_plan("what-drive", support::source_paths()));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("what-drives"));
  }
}

// Every plan of the library is fine.
TEST_F(SweepPlanTest, LibraryPlansAreFine) {
  const DataPaths paths = support::source_paths();
  ASSERT_FALSE(paths.sweep_names().empty());
  for (const std::string& name : paths.sweep_names()) {
    const SweepPlan plan = load_sweep_plan(name, paths);
    EXPECT_EQ(plan.name, name);
    EXPECT_NO_THROW(check_sweep_paths(plan, paths, support::world2017_names)) << name;
  }
}

}  // namespace
}  // namespace entrepot::test::sweep_plan_test
