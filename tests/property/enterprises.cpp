// Base plants of enterprises on random worlds: nothing moves without a reason, and where place is as easily
// changed as the seller the choice over places is the flat one.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/world/state/columns.hpp"
#include "tests/support/engine.hpp"

namespace entrepot::test::enterprises_test {

using namespace models;
namespace {

test::RunSetup owned(std::uint64_t seed) {
  test::RunSetup setup;
  setup.seed = seed;
  setup.firms = 4000;
  setup.owners = true;
  setup.model.sourcing.enterprises = true;
  return setup;
}

// Sales of every firm in the last step, goods.
std::vector<double> sales_after(const test::RunSetup& setup) {
  test::Run run(setup);
  run.finish();
  std::vector<double> sales;
  for (std::size_t f = 0; f < run.world().n_firms(); ++f)
    sales.push_back(static_cast<double>(run.state().firm_sales[f].goods));
  return sales;
}

TEST(Enterprises, StandStillWithoutPolicyAndResourcing) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    test::RunSetup setup = owned(seed);
    setup.model.sourcing.resourcing = false;
    test::Run run(setup);
    run.finish();
    const World& world = run.world();
    EXPECT_EQ(run.state().slot_supplier, world.slot_supplier);
    EXPECT_EQ(run.state().slot_strength, world.slot_weight);
    for (const std::uint32_t f : world.ownership.abroad) {
      const double base = world.firm_output[f] / 12.0 / world.unit_musd;
      EXPECT_NEAR(static_cast<double>(run.state().firm_sales[f].goods) / base, 1.0, 1e-7);  // whole units
    }
  }
}

// No contract leaves its plant for another of the enterprise, and no nationality loses to another.
TEST(Enterprises, MoveNoOrdersWithoutPolicy) {
  test::RunSetup setup = owned(4);
  setup.steps = 36;
  test::Run run(setup);
  run.finish();
  const World& world = run.world();
  for (std::size_t s = 0; s < world.n_slots(); ++s) {
    const std::uint32_t before = world.slot_supplier[s];
    const std::uint32_t after = run.state().slot_supplier[s];
    ASSERT_LT(after, world.n_firms());
    EXPECT_EQ(world.owner_of(after), world.owner_of(before));
    EXPECT_EQ(world.firm_cell[after], world.firm_cell[before]);
  }
  EXPECT_EQ(std::ranges::count(run.state().events, EventCause::other_plant, &Event::cause), 0);
}

// Value of what final use of destination 0 buys by region of the plant, by the base weights of links.
std::vector<double> bought_by_host(const World& world, const std::vector<std::uint16_t>& cell) {
  const Axes axes = world.axes();
  std::vector<double> out(axes.n_regions(), 0.0);
  for (std::size_t nest = world.firm_nests(); nest < world.n_nests(); ++nest) {
    if (axes.region_of(GroupId(nest - world.firm_nests())).index() != 0) continue;
    for (std::size_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s)
      out[axes.region_of(CellId(cell[s])).index()] +=
          static_cast<double>(world.slot_weight[s]) * static_cast<double>(world.nest_value[nest]);
  }
  return out;
}

