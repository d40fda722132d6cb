// A world file read by a scenario.
#include "scenarios/reader/world_file.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "scenarios/reader/load.hpp"
#include "tests/support/planted_world.hpp"
#include "tests/support/published_table.hpp"
#include "tests/support/scenario_files.hpp"

namespace entrepot::test::world_file_test {

using namespace scenarios;
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

class WorldFile : public ::testing::Test {
 protected:
  void SetUp() override { static_cast<void>(test::PublishedTable(2, 6).write("icio", place_.folder())); }
  Scenario load(const std::string& table) {
    place_.write("s.yaml", "schema: 1\nname: s\nseed: 1\nworld: {table: " + table +
                               "}\ncalendar: {start: 2014-01, end: 2014-02, step: 1 month}\n");
    return load_scenario(place_.path("s.yaml"), {}, support::source_paths(), nullptr);
  }
  std::string message(const std::string& world) {
    place_.write("world.yaml", world);
    try {
      static_cast<void>(load("world.yaml"));
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  }
  test::PlantedWorld place_;
};

TEST_F(WorldFile, FillsInTheTableAndItsPlan) {
  place_.write("regions.csv", "from,to\n*,ONE\n");
  place_.write(
      "world.yaml",
      "table: icio.csv\nlayout: icio\nunit: thousand\nrate: 1.25\nregions: regions.csv\nname: mine\n");
  const WorldSpec world = load("world.yaml").world;
  EXPECT_THAT(world.table, ::testing::EndsWith("/icio.csv"));
  EXPECT_EQ(world.name, "mine");
  EXPECT_EQ(world.plan.layout, "icio");
  EXPECT_EQ(world.plan.unit, 1e-3);
  EXPECT_EQ(world.plan.rate, 1.25);
  EXPECT_THAT(world.plan.regions, ::testing::EndsWith("/regions.csv"));
  EXPECT_EQ(world.plan.folder, place_.folder());
}

TEST_F(WorldFile, SaysWhereRealFirmsAreAndHowTheyAreRead) {
  place_.write("f.csv", "id\n");
  place_.write("t.csv", "id\n");
  place_.write("world.yaml",
               "table: icio.csv\nfirms:\n  table: f.csv\n  columns: {id: vat}\n  transactions: t.csv\n"
               "  transaction_columns: {value: amount}\n  unit: thousand\n  rate: 2\n  remainder: none\n"
               "  from: 2014-01-01\n  until: 2015-01-01\nprivacy: {min_firms: 7}\n");
  const FirmPlan plan = *load("world.yaml").world.plan.firms;
  EXPECT_THAT(plan.table, ::testing::EndsWith("/f.csv"));
  EXPECT_EQ(plan.columns.id, "vat");
  EXPECT_EQ(plan.columns.output, "output");
  EXPECT_EQ(plan.link_columns.value, "amount");
  EXPECT_EQ(plan.unit, 2e-3);
  EXPECT_TRUE(plan.whole);
  EXPECT_EQ(format_date(plan.until), "2015-01-01");
  EXPECT_EQ(plan.min_firms, 7U);
  EXPECT_FALSE(plan.hide_ids);
}

TEST_F(WorldFile, ReportsAllFaultsOfRealFirms) {
  place_.write("f.csv", "id\n");
  EXPECT_THAT(
      message("table: icio.csv\nfirms:\n  table: f.csv\n  unit: dozen\n  colums: {}\n  from: 2014-01\n"
              "privacy: {min_firms: -1}\n"),
      AllOf(HasSubstr("world.yaml:4:"), HasSubstr("dozen"), HasSubstr("world.yaml:5:"),
            HasSubstr("\"columns\""), HasSubstr("world.yaml:7:")));
  EXPECT_THAT(message("table: icio.csv\nprivacy: {hide_ids: true}\n"), HasSubstr("privacy without firms"));
  EXPECT_THAT(message("base: world2017\n"), HasSubstr("base is given without split or firms"));
}

TEST_F(WorldFile, AFileBesideATableIsNotedNotRead) {
  place_.write("world.yaml", "table: icio.csv\n");
  const Scenario scenario = load("icio.csv");
  EXPECT_EQ(scenario.world.plan.file, "");
  EXPECT_THAT(scenario.notes, Contains(HasSubstr("a world file lies beside the table")));
}

TEST_F(WorldFile, ReportsAllItsFaultsAtTheirPlaces) {
  EXPECT_THAT(
      message("tabel: icio.csv\nlayout: oecd\nunit: dollars\n"),
      AllOf(HasSubstr("world.yaml:1:1: unknown key"), HasSubstr("\"table\""), HasSubstr("world.yaml:2:"),
            HasSubstr("oecd"), HasSubstr("world.yaml:3:"), HasSubstr("dollars")));
  EXPECT_THAT(message("table: none.csv\n"), HasSubstr("no such file"));
}

}  // namespace
}  // namespace entrepot::test::world_file_test
