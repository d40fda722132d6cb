// Base shares of trans-shipment: read, split over hubs, sorted, and refused where they make no sense.
#include <gmock/gmock.h>

#include "scenarios/data/figures.hpp"
#include "scenarios/data/load_world.hpp"
#include "tests/support/planted_world.hpp"
#include "tests/support/policy_case.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::routes_test {

using namespace scenarios;
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string fault_of(const std::string& rows, const std::string& columns = "origin,hub,destination,share") {
  const test::PlantedWorld world;
  world.write("base_routes.csv", columns + "\n" + rows);
  try {
    static_cast<void>(load_world({world.folder()}));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

const BaseRoute& route(const WorldTable& table, const std::string& origin, const std::string& hub,
                       const std::string& destination) {
  for (const BaseRoute& at : table.base_routes) {
    if (table.regions[at.origin.index()] == origin && table.regions[at.hub.index()] == hub &&
        table.regions[at.destination.index()] == destination)
      return at;
  }
  throw std::logic_error("no such route");
}

std::size_t product(const WorldTable& table, const std::string& name) {
  for (std::size_t g = 0; g < table.n_products(); ++g) {
    if (table.products[g] == name) return g;
  }
  throw std::logic_error("no such product");
}

// 1 to 3 % in all, split over the hubs as they sell to the United States themselves: ASE 2.2 and MEX 6 times
// VNM.
TEST(Routes, OfTheEmbeddedWorldAreSplitByTheHubsExports) {
  const WorldTable table = load_world({test::source_dir() + "/scenarios/worlds/world2017"});
  const double vnm = route(table, "CHN", "VNM", "USA").share;
  const double ase = route(table, "CHN", "ASE", "USA").share;
  const double mex = route(table, "CHN", "MEX", "USA").share;
  EXPECT_GT(vnm + ase + mex, 0.01);
  EXPECT_LT(vnm + ase + mex, 0.03);
  for (const char* name : {"8517", "61", "8703"}) {
    const std::size_t g = product(table, name);
    double sum = 0.0;
    for (const char* hub : {"VNM", "ASE", "MEX"}) sum += route(table, "CHN", hub, "USA").share_of(g);
    EXPECT_NEAR(sum, 0.02, 1e-12) << name;
  }
  const std::size_t cars = product(table, "8703");
  EXPECT_GT(route(table, "CHN", "MEX", "USA").share_of(cars),
            50.0 * route(table, "CHN", "VNM", "USA").share_of(cars));
}

// Rows that name a sector rule there instead of those that name none.
TEST(Routes, OfASectorReplaceThoseOfAllGoods) {
  WorldTable table = test::policy_world();
  lay_routes({{RegionId(1), RegionId(0), {RegionId(2), RegionId(3)}, {}, 0.1, 0},
              {RegionId(1), RegionId(0), {RegionId(3)}, SectorId(1), 0.2, 1}},
             table);
  ASSERT_EQ(table.base_routes.size(), 2U);
  const BaseRoute& by_c = table.base_routes[0];
  const BaseRoute& by_d = table.base_routes[1];
  EXPECT_EQ(by_c.hub, RegionId(2));
  EXPECT_DOUBLE_EQ(by_c.share_of(0), 0.05);  // C and D sell as much
  EXPECT_DOUBLE_EQ(by_d.share_of(0), 0.05);
  EXPECT_EQ(by_c.share_of(2), 0.0);
  EXPECT_EQ(by_d.share_of(2), 0.2);
  EXPECT_EQ(by_c.share_of(3), 0.0);  // a service
}

TEST(Routes, OfOneHubForAllGoodsStayOneNumber) {
  WorldTable table = test::policy_world();
  lay_routes({{RegionId(1), RegionId(0), {RegionId(3)}, {}, 0.1, 0},
              {RegionId(1), RegionId(0), {RegionId(2)}, {}, 0.2, 1}},
             table);
  ASSERT_EQ(table.base_routes.size(), 2U);
  EXPECT_EQ(table.base_routes[0].hub, RegionId(2));
  EXPECT_EQ(table.base_routes[0].share, 0.2);
  EXPECT_TRUE(table.base_routes[0].by_product.empty());
}

TEST(Routes, GiveNoWayToWhatNoHubSells) {
  WorldTable table = test::policy_world();
  for (const std::size_t hub : {2U, 3U}) table.product_mix[hub * 4] = 0.0;
  lay_routes({{RegionId(1), RegionId(0), {RegionId(2), RegionId(3)}, {}, 0.1, 0}}, table);
  EXPECT_EQ(table.base_routes[0].share_of(0), 0.0);
  EXPECT_EQ(table.base_routes[1].share_of(0), 0.0);
  EXPECT_DOUBLE_EQ(table.base_routes[0].share_of(1), 0.05);
}

TEST(Routes, AreAbsentWhereTheWorldHasNone) {
  const test::PlantedWorld world;
  EXPECT_TRUE(load_world({world.folder()}).base_routes.empty());
}

TEST(Routes, ThatMakeNoSenseAreFaultsWithTheirPlace) {
  EXPECT_THAT(fault_of("A,B,A,0.1\n"),
              AllOf(HasSubstr("not three regions"), HasSubstr("base_routes.csv:2:1")));
  EXPECT_THAT(fault_of("A,B,C,0.1\n"), HasSubstr("unknown region 'C'"));
  EXPECT_THAT(fault_of("A,,B,0.1\n"), HasSubstr("no hub"));
  EXPECT_THAT(fault_of("A,B,A,1.5\n"), HasSubstr("at most 0.5"));
}

TEST(Routes, FaultsAreToldAllAtOnceWithTheNearestName) {
  const std::string faults =
      fault_of("A,B Bb,A,GDS,0.1\nA,B,A,GSD,0.1\nA,B,A,SRV,0.1\n", "origin,hub,destination,sector,share");
  EXPECT_THAT(faults, AllOf(HasSubstr("unknown region 'Bb'"), HasSubstr("base_routes.csv:2:3")));
  EXPECT_THAT(faults, AllOf(HasSubstr("unknown sector 'GSD'"), HasSubstr("GDS")));
  EXPECT_THAT(faults, AllOf(HasSubstr("SRV is a service"), HasSubstr("base_routes.csv:4:7")));
  EXPECT_THAT(fault_of("A,B,A,GDS,0.1\n", "origin,hub,destination,sectr,share"),
              AllOf(HasSubstr("unknown column 'sectr'"), HasSubstr("sector")));
}

}  // namespace
}  // namespace entrepot::test::routes_test
