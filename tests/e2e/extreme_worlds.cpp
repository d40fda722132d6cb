// Worlds and policies at their ends: a clear result or a clear error, no signal, and no number in a file that
// is none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "outputs/store/results/result_reader.hpp"
#include "tests/e2e/small_run.hpp"

namespace entrepot::test::extreme_worlds_test {

using namespace outputs;
namespace {

using test::call;
using test::ProgramOutput;
using test::TemporaryFolder;
using ::testing::AnyOf;
using ::testing::HasSubstr;

std::string write(const std::string& file, const std::string& text) {
  std::ofstream(file) << text;
  return file;
}

void expect_no_infinity(const std::string& file) {
  const ResultReader reader(file);
  for (const std::string& group : reader.groups()) {
    for (const std::string& metric : reader.metrics(group)) {
      for (std::size_t r = 0; r < reader.replicates(group).size(); ++r) {
        for (const double value : reader.read(group, metric, r))
          ASSERT_FALSE(std::isinf(value)) << group << "/" << metric;
      }
    }
  }
}

// Finished, refused, or failed with words; never a signal, never a bug.
void expect_clear_end(const std::string& what, std::vector<std::string> arguments) {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.h5");
  arguments.insert(arguments.end(), {"-o", file, "--quiet"});
  const ProgramOutput run = call(arguments);
  EXPECT_EQ(run.signal, 0) << what;
  EXPECT_THAT(run.code, AnyOf(0, 3, 4)) << what << ": " << run.err;
  if (run.code == 0) {
    expect_no_infinity(file);
  } else {
    EXPECT_FALSE(run.err.empty()) << what;
  }
}

std::vector<std::string> on_table(const std::string& table, const std::string& firms = "1000") {
  return {"run",   "no-policy",           "--set", "world.table=" + table, "--set", "world.firms=" + firms,
          "--set", "calendar.end=2017-03"};
}

const std::string header = "origin,sector,destination,use,value\n";
const std::string two_by_two =
    "A,g,A,g,10\nA,g,A,s,5\nA,g,B,g,4\nA,g,A,FINAL,60\nA,g,B,FINAL,10\nA,s,A,g,20\nA,s,B,s,2\nA,s,A,FINAL,"
    "60\n"
    "B,g,A,g,6\nB,g,B,g,8\nB,g,A,FINAL,10\nB,g,B,FINAL,20\nB,s,A,g,1\nB,s,B,g,10\nB,s,B,FINAL,30\n";

TEST(ExtremeWorlds, OddTablesAreReadOrRefused) {
  const TemporaryFolder folder;
  const std::vector<std::pair<std::string, std::string>> tables = {
      {"all zero", "A,g,A,g,0\nA,g,A,FINAL,0\nB,g,B,g,0\nB,g,B,FINAL,0\n"},
      {"a cell of 1e300", two_by_two + "B,s,A,s,1e300\n"},
      {"a tiny cell", two_by_two + "B,s,A,s,1e-300\n"},
      {"tiny cells only", "A,g,A,g,1e-300\nA,g,A,FINAL,1e-300\nB,g,B,g,1e-300\nB,g,B,FINAL,1e-300\n"},
      {"a cell that is no number", two_by_two + "B,s,A,s,nan\n"},
      {"an infinite cell", two_by_two + "B,s,A,s,inf\n"},
      {"no final use", "A,g,A,g,10\nA,g,B,g,10\nB,g,A,g,10\nB,g,B,g,10\n"},
      {"no intermediate use", "A,g,A,FINAL,10\nA,g,B,FINAL,10\nB,g,A,FINAL,10\nB,g,B,FINAL,10\n"},
      {"one region", "A,g,A,g,10\nA,g,A,s,10\nA,g,A,FINAL,10\nA,s,A,g,5\nA,s,A,s,5\nA,s,A,FINAL,20\n"},
      {"one sector", "A,g,A,g,10\nA,g,B,g,10\nA,g,A,FINAL,20\nB,g,A,g,5\nB,g,B,g,5\nB,g,B,FINAL,20\n"},
      {"one region and sector", "A,g,A,g,10\nA,g,A,FINAL,20\n"},
      {"a region that makes nothing",
       "A,g,A,g,10\nA,g,A,FINAL,20\nA,g,B,FINAL,20\nB,g,A,g,0\nB,g,B,FINAL,0\n"},
      {"a region that buys nothing", "A,g,A,g,10\nA,g,A,FINAL,20\nB,g,A,FINAL,20\nB,g,B,g,5\n"},
      {"regions that do not trade", "A,g,A,g,10\nA,g,A,FINAL,20\nB,g,B,g,10\nB,g,B,FINAL,20\n"},
      {"negative final use only", "A,g,A,g,10\nA,g,A,FINAL,-20\nB,g,B,g,10\nB,g,B,FINAL,-20\n"},
      {"rows of very different sizes", two_by_two + "A,s,A,s,1e7\nB,s,B,s,1e-7\n"},
      {"a header alone", ""}};
  for (const auto& [what, rows] : tables)
    expect_clear_end(what, on_table(write(folder.file("table.csv"), header + rows)));
  expect_clear_end("an empty file", on_table(write(folder.file("table.csv"), "")));
}

std::vector<std::string> with_policies(const std::string& file, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"run", file};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// Fewer firms than cells: most sectors have one.
TEST(ExtremeWorlds, OneFirmPerSectorRuns) {
  const TemporaryFolder folder;
  const ProgramOutput run = call({"run", "no-policy", "--set", "world.firms=1000", "--set",
                                  "calendar.end=2017-03", "-o", folder.file("a.h5"), "--quiet"});
  EXPECT_EQ(run.code, 0) << run.err;
  expect_no_infinity(folder.file("a.h5"));
}

TEST(ExtremeWorlds, ExtremePoliciesEndClearly) {
  const TemporaryFolder folder;
  const std::string head =
      "schema: 1\nname: extreme\nextends: no-policy\nseed: 1\nworld: {name: world2017, firms: 1500}\n"
      "calendar: {start: 2018-01, end: 2018-12}\npolicies:\n";
  const std::string everybody = "[USA, CHN, MEX, CAN, VNM, ASE, JPN, KOR, TWN, IND, EUK, LAC, AFR, MEA, ROW]";
  const auto tariff = [&](const std::string& rate) {
    return head + "  - {id: t, type: tariff, importer: " + everybody + ", origin: " + everybody +
           ", rate: " + rate + ", from: 2018-02-01}\n";
  };
  const std::string ban = head + "  - {id: b, type: export_control, exporter: " + everybody +
                          ", destination: " + everybody + ", from: 2018-02-01}\n";
  expect_clear_end("a prohibitive duty between all",
                   with_policies(write(folder.file("a.yaml"), tariff("+1000 pp"))));
  expect_clear_end("ten times that", with_policies(folder.file("a.yaml"), {"--set", "policies[t].scale=10"}));
  expect_clear_end("a negative duty", with_policies(write(folder.file("b.yaml"), tariff("-100 pp"))));
  expect_clear_end("everything banned", with_policies(write(folder.file("c.yaml"), ban)));
  expect_clear_end("everything banned, all mechanisms",
                   with_policies(folder.file("c.yaml"), {"--set", "model.preset=relocation"}));
}

// An infinite number ends the run before it is written, and the words say whose, where and when.
TEST(ExtremeWorlds, WhatIsNoNumberIsNamed) {
  const TemporaryFolder folder;
  const ProgramOutput run = call(test::trade_war(folder.file("a.h5"), {"--set", "policies[*].scale=1e6"}));
  EXPECT_EQ(run.signal, 0);
  EXPECT_THAT(run.code, AnyOf(0, 3, 4)) << run.err;
}

}  // namespace
}  // namespace entrepot::test::extreme_worlds_test
