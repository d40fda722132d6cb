#include "models/behaviours/firms/entry_exit.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/world/synthesis/idle_firms.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::entry_exit_test {

using namespace models;
namespace {

test::RunSetup shrinking(double duty) {
  test::RunSetup setup;
  setup.duty = duty;
  setup.steps = 72;
  setup.model.sourcing.gap_hazard = 10.0;
  setup.model.entry_exit.active = true;
  setup.model.entry_exit.exit_below = 0.95;
  setup.model.entry_exit.margin = 0.02;  // 0.95 times 1.02 is below 1: all may come back
  setup.model.entry_exit.rate = 2.0;
  return setup;
}

std::size_t idle(const State& state) {
  return static_cast<std::size_t>(std::count(state.firm_idle.begin(), state.firm_idle.end(), 1));
}

TEST(EntryExit, FirmsLeaveCellsThatLoseTheirMarket) {
  test::Run run(shrinking(1.0));
  run.finish();
  const World& world = run.world();
  const State& state = run.state();
  ASSERT_GT(idle(state), 0U);
  for (std::size_t f = 0; f < world.n_firms(); ++f) {
    if (state.firm_idle[f] == 0) continue;
    EXPECT_EQ(state.firm_sales[f].goods, 0);
    EXPECT_EQ(state.firm_inputs[f].money, 0) << "who makes nothing buys nothing";
  }
  // Nobody leaves the last firm of a cell out of work.
  for (std::size_t cell = 0; cell < world.n_cells(); ++cell) {
    std::size_t working = 0;
    for (std::uint32_t f = world.cell_first[cell]; f < world.cell_first[cell + 1]; ++f) {
      working += state.firm_idle[f] == 0 ? 1U : 0U;
    }
    if (world.cell_first[cell] < world.cell_first[cell + 1]) {
      EXPECT_GT(working, 0U);
    }
  }
}

// The duty ends: those who left for it come back.
class Lifted : public Instrument {
 public:
  Lifted(const WorldTable& table, Month until) : duty_(table, 0, 1, 1.0), until_(until) {}
  void apply(Month month, Levers& levers) const override {
    if (month.count() < until_.count()) duty_.apply(month, levers);
  }

 private:
  test::FlatDuty duty_;
  Month until_;
};

TEST(EntryExit, FirmsComeBackWhenTheMarketDoes) {
  const test::Run table({});
  const Lifted duty(table.world().table, Month(2020, 1));
  test::RunSetup setup = shrinking(0.0);
  setup.instruments = {&duty};
  test::Run run(setup);
  for (int step = 0; step < 36; ++step) run.step();
  const std::size_t gone = idle(run.state());
  ASSERT_GT(gone, 0U);
  for (int step = 36; step < 72; ++step) run.step();
  EXPECT_LT(idle(run.state()), gone / 2 + 1);
  for (const Event& event : run.state().events) {
    if (event.kind == EventKind::firm_exited) {
      EXPECT_EQ(event.cause, EventCause::loss);
    } else if (event.kind == EventKind::firm_entered) {
      EXPECT_EQ(event.cause, EventCause::profit);
    }
  }
}

TEST(IdleFirms, AreNeverDrawn) {
  const test::Run run({});
  const World& world = run.world();
  State state(world);
  std::size_t cell = 0;
  while (world.cell_first[cell + 1] - world.cell_first[cell] < 4) ++cell;
  const std::uint32_t first = world.cell_first[cell];
  const std::uint32_t end = world.cell_first[cell + 1];
  const SupplierPool pool = supplier_pool(world, CellId(cell), RegionId());
  EXPECT_EQ(working_supplier(world, state, pool, {1, 1}, 7, 3, first), first);
  state.firm_idle.assign(world.n_firms(), 0);
  for (std::uint32_t f = first; f + 1 < end; ++f) state.firm_idle[f] = 1;
  for (std::uint64_t key = 0; key < 50; ++key) {
    EXPECT_EQ(working_supplier(world, state, pool, {1, 1}, key, 3, first), end - 1);
  }
  state.firm_idle[end - 1] = 1;
  EXPECT_THROW(static_cast<void>(working_supplier(world, state, pool, {1, 1}, 7, 3, first)), BugError);
}

}  // namespace
}  // namespace entrepot::test::entry_exit_test
