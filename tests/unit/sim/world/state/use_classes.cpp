// Plants abroad as classes of the use table: by owner while they are few, by host where they are many.
#include "sim/world/state/use_classes.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/support/engine.hpp"

namespace entrepot::test::use_classes_test {
namespace {

class UseClasses : public ::testing::Test {
 protected:
  UseClasses() : run_(setup()), state_(run_.state()) { state_.step = 10; }
  static test::RunSetup setup() {
    test::RunSetup setup;
    setup.firms = 3000;
    setup.shape.regions = 12;
    setup.shape.sectors = 5;
    setup.shape.products_per_sector = 1;
    return setup;
  }
  // A plant of a firm of `owner`, in its own sector.
  void add(std::size_t owner, std::size_t sector, std::size_t host, int opens = 5) {
    const Axes axes = run_.world().axes();
    const std::size_t group = axes.group(RegionId(owner), SectorId(sector)).index();
    Site site{};
    site.owner = run_.world().group_first[group];
    site.host = static_cast<std::uint16_t>(host);
    site.group = static_cast<std::uint16_t>(axes.group(RegionId(host), SectorId(sector)).index());
    site.opens = opens;
    state_.sites.site.push_back(site);
  }
  void add_everywhere() {
    for (std::size_t owner = 0; owner < 12; ++owner) {
      for (std::size_t host = 0; host < 12; ++host) {
        for (std::size_t sector = 0; sector < 4 && host != owner; ++sector) add(owner, sector, host);
      }
    }
  }

  test::Run run_;
  State& state_;
};

TEST_F(UseClasses, AreThePlantsAtWorkByHostSectorAndOwner) {
  add(1, 2, 3);
  add(4, 2, 3);
  add(1, 2, 3);      // a second one
  add(1, 0, 3, 11);  // not open yet
  add(1, 1, 3);
  state_.sites.site.back().closed = 8;
  const std::vector<PlantClass> expected = {{17, 1}, {17, 4}};
  state_.plant_class = plant_classes(run_.world(), state_);
  EXPECT_EQ(state_.plant_class, expected);
  const std::size_t groups = run_.world().table.n_groups();
  const std::vector<std::uint32_t> classes = class_of_sites(run_.world(), state_);
  EXPECT_EQ(classes, (std::vector<std::uint32_t>{static_cast<std::uint32_t>(groups),
                                                 static_cast<std::uint32_t>(groups + 1),
                                                 static_cast<std::uint32_t>(groups), 15, 16}));
  std::vector<std::size_t> of_group;
  for_each_class(run_.world(), state_, GroupId(17), [&](std::size_t one) { of_group.push_back(one); });
  EXPECT_EQ(of_group, (std::vector<std::size_t>{17, groups, groups + 1}));
}

TEST_F(UseClasses, AreOnePerGroupWhereOwnersWouldBeTooMany) {
  add_everywhere();
  ASSERT_GT(state_.sites.site.size(), most_owner_classes);
  state_.plant_class = plant_classes(run_.world(), state_);
  EXPECT_EQ(state_.plant_class.size(), 12U * 4U);
  for (const PlantClass& one : state_.plant_class) EXPECT_EQ(one.owner, any_owner);
  const std::size_t groups = run_.world().table.n_groups();
  const std::vector<std::uint32_t> classes = class_of_sites(run_.world(), state_);
  for (std::size_t p = 0; p < classes.size(); ++p) {
    ASSERT_GE(classes[p], groups);
    EXPECT_EQ(state_.plant_class[classes[p] - groups].group, state_.sites.site[p].group);
  }
}

// In a month in which orders leave a plant, what it bought for them is no technology.
TEST_F(UseClasses, PlantsThatBuyMoreThanTheySellJoinTheirGroup) {
  add(1, 2, 3);
  add(4, 2, 3);
  state_.plant_class = plant_classes(run_.world(), state_);
  const std::size_t groups = run_.world().table.n_groups();
  const std::size_t before = groups + 2;
  state_.use_flow.assign((before + 12) * before, 0);
  state_.use_flow[groups * before + 5] = 3;             // the first buys for 3
  state_.use_flow[(before + 1) * before + groups] = 4;  // and sells for 4 to final use in region 1
  state_.use_flow[(groups + 1) * before + 5] = 9;       // the second buys for 9 in all, of itself for 2
  state_.use_flow[(groups + 1) * before + groups + 1] = 2;
  state_.use_flow[17 * before + groups + 1] = 7;  // and sells for 9, to its group
  fold_classes_without_surplus(run_.world(), state_);
  EXPECT_EQ(state_.plant_class, (std::vector<PlantClass>{{17, 1}}));
  const std::size_t after = groups + 1;
  ASSERT_EQ(state_.use_flow.size(), (after + 12) * after);
  EXPECT_EQ(state_.use_flow[groups * after + 5], 3);
  EXPECT_EQ(state_.use_flow[(after + 1) * after + groups], 4);
  EXPECT_EQ(state_.use_flow[17 * after + 5], 9);
  EXPECT_EQ(state_.use_flow[17 * after + 17], 9) << "what it bought of itself and its group of it";
  EXPECT_EQ(class_of_sites(run_.world(), state_).back(), 17U);
}

TEST_F(UseClasses, InputsAreSummedOverAGroupsClasses) {
  add(1, 2, 3);
  state_.plant_class = plant_classes(run_.world(), state_);
  const std::size_t classes = n_use_classes(run_.world(), state_);
  state_.use_flow.assign((classes + 12) * classes, 0);
  state_.use_flow[17 * classes + 5] = 3;                       // its firms buy of region 1
  state_.use_flow[(classes - 1) * classes + 6] = 4;            // the plant does too
  state_.use_flow[(classes - 1) * classes + classes - 1] = 5;  // and of itself, region 3
  const std::vector<std::int64_t> inputs = inputs_by_region(run_.world(), state_, GroupId(17));
  EXPECT_EQ(inputs[1], 7);
  EXPECT_EQ(inputs[3], 5);
  EXPECT_EQ(std::accumulate(inputs.begin(), inputs.end(), std::int64_t{0}), 12);
}

}  // namespace
}  // namespace entrepot::test::use_classes_test
