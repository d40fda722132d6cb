// The exit codes scripts rely on, and what is said with them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/e2e/small_run.hpp"
#include "tests/support/fault_cases.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::exit_codes_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::size_t files_in(const std::string& folder) {
  const auto begin = std::filesystem::directory_iterator(folder);
  return static_cast<std::size_t>(std::distance(begin, std::filesystem::directory_iterator()));
}

TEST(ExitCode, TwoForACommandLineThatIsNoUse) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"chek"}, "did you mean \"check\"?"},
      {{}, "A subcommand is required"},
      {{"world", "inspekt"}, "did you mean \"inspect\"?"},
      {{"run"}, "scenario is required"},
      {{"run", "no-policy", "--outputt", "a.h5"}, "--outputt"},
      {{"run", "no-policy", "--threads", "-1"}, "--threads"},
      {{"check", "no-policy", "again"}, "again"},
      {{"equilibrium"}, "scenario is required"},
      {{"equilibrium", "no-policy", "--at", "2031-01"},
       "outside the scenario's calendar, 2017-01 to 2030-12"},
      {{"equilibrium", "no-policy", "--at", "2020-02-14"}, "write the month, 2020-02"},
      {{"equilibrium", "no-policy", "--closure", "open"}, "--closure"},
      {{"describe", "tarif"}, "did you mean \"tariff\"?"},
      {{"compare", "a.h5", "--format", "xml"}, "--format"},
      {{"compare", "a.h5", "--period", "week"}, "week"},
      {{"compare", "a.h5", "--where", "USA"}, "USA"}};
  for (const auto& [arguments, expected] : cases) {
    const ProgramOutput refused = call(arguments);
    EXPECT_EQ(refused.code, 2) << expected;
    EXPECT_THAT(refused.err, HasSubstr(expected));
    EXPECT_EQ(refused.out, "");
  }
}

TEST(ExitCode, ThreeForFilesAndNamesThatAreNotThere) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"run", "trade-war-2O18"}, "trade-war-2018"},
      {{"hash", "nothing.h5"}, "no such file"},
      {{"compare", "nothing.h5"}, "no such file"},
      {{"compare", test::finished_run(), "--metric", "import_shares"}, "did you mean import_share?"},
      {{"compare", test::finished_run(), "--where", "origin=CHX"}, "did you mean CHN?"},
      {{"world", "inspect", "world2O17"}, "world2017"},
      {{"check", "trade-war-2018", "--set", "policies[list-9].scale=0"}, "list-9"},
      {{"equilibrium", "trade-war-2O18"}, "trade-war-2018"},
      {{"equilibrium", "no-policy", "-o", "nowhere/a.h5"}, "make the folder first"},
      {{"equilibrium", "no-policy", "-o", "a.h5", "--importer", "UAS"}, "UAS"},
      {test::trade_war("nowhere/a.h5"), "make the folder first"},
      {test::trade_war(""), "the name is empty"},
      {test::trade_war("a.h5", {"--importer", "UAS"}), "UAS"}};
  for (const auto& [arguments, expected] : cases) {
    const ProgramOutput refused = call(arguments);
    EXPECT_EQ(refused.code, 3) << expected;
    EXPECT_THAT(refused.err, AllOf(HasSubstr(expected), HasSubstr("nothing was run")));
    EXPECT_EQ(refused.out, "");
  }
}

// The first of the corpus's cases that `plant` can set together: one fault a line.
std::vector<support::FaultCase> ten_faults() {
  std::vector<support::FaultCase> chosen;
  for (const support::FaultCase& fault : support::fault_cases()) {
    const bool taken = std::any_of(chosen.begin(), chosen.end(), [&](const support::FaultCase& other) {
      return other.line == fault.line || other.line == fault.elsewhere;
    });
    // A fault of the world or the calendar as a whole keeps others from being checked against it.
    if (!taken && fault.elsewhere.empty() && !fault.hides) chosen.push_back(fault);
    if (chosen.size() == 10) break;
  }
  return chosen;
}

