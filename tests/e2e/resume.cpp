// Runs that were stopped or killed go on to the bits of a run that was not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>

#include "outputs/store/results/result_reader.hpp"
#include "tests/e2e/small_run.hpp"

namespace entrepot::test::resume_test {

using namespace outputs;
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* end = "2019-03";

// Three replicates of all mechanisms, saved every month.
std::vector<std::string> arguments(const std::string& file, const std::vector<std::string>& more = {},
                                   const std::string& every = "1 month") {
  std::vector<std::string> all = {
      "--set", "replicates=3", "--set", "model.preset=relocation-technology", "--checkpoint-every", every};
  all.insert(all.end(), more.begin(), more.end());
  return test::trade_war(file, all, end);
}

const std::string& whole_hash() {
  static const std::string hash = [] {
    const test::TemporaryFolder folder;
    EXPECT_EQ(call(arguments(folder.file("whole.h5"))).code, 0);
    return test::hash_of(folder.file("whole.h5"));
  }();
  return hash;
}

bool exists(const std::string& file) { return std::filesystem::exists(file); }

// Waits until `file` is there, then a little longer, and sends the signal.
ProgramOutput stopped(const std::vector<std::string>& words, const std::string& file, int signal,
                      std::chrono::milliseconds later = {}) {
  test::RunningProgram run(words);
  while (run.running() && !exists(file)) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  std::this_thread::sleep_for(later);
  run.send(signal);
  return run.wait();
}

// Every verb that reads results says that there are not all.
void expect_told(const std::string& file) {
  const std::vector<std::vector<std::string>> verbs = {
      {"show", file},
      {"show", file, "--json"},
      {"compare", file, "--metric", "income"},
      {"export", file, "--metric", "income"},
      {"linkage", file, "--from", "2018", "--until", "2019"}};
  for (const std::vector<std::string>& words : verbs) {
    const ProgramOutput said = call(words);
    EXPECT_EQ(said.code, 0) << said.err;
    EXPECT_THAT(said.out + said.err, HasSubstr("of 3 replicates: interrupted")) << words.front();
  }
}

class Resume : public ::testing::Test {
 protected:
  const test::TemporaryFolder folder_;
  const std::string file_ = folder_.file("a.h5");
  const std::string checkpoint_ = file_ + ".checkpoint";

