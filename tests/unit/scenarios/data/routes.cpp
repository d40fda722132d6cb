// Base shares of trans-shipment: read, sorted, and refused where they make no sense.
#include <gmock/gmock.h>

#include "scenarios/data/load_world.hpp"
#include "tests/support/planted_world.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot {

using namespace scenarios;
namespace {

using testing::HasSubstr;

std::string fault_of(const std::string& rows) {
  const test::PlantedWorld world;
  world.write("base_routes.csv", "origin,hub,destination,share\n" + rows);
  try {
    static_cast<void>(load_world({world.folder()}));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Routes, OfTheEmbeddedWorldLeadFromChinaToTheUnitedStates) {
  const WorldTable table = load_world({test::source_dir() + "/scenarios/worlds/world2017"});
  ASSERT_EQ(table.base_routes.size(), 3U);
  const std::vector<std::string> hubs = {"MEX", "VNM", "ASE"};  // sorted as the regions are
  for (std::size_t r = 0; r < 3; ++r) {
    EXPECT_EQ(table.regions[table.base_routes[r].origin.index()], "CHN");
    EXPECT_EQ(table.regions[table.base_routes[r].hub.index()], hubs[r]);
    EXPECT_EQ(table.regions[table.base_routes[r].destination.index()], "USA");
    EXPECT_EQ(table.base_routes[r].share, 0.01);
  }
}

TEST(Routes, AreAbsentWhereTheWorldHasNone) {
  const test::PlantedWorld world;
  EXPECT_TRUE(load_world({world.folder()}).base_routes.empty());
}

TEST(Routes, ThatMakeNoSenseAreFaultsWithTheirPlace) {
  EXPECT_THAT(fault_of("A,B,A,0.1\n"), HasSubstr("not three regions"));
  EXPECT_THAT(fault_of("A,B,C,0.1\n"), HasSubstr("C"));
  EXPECT_THAT(fault_of("A,B,A,1.5\n"), HasSubstr("at most 0.5"));
  EXPECT_THAT(fault_of("A,B,A,0.1\n"), HasSubstr("base_routes.csv:2:1"));
}

}  // namespace
}  // namespace entrepot
