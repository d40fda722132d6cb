// The file of a forecast: what is written is read again, and faults are named at their places.
#include "tools/entrepot/history/forecast_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::forecast_file_test {

using namespace tools;
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ForecastFile : public ::testing::Test {
 protected:
  [[nodiscard]] std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.file(name)) << text;
    return folder_.file(name);
  }
  template <class Read>
  [[nodiscard]] static std::string faults_of(const Read& read) {
    try {
      read();
    } catch (const InputError& error) {
      return error.what();
    }
    return "none";
  }
  test::TemporaryFolder folder_;
};

TEST_F(ForecastFile, WhatIsWrittenIsRead) {
  Forecast forecast;
  forecast.name = "a name: with a colon";
  forecast.made = "2026-03-01";
  forecast.horizon = "2027-12";
  forecast.rule = "CRPS";
  forecast.origins = {{"run.h5", "abc", "def", "", "world", "0.1", 3}};
  forecast.probabilities = band_probabilities();
  forecast.measures = {{"us-imports", "Shares", "fraction", "2024", {}}};
  forecast.measures[0].predicted = {{"CHN", "2025", {-0.25, 0.5}, {-1.0, -0.5, 0.0, 0.5, 1.0}, 0.0, 0.0},
                                    {"MEX", "2025-Q1", {}, {}, 0.125, 2.0}};
  {
    TextFile out(OutputClaim(folder_.file("f.yaml"), Existing::refuse));
    write_forecast(forecast, out);
    static_cast<void>(out.finish());
  }
  const Forecast read = read_forecast(folder_.file("f.yaml"));
  EXPECT_EQ(read.name, forecast.name);
  EXPECT_EQ(read.made, forecast.made);
  EXPECT_EQ(read.horizon, forecast.horizon);
  ASSERT_EQ(read.origins.size(), 1U);
  EXPECT_EQ(read.origins[0].results, "abc");
  EXPECT_EQ(read.origins[0].replicates, 3);
  ASSERT_EQ(read.measures.size(), 1U);
  EXPECT_EQ(read.measures[0].change_since, "2024");
  ASSERT_EQ(read.measures[0].predicted.size(), 2U);
  EXPECT_THAT(read.measures[0].predicted[0].members, ElementsAre(-0.25, 0.5));
  EXPECT_THAT(read.measures[0].predicted[0].quantiles, ElementsAre(-1.0, -0.5, 0.0, 0.5, 1.0));
  EXPECT_EQ(read.measures[0].predicted[1].mean, 0.125);
  EXPECT_EQ(read.measures[0].predicted[1].deviation, 2.0);
}

TEST_F(ForecastFile, AllFaultsAreTold) {
  const std::string path = write("f.yaml",
                                 "schema: 1\nname: f\nmade: 2026-03-01\nhorizn: 2027-12\n"
                                 "probabilities: [0.05, 0.5, 0.95]\n"
                                 "measures:\n"
                                 "  - measure: us-imports\n"
                                 "    forecasts:\n"
                                 "      - {cell: CHN, period: 2025-13, members: [1, x]}\n"
                                 "      - {cell: MEX, period: 2025, quantiles: [1, 2]}\n"
                                 "      - {cell: CAN, period: 2025, mean: 1}\n"
                                 "      - {cell: VNM, period: 2025}\n"
                                 "      - {cell: VNM, period: 2025, members: [1]}\n");
  EXPECT_THAT(faults_of([&] { static_cast<void>(read_forecast(path)); }),
              AllOf(HasSubstr("f.yaml:4:1"), HasSubstr("horizon"), HasSubstr("probabilities lack 0.25"),
                    HasSubstr("\"2025-13\" is no period"), HasSubstr("members holds \"x\""),
                    HasSubstr("2 quantiles"), HasSubstr("a deviation above 0"),
                    HasSubstr("a forecast without values"), HasSubstr("VNM of 2025 is there twice")));
}

TEST_F(ForecastFile, ObservedValuesComeInALongTable) {
  const std::string path = write("o.csv",
                                 "measure,cell,period,value\nus-imports,CHN,2017,0.2\nus-imports,CHN,2018,\n"
                                 "indirect-links,CHN USA,2018,1.25\n");
  const ObservedLevels levels = read_observed_levels(path);
  EXPECT_EQ(levels.values.size(), 2U);
  EXPECT_EQ(levels.values.at({"indirect-links", "CHN USA", "2018"}), 1.25);
}

TEST_F(ForecastFile, ObservedSeriesGoByTheNamesOfForecasts) {
  const std::string path = write("us_import_shares_by_partner.csv",
                                 "year,China,Mexico,Canada,Vietnam,ASEAN5,EU27UK,Japan,Korea,Taiwan,India\n"
                                 "2017,.2,.13,.12,.02,.07,.19,.06,.03,.02,.02\n");
  EXPECT_NEAR(read_observed_levels(path).values.at({"us-imports", "ASE", "2017"}), 0.05, 1e-12);
  EXPECT_NEAR(read_observed_levels(folder_.path()).values.at({"us-imports", "CHN", "2017"}), 0.2, 1e-12);
}

TEST_F(ForecastFile, FaultsOfATableAreTold) {
  const std::string path =
      write("o.csv", "measure,cell,period,value\na,b,2017,much\na,b,2018,1\na,b,2018,2\n");
  EXPECT_THAT(faults_of([&] { static_cast<void>(read_observed_levels(path)); }),
              AllOf(HasSubstr("o.csv:2:10"), HasSubstr("\"much\" is no number"), HasSubstr("stands twice")));
  const std::string other = write("p.csv", "measure,cel,period,value\n");
  EXPECT_THAT(faults_of([&] { static_cast<void>(read_observed_levels(other)); }), HasSubstr("cell"));
}

}  // namespace
}  // namespace entrepot::test::forecast_file_test
