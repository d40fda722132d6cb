// Plants abroad on random worlds: money, goods and bounds hold while firms are added; nothing opens without
// a border; results do not depend on threads.
#include <gtest/gtest.h>

#include "sim/world/buyers.hpp"
#include "tests/support/engine.hpp"

namespace entrepot {
namespace {

test::RunSetup eager(std::uint64_t seed) {
  test::RunSetup setup;
  setup.seed = seed;
  setup.steps = 48;
  setup.duty = 0.4;
  setup.model.investment.sites = true;
  setup.model.investment.weighing_rate = 4.0;
  setup.model.investment.follow_rate = 4.0;
  setup.model.investment.sunk_share = 0.02;
  setup.model.investment.time_to_build_scale = 0.3;
  setup.model.investment.hub_growth = 5.0;
  return setup;
}

class Sites : public testing::TestWithParam<int> {};

TEST_P(Sites, AccountsHoldWhileFirmsAreAdded) {
  test::Run run(eager(static_cast<std::uint64_t>(GetParam())));
  const World& world = run.world();
  for (int step = 0; step < 48; ++step) {
    run.step();
    const State& state = run.state();
    std::int64_t sold = 0;
    for (const Sales& sales : state.firm_sales) {
      ASSERT_GE(sales.money, 0);
      ASSERT_GE(sales.goods, 0);
      sold += sales.money;
    }
    std::int64_t shipped = 0;
    for (const Flow& flow : state.flow) shipped += flow.money;
    ASSERT_EQ(sold, shipped);  // nothing is lost on the way to plants
    std::int64_t received = 0;
    std::int64_t paid = 0;
    for (const RegionAccount& account : state.account) {
      received += account.profits_received;
      paid += account.profits_paid;
    }
    ASSERT_EQ(received, paid);
    for (std::size_t s = 0; s < state.slot_supplier.size(); ++s) {
      const std::uint32_t supplier = state.slot_supplier[s];
      const std::uint16_t cell = supplier < world.n_firms()
                                     ? world.firm_cell[supplier]
                                     : state.sites.site[supplier - world.n_firms()].cell;
      ASSERT_EQ(state.slot_cell[s], cell);
    }
  }
  EXPECT_FALSE(run.state().sites.empty()) << "a duty of 40 % must move some plant";
}

TEST_P(Sites, NothingOpensWithoutABorder) {
  test::RunSetup setup = eager(static_cast<std::uint64_t>(GetParam()));
  setup.duty = 0.0;
  test::Run run(setup);
  for (int step = 0; step < setup.steps; ++step) run.step();
  EXPECT_TRUE(run.state().sites.empty());
}

TEST_P(Sites, ThreadsDoNotMatter) {
  test::RunSetup setup = eager(static_cast<std::uint64_t>(GetParam()));
  setup.threads = 1;
  test::Run one(setup);
  setup.threads = 3;
  test::Run three(setup);
  for (int step = 0; step < setup.steps; ++step) {
    one.step();
    three.step();
  }
  const State& a = one.state();
  const State& b = three.state();
  ASSERT_EQ(a.slot_supplier, b.slot_supplier);
  ASSERT_EQ(a.slot_strength, b.slot_strength);
  ASSERT_EQ(a.group_price, b.group_price);
}

INSTANTIATE_TEST_SUITE_P(Worlds, Sites, testing::Range(1, 6));

}  // namespace
}  // namespace entrepot
