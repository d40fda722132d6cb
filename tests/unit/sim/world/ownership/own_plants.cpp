#include "sim/world/ownership/own_plants.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "sim/world/ownership/profit_owners.hpp"
#include "sim/world/synthesis/base_point.hpp"
#include "tests/support/random_owners.hpp"
#include "tests/support/random_table.hpp"

namespace entrepot::test::own_plants_test {
namespace {

World owned_world(std::uint64_t seed, std::int64_t firms = 3000, int threads = 2) {
  WorldTable table = test::random_table(seed);
  test::add_random_owners(table, seed);
  SynthesisOptions options;
  options.firms = firms;
  options.slots_per_firm = 12;
  options.seed = {seed, 0};
  return synthesise(table, options, threads);
}

TEST(OwnPlants, MovesNoLinkAndNoFirm) {
  const World with = owned_world(5);
  WorldTable bare = test::random_table(5);
  SynthesisOptions options;
  options.firms = 3000;
  options.slots_per_firm = 12;
  options.seed = {5, 0};
  const World without = synthesise(bare, options, 2);
  EXPECT_FALSE(without.ownership.any());
  EXPECT_EQ(with.slot_supplier, without.slot_supplier);
  EXPECT_EQ(with.slot_weight, without.slot_weight);
  EXPECT_EQ(with.firm_output, without.firm_output);
}

TEST(OwnPlants, DoesNotDependOnThreadsOrTheOrderOfRows) {
  const World one = owned_world(5, 3000, 1);
  const World four = owned_world(5, 3000, 4);
  EXPECT_EQ(one.ownership.firm_owner, four.ownership.firm_owner);
  EXPECT_EQ(one.ownership.enterprise_plant, four.ownership.enterprise_plant);
  EXPECT_EQ(one.accounts.income, four.accounts.income);
}

TEST(OwnPlants, ComesNearTheFiguresOfExports) {
  const World world = owned_world(7, 6000);
  double wanted = 0.0;
  double missed = 0.0;
  for (const OwnerFit& fit : world.ownership.fit) {
    wanted += fit.wanted_exports;
    missed += std::abs(fit.got_exports - fit.wanted_exports);
  }
  EXPECT_GT(wanted, 0.0);
  EXPECT_LT(missed, 0.15 * wanted);
}

// The fit, from the owners and the links alone.
TEST(OwnPlants, ReportsWhatTheLinksSay) {
  const World world = owned_world(7);
  ThreadPool pool(2);
  const std::vector<float> sales = base_sales_to(world, pool);
  for (const OwnerFit& fit : world.ownership.fit) {
    double output = 0.0;
    double exports = 0.0;
    for (std::uint32_t f = world.group_first[fit.group]; f < world.group_first[fit.group + 1U]; ++f) {
      if (world.owner_of(f) != fit.owner) continue;
      for (const RegionId n : world.axes().regions()) {
        const auto sale = static_cast<double>(sales[f * world.table.n_regions() + n.index()]);
        output += sale;
        if (n != world.axes().region_of(GroupId(fit.group))) exports += sale;
      }
    }
    EXPECT_NEAR(output, fit.got_output, 1e-6 * (1.0 + output));
    EXPECT_NEAR(exports, fit.got_exports, 1e-6 * (1.0 + exports));
  }
}

TEST(OwnPlants, TiesPlantsOfOneOwnerAndProduct) {
  const World world = owned_world(9);
  const Ownership& own = world.ownership;
  ASSERT_GT(own.n_enterprises(), 0U);
  std::set<std::uint32_t> seen;
  for (std::size_t e = 0; e < own.n_enterprises(); ++e) {
    ASSERT_GE(own.plants(e).size(), 2U);
    std::set<std::size_t> products;
    std::set<std::size_t> owners;
    for (const std::uint32_t plant : own.plants(e)) {
      EXPECT_TRUE(seen.insert(plant).second) << "a plant belongs to one enterprise";
      EXPECT_EQ(own.firm_enterprise[plant], e);
      products.insert(world.axes().product_of(CellId(world.firm_cell[plant])).index());
      owners.insert(world.owner_of(plant).index());
    }
    EXPECT_EQ(products.size(), 1U);
    EXPECT_EQ(owners.size(), 1U);
  }
  for (const std::uint32_t plant : own.abroad)
    EXPECT_NE(world.owner_of(plant), world.axes().region_of(CellId(world.firm_cell[plant])));
}

TEST(OwnPlants, LargerParentsStandInMoreHosts) {
  const World world = owned_world(9, 8000);
  double larger = 0.0;
  double smaller = 0.0;
  std::map<std::size_t, std::size_t> last;  // [home cell] plants of the parent before
  for (std::size_t e = 0; e < world.ownership.n_enterprises(); ++e) {
    const std::uint32_t parent = world.ownership.plants(e).front();
    if (world.owner_of(parent) != world.axes().region_of(CellId(world.firm_cell[parent]))) continue;
    const auto at = last.find(world.firm_cell[parent]);
    const std::size_t plants = world.ownership.plants(e).size();
    if (at != last.end()) {
      larger += static_cast<double>(at->second);
      smaller += static_cast<double>(plants);
      EXPECT_GE(at->second, plants) << "parents stand by size";
    }
    last[world.firm_cell[parent]] = plants;
  }
  EXPECT_GE(larger, smaller);
}

TEST(OwnPlants, ClassesHoldEveryFirmOnceAndShareTheSales) {
  const World world = owned_world(11);
  const Ownership& own = world.ownership;
  std::vector<std::size_t> times(world.n_firms(), 0);
  for (std::size_t cell = 0; cell < world.n_cells(); ++cell) {
    for (std::uint32_t c = own.class_first[cell]; c < own.class_first[cell + 1]; ++c) {
      for (std::uint32_t m = own.member_first[c]; m < own.member_first[c + 1]; ++m) {
        ++times[own.member[m]];
        EXPECT_EQ(world.firm_cell[own.member[m]], cell);
        EXPECT_EQ(own.firm_owner[own.member[m]], own.class_owner[c]);
        EXPECT_EQ(own.firm_class[own.member[m]], c);
      }
    }
    if (world.cell_first[cell] == world.cell_first[cell + 1]) continue;
    for (const RegionId n : world.axes().regions()) {
      double sum = 0.0;
      for (std::uint32_t c = own.class_first[cell]; c < own.class_first[cell + 1]; ++c)
        sum += own.class_share[c * world.table.n_regions() + n.index()];
      EXPECT_NEAR(sum, 1.0, 1e-9);
    }
  }
  for (const std::size_t count : times) EXPECT_EQ(count, 1U);
}

// However few firms there are, owners receive what the table's figures say.
TEST(OwnPlants, HoldsNationalIncomeApartFromProduct) {
  for (const std::int64_t firms : {300, 3000}) {
    const World world = owned_world(13, firms);
    const BaseAccounts& accounts = world.accounts;
    std::vector<double> net(world.table.n_regions(), 0.0);
    const auto pay = [&](GroupId group, RegionId owner, double profit) {
      net[world.axes().region_of(group).index()] -= profit;
      net[owner.index()] += profit;
    };
    for (const std::uint32_t f : world.ownership.abroad) {
      const GroupId group = world.axes().group_of(CellId(world.firm_cell[f]));
      pay(group, world.owner_of(f),
          (1.0 - 1.0 / accounts.markup[group.index()]) * world.firm_output[f] *
              world.ownership.firm_profit_abroad[f]);
    }
    for (const PooledProfit& pooled : world.ownership.pooled) {
      const GroupId group(pooled.group);
      pay(group, pooled.owner, pooled.part * base_profit(world.table, accounts, group));
    }
    double product = 0.0;
    double income = 0.0;
    double deficit = 0.0;
    double moved = 0.0;
    for (std::size_t n = 0; n < net.size(); ++n) {
      product += accounts.product[n];
      income += accounts.income[n];
      deficit += accounts.deficit[n];
      moved += std::abs(net[n]);
      EXPECT_NEAR(accounts.income[n] - accounts.product[n], net[n], 1e-8 * accounts.product[n]);
      EXPECT_NEAR(accounts.deficit[n], accounts.budget[n] - accounts.income[n], 1e-9 * accounts.product[n]);
    }
    EXPECT_GT(moved, 0.0);
    EXPECT_NEAR(income, product, 1e-9 * product);
    EXPECT_NEAR(deficit, 0.0, 1e-9 * product);
  }
}

TEST(ProfitOwners, AContractMakerSendsItsMarginOnly) {
  EXPECT_EQ(profit_part_abroad(false, 1.1), 1.0);
  EXPECT_NEAR(profit_part_abroad(true, 1.1) * (1.0 - 1.0 / 1.1), contract_margin, 1e-15);
  EXPECT_EQ(profit_part_abroad(true, 1.01), 1.0) << "it cannot send more than there is";
}

}  // namespace
}  // namespace entrepot::test::own_plants_test
