// Sweeps over MPI ranks: the same bits for any number of them, and after one was killed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/sweep_case.hpp"

namespace entrepot::test::sweep_mpi_test {

using namespace outputs;
namespace {

using test::ProgramOutput;
using test::RunningProgram;
using test::SweepCase;
using ::testing::HasSubstr;

class SweepMpi : public ::testing::Test {
 protected:
  void SetUp() override {
    setenv("OMPI_ALLOW_RUN_AS_ROOT", "1", 1);
    setenv("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", 1);
    if (std::system("command -v mpirun >/dev/null 2>&1") != 0) GTEST_SKIP() << "mpirun is absent";
    const ProgramOutput alone = test::call({"sweep", "run", "no-such-plan", "--launcher", "mpi"});
    if (alone.code == 2) GTEST_SKIP() << "the program was built without MPI";
  }
  static std::vector<std::string> ranks(int count, const SweepCase& sweep, const std::string& name) {
    std::vector<std::string> words = {"--oversubscribe", "-n", std::to_string(count), test::program_path()};
    const std::vector<std::string> run = sweep.run({"--launcher", "mpi"}, name);
    words.insert(words.end(), run.begin(), run.end());
    return words;
  }
};

// Process numbers of the ranks: children of mpirun.
std::vector<int> ranks_of(const std::string& folder) {
  std::vector<int> found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream stream(entry.path() / "cmdline", std::ios::binary);
    const std::string line{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    const bool is_rank = line.rfind(test::program_path(), 0) == 0 && line.find(folder) != std::string::npos;
    if (is_rank) found.push_back(std::stoi(name));
  }
  return found;
}

TEST_F(SweepMpi, TheSameBitsForOneToFourRanks) {
  const SweepCase sweep;
  for (const int count : {1, 2, 3, 4}) {
    const std::string name = "ranks" + std::to_string(count);
    const ProgramOutput run = test::program("mpirun", ranks(count, sweep, name));
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(sweep.merged_hash(name), SweepCase::undisturbed_hash()) << count << " ranks";
    EXPECT_EQ(sweep.starts(name).size(), 12U);
    for (const auto& [one, times] : sweep.starts(name)) EXPECT_EQ(times, 1);
  }
}

TEST_F(SweepMpi, OneRankKilledAndResumed) {
  const SweepCase sweep;
  RunningProgram run(ranks(3, sweep, "out"), {}, "mpirun");
  sweep.wait_for_starts(run, 6);
  const std::vector<int> found = ranks_of(sweep.folder());
  ASSERT_FALSE(found.empty());
  kill(found.back(), SIGKILL);
  EXPECT_NE(run.wait().code, 0);
  const auto finished = sweep.finished();
  EXPECT_LT(finished.size(), 12U);
  EXPECT_EQ(sweep.resume().code, 0);
  EXPECT_EQ(sweep.merged_hash(), SweepCase::undisturbed_hash());
  for (const SweepCase::Run& one : finished) EXPECT_EQ(sweep.starts().at(one), 1);
}

}  // namespace
}  // namespace entrepot::test::sweep_mpi_test
