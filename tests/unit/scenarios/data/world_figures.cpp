#include <gmock/gmock.h>

#include <filesystem>

#include "scenarios/data/load_world.hpp"
#include "sim/world/balancing.hpp"
#include "tests/support/planted_world.hpp"

namespace entrepot::test::world_figures_test {

using namespace scenarios;
namespace {

using test::PlantedWorld;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(WorldFigures, ExpandsAndKeepsAConsistentWorld) {
  const PlantedWorld world;
  const WorldTable table = load_world({world.folder()});
  EXPECT_THAT(table.regions, ElementsAre("A", "B"));
  EXPECT_THAT(table.sectors, ElementsAre("GDS", "SRV"));
  EXPECT_LT(balance_error(table), 1e-12);
  // A's goods in A: 80 of 110; A's goods industry uses 0.3 x 100 of goods.
  EXPECT_NEAR(table.z(0, 0), 80.0 / 110.0 * 30.0, 1e-9);
  EXPECT_NEAR(table.z(2, 1), 30.0 / 110.0 * 40.0, 1e-9);  // B's goods used by A's services
  EXPECT_NEAR(table.f(0, 1), 20.0 / 70.0 * 38.0, 1e-9);   // A's goods in final use of B
  EXPECT_NEAR(table.value_added[0], 50.0, 1e-9);
  EXPECT_DOUBLE_EQ(table.sector_parameters[0].trade_elasticity, 5.0);
  EXPECT_DOUBLE_EQ(table.sector_parameters[0].resourcing_hazard, 0.25);
  EXPECT_THAT(table.product_detail, ElementsAre("A"));
}

TEST(WorldFigures, ProductsAndBaseDuties) {
  const PlantedWorld world;
  const WorldTable table = load_world({world.folder()});
  EXPECT_THAT(table.products, ElementsAre("01", "02.0", "SRV"));
  EXPECT_THAT(table.product_list, ElementsAre("1", "none", "none"));
  EXPECT_EQ(table.product_name[0], "animals, live");
  EXPECT_FALSE(table.sector_is_goods[1]);
  EXPECT_THAT(table.product_mix, ElementsAre(0.6, 0.4, 1.0, 0.5, 0.5, 1.0));
  EXPECT_DOUBLE_EQ(table.base_duty[table.duty_index(1, 0, 0)], 0.1);  // sector rate for every product
  EXPECT_DOUBLE_EQ(table.base_duty[table.duty_index(1, 0, 1)], 0.1);
  EXPECT_DOUBLE_EQ(table.base_duty[table.duty_index(0, 1, 0)], 0.05);  // product rates rule for A<-B
  EXPECT_DOUBLE_EQ(table.base_duty[table.duty_index(0, 1, 1)], 0.07);
  EXPECT_DOUBLE_EQ(table.base_duty[table.duty_index(0, 1, 2)], 0.0);
  EXPECT_DOUBLE_EQ(table.base_duty[table.duty_index(0, 0, 0)], 0.0);
  EXPECT_THAT(table.notes, Contains(HasSubstr("B->A GDS")));  // its absent sector rate is counted
}

TEST(WorldFigures, NegativeFinalUseGoesToTheBalancingAccount) {
  const PlantedWorld world;
  world.replace("final_use.csv", "B,GDS,30,8", "B,GDS,3,-8");
  const WorldTable table = load_world({world.folder()});
  EXPECT_LT(balance_error(table), 1e-9);
  EXPECT_DOUBLE_EQ(table.f(0, 1), 0.0);
  EXPECT_THAT(table.notes,
              Contains(HasSubstr("balancing account: 1 figures of final use are negative, -5 musd")));
}

TEST(WorldFigures, MovesAreReported) {
  const PlantedWorld world;
  world.replace("technology.csv", "A,GDS,GDS,0.3", "A,GDS,GDS,0.33");
  const WorldTable table = load_world({world.folder()});
  EXPECT_LT(balance_error(table), 1e-9);
  EXPECT_NEAR(table.output[0], 100.0, 0.0);
  EXPECT_NEAR(table.value_added[0], 50.0, 1e-9);
  EXPECT_THAT(table.notes,
              Contains(testing::AllOf(HasSubstr("moved by balancing"), HasSubstr("input coefficients"))));
}

TEST(WorldFigures, ThinValueAddedIsRaised) {
  const PlantedWorld world;
  world.replace("output.csv", "B,SRV,60,30", "B,SRV,60,-2");
  const WorldTable table = load_world({world.folder()});
  EXPECT_NEAR(table.value_added[3], 0.6, 1e-9);
  EXPECT_THAT(table.notes, Contains(HasSubstr("value added of 1 cells raised")));
}

TEST(WorldFigures, EmptyCellsAreAllowed) {
  const PlantedWorld world;  // B makes no goods and buys all of them from A
  world.replace("output.csv", "B,GDS,80,40", "B,GDS,0,0");
  world.replace("output.csv", "A,GDS,100,50", "A,GDS,160,80");
  world.replace("trade.csv", "B,A,GDS,30\nB,B,GDS,50\n", "");
  const WorldTable table = load_world({world.folder()});
  EXPECT_LT(balance_error(table), 1e-9);
  EXPECT_DOUBLE_EQ(table.output[2], 0.0);
  EXPECT_DOUBLE_EQ(table.z(2, 0), 0.0);
  EXPECT_THAT(table.notes, Contains(HasSubstr("absent: 2 rows of trade.csv")));
}

TEST(WorldFigures, OriginWithoutMixGetsTheMeanMix) {
  const PlantedWorld world;
  world.replace("product_mix_by_origin.csv", "0.6,0.5", "0.6,0");
  world.replace("product_mix_by_origin.csv", "0.4,0.5", "0.4,0");
  const WorldTable table = load_world({world.folder()});
  EXPECT_DOUBLE_EQ(table.product_mix[3], 0.6);
  EXPECT_DOUBLE_EQ(table.product_mix[4], 0.4);
  EXPECT_THAT(table.notes, Contains(HasSubstr("no product mix")));
}

TEST(WorldFigures, HashFollowsEveryFile) {
  const PlantedWorld world;
  const std::string before = load_world({world.folder()}).data_hash;
  EXPECT_EQ(load_world({world.folder()}).data_hash, before);
  world.replace("mfn.csv", "01,5", "01,6");
  EXPECT_NE(load_world({world.folder()}).data_hash, before);
}

struct Planted {
  const char* file;
  const char* from;
  const char* to;
  int line;
  int column;
  const char* message;
};

class WorldFaults : public testing::TestWithParam<Planted> {};

TEST_P(WorldFaults, IsReportedWithItsPlace) {
  const Planted& planted = GetParam();
  const PlantedWorld world;
  world.replace(planted.file, planted.from, planted.to);
  try {
    (void)load_world({world.folder()});
    FAIL() << "no fault found";
  } catch (const InputError& error) {
    ASSERT_EQ(error.faults().size(), 1U) << error.what();
    const Fault& fault = error.faults().front();
    EXPECT_EQ(fault.place.file, world.path(planted.file));
    EXPECT_EQ(fault.place.line, planted.line) << error.what();
    EXPECT_EQ(fault.place.column, planted.column) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(planted.message));
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, WorldFaults,
    testing::Values(Planted{"technology.csv", "0.3", "-0.3", 2, 11, "never negative"},
                    Planted{"trade.csv", "B,A,GDS,30", "B,A,GDS,-30", 4, 9, "never negative"},
                    Planted{"trade.csv", "B,A,GDS,30", "B,A,GDS,x", 4, 9, "'x' is not a number"},
                    Planted{"trade.csv", "B,A,GDS,30", "B,A,GDS,", 4, 9, "write 0"},
                    Planted{"trade.csv", "B,A,GDS,30", "B,A,GDZ,30", 4, 5, "is 'GDS' meant?"},
                    Planted{"trade.csv", "B,B,GDS", "B,A,GDS", 5, 1, "given twice"},
                    Planted{"trade.csv", "value_musd", "value_mus", 1, 1, "column 'value_musd' is missing"},
                    Planted{"output.csv", "B,GDS,80", "B,GDS,-80", 4, 7, "is negative"},
                    Planted{"output.csv", "B,GDS,80,40", "B,GDS,80,90", 4, 7, "above its output"},
                    Planted{"output.csv", "B,GDS,80,40", "B,GDS,0,0", 4, 7, "no output but sells 80"},
                    Planted{"output.csv", "B,GDS,80,40\n", "", 0, 0, "no row for B GDS"},
                    Planted{"final_use.csv", "30,8", "30,8 musd", 4, 10, "not a number"},
                    Planted{"products.csv", "meat", "meat\n02.0,02,none,GDS,again", 4, 1, "given twice"},
                    Planted{"products.csv", "meat", "meat\n99,99,none,SRV,advice", 4, 12, "services sector"},
                    Planted{"product_mix_by_origin.csv", "02.0", "02.1", 3, 1, "unknown product '02.1'"},
                    Planted{"product_mix_by_origin.csv", "0.4,", "-0.4,", 3, 10, "never negative"},
                    Planted{"base_tariffs.csv", "0.1", "12", 2, 9, "fraction"},
                    Planted{"product_duties.csv", "mfn.csv", "absent.csv", 2, 5, "no file 'absent.csv'"},
                    Planted{"product_duties.csv", "A,B", "A,A", 2, 3, "domestic"},
                    Planted{"mfn.csv", "01,5", "01,-5", 2, 4, "out of range"},
                    Planted{"world.csv", "services", "service", 2, 1, "is 'services' meant?"}));

TEST(WorldFigures, AllFaultsOfAFolderAtOnce) {
  const PlantedWorld world;
  world.replace("technology.csv", "0.3", "-0.3");
  world.replace("trade.csv", "B,A,GDS,30", "B,A,GDS,x");
  world.replace("final_use.csv", "A,GDS", "A,GDX");
  world.replace("mfn.csv", "01,5", "01,-5");
  world.replace("base_tariffs.csv", "A,B", "A,C");
  world.replace("product_mix_by_origin.csv", "0.6", "-0.6");
  try {
    (void)load_world({world.folder()});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.faults().size(), 6U) << error.what();
  }
}

TEST(WorldFigures, OptionalFilesMayBeAbsent) {
  const PlantedWorld world;
  for (const char* file :
       {"products.csv", "product_mix_by_origin.csv", "base_tariffs.csv", "product_duties.csv"}) {
    world.remove(file);
  }
  const WorldTable table = load_world({world.folder()});
  EXPECT_THAT(table.products, ElementsAre("GDS", "SRV"));
  EXPECT_THAT(table.base_duty, testing::Each(0.0));
  EXPECT_THAT(table.notes, Contains(HasSubstr("absent: base_tariffs.csv")));
}

}  // namespace
}  // namespace entrepot::test::world_figures_test
