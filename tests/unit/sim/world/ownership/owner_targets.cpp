#include "sim/world/ownership/owner_targets.hpp"

#include <gmock/gmock.h>

#include "tests/support/random_table.hpp"

namespace entrepot::test::owner_targets_test {
namespace {

constexpr RegionId host(1);
constexpr SectorId sector(0);

double exports_of(const WorldTable& table, GroupId group) {
  double exports = 0.0;
  for (const RegionId n : table.axes().regions()) {
    if (n == host) continue;
    exports += table.f(group.index(), n.index());
    for (const GroupId user : table.axes().groups_of(n)) exports += table.z(group.index(), user.index());
  }
  return exports;
}

TEST(OwnerTargets, AreTheFiguresWhereTheseAgree) {
  WorldTable table = test::random_table(3);
  const GroupId group = table.axes().group(host, sector);
  const double exports = exports_of(table, group);
  const double share = 0.5 * exports / table.output[group.index()];
  table.owner_shares = {{host, sector, RegionId(0), share, 0.2, false, false}};
  const OwnerTargets targets = owner_targets(table, 1.0);
  ASSERT_EQ(targets.of[group.index()].owners.size(), 1U);
  EXPECT_NEAR(targets.of[group.index()].owners[0].output, share * table.output[group.index()], 1e-9);
  EXPECT_NEAR(targets.of[group.index()].owners[0].exports, 0.2 * exports, 1e-9);
  EXPECT_TRUE(targets.notes.empty());
}

TEST(OwnerTargets, AFlowRulesOverExportsAndTheseOverOutput) {
  WorldTable table = test::random_table(3);
  const GroupId group = table.axes().group(host, sector);
  table.owner_shares = {{host, sector, RegionId(0), 0.0001, 0.0001, false, false}};
  table.owner_flow_shares = {{host, sector, RegionId(0), RegionId(0), 0.9, false}};
  const OwnerTargets targets = owner_targets(table, 1.0);
  const OwnerTarget& owner = targets.of[group.index()].owners[0];
  ASSERT_EQ(owner.flow.size(), 1U);
  EXPECT_GT(owner.flow[0], 0.0);
  EXPECT_EQ(owner.exports, owner.flow[0]);
  EXPECT_EQ(owner.output, owner.exports);
  ASSERT_EQ(targets.notes.size(), 1U);
  EXPECT_THAT(targets.notes[0], testing::HasSubstr("conflict: 2 figures"));
}

TEST(OwnerTargets, JudgementsAloneMoveWithTheirScale) {
  WorldTable table = test::random_table(3);
  table.owner_shares = {{host, sector, RegionId(0), 0.2, 0.1, false, true},
                        {host, sector, RegionId(2), 0.2, 0.1, false, false}};
  const std::size_t group = table.axes().group(host, sector).index();
  const OwnerTargets at_one = owner_targets(table, 1.0);
  const OwnerTargets less = owner_targets(table, 0.7);
  EXPECT_NEAR(less.of[group].owners[0].output, 0.7 * at_one.of[group].owners[0].output, 1e-9);
  EXPECT_EQ(less.of[group].owners[1].output, at_one.of[group].owners[1].output);
}

}  // namespace
}  // namespace entrepot::test::owner_targets_test
