// Sweeps run by the real program: the same results however they are run, stopped, killed and resumed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "outputs/store/shards/sweep_reader.hpp"
#include "tests/support/source_dir.hpp"
#include "tests/support/sweep_case.hpp"

namespace entrepot::test::sweep_test {

using namespace outputs;
namespace {

using test::call;
using test::ProgramOutput;
using test::RunningProgram;
using test::SweepCase;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t runs = 12;

// Every run was started, and those finished before the disturbance only once.
void expect_no_finished_run_twice(const SweepCase& sweep,
                                  const std::vector<SweepCase::Run>& finished_before) {
  const std::map<SweepCase::Run, int> starts = sweep.starts();
  EXPECT_EQ(starts.size(), runs);
  for (const SweepCase::Run& run : finished_before)
    EXPECT_EQ(starts.at(run), 1) << "point " << run.first << " replicate " << run.second;
}

std::string text_of(const std::string& path) {
  std::ifstream stream(path);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

TEST(Sweep, PlanSaysWhatItTakesAndRunsNothing) {
  const SweepCase sweep;
  const ProgramOutput plan = call({"sweep", "plan", sweep.plan(), "--folder", sweep.folder()});
  EXPECT_EQ(plan.code, 0) << plan.err;
  EXPECT_THAT(plan.out, AllOf(HasSubstr("6 points, 2 replicates each: 12 runs"), HasSubstr("2 worlds"),
                              HasSubstr("12 baselines and 12 scenarios"), HasSubstr("time: about"),
                              HasSubstr("memory: about"), HasSubstr("disk: at most")));
  EXPECT_FALSE(std::filesystem::exists(sweep.folder()));
}

TEST(Sweep, TheSameBitsByAnyWay) {
  const SweepCase sweep;
  ASSERT_EQ(call(sweep.run({"--threads", "2"}, "two")).code, 0);
  EXPECT_EQ(sweep.merged_hash("two"), SweepCase::undisturbed_hash());
  ASSERT_EQ(call(sweep.run({"--no-sharing"}, "alone")).code, 0);
  EXPECT_EQ(sweep.merged_hash("alone"), SweepCase::undisturbed_hash());
  // Parts, as the tasks of an array run them.
  for (const std::string part : {"2", "0", "1"}) {
    ASSERT_EQ(call({"sweep", "work", sweep.plan(), "--folder", sweep.folder("parts"), "--shard", part, "--of",
                    "3", "--quiet"})
                  .code,
              0);
  }
  EXPECT_EQ(sweep.merged_hash("parts"), SweepCase::undisturbed_hash());
}

TEST(Sweep, ARunOfAPointIsThatOfTheScenarioAlone) {
  const SweepCase sweep;
  ASSERT_EQ(call(sweep.run()).code, 0);
  ASSERT_NE(sweep.merged_hash(), "");
  const SweepReader reader(sweep.folder() + "/merged.h5");
  const std::string scale = reader.columns()[1].texts[4];
  const std::string hazard = reader.columns()[0].texts[4];
  const std::string file = sweep.file("one.h5");
  ASSERT_EQ(call({"run", "trade-war-2018", "-o", file, "--quiet", "--set", "world.firms=1500", "--set",
                  "calendar.start=2018-05", "--set", "calendar.end=2018-10", "--set", "seed=3", "--set",
                  "replicates=2", "--set", "policies[*].scale=" + scale, "--set",
                  "model.sourcing.hazard_scale=" + hazard})
                .code,
            0);
  const ResultReader one(file);
  const SweepValues all = reader.read("scenario", "import_share");
  for (std::size_t r = 0; r < 2; ++r) {
    const auto first = all.values.begin() + static_cast<std::ptrdiff_t>((4 * 2 + r) * all.cells);
    const std::vector<double> of_sweep(first, first + static_cast<std::ptrdiff_t>(all.cells));
    EXPECT_EQ(one.read("scenario", "import_share", r), of_sweep);
  }
}

// What only policies differ in shares its baseline.
TEST(Sweep, BaselinesAreSharedOnlyWhereTheyAreEqual) {
  const std::string plan =
      "schema: 1\nname: shared\nscenario: trade-war-2018\n"
      "set: [world.firms=1500, calendar.start=2018-05, calendar.end=2018-08]\nseed: 3\n"
      "design: {method: grid, levels: 2}\nparameters:\n"
      "  - {path: model.sourcing.hazard_scale, lower: 0.25, upper: 1}\n"
      "  - {path: 'policies[*].scale', lower: 0.5, upper: 2}\nmetrics: [import_share]\n";
  const SweepCase sweep(plan);
  const ProgramOutput run =
      call({"sweep", "run", sweep.plan(), "--folder", sweep.folder("shared"), "--threads", "1"});
  ASSERT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.err,
              HasSubstr("4 runs finished, 0 failed; 1 worlds and 2 baselines made, 2 baselines shared"));
  ASSERT_EQ(call(sweep.run({"--no-sharing"}, "alone")).code, 0);
  EXPECT_EQ(sweep.merged_hash("shared"), sweep.merged_hash("alone"));
}

TEST(Sweep, KilledAndResumed) {
  const SweepCase sweep;
  RunningProgram run(sweep.run({"--threads", "2"}));
  sweep.wait_for_starts(run, 6);
  run.send(SIGKILL);
  EXPECT_EQ(run.wait().signal, SIGKILL);
  const auto finished = sweep.finished();
  EXPECT_GE(finished.size(), 1U);
  EXPECT_LT(finished.size(), runs);
  EXPECT_EQ(sweep.resume().code, 0);
  EXPECT_EQ(sweep.merged_hash(), SweepCase::undisturbed_hash());
  expect_no_finished_run_twice(sweep, finished);
}

// Asked to stop, it finishes the runs in hand.
TEST(Sweep, StoppedAndResumed) {
  for (const int signal : {SIGTERM, SIGUSR1}) {
    const SweepCase sweep;
    RunningProgram run(sweep.run({"--threads", "1"}));
    sweep.wait_for_starts(run, 3);
    run.send(signal);
    const ProgramOutput stopped = run.wait();
    EXPECT_EQ(stopped.code, 5) << stopped.err;
    EXPECT_THAT(stopped.err, HasSubstr("sweep resume"));
    const auto finished = sweep.finished();
    EXPECT_EQ(finished.size(), sweep.starts().size());
    EXPECT_LT(finished.size(), runs);
    EXPECT_EQ(sweep.resume().code, 0);
    EXPECT_EQ(sweep.merged_hash(), SweepCase::undisturbed_hash());
    for (const auto& [one, times] : sweep.starts()) EXPECT_EQ(times, 1);
  }
}

// A limit on the size of files acts like a full disk.
TEST(Sweep, FullDiskAndResumed) {
  const SweepCase sweep;
  test::ProgramOptions options;
  options.largest_file = 150000;
  const ProgramOutput full = call(sweep.run({"--threads", "2"}), options);
  EXPECT_EQ(full.code, 4) << full.err;
  EXPECT_THAT(full.err, AllOf(HasSubstr("cannot write"), HasSubstr("finished runs are kept")));
  const auto finished = sweep.finished();
  EXPECT_GE(finished.size(), 1U);
  EXPECT_LT(finished.size(), runs);
  EXPECT_EQ(sweep.resume().code, 0);
  EXPECT_EQ(sweep.merged_hash(), SweepCase::undisturbed_hash());
  expect_no_finished_run_twice(sweep, finished);
}

// A refused point is recorded with its error; the others run.
TEST(Sweep, FailedPointsDoNotStopTheRest) {
  const SweepCase sweep(
      "schema: 1\nname: failing\nscenario: trade-war-2018\n"
      "set: [world.firms=1500, calendar.start=2018-05, calendar.end=2018-07]\nseed: 3\n"
      "design: {method: csv, file: design.csv}\nparameters:\n"
      "  - {path: model.ordering.short_run_sigma, lower: 0.5, upper: 1}\nmetrics: [consumer_price]\n");
  std::ofstream(sweep.file("design.csv")) << "short_run_sigma\n0.5\n0.995\n1\n";
  const ProgramOutput run = call(sweep.run());
  EXPECT_EQ(run.code, 4) << run.err;
  EXPECT_EQ(sweep.finished(), (std::vector<SweepCase::Run>{{0, 0}, {2, 0}}));
  const ProgramOutput status = call({"sweep", "status", sweep.folder()});
  EXPECT_THAT(status.out, AllOf(HasSubstr("2 of 3 runs finished, 1 failed, 0 open"),
                                HasSubstr("between 0.99 and 1"), HasSubstr("1/0")));
  // Nothing is left to do unless asked.
  EXPECT_EQ(sweep.resume().code, 0);
  EXPECT_EQ(sweep.starts().size(), 3U);
  ASSERT_NE(sweep.merged_hash(), "");
  const SweepValues price = SweepReader(sweep.folder() + "/merged.h5").read("scenario", "consumer_price");
  EXPECT_FALSE(std::isnan(price.values[0]));
  EXPECT_TRUE(std::isnan(price.values[price.cells]));
}

TEST(Sweep, AnotherPlanDoesNotMixIn) {
  const SweepCase sweep;
  ASSERT_EQ(call(sweep.run()).code, 0);
  std::ofstream(sweep.plan(), std::ios::app) << "# changed\n";
  const ProgramOutput again = call(sweep.run());
  EXPECT_EQ(again.code, 3);
  EXPECT_THAT(again.err, HasSubstr("the sweep of another plan"));
}

TEST(Sweep, AnalyseWritesACsvAndAPageOfItsOwn) {
  const SweepCase sweep;
  ASSERT_EQ(call(sweep.run()).code, 0);
  ASSERT_NE(sweep.merged_hash(), "");
  const ProgramOutput analysed = call({"sweep", "analyse", sweep.folder(), "--bootstrap", "50"});
  EXPECT_EQ(analysed.code, 0) << analysed.err;
  // Stronger tariffs mean less from China.
  EXPECT_THAT(analysed.out, AllOf(HasSubstr("share (mean of import_share)"), HasSubstr("scale")));
  const std::string page = text_of(sweep.folder() + "/analysis.html");
  EXPECT_THAT(page, AllOf(HasSubstr("<svg"), Not(HasSubstr("<script")), Not(HasSubstr("http"))));
  EXPECT_THAT(text_of(sweep.folder() + "/analysis.csv"), HasSubstr("share,scale,spearman,6,-"));
  const ProgramOutput wrong =
      call({"sweep", "analyse", sweep.folder(), "--metric", "import_share", "--where", "origin=CHM"});
  EXPECT_EQ(wrong.code, 3);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean \"CHN\"?"));
}

