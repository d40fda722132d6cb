// The workbench as programs, attackers and browsers meet it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/e2e/small_run.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::serve_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

ProgramOutput python(const std::string& script) {
  return program("/usr/bin/python3", {source_dir() + "/tests/e2e/" + script, program_path()});
}

TEST(Serve, AttacksAreRefusedAndCommandsDoWhatTheyShow) {
  const ProgramOutput checked = python("check_serve.py");
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
}

TEST(Serve, ABrowserGoesFromTemplateToReport) {
  if (std::system("command -v chromium >/dev/null && command -v chromedriver >/dev/null") != 0)
    GTEST_SKIP() << "chromium or chromium-driver is absent";
  const ProgramOutput checked = python("check_workbench.py");
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
}

nlohmann::json status_in(const std::string& file) { return nlohmann::json::parse(std::ifstream(file)); }

TEST(RunStatus, SaysHowItEndedAndTheSharesOfTheClosingTable) {
  const TemporaryFolder folder;
  const std::string status = folder.file("status.json");
  const ProgramOutput run = call(trade_war(folder.file("a.h5"), {"--json", "--quiet", "--status", status}));
  ASSERT_EQ(run.code, 0) << run.err;
  const nlohmann::json told = status_in(status);
  EXPECT_EQ(told.at("state"), "finished");
  EXPECT_EQ(told.at("months").size(), 6U);
  EXPECT_EQ(told.at("shares").at("origins"), nlohmann::json::parse(run.out).at("origins"));
  const ProgramOutput again = call(trade_war(folder.file("b.h5"), {"--status", status}));
  EXPECT_EQ(again.code, 3);
  EXPECT_FALSE(std::filesystem::exists(folder.file("b.h5")));
}

TEST(RunStatus, TakesNoInputForItsFileAndNoUnknownImporter) {
  const TemporaryFolder folder;
  const std::string mine = folder.file("mine.yaml");
  std::ofstream(mine) << "schema: 1\nname: mine\nextends: no-policy\n";
  const ProgramOutput over = call({"run", mine, "-o", folder.file("a.h5"), "--status", mine, "--force"});
  EXPECT_EQ(over.code, 3);
  EXPECT_THAT(over.err, HasSubstr("mine.yaml"));
  const ProgramOutput unknown =
      call({"run", mine, "-o", folder.file("a.h5"), "--importer", "UAS", "--status", folder.file("s.json")});
  EXPECT_EQ(unknown.code, 3);
  EXPECT_THAT(unknown.err, HasSubstr("UAS"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("s.json")));
}

TEST(Check, GivesFaultsAsJson) {
  const TemporaryFolder folder;
  const std::string mine = folder.file("mine.yaml");
  std::ofstream(mine) << "schema: 1\nname: mine\nextends: no-policy\nwrold: {}\nworld: {frims: 5}\n";
  const ProgramOutput checked = call({"check", mine, "--json"});
  EXPECT_EQ(checked.code, 3);
  EXPECT_THAT(checked.err, HasSubstr("2 faults found"));
  const nlohmann::json faults = nlohmann::json::parse(checked.out).at("faults");
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].at("line"), 4);
  EXPECT_EQ(faults[0].at("file"), mine);
  EXPECT_THAT(faults[1].at("suggestion").get<std::string>(), HasSubstr("firms"));
}

TEST(New, GivesItsTemplatesAsJson) {
  const nlohmann::json rows = nlohmann::json::parse(call({"new", "--json"}).out).at("rows");
  EXPECT_GE(rows.size(), 7U);
  for (const nlohmann::json& row : rows) {
    EXPECT_EQ(row.at("asks").at(0).at("name"), "name");
    EXPECT_NE(row.at("about"), "");
  }
  EXPECT_EQ(call({"new", "subsidy", "--json"}).code, 2);
}

}  // namespace
}  // namespace entrepot::test::serve_test
