// A run that is interrupted or killed leaves its finished replicates in a file that opens.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "outputs/store/results/result_reader.hpp"
#include "tests/e2e/small_run.hpp"

namespace entrepot::test::stopped_run_test {

using namespace outputs;
namespace {

using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;

// Waits until the first replicate is stored, then sends the signal.
ProgramOutput stopped(const std::string& file, int signal) {
  test::RunningProgram run(test::trade_war(file, {"--set", "replicates=200"}, "2019-12"));
  while (run.running() && !std::filesystem::exists(file))
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  run.send(signal);
  return run.wait();
}

void expect_complete_replicates(const std::string& file) {
  const ResultReader reader(file);
  ASSERT_GE(reader.replicates("scenario").size(), 1U);
  EXPECT_LT(reader.replicates("scenario").size(), 200U);
  for (const char* variant : {"scenario", "baseline"}) {
    for (std::size_t r = 0; r < reader.replicates(variant).size(); ++r) {
      for (const double share : reader.read(variant, "import_share", r)) ASSERT_GE(share, 0.0);
    }
  }
  const ProgramOutput compared = test::call({"compare", file, "--metric", "income"});
  EXPECT_EQ(compared.code, 0) << compared.err;
}

TEST(StoppedRun, InterruptKeepsFinishedReplicatesAndExitsFive) {
  const test::TemporaryFolder folder;
  for (const int signal : {SIGINT, SIGTERM}) {
    const std::string file = folder.file("stopped" + std::to_string(signal) + ".h5");
    const ProgramOutput run = stopped(file, signal);
    EXPECT_EQ(run.code, 5) << "signal " << run.signal;
    EXPECT_THAT(run.err, AllOf(HasSubstr("interrupted in replicate"), HasSubstr(file)));
    EXPECT_EQ(run.out, "");
    expect_complete_replicates(file);
    // Results, and what was in hand when the signal came; nothing half-written.
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
      EXPECT_THAT(entry.path().extension(), AnyOf(".h5", ".checkpoint")) << entry.path();
  }
}

TEST(StoppedRun, KillLeavesAFileThatOpens) {
  const test::TemporaryFolder folder;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const std::string file = folder.file("killed" + std::to_string(attempt) + ".h5");
    const ProgramOutput run = stopped(file, SIGKILL);
    EXPECT_EQ(run.signal, SIGKILL);
    expect_complete_replicates(file);
  }
}

// Replicates do not depend on how many follow.
TEST(StoppedRun, TheFirstReplicateIsThatOfAShortRun) {
  const test::TemporaryFolder folder;
  ASSERT_EQ(test::call(test::trade_war(folder.file("two.h5"), {"--set", "replicates=2"})).code, 0);
  const ResultReader one(test::finished_run());
  const ResultReader two(folder.file("two.h5"));
  ASSERT_EQ(two.replicates("scenario").size(), 2U);
  EXPECT_EQ(one.read("scenario", "customs_trade", 0), two.read("scenario", "customs_trade", 0));
  EXPECT_NE(two.read("scenario", "customs_trade", 0), two.read("scenario", "customs_trade", 1));
}

}  // namespace
}  // namespace entrepot::test::stopped_run_test
