// `entrepot facts` and `entrepot backtest` as a user calls them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/e2e/small_run.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::facts_test {
namespace {

using test::call;
using test::ProgramOutput;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Two worlds from 2017 to 2023, made once.
const std::string& seven_years() {
  static const test::TemporaryFolder folder;
  static const std::string file = [] {
    const std::string path = folder.file("seven.h5");
    static_cast<void>(call({"run", "trade-war-2018", "-o", path, "--quiet", "--set", "replicates=2", "--set",
                            "world.firms=1000", "--set", "calendar.end=2023-12"}));
    return path;
  }();
  return file;
}

TEST(Facts, EveryMeasureIsRecomputedFromTheFile) {
  const std::string check = test::source_dir() + "/tests/e2e/check_facts.py";
  const ProgramOutput checked =
      test::program("/usr/bin/python3", {check, test::program_path(), seven_years()});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
}

TEST(Facts, RivalsHashAndReasonsArePrinted) {
  const ProgramOutput told = call({"facts", seven_years(), "--format", "csv"});
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_THAT(told.out,
              AllOf(HasSubstr("SHA-256 55cda7f34845ce2c3f39a0d4d4964857ec889a8b28dfe929abfb8d07d022a81b"),
                    HasSubstr("static equilibrium"), HasSubstr("no change"), HasSubstr("MISS"),
                    HasSubstr("a firm has a level of technology and no knowledge output")));
}

// What changes nothing misses a fall of a share, and has none of its own.
TEST(Facts, NoChangeScoresNothingOnChanges) {
  const ProgramOutput told = call({"facts", seven_years(), "--json"});
  ASSERT_EQ(told.code, 0) << told.err;
  const nlohmann::json sections = nlohmann::json::parse(told.out).at("runs").at(0).at("sections");
  for (const nlohmann::json& row : sections.at(1).at("tables").at(1).at("rows")) {
    if (row.at(0) != "us_share_chn_2022") continue;
    EXPECT_EQ(row.at(5), 0.0);
    EXPECT_EQ(row.at(6), "MISS: above the band");
    EXPECT_LT(row.at(7).get<double>(), -10.0);  // the static equilibrium
    return;
  }
  FAIL() << "no row of us_share_chn_2022 among the rivals";
}

TEST(Facts, WhatAShortRunLacksIsNotMeasured) {
  const ProgramOutput told = call({"facts", test::finished_run(), "--format", "csv"});
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_THAT(told.out, HasSubstr("the run does not hold all of 2019"));
}

void write(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

const std::string partner_head =
    "year,total_busd,China,Mexico,Canada,Vietnam,ASEAN5,EU27UK,Japan,Korea,Taiwan,India\n";

TEST(Backtest, AFolderOfAnyYearsIsRead) {
  const test::TemporaryFolder folder;
  write(folder.file("us_import_shares_by_partner.csv"),
        partner_head + "2017,1,.2,.13,.13,.02,.07,.19,.06,.03,.02,.02\n" +
            "2022,1,.16,.14,.13,.04,.1,.19,.05,.03,.03,.03\n");
  const ProgramOutput told =
      call({"backtest", seven_years(), "--observed", folder.path(), "--to", "2022", "--json"});
  ASSERT_EQ(told.code, 0) << told.err;
  const nlohmann::json section = nlohmann::json::parse(told.out).at("runs").at(0).at("sections").at(0);
  const nlohmann::json& rows = section.at("tables").at(0).at("rows");
  ASSERT_EQ(rows.size(), 5U);  // one year, a run and four rivals
  EXPECT_EQ(rows.at(0).at(1), "run");
  EXPECT_EQ(rows.at(1).at(1), "no change");
  // Mean square of -4, 1, 0, 2, 1, 0, -1, 0, 1, 1 points.
  EXPECT_NEAR(rows.at(1).at(2).get<double>(), std::sqrt(25.0 / 10.0), 1e-4);
  EXPECT_THAT(told.out, HasSubstr("has no year 2019"));
}

TEST(Backtest, FaultsOfAllFilesAreToldAtOnce) {
  const test::TemporaryFolder folder;
  write(folder.file("us_import_shares_by_partner.csv"),
        partner_head + "2017,1,20.1,.13,.13,.02,.07,.19,.06,.03,.02,.02\n");
  write(folder.file("china_export_shares.csv"), "year,USA,MEXX,CAN,VNM,ASEAN10,EU27,GBR,JPN,KOR,TWN,IND\n");
  const ProgramOutput told = call({"backtest", test::finished_run(), "--observed", folder.path()});
  EXPECT_EQ(told.code, 3);
  EXPECT_THAT(told.err, AllOf(HasSubstr("us_import_shares_by_partner.csv:2:8"), HasSubstr("as a fraction"),
                              HasSubstr("MEX"), Not(HasSubstr("bug"))));
}

TEST(Backtest, AFolderWithoutSeriesIsRefused) {
  const test::TemporaryFolder folder;
  const ProgramOutput told = call({"backtest", test::finished_run(), "--observed", folder.path()});
  EXPECT_EQ(told.code, 3);
  EXPECT_THAT(told.err, HasSubstr("no observed series in this folder"));
  EXPECT_EQ(call({"backtest", test::finished_run(), "--observed", folder.path(), "--to", "2017"}).code, 2);
}

}  // namespace
}  // namespace entrepot::test::facts_test
