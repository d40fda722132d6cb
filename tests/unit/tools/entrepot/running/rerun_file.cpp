// Whether a file is what its own scenario gives.
#include "tools/entrepot/running/rerun_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "outputs/store/results/result_file.hpp"
#include "outputs/store/results/unfinished.hpp"
#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/runs/replicate_run.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::test::rerun_file_test {

using namespace outputs;
using namespace tools;
namespace {

using ::testing::HasSubstr;

class Rerun : public ::testing::Test {
 protected:
  Rerun() {
    Scenario scenario = read_scenario("trade-war-2018", {"world.firms=1000", "calendar.start=2018-06",
                                                         "calendar.end=2018-09", "replicates=3"});
    WorldTable table = read_world(scenario.world);
    job_ = std::make_unique<RunJob>(std::move(scenario), std::move(table), 1);
    result_ = run_replicate(*job_, 0, [](const std::string&) {});
  }
  void write(const ReplicateResult& result) {
    ResultWriter writer(file_, make_header(run_origin(*job_, job_->world(0)), "test"));
    writer.append(result);
  }
  const test::TemporaryFolder folder_;
  const std::string file_ = folder_.file("a.h5");
  std::unique_ptr<RunJob> job_;
  ReplicateResult result_;
};

TEST_F(Rerun, FindsTheSameBits) {
  write(result_);
  const RerunReport report = rerun_file(file_, 1, true);
  EXPECT_TRUE(report.differences.empty());
  EXPECT_EQ(report.replicates, 1);
  EXPECT_GT(report.values, 1000U);
  ASSERT_EQ(report.notes.size(), 1U);  // and nothing of program or data
  EXPECT_THAT(report.notes[0], HasSubstr("1 of 3 replicates: interrupted"));
}

TEST_F(Rerun, FindsOneBit) {
  ReplicateResult other = result_;
  Variable& variable = other.baseline.at(2);
  double& value = *std::max_element(variable.values.begin(), variable.values.end());
  ASSERT_GT(value, 0.0);
  value = std::nextafter(value, 1e300);
  other.scenario_tables.at(0).columns.at(1).texts.at(0) = "nothing";
  write(other);
  const RerunReport report = rerun_file(file_, 1, true);
  ASSERT_EQ(report.differences.size(), 2U);
  EXPECT_EQ(report.differences[0].name, "scenario/events/kind");
  EXPECT_EQ(report.differences[1].name, "baseline/" + variable.name);
  EXPECT_EQ(report.differences[1].values, 1U);
  EXPECT_GT(report.differences[1].largest, 0.0);
}

TEST_F(Rerun, RefusesWhatIsNoRun) {
  test::write_small_file(file_, 1);
  EXPECT_THROW(static_cast<void>(rerun_file(file_, 1, true)), InputError);
}

TEST_F(Rerun, AWholeFileIsNotUnfinished) {
  write(result_);
  EXPECT_THAT(unfinished_note(ResultReader(file_)), HasSubstr("1 of 3"));
  const std::string other = folder_.file("b.h5");
  test::write_small_file(other, 2);
  EXPECT_EQ(unfinished_note(ResultReader(other)), "");  // does not say how many were asked for
}

}  // namespace
}  // namespace entrepot::test::rerun_file_test
