#include "scenarios/data/sector_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/result_files.hpp"
#include "tests/support/source_dir.hpp"

namespace entrepot::test::sector_names_test {

using namespace scenarios;
namespace {

TEST(SectorNames, AreThoseOfTheWorld) {
  const std::string world = test::source_dir() + "/scenarios/worlds/world2017";
  EXPECT_EQ(sector_names(world, {"MIN", "AGR", "none"}),
            "MIN mining and energy extraction\nAGR agriculture\n");
}

TEST(SectorNames, AreNoneWhereTheWorldHasNone) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(sector_names("", {"AGR"}), "");
  EXPECT_EQ(sector_names(folder.path(), {"AGR"}), "");
  std::ofstream(folder.file("sector_parameters.csv")) << "sector,theta\nAGR,3\n";
  EXPECT_EQ(sector_names(folder.path(), {"AGR"}), "");
}

}  // namespace
}  // namespace entrepot::test::sector_names_test
