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

TEST_P(BasePoint, OutputsSolveTheSlotGraph) {
  const World world = make();
  ThreadPool pool(2);
  const std::vector<double> sales = base_sales(world, world.firm_output, pool);
  for (std::size_t f = 0; f < sales.size(); ++f) {
    EXPECT_GT(sales[f], 0.0);
    EXPECT_NEAR(sales[f] / world.firm_output[f], 1.0, 1e-10);
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
