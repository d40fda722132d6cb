// `entrepot forecast` and `entrepot score` as a user calls them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/e2e/small_run.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::score_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;

// Three worlds from 2017 to 2019 and their forecast, made once.
struct Frozen {
  test::TemporaryFolder folder;
  std::string run = folder.file("three.h5");
  std::string forecast = folder.file("f.yaml");
  ProgramOutput made;
  Frozen() {
    static_cast<void>(call({"run", "trade-war-2018", "-o", run, "--quiet", "--set", "replicates.count=3",
                            "--set", "world.firms=1000", "--set", "calendar.end=2019-12"}));
    made = call({"forecast", run, "-o", forecast, "--made", "2018-01-01"});
  }
};

const Frozen& frozen() {
  static const Frozen one;
  return one;
}

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string write(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
  return path;
}

const std::string shares_2017_to_2019 =
    "year,China,Mexico,Canada,Vietnam,ASEAN5,EU27UK,Japan,Korea,Taiwan,India\n"
    "2017,.2164,.1339,.1281,.0198,.0661,.1854,.0583,.0304,.0182,.0209\n"
    "2018,.2132,.1351,.1251,.02,.0668,.1909,.0563,.0293,.0179,.0215\n"
    "2019,.1814,.1426,.1276,.0259,.0742,.2056,.058,.0304,.0217,.0235\n";

TEST(Score, IsRecomputedFromTheRunAndTheObservedShares) {
  ASSERT_EQ(frozen().made.code, 0) << frozen().made.err;
  const test::TemporaryFolder folder;
  const std::string observed = write(folder.file("us_import_shares_by_partner.csv"), shares_2017_to_2019);
  const ProgramOutput checked =
      test::program("/usr/bin/python3", {test::source_dir() + "/tests/e2e/check_score.py",
                                         test::program_path(), frozen().run, frozen().forecast, observed});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
}

TEST(Score, TheObservedSeriesAtHandAreScored) {
  const std::string series = test::source_dir() + "/../shared/data/observed/us_import_shares_by_partner.csv";
  if (!std::filesystem::exists(series)) GTEST_SKIP() << "no " << series;
  const ProgramOutput checked =
      test::program("/usr/bin/python3", {test::source_dir() + "/tests/e2e/check_score.py",
                                         test::program_path(), frozen().run, frozen().forecast, series});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
}

TEST(Score, TheForecastSaysWhatItWasMadeFrom) {
  const std::string text = text_of(frozen().forecast);
  EXPECT_THAT(text, AllOf(HasSubstr("made: 2018-01-01"), HasSubstr("horizon: 2019-12"),
                          HasSubstr("replicates: 3"), HasSubstr("results: \"" + test::hash_of(frozen().run)),
                          HasSubstr("data_hash"), HasSubstr("indirect-links"), HasSubstr("rule: ")));
  EXPECT_THAT(frozen().made.err, HasSubstr("3 members"));
}

// The same run gives the same file, byte for byte, and the first one is not written over.
TEST(Score, AForecastIsMadeOnce) {
  const ProgramOutput again = call({"forecast", frozen().run, "-o", frozen().forecast});
  EXPECT_EQ(again.code, 3);
  const ProgramOutput shown = call({"forecast", frozen().run, "--made", "2018-01-01"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_EQ(shown.out, text_of(frozen().forecast));
}

TEST(Score, ALongTableScoresWhatItHas) {
  const test::TemporaryFolder folder;
  const std::string observed = write(folder.file("o.csv"),
                                     "measure,cell,period,value\nindirect-links,CHN USA,2017,1\n"
                                     "indirect-links,CHN USA,2018,1\nindirect-links,CHN USA,2019,\n");
  const ProgramOutput told = call({"score", frozen().forecast, observed, "--json"});
  ASSERT_EQ(told.code, 0) << told.err;
  const nlohmann::json section = nlohmann::json::parse(told.out).at("runs").at(0).at("sections").at(0);
  ASSERT_EQ(section.at("tables").size(), 2U);
  EXPECT_EQ(section.at("tables").at(0).at("rows").back().at(1), 1);
  EXPECT_THAT(told.out, HasSubstr("us-imports: 28 of 28 cells and periods have no observed value"));
}

TEST(Score, FaultsOfBothFilesAreToldAtOnce) {
  const test::TemporaryFolder folder;
  const std::string forecast = write(folder.file("f.yaml"), "schema: 1\nname: f\nmade: soon\nmeasures: []\n");
  const std::string observed = write(folder.file("o.csv"), "measure,cell,period,value\na,b,2017,much\n");
  const ProgramOutput told = call({"score", forecast, observed});
  EXPECT_EQ(told.code, 3);
  EXPECT_THAT(told.err, AllOf(HasSubstr("f.yaml:3:7"), HasSubstr("measures is an empty list"),
                              HasSubstr("o.csv:2:10")));
  EXPECT_EQ(call({"forecast", frozen().run, "--from", "2019"}).code, 3);
  EXPECT_EQ(call({"forecast", frozen().run, "--made", "soon"}).code, 2);
}

}  // namespace
}  // namespace entrepot::test::score_test