TEST(ExitCode, ThreeWithTenFaultsAtOnceAndNothingWritten) {
  const support::TemporaryFolder scenarios;
  const test::TemporaryFolder folder;
  const std::vector<support::FaultCase> faults = ten_faults();
  ASSERT_EQ(faults.size(), 10U);
  const support::BrokenScenario broken = support::plant(faults);
  const std::string file = scenarios.write("broken.yaml", broken.text);
  for (const std::string verb : {"run", "check"}) {
    std::vector<std::string> arguments = {verb, file};
    if (verb == "run") arguments.insert(arguments.end(), {"-o", folder.file("a.h5")});
    const ProgramOutput refused = call(arguments);
    EXPECT_EQ(refused.code, 3);
    EXPECT_THAT(refused.err, HasSubstr("10 faults found; nothing was run."));
    for (const support::ExpectedFault& fault : broken.expected) {
      const std::string place = file + ":" + std::to_string(fault.line) + ":" + std::to_string(fault.column);
      EXPECT_THAT(refused.err, AllOf(HasSubstr(place + ": "), HasSubstr(fault.what))) << fault.name;
    }
  }
  EXPECT_EQ(files_in(folder.path()), 0U);
}

TEST(ExitCode, FourWhereTheFolderTakesNoFile) {
  const ProgramOutput failed = call(test::trade_war("/proc/a.h5"));
  EXPECT_EQ(failed.code, 4);
  EXPECT_THAT(failed.err, AllOf(HasSubstr("the run failed"), HasSubstr("/proc/a.h5")));
}

// Fixed wages with all income spent have no equilibrium: the search ends with its diagnosis and no file.
TEST(ExitCode, FourWhereThereIsNoEquilibrium) {
  const test::TemporaryFolder folder;
  const ProgramOutput failed = call({"equilibrium", "trade-war-2018", "--set",
                                     "model.settlement.income_response=1", "-o", folder.file("a.h5")});
  EXPECT_EQ(failed.code, 4);
  EXPECT_EQ(failed.out, "");
  EXPECT_THAT(failed.err, AllOf(HasSubstr("no equilibrium found in spending"),
                                HasSubstr("iterations, residual"), HasSubstr("worst at")));
  EXPECT_EQ(files_in(folder.path()), 0U);
}

TEST(ExitCode, FourWhenAnEquilibriumDoesNotFitOnTheDisk) {
  const test::TemporaryFolder folder;
  test::ProgramOptions full_disk;
  full_disk.largest_file = 100000;
  const ProgramOutput failed = call({"equilibrium", "no-policy", "-o", folder.file("a.h5")}, full_disk);
  EXPECT_EQ(failed.code, 4) << "signal " << failed.signal;
  EXPECT_THAT(failed.err, HasSubstr("results cannot be stored"));
  EXPECT_EQ(files_in(folder.path()), 0U);
}

TEST(ExitCode, FourWhenTheDiskIsFull) {
  const test::TemporaryFolder folder;
  test::ProgramOptions full_disk;
  full_disk.largest_file = 100000;
  const ProgramOutput failed = call(test::trade_war(folder.file("a.h5")), full_disk);
  EXPECT_EQ(failed.code, 4) << "signal " << failed.signal;
  EXPECT_THAT(failed.err, HasSubstr("results cannot be stored"));
  EXPECT_EQ(files_in(folder.path()), 0U);
  const ProgramOutput world = call({"world", "build", "--firms", "1000", "-o", folder.path()}, full_disk);
  EXPECT_EQ(world.code, 4) << "signal " << world.signal;
}

TEST(ExitCode, FourWhenStdoutTakesNothing) {
  test::ProgramOptions full;
  full.stdout_path = "/dev/full";
  const ProgramOutput failed = call({"describe"}, full);
  EXPECT_EQ(failed.code, 4);
  EXPECT_THAT(failed.err, HasSubstr("No space left"));
}

TEST(ExitCode, AClosedStdoutLeavesTheFileAlone) {
  const test::TemporaryFolder folder;
  test::ProgramOptions closed;
  closed.stdout_path = "-";
  EXPECT_EQ(call(test::trade_war(folder.file("closed.h5")), closed).code, 0);
  EXPECT_EQ(test::hash_of(folder.file("closed.h5")), test::hash_of(test::finished_run()));
}

}  // namespace
}  // namespace entrepot::test::exit_codes_test
