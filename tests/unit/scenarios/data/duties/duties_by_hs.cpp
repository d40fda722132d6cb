// Base duties by HS code: the longest code rules, then the nearest origin; codes are averaged by trade.
#include "scenarios/data/duties/duties_by_hs.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "scenarios/data/load_world.hpp"
#include "sim/core/error.hpp"
#include "tests/support/planted_world.hpp"
#include "tests/support/published_table.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::duties_by_hs_test {

using namespace scenarios;
namespace {

using test::PlantedWorld;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// A and B trade goods of chapters 01 and 02; only A's purchases from B have duties by product.
WorldTable with_duties(const std::string& rows, const std::string& weights = "") {
  const PlantedWorld world;
  world.remove("product_duties.csv");
  world.write("members.csv",
              "region,iso3,iso2,un,country,note\nB,FRA,FR,250,France,\nB,DEU,DE,276,Germany,\n");
  world.write("base_duties.csv", "importer,origin,hs,rate\n" + rows);
  if (!weights.empty()) world.write("base_duties_weights.csv", weights);
  return load_world({world.folder()});
}

double duty(const WorldTable& table, std::size_t importer, std::size_t origin, std::size_t product) {
  return table.base_duty[table.duty_index(importer, origin, product)];
}

std::string faults_of(const std::string& rows) {
  try {
    static_cast<void>(with_duties(rows));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(DutiesByHs, AnImportersOwnRowsRule) {
  const WorldTable table = with_duties("all,all,01,3\nA,B,01,5\nA,all,02,7\n");
  EXPECT_DOUBLE_EQ(duty(table, 0, 1, 0), 0.05);
  EXPECT_DOUBLE_EQ(duty(table, 0, 1, 1), 0.07);
  EXPECT_DOUBLE_EQ(duty(table, 1, 0, 0), 0.03);
  EXPECT_DOUBLE_EQ(duty(table, 1, 0, 1), 0.1);  // no row: its sector's
  EXPECT_DOUBLE_EQ(duty(table, 0, 0, 0), 0.0);
  EXPECT_THAT(table.notes, Contains(HasSubstr("base duties of A, B are by HS code")));
  EXPECT_THAT(table.notes, Contains(HasSubstr("absent: 1 duties")));
}

TEST(DutiesByHs, FineCodesAreAveragedByTrade) {
  const std::string rows = "A,all,0101,10\nA,B,010121,20\nA,all,0102,4\n";
  EXPECT_NEAR(duty(with_duties(rows), 0, 1, 0), (0.2 + 0.04) / 2, 1e-12);
  const WorldTable weighted = with_duties(rows, "hs,value\n010121,1\n010129,2\n0102,5\n");
  EXPECT_NEAR(duty(weighted, 0, 1, 0), (0.2 * 1 + 0.1 * 2 + 0.04 * 5) / 8, 1e-12);
}

TEST(DutiesByHs, CountriesInsideARegionAreAveragedByTheirTrade) {
  const std::string rows = "A,France,01,10\nA,DE,01,2\n";
  const WorldTable table = with_duties(rows, "importer,origin,hs,value\nA,FRA,01,1\nA,276,01,3\n");
  EXPECT_NEAR(duty(table, 0, 1, 0), (0.1 + 3 * 0.02) / 4, 1e-12);
  EXPECT_THAT(with_duties(rows).notes, Contains(HasSubstr("reach nothing without weights")));
}

TEST(DutiesByHs, TheOrderOfRowsHasNoSay) {
  const WorldTable one =
      with_duties("A,all,0101,10\nA,B,0102,4\nA,all,02,1\n", "hs,value\n0101,0.1\n0102,0.7\n");
  const WorldTable two =
      with_duties("A,all,02,1\nA,B,0102,4\nA,all,0101,10\n", "hs,value\n0102,0.7\n0101,0.1\n");
  EXPECT_EQ(one.base_duty, two.base_duty);
}

TEST(DutiesByHs, EveryFaultIsTold) {
  const std::string all =
      faults_of("A,B,1,5\nA,B,01,\"2,5\"\nC,B,01,1\nA,A,01,1\nA,B,02,1\nA,B,02,2\nFR,A,02,1\nA,B,0103,-1\n");
  EXPECT_THAT(all,
              AllOf(HasSubstr("write 01"), HasSubstr("decimal comma"), HasSubstr("importer \"C\" is not in"),
                    HasSubstr("domestic"), HasSubstr("given twice"), HasSubstr("average them and write B"),
                    HasSubstr("between 0 and 1000")));
  EXPECT_THAT(all, HasSubstr("base_duties.csv:2:5"));
}

// A table of sectors: codes find the sectors by what these are like, or by hs_sectors.csv.
WorldTable published(const PlantedWorld& world, const std::string& concordance) {
  const PublishedTable written(4, 35);
  std::filesystem::create_directories(world.path("table"));
  std::filesystem::create_directories(world.path("beside"));
  world.write("beside/base_duties.csv",
              "importer,origin,hs,rate\nall,all,87,10\nall,all,61,30\nall,all,62,10\n");
  if (!concordance.empty()) world.write("beside/hs_sectors.csv", concordance);
  WorldSource source{written.write("icio", world.path("table")), false,
                     source_dir() + "/scenarios/worlds/world2017/sector_parameters.csv"};
  source.plan.folder = world.path("beside");
  return load_world(source);
}

std::size_t sector(const WorldTable& table, const std::string& name) {
  return static_cast<std::size_t>(std::find(table.sectors.begin(), table.sectors.end(), name) -
                                  table.sectors.begin());
}

TEST(DutiesByHs, ReachSectorsWithoutProducts) {
  const PlantedWorld world;
  const WorldTable table = published(world, "");
  const std::size_t textiles = sector(table, "C13T15");
  ASSERT_LT(textiles, table.n_sectors());
  EXPECT_GT(duty(table, 0, 1, textiles), 0.1);
  EXPECT_DOUBLE_EQ(duty(table, 0, 1, sector(table, "C10T12")), 0.0);
  EXPECT_THAT(table.notes, Contains(HasSubstr("belong to sectors by what these are like")));
}

TEST(DutiesByHs, AConcordanceRules) {
  const PlantedWorld world;
  const WorldTable table = published(world, "hs,sector\n61,C13T15\n62,C13T15\n87,C29\n");
  EXPECT_NEAR(duty(table, 0, 1, sector(table, "C13T15")), 0.2, 1e-12);
  EXPECT_NEAR(duty(table, 2, 3, sector(table, "C29")), 0.1, 1e-12);
  EXPECT_THAT(table.notes, Not(Contains(HasSubstr("by what these are like"))));
}

}  // namespace
}  // namespace entrepot::test::duties_by_hs_test
