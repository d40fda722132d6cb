// Employment of the base year: all regions and sectors, each with its source; absent it is not known.
#include <gmock/gmock.h>

#include "scenarios/data/load_world.hpp"
#include "tests/support/planted_world.hpp"

namespace entrepot::test::employment_test {

using namespace scenarios;
namespace {

using testing::HasSubstr;

std::string rows_of(const WorldTable& table, const std::string& source) {
  std::string rows = "region,sector,thousand_persons,source\n";
  for (std::size_t g = 0; g < table.n_groups(); ++g) {
    rows += table.regions[g / table.n_sectors()] + "," + table.sectors[g % table.n_sectors()] + "," +
            std::to_string(10 * g) + "," + source + "\n";
  }
  return rows;
}

TEST(Employment, IsReadWhereTheWorldBringsIt) {
  const test::PlantedWorld world;
  const WorldTable without = load_world({world.folder()});
  EXPECT_TRUE(without.employment.empty());
  world.write("employment.csv", rows_of(without, "labour force survey 2017"));
  const WorldTable table = load_world({world.folder()});
  ASSERT_EQ(table.employment.size(), table.n_groups());
  EXPECT_EQ(table.employment[1], 10.0);
  EXPECT_NE(table.data_hash, without.data_hash);
}

TEST(Employment, NeedsEveryRowAndItsSource) {
  const test::PlantedWorld world;
  const std::string rows = rows_of(load_world({world.folder()}), "");
  world.write("employment.csv", rows.substr(0, rows.rfind('\n', rows.size() - 2) + 1));
  try {
    static_cast<void>(load_world({world.folder()}));
    FAIL() << "must be refused";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no source"));
    EXPECT_THAT(error.what(), HasSubstr("1 rows are missing"));
  }
}

}  // namespace
}  // namespace entrepot::test::employment_test
