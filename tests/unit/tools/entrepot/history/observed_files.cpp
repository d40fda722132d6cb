// Observed series: columns to regions, so that no country counts twice.
#include "tools/entrepot/history/observed_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "sim/core/error.hpp"
#include "tests/support/result_files.hpp"

namespace entrepot::test::observed_files_test {

using namespace tools;
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class ObservedFolder : public ::testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.file(name)) << text;
  }
  [[nodiscard]] std::string faults() const {
    try {
      static_cast<void>(read_observed(folder_.path(), 2017));
    } catch (const InputError& error) {
      return error.what();
    }
    return "none";
  }
  test::TemporaryFolder folder_;
};

TEST_F(ObservedFolder, RestOfAseanIsAseanLessVietnam) {
  write("us_import_shares_by_partner.csv",
        "year,China,Mexico,Canada,Vietnam,ASEAN5,EU27UK,Japan,Korea,Taiwan,India\n"
        "2017,.2,.13,.12,.02,.07,.19,.06,.03,.02,.02\n");
  const ObservedFiles observed = read_observed(folder_.path(), 2017);
  ASSERT_EQ(observed.series.size(), 1U);
  EXPECT_EQ(observed.series[0].cells[4].name, "ASE");
  EXPECT_NEAR(observed.series[0].years.at(2017)[4], 0.05, 1e-12);
  EXPECT_EQ(observed.notes.size(), 3U);  // the files that are not there
}

TEST_F(ObservedFolder, SectorsWeighByImportsOfTheBaseYearAndAbsentRowsAreNoShare) {
  write("us_import_shares_by_sector.csv",
        "sector,year,us_imports_bn,CHN,MEX,VNM,ASEAN5,TWN,EU27UK,CAN,KOR,JPN,IND\n"
        "ELE,2017,300,.5,.1,.02,.1,.05,.1,.02,.05,.05,.01\n"
        "ELE,2018,350,.4,.1,.03,.1,.05,.1,.02,.05,.05,.01\n"
        "AGR,2017,60,.05,.2,.05,.1,.01,.03,.1,.01,.01,.04\n");
  const ObservedSeries series = read_observed(folder_.path(), 2017).series.at(0);
  ASSERT_EQ(series.cells.size(), 20U);
  EXPECT_EQ(series.cells[10].name, "ELE CHN");
  EXPECT_EQ(series.cells[10].weight, 300.0);
  EXPECT_NEAR(series.years.at(2018)[10], 0.4, 1e-12);
  EXPECT_TRUE(std::isnan(series.years.at(2018)[0]));
}

TEST_F(ObservedFolder, ConnectorsOfARegionAreAmountsOverAmounts) {
  write("connector_countries.csv",
        "year,country,imports_from_CHN_bn,share_CHN_in_imports,exports_to_USA_bn,share_USA_in_exports\n"
        "2017,THA,20,.2,30,.1\n2017,MYS,30,.1,20,.2\n2017,DEU,1,.1,1,.1\n");
  const ObservedFiles observed = read_observed(folder_.path(), 2017);
  const std::vector<double>& shares = observed.series.at(0).years.at(2017);
  ASSERT_EQ(shares.size(), 2U);
  EXPECT_NEAR(shares[0], 50.0 / 400.0, 1e-12);
  EXPECT_NEAR(shares[1], 50.0 / 400.0, 1e-12);
  EXPECT_THAT(observed.notes, Contains(HasSubstr("DEU")));
}

TEST_F(ObservedFolder, FaultsNameTheirPlace) {
  write("us_import_shares_by_partner.csv",
        "year,China,Mexico,Canada,Vietnam,ASEAN5,EU27UK,Japan,Korea,Taiwan,India\n"
        "2017,.2,.13,.12,.08,.07,.19,.06,.03,.02,.02\n"
        "2017,x,.13,.12,.02,.07,.19,.06,.03,.02,.02\n");
  const std::string told = faults();
  EXPECT_THAT(told, HasSubstr("ASEAN5 is smaller than Vietnam"));
  EXPECT_THAT(told, HasSubstr("us_import_shares_by_partner.csv:3:6"));
  EXPECT_THAT(told, HasSubstr("2017 stands twice"));
}

TEST_F(ObservedFolder, AnEmptyFolderIsAFault) { EXPECT_THAT(faults(), HasSubstr("no observed series")); }

}  // namespace
}  // namespace entrepot::test::observed_files_test