// Contracts are handed on inside their origin all the time. A small duty on one origin must not let those of
// the others wander to wherever their new supplier's enterprise has other plants.
TEST(Enterprises, ContractsHandedOnStayWhereNothingIsTaxed) {
  test::RunSetup setup = owned(7);
  setup.duty = 0.03;
  setup.steps = 36;
  setup.model.sourcing.hazard_scale = 0.0;  // no new choice of origin
  setup.model.sourcing.gap_hazard = 0.0;
  setup.model.pricing.adjustment = 0.0;  // no other terms move
  test::Run run(setup);
  run.finish();
  const World& world = run.world();
  std::vector<std::uint16_t> base(world.n_slots());
  std::size_t handed_on = 0;
  for (std::size_t s = 0; s < base.size(); ++s) {
    base[s] = world.firm_cell[world.slot_supplier[s]];
    handed_on += run.state().slot_supplier[s] != world.slot_supplier[s] ? 1U : 0U;
  }
  EXPECT_GT(handed_on, base.size() / 4);
  const std::vector<double> before = bought_by_host(world, base);
  const std::vector<double> after = bought_by_host(world, run.state().slot_cell);
  EXPECT_LT(after[1], 0.99 * before[1]) << "what is taxed is made elsewhere";
  for (std::size_t i = 2; i < before.size(); ++i) EXPECT_GE(after[i], before[i] * (1.0 - 1e-9)) << i;
  for (std::size_t s = 0; s < base.size(); ++s) {
    const RegionId host = world.axes().region_of(CellId(base[s]));
    if (host.index() == 1) continue;
    ASSERT_EQ(world.axes().region_of(CellId(run.state().slot_cell[s])), host) << s;
  }
}

// Without owners the setting changes no bit.
TEST(Enterprises, AreNoneWithoutOwners) {
  test::RunSetup setup;
  setup.duty = 0.25;
  const std::vector<double> flat = sales_after(setup);
  setup.model.sourcing.enterprises = true;
  EXPECT_EQ(sales_after(setup), flat);
}

// Imports of destination 0 from each origin in the last step.
std::vector<double> imports(const test::RunSetup& setup) {
  test::Run run(setup);
  run.finish();
  const Axes axes = run.world().axes();
  std::vector<double> out(axes.n_regions(), 0.0);
  for (const FlowId flow : axes.flows_to(RegionId(0)))
    out[axes.origin_of(flow).index()] += static_cast<double>(run.state().flow[flow.index()].money);
  return out;
}

// theta_s = theta_k, every contract free in every month: nested or flat, the choice of places is the same.
TEST(Enterprises, WithOnePrecisionPlacesAreChosenAsIfFlat) {
  std::vector<double> flat(4, 0.0);
  std::vector<double> nested(4, 0.0);
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    test::RunSetup setup = owned(seed);
    setup.duty = 0.3;
    setup.steps = 6;
    setup.model.sourcing.events = SourcingEvents::every_step;
    setup.model.sourcing.capacity_attraction = 0.0;
    setup.model.production.capacity = false;
    setup.model.investment.site_elasticity = 1.0;  // never below theta_k
    for (const bool enterprises : {false, true}) {
      setup.model.sourcing.enterprises = enterprises;
      const std::vector<double> of_seed = imports(setup);
      for (std::size_t i = 0; i < 4; ++i) (enterprises ? nested : flat)[i] += of_seed[i];
    }
  }
  for (std::size_t i = 1; i < 4; ++i) EXPECT_NEAR(nested[i] / flat[i], 1.0, 0.03) << i;
}

// A duty on one origin moves orders to the other plants of its enterprises before new origins are found.
TEST(Enterprises, TakeOrdersToPlantsThatAreNotTaxed) {
  test::RunSetup setup = owned(5);
  setup.duty = 0.3;
  setup.steps = 18;
  setup.model.sourcing.enterprises = false;
  const std::vector<double> flat = imports(setup);
  setup.model.sourcing.enterprises = true;
  const std::vector<double> nested = imports(setup);
  std::int64_t moved = 0;
  test::Run run(setup);
  run.finish();
  for (const Event& event : run.state().events)
    moved += event.cause == EventCause::other_plant ? event.count : 0;
  EXPECT_GT(moved, 0) << "and the table of events says so";
  EXPECT_LT(nested[1], flat[1]);
  EXPECT_GT(nested[2] + nested[3], flat[2] + flat[3]);
}

TEST(Enterprises, DoNotDependOnThreads) {
  test::RunSetup setup = owned(6);
  setup.duty = 0.3;
  setup.threads = 1;
  const std::vector<double> one = sales_after(setup);
  setup.threads = 4;
  EXPECT_EQ(sales_after(setup), one);
}

}  // namespace
}  // namespace entrepot::test::enterprises_test
