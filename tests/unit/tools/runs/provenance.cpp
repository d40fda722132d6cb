#include "tools/runs/provenance.hpp"

#include <gtest/gtest.h>

namespace entrepot::test::provenance_test {

using namespace tools;
namespace {

TEST(ClubsText, HoldsTheRegionsThatHaveNotLeft) {
  WorldTable table;
  table.regions = {"USA", "JPN", "EUK"};
  Date left;
  ASSERT_TRUE(parse_date("2017-01", left));
  table.clubs = {
      {"EU", 2}, {"TPP", 0, Date::min(), left}, {"TPP", 1}, {"EU", 0}, {"OLD", 1, Date::min(), left}};
  EXPECT_EQ(clubs_text(table), "EU EUK USA\nTPP JPN\n");
}

TEST(ClubsText, IsEmptyWithoutClubs) { EXPECT_EQ(clubs_text(WorldTable{}), ""); }

}  // namespace
}  // namespace entrepot::test::provenance_test
