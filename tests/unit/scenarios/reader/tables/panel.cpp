// Duties in long form on world2017.
#include "scenarios/reader/tables/panel.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "scenarios/data/load_world.hpp"
#include "scenarios/reader/load.hpp"
#include "tests/support/scenario_files.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::panel_test {

using namespace scenarios;
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string header = "hs,origin,valid_from,valid_until,rate,authority\n";

class Panels : public ::testing::Test {
 protected:
  // A scenario whose only policy levies the panel; `keys` go into its schedule.
  Scenario load(const std::string& panel, const std::string& keys = "") {
    folder_.write("panel.csv", panel);
    const std::string file = folder_.write(
        "s.yaml",
        "schema: 1\nname: s\nseed: 1\nworld: {name: world2017, firms: 1000}\ncalendar: {start: 2018-01, end: "
        "2026-12}\npolicies:\n  - {id: p, type: tariff, importer: USA, schedule: {file: panel.csv, values: "
        "panel" +
            keys + "}}\n");
    return load_scenario(file, {}, support::source_paths(), support::world2017_names);
  }
  // Points added to the base duty of that flow to the USA.
  double points(const Scenario& scenario, const std::string& origin, const std::string& product,
                Month month) {
    const auto owned = make_instruments(scenario, table());
    const Levers levers = resolve_levers(table(), {owned.front().get()}, month);
    const auto at = [](const std::vector<std::string>& all, const std::string& name) {
      return static_cast<std::size_t>(std::find(all.begin(), all.end(), name) - all.begin());
    };
    const std::size_t flow = table().duty_index(at(table().regions, "USA"), at(table().regions, origin),
                                                at(table().products, product));
    return 100.0 * (levers.duty[flow] - table().base_duty[flow]);
  }
  std::vector<std::string> faults(const std::string& panel) {
    try {
      static_cast<void>(load(panel));
    } catch (const InputError& error) {
      std::vector<std::string> texts;
      for (const Fault& fault : error.faults())
        texts.push_back(fault.what + " | " + fault.why + " | " + fault.suggestion);
      return texts;
    }
    return {};
  }
  static const WorldTable& table() {
    static const WorldTable world = load_world({test::source_dir() + "/scenarios/worlds/world2017"});
    return world;
  }
  support::TemporaryFolder folder_;
};

TEST_F(Panels, AChapterReachesWhatAChapterDoes) {
  const Scenario scenario =
      load(header + "85,CHN,2018-09-24,2019-05-09,10,s301\n85,CHN,2019-05-10,,25,s301\n");
  EXPECT_NEAR(points(scenario, "CHN", "85.3", Month(2018, 12)), 10.0, 1e-9);
  EXPECT_NEAR(points(scenario, "CHN", "8542", Month(2018, 9)), 10.0 * 7 / 30, 1e-9);
  EXPECT_NEAR(points(scenario, "CHN", "8542", Month(2019, 5)), (10.0 * 9 + 25.0 * 22) / 31, 1e-9);
  EXPECT_NEAR(points(scenario, "VNM", "8542", Month(2020, 1)), 0.0, 1e-12);
  EXPECT_NEAR(points(scenario, "CHN", "84.3", Month(2020, 1)), 0.0, 1e-12);
}

TEST_F(Panels, TheLongestCodeRulesAndAuthoritiesCombineByTheStatedRule) {
  const std::string panel =
      header + "85,all,2018-01-01,,5,a\n8542,CN,2018-01-01,,50,a\n8542,all,2020-01-01,2020-12-31,7,b\n";
  const Month month(2020, 6);
  EXPECT_NEAR(points(load(panel), "CHN", "8542", month), 57.0, 1e-9);
  EXPECT_NEAR(points(load(panel), "CHN", "8542", Month(2021, 1)), 50.0, 1e-9);
  EXPECT_NEAR(points(load(panel), "VNM", "8542", month), 12.0, 1e-9);
  EXPECT_NEAR(points(load(panel), "VNM", "8541.1", month), 5.0, 1e-9);
  EXPECT_NEAR(points(load(panel, ", authorities: higher"), "CHN", "8542", month), 50.0, 1e-9);
  EXPECT_NEAR(points(load(panel, ", authorities: first"), "VNM", "8542", month), 5.0, 1e-9);
}

