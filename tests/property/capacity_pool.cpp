// Where every product has a capacity of its own (model.md section 3, "only the cell's excess is rationed"),
// nobody but the plants of a product makes it, whatever a policy does to the demand for it.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/engine.hpp"

namespace entrepot::test::capacity_pool_test {

using namespace models;
namespace {

constexpr std::size_t open_origin = 1;
constexpr int banned_from = 6;

// From a month on all must buy the first product of one origin.
void ban_others(const WorldTable& table, Month month, Levers& levers) {
  if (month < Month(2017, 1) + banned_from) return;
  Levers::use(levers.ban, table.base_duty.size());
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      if (i != open_origin) levers.ban[table.duty_index(n, i, 0)] = 1.0;
    }
  }
}

test::RunSetup pushed(std::uint64_t seed, CapacityPool capacity_pool) {
  test::RunSetup setup;
  setup.seed = seed;
  setup.terms = ban_others;
  setup.model.production.capacity_pool = capacity_pool;
  return setup;
}

// Whether plants of other products make what is sold of some product: its sales are not those of its firms.
bool others_help(const World& world, const State& state) {
  std::vector<std::int64_t> sales(world.n_cells(), 0);
  for (std::size_t at = 0; at < state.flow.size(); ++at) sales[at % world.n_cells()] += state.flow[at].money;
  for (std::uint32_t f = 0; f < world.n_firms(); ++f) sales[world.firm_cell[f]] -= state.firm_sales[f].money;
  return std::any_of(sales.begin(), sales.end(), [](std::int64_t left) { return left != 0; });
}

class PooledCapacity : public testing::TestWithParam<int> {};

TEST_P(PooledCapacity, OnlyPlantsOfTheProductMakeIt) {
  test::Run own(pushed(static_cast<std::uint64_t>(GetParam()), CapacityPool::product));
  test::Run shared(pushed(static_cast<std::uint64_t>(GetParam()), CapacityPool::sector));
  bool shared_helps = false;
  for (int step = 0; step < 24; ++step) {
    own.step();
    shared.step();
    shared_helps = shared_helps || others_help(shared.world(), shared.state());
    const State& state = own.state();
    ASSERT_FALSE(others_help(own.world(), state));
    for (std::uint32_t f = 0; f < own.world().n_firms(); ++f)
      ASSERT_LE(state.firm_shipped[f], state.firm_capacity[f] * state.trend + 1.0);
  }
  EXPECT_TRUE(shared_helps) << "the ban must push one product beyond its plants";
}

TEST_P(PooledCapacity, ThreadsDoNotMatter) {
  test::RunSetup setup = pushed(static_cast<std::uint64_t>(GetParam()), CapacityPool::product);
  setup.threads = 1;
  test::Run one(setup);
  setup.threads = 3;
  test::Run three(setup);
  for (int step = 0; step < 24; ++step) {
    one.step();
    three.step();
  }
  ASSERT_EQ(one.state().firm_shipped, three.state().firm_shipped);
  ASSERT_EQ(one.state().group_price, three.state().group_price);
}

INSTANTIATE_TEST_SUITE_P(Worlds, PooledCapacity, testing::Range(1, 6));

}  // namespace
}  // namespace entrepot::test::capacity_pool_test