TEST(Sweep, XarrayOpensTheMergedFile) {
  if (std::system("/usr/bin/python3 -c 'import xarray, h5netcdf, netCDF4' >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "python3 with xarray, h5netcdf and netCDF4 is absent";
  const SweepCase sweep;
  ASSERT_EQ(call(sweep.run()).code, 0);
  ASSERT_NE(sweep.merged_hash(), "");
  const std::string command =
      "/usr/bin/python3 " + test::source_dir() + "/tests/e2e/check_sweep.py " + sweep.folder() + "/merged.h5";
  EXPECT_EQ(std::system(command.c_str()), 0);
}

// Two runs of a year and a half each, saved every month, dropped inside by a second signal.
TEST(Sweep, LongRunsGoOnFromTheirCheckpoints) {
  std::string plan = SweepCase::small_plan();
  plan.replace(plan.find("calendar.end=2018-10"), 20, "calendar.end=2019-12");
  plan.replace(plan.find("samples: 6"), 10, "samples: 1");
  const SweepCase sweep(plan);
  ASSERT_EQ(call(sweep.run({}, "whole")).code, 0);
  const std::vector<std::string> more = {"--checkpoint-every", "1 month", "--threads", "1"};
  RunningProgram program(sweep.run(more));
  const std::string checkpoint = sweep.folder() + "/checkpoints/0-0.checkpoint";
  while (program.running() && !std::filesystem::exists(checkpoint)) std::this_thread::yield();
  program.send(SIGTERM);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  program.send(SIGTERM);
  EXPECT_EQ(program.wait().code, 5);
  EXPECT_TRUE(std::filesystem::exists(checkpoint) || !sweep.finished().empty());
  const ProgramOutput rest = sweep.resume();
  EXPECT_EQ(rest.code, 0) << rest.err;
  EXPECT_THAT(rest.err, Not(HasSubstr("starts anew")));
  EXPECT_EQ(sweep.merged_hash(), sweep.merged_hash("whole"));
  EXPECT_TRUE(std::filesystem::is_empty(sweep.folder() + "/checkpoints"));
}

TEST(Sweep, ADamagedCheckpointCostsOnlyItsRun) {
  const SweepCase sweep;
  std::filesystem::create_directories(sweep.folder() + "/checkpoints");
  std::ofstream(sweep.folder() + "/checkpoints/0-0.checkpoint") << "entrepot-checkpoint 1 nonsense";
  const ProgramOutput run = call(sweep.run());
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("starts anew"));
  EXPECT_EQ(sweep.merged_hash(), SweepCase::undisturbed_hash());
}

}  // namespace
}  // namespace entrepot::test::sweep_test
