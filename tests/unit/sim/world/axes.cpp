// Index algebra against counting: arrays are walked in their order and every place is met once.
#include "sim/world/axes.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace entrepot::test::axes_test {
namespace {

struct Shape {
  std::size_t regions;
  std::vector<std::size_t> products;  // [sector]
};

class AxesOf : public ::testing::TestWithParam<Shape> {
 protected:
  AxesOf() {
    for (std::size_t k = 0; k < GetParam().products.size(); ++k)
      sector_of_.insert(sector_of_.end(), GetParam().products[k], SectorId(k));
  }
  [[nodiscard]] Axes axes() const { return {GetParam().regions, GetParam().products.size(), sector_of_}; }

  std::vector<SectorId> sector_of_;  // [product]
};

TEST_P(AxesOf, CellsGroupsAndFlowsFollowEachOther) {
  std::size_t cells = 0;
  std::size_t groups = 0;
  std::size_t flows = 0;
  for (const RegionId region : axes().regions()) {
    for (const SectorId sector : axes().sectors()) EXPECT_EQ(axes().group(region, sector).index(), groups++);
    for (const ProductId product : axes().products())
      EXPECT_EQ(axes().cell(region, product).index(), cells++);
    for (const RegionId origin : axes().regions()) {
      for (const ProductId product : axes().products()) {
        EXPECT_EQ(axes().flow(region, origin, product).index(), flows);
        EXPECT_EQ(axes().flow(region, axes().cell(origin, product)).index(), flows++);
      }
    }
  }
  EXPECT_EQ(axes().n_cells(), cells);
  EXPECT_EQ(axes().n_groups(), groups);
  EXPECT_EQ(axes().n_flows(), flows);
}

TEST_P(AxesOf, GivesBackWhatAnIdWasMadeOf) {
  for (const RegionId region : axes().regions()) {
    for (const SectorId sector : axes().sectors()) {
      const GroupId group = axes().group(region, sector);
      EXPECT_EQ(axes().region_of(group), region);
      EXPECT_EQ(axes().sector_of(group), sector);
    }
    for (const CellId cell : axes().cells()) {
      const FlowId flow = axes().flow(region, cell);
      EXPECT_EQ(axes().destination_of(flow), region);
      EXPECT_EQ(axes().cell_of(flow), cell);
      EXPECT_EQ(axes().origin_of(flow), axes().region_of(cell));
      EXPECT_EQ(axes().product_of(flow), axes().product_of(cell));
      EXPECT_EQ(axes().sector_of(flow), axes().sector_of(cell));
    }
    for (const ProductId product : axes().products()) {
      const CellId cell = axes().cell(region, product);
      EXPECT_EQ(axes().region_of(cell), region);
      EXPECT_EQ(axes().product_of(cell), product);
      EXPECT_EQ(axes().sector_of(cell), sector_of_[product.index()]);
      EXPECT_EQ(axes().group_of(cell), axes().group(region, sector_of_[product.index()]));
    }
  }
}

TEST_P(AxesOf, RangesCutTheWholeInOrder) {
  std::size_t product = 0;
  for (const SectorId sector : axes().sectors()) {
    EXPECT_EQ(axes().products_of(sector).size(), GetParam().products[sector.index()]);
    for (const ProductId of_sector : axes().products_of(sector)) EXPECT_EQ(of_sector.index(), product++);
  }
  EXPECT_EQ(product, axes().n_products());
  std::size_t group = 0;
  std::size_t cell = 0;
  std::size_t flow = 0;
  for (const RegionId region : axes().regions()) {
    EXPECT_EQ(axes().cells_of(region).front().index(), cell);
    for (const GroupId of_region : axes().groups_of(region)) {
      EXPECT_EQ(of_region.index(), group++);
      for (const CellId of_group : axes().cells_of(of_region)) EXPECT_EQ(of_group.index(), cell++);
    }
    EXPECT_EQ(axes().flows_to(region).front().index(), flow);
    for (const RegionId origin : axes().regions()) {
      for (const FlowId between : axes().flows_between(region, origin)) EXPECT_EQ(between.index(), flow++);
    }
  }
  EXPECT_EQ(group, axes().n_groups());
  EXPECT_EQ(cell, axes().n_cells());
  EXPECT_EQ(flow, axes().n_flows());
}

TEST_P(AxesOf, PlacesByTheTypesOfTheirIds) {
  std::size_t region_group = 0;
  std::size_t cell_region = 0;
  std::size_t triple = 0;
  for (const RegionId first : axes().regions()) {
    for (const GroupId group : axes().groups()) EXPECT_EQ(axes().at(first, group), region_group++);
    for (const RegionId second : axes().regions()) {
      for (const RegionId third : axes().regions()) EXPECT_EQ(axes().at(first, second, third), triple++);
    }
  }
  for (const CellId cell : axes().cells()) {
    for (const RegionId region : axes().regions()) EXPECT_EQ(axes().at(cell, region), cell_region++);
  }
  EXPECT_EQ(region_group, axes().n_regions() * axes().n_groups());
}

INSTANTIATE_TEST_SUITE_P(Shapes, AxesOf,
                         ::testing::Values(Shape{1, {1}}, Shape{1, {3, 2}}, Shape{5, {1, 1, 1}},
                                           Shape{4, {2, 5, 1}}, Shape{3, {0, 2, 0, 3, 0}}));

}  // namespace
}  // namespace entrepot::test::axes_test
