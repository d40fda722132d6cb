#include <gmock/gmock.h>

#include <filesystem>
#include <iostream>

#include "scenarios/data/load_world.hpp"
#include "sim/world/balancing.hpp"
#include "tests/support/planted_world.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::world_table_test {

using namespace scenarios;
namespace {

using test::PlantedWorld;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

// Regions A, B; sectors g, SRV. Rows and columns add up.
const std::string square =
    ",A_g,A_SRV,B_g,B_SRV,A_CONS,A_INV,B_CONS,OUT\n"
    "A_g,10,5,4,1,60,10,10,100\n"
    "A_SRV,20,15,0,2,60,0,3,100\n"
    "B_g,6,2,8,4,10,0,20,50\n"
    "B_SRV,1,1,10,8,0,0,30,50\n"
    "VA,63,77,28,35,0,0,0,203\n";

const std::string long_form =
    "origin,sector,destination,use,value\n"
    "A,g,A,g,10\nA,g,A,SRV,5\nA,g,B,g,4\nA,g,B,SRV,1\nA,g,A,CONS,60\nA,g,A,INV,10\nA,g,B,CONS,10\n"
    "A,SRV,A,g,20\nA,SRV,A,SRV,15\nA,SRV,B,SRV,2\nA,SRV,A,CONS,60\nA,SRV,B,CONS,3\n"
    "B,g,A,g,6\nB,g,A,SRV,2\nB,g,B,g,8\nB,g,B,SRV,4\nB,g,A,CONS,10\nB,g,B,CONS,20\n"
    "B,SRV,A,g,1\nB,SRV,A,SRV,1\nB,SRV,B,g,10\nB,SRV,B,SRV,8\nB,SRV,B,CONS,30\n";

WorldTable load_text(const PlantedWorld& world, const std::string& text,
                     const std::string& name = "table.csv") {
  const std::string folder = world.path("tables");  // away from the parameters beside the figures
  std::filesystem::create_directories(folder);
  world.write("tables/" + name, text);
  return load_world({folder + "/" + name});
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

TEST(WorldTableReader, ReadsASquareTable) {
  const PlantedWorld world;
  const WorldTable table = load_text(world, square);
  EXPECT_THAT(table.regions, ElementsAre("A", "B"));
  EXPECT_THAT(table.sectors, ElementsAre("g", "SRV"));
  EXPECT_THAT(table.products, ElementsAre("g", "SRV"));
  EXPECT_FALSE(table.sector_is_goods[1]);
  EXPECT_LT(balance_error(table), 1e-12);
  EXPECT_NEAR(table.z(2, 0), 6.0, 1e-9);
  EXPECT_NEAR(table.f(0, 0), 70.0, 1e-9);  // both categories
  EXPECT_NEAR(table.f(0, 1), 10.0, 1e-9);
  EXPECT_NEAR(table.value_added[3], 35.0, 1e-9);
  EXPECT_THAT(table.base_duty, testing::Each(0.0));
  EXPECT_THAT(table.notes, Contains(HasSubstr("2 of 2 sectors have no parameters")));
}

TEST(WorldTableReader, LongAndSquareAgree) {
  const PlantedWorld world;
  const WorldTable wide = load_text(world, square);
  const WorldTable tall = load_text(world, long_form, "long.csv");
  EXPECT_EQ(tall.regions, wide.regions);
  EXPECT_EQ(tall.sectors, wide.sectors);
  for (std::size_t i = 0; i < wide.intermediate.size(); ++i) {
    EXPECT_NEAR(tall.intermediate[i], wide.intermediate[i], 1e-9);
  }
  for (std::size_t i = 0; i < wide.final_use.size(); ++i)
    EXPECT_NEAR(tall.final_use[i], wide.final_use[i], 1e-9);
}

TEST(WorldTableReader, RowsMayComeInAnyOrder) {
  const PlantedWorld world;
  const std::string row = "A_SRV,20,15,0,2,60,0,3,100\n";
  const std::string moved = replaced(replaced(square, row, ""), "VA,63", row + "VA,63");
  const WorldTable table = load_text(world, moved);
  EXPECT_NEAR(table.z(1, 0) + table.z(0, 1), 25.0, 1e-9);
  EXPECT_LT(balance_error(table), 1e-12);
}

TEST(WorldTableReader, SplitsLabelsWhereTheyFormAGrid) {
  const PlantedWorld world;
  const WorldTable in_region = load_text(world, replaced(replaced(square, "A_", "N_A_"), "B_", "E_U_"));
  EXPECT_THAT(in_region.regions, ElementsAre("E_U", "N_A"));
  const WorldTable in_sector = load_text(world, replaced(replaced(square, "_g", "_c_1"), "_SRV", "_c2_x"));
  EXPECT_THAT(in_sector.regions, ElementsAre("A", "B"));
  EXPECT_THAT(in_sector.sectors, ElementsAre("c2_x", "c_1"));
}

TEST(WorldTableReader, NegativeFinalUseIsNettedThenSetAside) {
  const PlantedWorld world;
  std::string text = replaced(square, "A_g,10,5,4,1,60,10,10,100", "A_g,10,5,4,1,90,-20,10,100");
  text = replaced(text, "B_SRV,1,1,10,8,0,0,30,50", "B_SRV,1,1,10,8,-3,0,33,50");
  const WorldTable table = load_text(world, text);
  EXPECT_LT(balance_error(table), 1e-9);
  EXPECT_NEAR(table.f(0, 0), 70.0, 5.0);  // 90 - 20, moved a little by the other cell
  EXPECT_DOUBLE_EQ(table.f(3, 0), 0.0);
  EXPECT_THAT(table.notes, Contains(testing::AllOf(HasSubstr("2 cells of final use are negative, -23 musd"),
                                                   HasSubstr("1 stay negative, -3 musd"))));
}

TEST(WorldTableReader, TakesParametersByNameFromBesideTheTable) {
  const PlantedWorld world;
  world.write("table.csv", square);
  const WorldTable table = load_world({world.path("table.csv")});
  EXPECT_DOUBLE_EQ(table.sector_parameters[1].trade_elasticity, 1.5);  // SRV has a row
  EXPECT_DOUBLE_EQ(table.sector_parameters[0].trade_elasticity, SectorParameters{}.trade_elasticity);
  EXPECT_THAT(table.notes, Contains(HasSubstr("1 of 2 sectors have no parameters")));
}

struct TableFault {
  const char* from;
  const char* to;
  int line;
  int column;
  const char* message;
};

class TableFaults : public testing::TestWithParam<TableFault> {};

TEST_P(TableFaults, IsReportedWithItsPlace) {
  const PlantedWorld world;
  const TableFault& planted = GetParam();
  ASSERT_NE(square.find(planted.from), std::string::npos);
  try {
    (void)load_text(world, replaced(square, planted.from, planted.to));
    FAIL() << "no fault found";
  } catch (const InputError& error) {
    const Fault& fault = error.faults().front();
    EXPECT_EQ(fault.place.line, planted.line) << error.what();
    EXPECT_EQ(fault.place.column, planted.column) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(planted.message));
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, TableFaults,
    testing::Values(TableFault{"A_g,10,5,4", "A_g,10,-5,4", 2, 8, "never negative"},
                    TableFault{"A_g,10,5,4", "A_g,10,five,4", 2, 8, "'five' is not a number"},
                    TableFault{"A_CONS", "C_CONS", 1, 22, "unknown column 'C_CONS'"},
                    TableFault{"B_SRV,1,1", "B_XXX,1,1", 1, 16, "no row 'B_SRV'"},
                    TableFault{"B_SRV,A_CONS", "B_SRW,A_CONS", 1, 2, "no column 'B_SRV'"},
                    TableFault{"3,100\n", "3,0\n", 0, 0, "A_SRV has no output but sells 100"},
                    TableFault{"VA,63", "VA,163", 0, 0, "A_g has value added above its output"}));

TEST(WorldTableReader, RepeatedFlowOfALongTableIsAFault) {
  const PlantedWorld world;
  EXPECT_THROW((void)load_text(world, long_form + "A,g,A,g,10\n"), InputError);
}

TEST(WorldTableReader, ReadsTheWorldInputOutputDatabase) {
  const std::string path = test::source_dir() + "/../shared/data/tables/wiot_2011.csv.gz";
  if (!std::filesystem::exists(path)) {
    std::cout << "skipped: " << path << " is absent\n";
    GTEST_SKIP() << path << " is absent";
  }
  const WorldTable table = load_world({path});
  EXPECT_EQ(table.n_regions(), 41U);
  EXPECT_EQ(table.n_sectors(), 35U);
  EXPECT_LT(balance_error(table), 1e-9);
  double output = 0.0;
  for (const double x : table.output) output += x;
  EXPECT_NEAR(output, 141.8e6, 0.05e6);
  EXPECT_THAT(table.final_use, testing::Each(testing::Ge(0.0)));
  EXPECT_THAT(table.notes, Contains(HasSubstr("43 stay negative, -11248 musd")));
}

}  // namespace
}  // namespace entrepot::test::world_table_test
