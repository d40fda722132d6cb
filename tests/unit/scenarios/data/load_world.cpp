// Which reader takes a source, and what is said where none does.
#include "scenarios/data/load_world.hpp"

#include <gmock/gmock.h>

#include <filesystem>

#include "sim/core/error.hpp"
#include "tests/support/planted_world.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::load_world_test {

using namespace scenarios;
namespace {

using test::PlantedWorld;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(LoadWorld, EveryReaderHasANameAndASummary) {
  std::vector<std::string> names;
  for (const ReaderDescriptor& reader : reader_descriptors()) {
    names.push_back(reader.name);
    EXPECT_NE(reader.summary, "");
  }
  EXPECT_THAT(names, testing::ElementsAre("split", "pymrio", "eora", "figures", "long_table", "wiod2016",
                                          "wiod2013", "figaro", "icio", "table"));
}

// What others read as missing is no label, whatever a world is read from.
TEST(LoadWorld, RefusesLabelsThatReadersTakeForMissing) {
  const auto message = [](const std::string& path) {
    try {
      static_cast<void>(load_world({path}));
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  const PlantedWorld world;
  for (const char* word : {"NA", "nan", "NULL", "None", "N/A"}) {
    const std::string name(word);
    world.write("table.csv",
                "," + name + "_g,A_g," + name + "_CONS,A_CONS\n" + name + "_g,1,1,1,1\nA_g,1,1,1,1\n");
    EXPECT_THAT(message(world.path("table.csv")),
                AllOf(HasSubstr("a region cannot be called '" + name + "'"), HasSubstr("missing value")));
  }
  const PlantedWorld figures;
  figures.write("table.csv", ",A_NA,A_SRV,A_CONS\nA_NA,1,1,3\nA_SRV,1,1,3\n");
  EXPECT_THAT(message(figures.path("table.csv")), HasSubstr("a sector cannot be called 'NA'"));
}

TEST(LoadWorld, TheSourceDecidesWhichReaderTakesIt) {
  const PlantedWorld world;
  world.write("table.csv", ",A_g,A_SRV,A_CONS\nA_g,1,1,3\nA_SRV,1,1,3\n");
  const auto takers = [](const WorldSource& source) {
    std::vector<std::string> names;
    for (const ReaderDescriptor& reader : reader_descriptors()) {
      if (reader.recognises(source)) names.push_back(reader.name);
    }
    return names;
  };
  EXPECT_THAT(takers({world.folder()}), testing::ElementsAre("figures"));
  EXPECT_THAT(takers({world.path("table.csv")}), testing::ElementsAre("table"));
  EXPECT_EQ(load_world({world.folder()}).n_regions(), 2U);
  EXPECT_EQ(load_world({world.path("table.csv")}).n_regions(), 1U);
}

TEST(LoadWorld, ParametersOfTheSourceServeATableThatBringsNone) {
  const PlantedWorld world;
  std::filesystem::create_directories(world.path("tables"));  // away from the parameters beside the figures
  world.write("tables/table.csv", ",A_g,A_SRV,A_CONS\nA_g,1,1,3\nA_SRV,1,1,3\n");
  const WorldSource bare{world.path("tables/table.csv")};
  const WorldSource served{bare.path, false, world.path("sector_parameters.csv")};
  EXPECT_DOUBLE_EQ(load_world(bare).sector_parameters[1].trade_elasticity,
                   SectorParameters{}.trade_elasticity);
  EXPECT_DOUBLE_EQ(load_world(served).sector_parameters[1].trade_elasticity, 1.5);
  EXPECT_NE(load_world(served).data_hash, load_world(bare).data_hash);
}

TEST(LoadWorld, ProductOriginsComeFromTheFolder) {
  const std::string folder = test::source_dir() + "/scenarios/worlds/world2017";
  const auto is_overridden = HasSubstr("overridden: the origins of");
  EXPECT_THAT(load_world({folder, true}).notes, testing::Contains(is_overridden));
  EXPECT_THAT(load_world({folder}).notes, testing::Not(testing::Contains(is_overridden)));
}

TEST(LoadWorld, SaysWhatItReadsWhereNothingFits) {
  try {
    static_cast<void>(load_world({"/nowhere/at/all"}));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("/nowhere/at/all"), HasSubstr("figures (a folder of CSV files"),
                                    HasSubstr("table (an inter-country table")));
  }
}

}  // namespace
}  // namespace entrepot::test::load_world_test
