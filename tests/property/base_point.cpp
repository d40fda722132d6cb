// The base point is exact: flows, outputs, weights (model.md section 2), on random worlds.
#include "sim/world/synthesis/base_point.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/random_table.hpp"

namespace entrepot::test::base_point_test {
namespace {

class BasePoint : public ::testing::TestWithParam<int> {
 protected:
  World make() const {
    test::TableShape shape;
    shape.regions = 3 + static_cast<std::size_t>(GetParam() % 4);
    shape.sectors = 2 + static_cast<std::size_t>(GetParam() % 4);
    SynthesisOptions options;
    options.firms = GetParam() % 2 == 0 ? 120 : 3000;
    options.slots_per_firm = 12;
    options.seed = {static_cast<std::uint64_t>(GetParam()), 0};
    return synthesise(test::random_table(static_cast<std::uint64_t>(GetParam()), shape), options, 2);
  }
};

TEST_P(BasePoint, FlowsEqualTheTable) {
  const World world = make();
  const WorldTable& table = world.table;
  const std::vector<double> flows = base_flows(world);
  const std::size_t users = table.n_sectors() + 1;
  const std::size_t uses = table.n_regions() * users;
  for (std::size_t supplier = 0; supplier < table.n_groups(); ++supplier) {
    for (std::size_t use = 0; use < uses; ++use) {
      const std::size_t n = use / users;
      const std::size_t user = use % users;
      const double want =
          user < table.n_sectors() ? table.z(supplier, n * table.n_sectors() + user) : table.f(supplier, n);
      double got = 0.0;
      for (std::size_t p = 0; p < table.n_products(); ++p) {
        if (table.product_sector[p].index() != supplier % table.n_sectors()) continue;
        got += flows[(supplier / table.n_sectors() * table.n_products() + p) * uses + use];
      }
      EXPECT_NEAR(got, want, 1e-6 * want) << "supplier " << supplier << " use " << use;
    }
  }
}

TEST_P(BasePoint, ProductFlowsFollowTheOriginsMix) {
  const World world = make();
  const WorldTable& table = world.table;
  const std::vector<double> flows = base_flows(world);
  const std::size_t uses = table.n_regions() * (table.n_sectors() + 1);
  for (std::size_t cell = 0; cell < world.n_cells(); ++cell) {
    const std::size_t origin = cell / table.n_products();
    const std::size_t sector = table.product_sector[cell % table.n_products()].index();
    const std::size_t supplier = origin * table.n_sectors() + sector;
    for (std::size_t n = 0; n < table.n_regions(); ++n) {
      double want = table.f(supplier, n);
      for (std::size_t j = 0; j < table.n_sectors(); ++j)
        want += table.z(supplier, n * table.n_sectors() + j);
      want *= table.product_mix[cell];
      double got = 0.0;
      for (std::size_t user = 0; user <= table.n_sectors(); ++user) {
        got += flows[cell * uses + n * (table.n_sectors() + 1) + user];
      }
      EXPECT_NEAR(got, want, 1e-6 * want);
    }
  }
}

// What a nest spends, purchaser prices.
double spending_of(const World& world, const Block* block, std::size_t nest) {
  if (block == nullptr) {
    const std::size_t bought = nest - world.firm_nests();
    return world.accounts.budget[bought / world.table.n_sectors()] * world.accounts.budget_share[bought];
  }
  const std::size_t place = nest - block->first_nest;
  return world.input_coefficient(block->group, place / block->firm_count) *
         world.firm_output[block->first_firm + place % block->firm_count];
}

// Sales of every firm by destination, slot by slot from what the nests spend: [firm][destination].
std::vector<double> slot_sales(const World& world) {
  const std::size_t regions = world.table.n_regions();
  std::vector<double> sales(world.n_firms() * regions, 0.0);
  std::size_t block = 0;
  for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
    while (block < world.blocks.size() &&
           nest >= world.blocks[block].first_nest + world.blocks[block].firm_count * world.table.n_sectors())
      ++block;
    const Block* const buyers = block < world.blocks.size() ? &world.blocks[block] : nullptr;
    const std::size_t group = buyers != nullptr ? buyers->group : nest - world.firm_nests();
    const std::size_t n = group / world.table.n_sectors();
    double weights = 0.0;
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s)
      weights += static_cast<double>(world.slot_weight[s]);
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
      const std::uint32_t firm = world.slot_supplier[s];
      const double duty = world.table.base_duty[n * world.n_cells() + world.firm_cell[firm]];
      sales[firm * regions + n] += spending_of(world, buyers, nest) *
                                   static_cast<double>(world.slot_weight[s]) / weights / (1.0 + duty);
    }
  }
  return sales;
}

TEST_P(BasePoint, OutputsSolveTheSlotGraph) {
  const World world = make();
  ThreadPool pool(2);
  const std::size_t regions = world.table.n_regions();
  const std::vector<double> sales = slot_sales(world);
  const std::vector<float> by_destination = base_sales_to(world, pool);
  for (std::size_t f = 0; f < world.n_firms(); ++f) {
    double all = 0.0;
    for (std::size_t n = 0; n < regions; ++n) {
      all += sales[f * regions + n];
      EXPECT_NEAR(static_cast<double>(by_destination[f * regions + n]), sales[f * regions + n],
                  1e-6 * world.firm_output[f]);
    }
    EXPECT_GT(all, 0.0);
    EXPECT_NEAR(all / world.firm_output[f], 1.0, 1e-10);
  }
}

TEST_P(BasePoint, WeightsOfEveryNestSumToOne) {
  const World world = make();
  for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
    if (world.nest_first[nest] == world.nest_first[nest + 1]) continue;
    double sum = 0.0;
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
      sum += static_cast<double>(world.slot_weight[s]);
    }
    EXPECT_NEAR(sum, 1.0, 1e-6);
  }
}

TEST_P(BasePoint, EverySlotBuysItsOwnInput) {
  const World world = make();
  const WorldTable& table = world.table;
  for (const Block& block : world.blocks) {
    for (std::size_t nest = 0; nest < block.firm_count * table.n_sectors(); ++nest) {
      for (std::uint32_t s = world.nest_first[block.first_nest + nest];
           s < world.nest_first[block.first_nest + nest + 1]; ++s) {
        const std::size_t product = world.firm_cell[world.slot_supplier[s]] % table.n_products();
        EXPECT_EQ(table.product_sector[product].index(), nest / block.firm_count);
        EXPECT_EQ(world.slot_buyer[s], nest % block.firm_count);
      }
    }
  }
}

TEST_P(BasePoint, ThreadsDoNotMatter) {
  SynthesisOptions options;
  options.firms = 500;
  options.seed = {static_cast<std::uint64_t>(GetParam()), 0};
  const WorldTable table = test::random_table(7);
  const World one = synthesise(table, options, 1);
  const World three = synthesise(table, options, 3);
  EXPECT_EQ(one.slot_supplier, three.slot_supplier);
  EXPECT_EQ(one.slot_weight, three.slot_weight);
  EXPECT_EQ(one.firm_output, three.firm_output);
  options.seed.value += 1000;
  EXPECT_NE(one.slot_supplier, synthesise(table, options, 3).slot_supplier);
}

INSTANTIATE_TEST_SUITE_P(RandomWorlds, BasePoint, ::testing::Range(1, 13));

}  // namespace
}  // namespace entrepot::test::base_point_test