  void expect_whole() {
    EXPECT_EQ(test::hash_of(file_), whole_hash());
    EXPECT_FALSE(exists(checkpoint_));
  }
  // A run stopped in its first replicate.
  void leave_checkpoint() { ASSERT_EQ(stopped(arguments(file_), checkpoint_, SIGTERM).code, 5); }
};

TEST_F(Resume, AfterAStopInTheFirstReplicate) {
  const ProgramOutput run = stopped(arguments(file_), checkpoint_, SIGTERM);
  EXPECT_EQ(run.code, 5);
  EXPECT_THAT(run.err,
              AllOf(HasSubstr("interrupted in the first replicate"), HasSubstr("--resume -o " + file_)));
  EXPECT_FALSE(exists(file_));
  ASSERT_TRUE(exists(checkpoint_));
  const ProgramOutput rest = call(arguments(file_, {"--resume"}));
  ASSERT_EQ(rest.code, 0) << rest.err;
  EXPECT_THAT(rest.err, HasSubstr("resuming " + file_));
  EXPECT_THAT(rest.out, HasSubstr("3 replicates"));
  expect_whole();
}

// Stops again and again, without the scenario.
TEST_F(Resume, AfterManyStopsFromTheCheckpointAlone) {
  ProgramOutput run = stopped(arguments(file_), file_, SIGINT, std::chrono::milliseconds(100));
  int stops = 0;
  while (run.code == 5 && stops < 4) {
    ++stops;
    run = stopped({"run", "--resume", "-o", file_}, file_, SIGINT, std::chrono::milliseconds(150 * stops));
  }
  EXPECT_GE(stops, 1);
  if (run.code == 5 || run.signal != 0) run = call({"run", "--resume", "-o", file_});
  ASSERT_EQ(run.code, 0) << run.err;
  expect_whole();
}

TEST_F(Resume, AfterKills) {
  std::mt19937 draw(1);
  ProgramOutput run = stopped(arguments(file_), checkpoint_, SIGKILL);
  for (int kills = 1; kills < 6; ++kills) {
    run = stopped(arguments(file_, {"--resume"}), checkpoint_, SIGKILL,
                  std::chrono::milliseconds(draw() % 900));
    if (run.code == 0) break;
  }
  if (run.code != 0) run = call(arguments(file_, {"--resume"}));
  ASSERT_EQ(run.code, 0) << run.err;
  expect_whole();
}

TEST_F(Resume, StartsWhatHasNotBegunAndLeavesWhatIsComplete) {
  const ProgramOutput first = call(arguments(file_, {"--resume"}));
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_THAT(first.err, HasSubstr("nothing to resume"));
  expect_whole();
  const ProgramOutput second = call(arguments(file_, {"--resume"}));
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_THAT(second.err, HasSubstr("is complete"));
  EXPECT_EQ(second.out, first.out);
  EXPECT_EQ(call({"run", "--resume", "-o", folder_.file("none.h5")}).code, 3);
}

TEST_F(Resume, RefusesAnotherScenario) {
  leave_checkpoint();
  const ProgramOutput other = call(arguments(file_, {"--resume", "--set", "policies[list-1].scale=2"}));
  EXPECT_EQ(other.code, 3);
  EXPECT_THAT(other.err, AllOf(HasSubstr("another scenario"), HasSubstr("policies[list-1].scale")));
  const ProgramOutput world = call(arguments(file_, {"--resume", "--set", "world.firms=2001"}));
  EXPECT_EQ(world.code, 3);
  EXPECT_THAT(world.err, HasSubstr("another world"));
  EXPECT_EQ(call(arguments(file_, {"--resume"})).code, 0);  // nothing was harmed
  expect_whole();
}

TEST_F(Resume, RefusesADamagedCheckpoint) {
  leave_checkpoint();
  std::filesystem::resize_file(checkpoint_, std::filesystem::file_size(checkpoint_) / 2);
  for (const std::vector<std::string>& words :
       {arguments(file_, {"--resume"}), std::vector<std::string>{"run", "--resume", "-o", file_}}) {
    const ProgramOutput refused = call(words);
    EXPECT_EQ(refused.code, 3);
    EXPECT_THAT(refused.err, AllOf(HasSubstr(checkpoint_), HasSubstr("truncated")));
  }
}

// A new run does not silently drop what an interrupted one has left.
TEST_F(Resume, IsAskedFor) {
  leave_checkpoint();
  const ProgramOutput refused = call(arguments(file_));
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("interrupted"), HasSubstr("--resume")));
}

TEST_F(Resume, WithoutCheckpointsKeepsFinishedReplicatesOnly) {
  const ProgramOutput run =
      stopped(arguments(file_, {}, "off"), file_, SIGTERM, std::chrono::milliseconds(50));
  ASSERT_EQ(run.code, 5) << run.err;
  EXPECT_FALSE(exists(checkpoint_));
  expect_told(file_);
  ASSERT_EQ(call(arguments(file_, {"--resume"})).code, 0);
  expect_whole();
}

TEST_F(Resume, ACheckpointThatCannotBeWrittenStopsNoRun) {
  std::filesystem::create_directory(checkpoint_);  // no file can take this name
  const ProgramOutput run = call(test::trade_war(file_, {"--checkpoint-every", "1 month"}));
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("the run goes on without"));
  EXPECT_NE(test::hash_of(file_), "");
}

}  // namespace
}  // namespace entrepot::test::resume_test