TEST_F(Panels, FineCodesAreAveragedByTrade) {
  const std::string panel = header + "854231,CHN,2018-01-01,,40,a\n854239,CHN,2018-01-01,,20,a\n";
  EXPECT_NEAR(points(load(panel), "CHN", "8542", Month(2020, 1)), 30.0, 1e-9) << "evenly";
  folder_.write("w.csv", "hs,value\n854231,300\n854239,100\n854290,100\n990000,10\n");
  const Scenario weighed = load(panel, ", weights: w.csv");
  EXPECT_NEAR(points(weighed, "CHN", "8542", Month(2020, 1)), (40.0 * 3 + 20.0) / 5, 1e-9);
  EXPECT_THAT(weighed.notes, Contains(HasSubstr("of the weights' trade is in codes that no product")));
  folder_.write("w.csv", "hs,origin,value\n8542,DE,300\n8542,FR,100\n");
  const Scenario countries =
      load(header + "85,DEU,2018-01-01,,10,a\n85,FR,2018-01-01,,2,a\n", ", weights: w.csv");
  EXPECT_NEAR(points(countries, "EUK", "8542", Month(2020, 1)), (30.0 + 2.0) / 4, 1e-9);
}

TEST_F(Panels, SaysWhichCodesTheWorldDoesNotHave) {
  const Scenario scenario = load(header + "9903,CHN,2018-01-01,,40,a\n85,CHN,2018-01-01,,5,a\n");
  EXPECT_THAT(scenario.notes,
              Contains(HasSubstr("1 codes are in no product of the world and are left out: 9903")));
}

TEST_F(Panels, TellsTheHabitsOfSpreadsheetsOnce) {
  EXPECT_THAT(
      faults(header + "1,CHN,2018-01-01,,40,a\n2,CHN,2018-01-01,,40,a\n"),
      ElementsAre(HasSubstr("\"1\", and 1 more cells like it | HS codes have 2, 4, 6, 8 or 10 digits")));
  EXPECT_THAT(faults(header + "8.542E+03,CHN,2018-01-01,,40,a\n"), ElementsAre(HasSubstr("write 8542")));
  EXPECT_THAT(faults(header + "8703.8,CHN,2018-01-01,,40,a\n"), ElementsAre(HasSubstr("write 8703.80")));
  EXPECT_THAT(faults(header + "85,CHN,2018-01-01,,\"7,5\",a\n"), ElementsAre(HasSubstr("decimal comma")));
  EXPECT_THAT(faults(header + "\"8,542\",CHN,2018-01-01,,7,a\n"), ElementsAre(HasSubstr("write 8542")));
  EXPECT_THAT(faults(header + "85,CHN,2018-01-01,,25%,a\n"), ElementsAre(HasSubstr("write 25")));
  EXPECT_THAT(faults("hs;origin;valid_from;valid_until;rate\n85;CHN;2018-01-01;;7\n"),
              ElementsAre(HasSubstr("separated by ;")));
  EXPECT_THAT(faults("hs\torigin\tvalid_from\tvalid_until\trate\n85\tCHN\t2018-01-01\t\t7\n"),
              ElementsAre(HasSubstr("separated by tabs")));
  EXPECT_THAT(faults(header + "85,XX,2018-01-01,,7,a\n"), ElementsAre(HasSubstr("is not in the world")));
  EXPECT_THAT(faults(header + "85,CHN,2018-01-32,,7,a\n"), ElementsAre(HasSubstr("no date")));
  EXPECT_TRUE(faults("\xEF\xBB\xBF" + header + "85,CHN,2018-01-01,,7,a\n").empty());
}

}  // namespace
}  // namespace entrepot::test::panel_test
