#include "models/policies/parts/regions.hpp"

#include <gmock/gmock.h>

#include "tests/support/policy_case.hpp"

namespace entrepot::test::regions_test {

using namespace models;
namespace {

using test::day;

TEST(NamedRegions, ClubsBringTheirMembersWithTheirDays) {
  const WorldTable table = test::policy_world();
  const std::vector<NamedRegion> expected = {{0, {}}, {1, {}}, {2, {day("2020-01-01"), Date::max()}}};
  EXPECT_EQ(named_regions(Names{"ABC"}, table), expected);
  EXPECT_EQ(named_regions(Names{"ABC", "A"}, table), expected);
}

TEST(NamedRegions, ARegionNamedTwiceCountsOnceOnAllItsDays) {
  WorldTable table = test::policy_world();
  table.clubs = {{"P", 0, day("2018-01-01"), day("2019-01-01")},
                 {"Q", 0, day("2018-07-01"), day("2020-01-01")},
                 {"Q", 0, day("2022-01-01"), day("2023-01-01")}};
  const std::vector<NamedRegion> expected = {{0, {day("2018-01-01"), day("2020-01-01")}},
                                             {0, {day("2022-01-01"), day("2023-01-01")}}};
  EXPECT_EQ(named_regions(Names{"P", "Q"}, table), expected);
  EXPECT_EQ(named_regions(Names{"Q", "A"}, table), (std::vector<NamedRegion>{{0, {}}}));
}

TEST(NamedRegions, AnAbsentKeyMeansAllOfTheWorld) {
  const WorldTable table = test::policy_world();
  EXPECT_EQ(named_regions(Values(), "origin", table).size(), 4U);
}

TEST(Timing, AMonthThatHoldsBothEndsOfARampIsAveraged) {
  Timing timing;
  timing.in_force = {day("2021-01-11"), Date::max()};
  timing.full = day("2021-01-21");
  EXPECT_DOUBLE_EQ(timing.strength(Month(2021, 1)), (5.0 + 11.0) / 31);
  EXPECT_DOUBLE_EQ(timing.strength(Month(2020, 12)), 0.0);
  EXPECT_DOUBLE_EQ(timing.strength(Month(2021, 2)), 1.0);
  EXPECT_DOUBLE_EQ(timing.strength(Month(2021, 1), {day("2021-01-21"), day("2021-01-26")}), 5.0 / 31);
}

}  // namespace
}  // namespace entrepot::test::regions_test
