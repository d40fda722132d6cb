// The report and the summary of a real run, as a user makes them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/e2e/small_run.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::report_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const test::TemporaryFolder& runs_folder() {
  static const test::TemporaryFolder folder;
  return folder;
}

// The trade war with plants abroad, two replicates of two years.
std::string run_of_plants(const std::string& name, const std::vector<std::string>& more) {
  std::string path = runs_folder().file(name);
  std::vector<std::string> words = {"run",
                                    "relocation-2045",
                                    "-o",
                                    path,
                                    "--quiet",
                                    "--set",
                                    "world.firms=2000",
                                    "--set",
                                    "calendar.start=2018-01",
                                    "--set",
                                    "calendar.end=2019-12",
                                    "--set",
                                    "replicates=2"};
  words.insert(words.end(), more.begin(), more.end());
  static_cast<void>(call(words));
  return path;
}

const std::string& run_with_plants() {
  static const std::string file = run_of_plants("plants.h5", {});
  return file;
}

// The same with less of one policy.
const std::string& milder_run() {
  static const std::string file =
      run_of_plants("milder.h5", {"--set", "name=milder", "--set", "policies[list-3].scale=0.5"});
  return file;
}

// What `entrepot graph --json` writes of a smaller world.
const std::string& graph_file() {
  static const std::string file = [] {
    std::string path = runs_folder().file("graph.json");
    const ProgramOutput graph =
        call({"graph", "relocation-2045", "--json", "--quiet", "--sample", "20", "--at", "2018-03", "--set",
              "world.firms=1000", "--set", "calendar.start=2018-01"});
    std::ofstream(path) << graph.out;
    return path;
  }();
  return file;
}

// Whether a text holds a braille character with a dot in it.
bool has_dots(const std::string& text) {
  for (std::size_t at = text.find("\xE2"); at != std::string::npos; at = text.find("\xE2", at + 1)) {
    const std::string letter = text.substr(at, 3);
    if (letter > "\u2800" && letter <= "\u28FF") return true;
  }
  return false;
}

TEST(Show, PrintsHeadlineTablesAndPlots) {
  const ProgramOutput shown = call({"show", run_with_plants()});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr("== The headline =="),
                               HasSubstr("share of CHN in USA goods imports is"), HasSubstr("95 % low")));
  EXPECT_THAT(shown.out,
              AllOf(HasSubstr("list-1"), HasSubstr("duties collected"), HasSubstr("== Provenance ==")));
  EXPECT_TRUE(has_dots(shown.out));
}

TEST(Show, HoldsPricesEmploymentAndThePurseByQuarter) {
  const ProgramOutput shown = call({"show", run_with_plants(), "--format", "csv"});
  ASSERT_EQ(shown.code, 0) << shown.err;
  for (const char* const record :
       {",prices,consumer-prices-quarters,USA / 2019-Q4,with,",
        ",prices,import-prices-quarters,ELE / 2019-Q4,with,",
        ",economy,employment-USA-quarters,ELE / 2019-Q4,with,",
        ",prices,fiscal,2019-Q4,\"duties collected, with", ",prices,fiscal,2019-Q4,\"subsidies paid, with",
        ",prices,fiscal,2019-Q4,\"fines on trans-shipments", ",links,re-exports,2019-Q4,"})
    EXPECT_THAT(shown.out, HasSubstr(record));
  EXPECT_THAT(shown.out, HasSubstr("Sectors: AGR is agriculture"));
}

TEST(Show, NamesNoFolderOfThisMachine) {
  const ProgramOutput shown = call({"show", run_with_plants(), "--format", "csv"});
  EXPECT_THAT(shown.out, HasSubstr("worlds/world2017/chn_added_duty_on_usa_by_product.csv: "));
  EXPECT_THAT(shown.out, Not(HasSubstr(test::source_dir() + "/scenarios")));
}

TEST(Show, JsonAgreesWithTheTableOfTheRun) {
  const test::TemporaryFolder folder;
  const ProgramOutput run = call(test::trade_war(folder.file("a.h5"), {"--json", "--quiet"}));
  const double share = nlohmann::json::parse(run.out).at("origins").at("CHN").at("scenario").at(0);
  const auto shown = nlohmann::json::parse(call({"show", folder.file("a.h5"), "--format", "json"}).out);
  for (const auto& section : shown.at("runs").at(0).at("sections")) {
    if (section.at("id") != "shares") continue;
    for (const auto& row : section.at("tables").at(0).at("rows")) {
      if (row.at(0) != "CHN") continue;
      EXPECT_NEAR(row.at(2).get<double>(), share, 1e-4);
    }
    return;
  }
  FAIL() << "no shares";
}

TEST(Show, FactsOfTheLibraryAreHeldAgainstARun) {
  const ProgramOutput shown =
      call({"show", run_with_plants(), "--facts", "trade-war-2018", "--width", "200"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr("Against what was observed"), HasSubstr("not measured")));
}

TEST(Show, AFaultyFactsFileIsRefusedWithEveryFault) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("facts.yaml");
  std::FILE* const file = std::fopen(path.c_str(), "w");
  std::fputs(
      "facts:\n  - {id: a, role: chek, low: x}\n  - {id: b, role: check, metric: gdp, as: percent, time: "
      "2018}\n",
      file);
  std::fclose(file);
  const ProgramOutput shown = call({"show", run_with_plants(), "--facts", path});
  EXPECT_EQ(shown.code, 3);
  EXPECT_THAT(shown.err, AllOf(HasSubstr("did you mean \"check\""), HasSubstr("low is no number"),
                               HasSubstr("without a base"), HasSubstr("facts.yaml:2")));
}

TEST(Report, OneFileOfAtMostThreeMegabytes) {
  const test::TemporaryFolder folder;
  const std::string page = folder.file("report.html");
  const ProgramOutput made = call({"report", run_with_plants(), run_with_plants(), "-o", page});
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.err, HasSubstr("Written to"));
  EXPECT_LT(std::filesystem::file_size(page), 3'000'000U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

// Whatever this program says in a report of two real runs has its label.
TEST(Report, NothingStaysInEnglishInAChineseReport) {
  const test::TemporaryFolder folder;
  const ProgramOutput made = call({"report", run_with_plants(), milder_run(), "-o", folder.file("zh.html"),
                                   "--lang", "zh", "--facts", "trade-war-2018", "--graph", graph_file()});
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.err, Not(HasSubstr("in English")));
  EXPECT_EQ(call({"report", run_with_plants(), "--lang", "xx"}).code, 2);
}

TEST(Report, AGraphStandsInTheReportOfItsScenario) {
  const ProgramOutput shown =
      call({"show", run_with_plants(), milder_run(), "--graph", graph_file(), "--width", "160"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out,
              AllOf(HasSubstr("== Whom it would hurt to lose =="), HasSubstr("paths of others, with")));
  const ProgramOutput other = call({"show", milder_run(), "--graph", graph_file()});
  EXPECT_EQ(other.code, 3);
  EXPECT_THAT(other.err, HasSubstr("no run of relocation-2045 here"));
  const ProgramOutput none = call({"show", milder_run(), "--graph", milder_run()});
  EXPECT_EQ(none.code, 3);
  EXPECT_THAT(none.err, HasSubstr("no graph of a run"));
}

TEST(Report, AFullDiskLeavesNoReport) {
  const test::TemporaryFolder folder;
  test::ProgramOptions options;
  options.largest_file = 100'000;
  const ProgramOutput made = call({"report", run_with_plants(), "-o", folder.file("report.html")}, options);
  EXPECT_EQ(made.code, 4) << made.err;
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Report, ABrowserDrawsEveryChartAndAsksForNothing) {
  if (std::system("command -v chromium >/dev/null && command -v chromedriver >/dev/null") != 0)
    GTEST_SKIP() << "chromium or chromium-driver is absent";
  const test::TemporaryFolder folder;
  const std::string page = folder.file("report.html");
  ASSERT_EQ(call({"report", run_with_plants(), milder_run(), "-o", page, "--facts", "trade-war-2018"}).code,
            0);
  const std::string check = test::source_dir() + "/tests/e2e/check_report.py";
  const ProgramOutput checked = test::program("/usr/bin/python3", {check, page, "--several"});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
}

}  // namespace
}  // namespace entrepot::test::report_test
