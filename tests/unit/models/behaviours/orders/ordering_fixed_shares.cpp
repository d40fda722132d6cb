// Nests with sigma = 1, and the frictionless events, against the equations written out here.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::ordering_fixed_shares_test {

using namespace models;
namespace {

test::RunSetup cobb_douglas() {
  test::RunSetup setup;
  setup.duty = 0.3;
  setup.model.ordering = {1.0, SigmaSource::uniform, 1.0, 1.0};
  return setup;
}

// Without re-sourcing ln d is the duty's alone: ln P = sum w ln d, ln c = (1 - beta) sum gamma ln P.
TEST(FixedShares, PricesAndSpendingOfTheFirstStep) {
  test::RunSetup setup = cobb_douglas();
  setup.model.sourcing.resourcing = false;
  test::Run run(setup);
  run.step();
  const World& world = run.world();
  const Block& block = world.blocks.front();  // buyers of region 0
  for (std::size_t f = 0; f < block.firm_count; ++f) {
    double log_inputs = 0.0;
    double spending = 0.0;
    for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
      const std::size_t nest = block.first_nest + k * block.firm_count + f;
      double log_price = 0.0;
      for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
        const std::size_t cell = run.state().slot_cell[s];
        log_price += static_cast<double>(world.slot_weight[s]) *
                     std::log((1.0 + run.levers().duty[cell]) / (1.0 + world.table.base_duty[cell]));
      }
      log_inputs += world.accounts.input_share[k] * log_price;
      spending += world.input_coefficient(0, k);
    }
    const double cost = std::exp((1.0 - world.accounts.labour_share[0]) * log_inputs);
    EXPECT_NEAR(static_cast<double>(run.state().firm_cost[f]), cost, 2e-6);
    spending *= cost * world.firm_output[f] / 12.0 / world.unit_musd;
    const Flow& paid = run.state().firm_inputs[f];
    EXPECT_NEAR(static_cast<double>(paid.money + paid.duty) / spending, 1.0, 5e-6);
  }
}

// At fixed shares no slot's spending moves with its own price, whatever it was matched with.
TEST(FixedShares, AFinalNestSpendsByWeights) {
  test::RunSetup setup = cobb_douglas();
  test::Run run(setup);
  for (int month = 0; month < 12; ++month) run.step();
  const World& world = run.world();
  std::vector<double> by_cell(world.n_cells(), 0.0);  // destination 0, sector 0
  const std::size_t nest = world.firm_nests();
  double log_price = 0.0;
  for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
    const auto weight = static_cast<double>(world.slot_weight[s]);
    const double log_match = static_cast<double>(run.state().slot_strength[s]) / weight - 1.0;
    log_price += weight * (run.state().log_cost[run.state().slot_cell[s]] - log_match);
  }
  EXPECT_NEAR(run.state().nest_price_final[0], std::exp(log_price), 1e-6);
  EXPECT_GT(run.state().nest_price_final[0], 1.005);
}

// sigma = 1 is what sigma -> 1 tends to, with z at work: prices of two years of re-sourcing under a duty.
TEST(FixedShares, AreTheLimitOfSubstitution) {
  const auto prices = [](double sigma) {
    test::RunSetup setup = cobb_douglas();
    setup.model.ordering.short_run_sigma = sigma;
    test::Run run(setup);
    run.finish();
    return run.state().group_price;
  };
  const std::vector<double> at_one = prices(1.0);
  const std::vector<double> near = prices(0.99);
  const std::vector<double> nearer = prices(0.996);
  for (std::size_t g = 0; g < at_one.size(); ++g) {
    EXPECT_NEAR(near[g], at_one[g], 2e-4);
    // the distance is of first order in 1 - sigma
    EXPECT_NEAR(at_one[g] - nearer[g], 0.4 * (at_one[g] - near[g]), 1e-5);
  }
  EXPECT_NE(near[0], at_one[0]);
}

TEST(EveryStep, EachSlotIsSignedAnewAndPaysTheIndex) {
  test::RunSetup setup = cobb_douglas();
  setup.shape.products_per_sector = 1;
  setup.model.sourcing.events = SourcingEvents::every_step;
  setup.model.sourcing.tastes = Tastes::redrawn;
  test::Run run(setup);
  for (int month = 0; month < 3; ++month) {
    run.step();
    const State& state = run.state();
    EXPECT_EQ(state.cross_events, static_cast<std::int64_t>(run.world().n_slots()));
    EXPECT_EQ(state.within_events, 0);
    for (const std::uint16_t cohort : state.slot_cohort) ASSERT_EQ(cohort & cohort_mask, month + 1);
    for (std::size_t g = 0; g < run.world().table.n_groups(); ++g) {
      const std::uint32_t first = run.world().group_first[g];
      for (std::uint32_t f = first; f < run.world().group_first[g + 1]; ++f)
        ASSERT_NEAR(state.firm_cost[f], state.firm_cost[first], 1e-6F);
    }
  }
  EXPECT_GT(run.state().firm_cost[0], 1.0003F);
}

TEST(EveryStep, LastingTastesStandStillWithoutAPolicy) {
  test::RunSetup setup = cobb_douglas();
  setup.duty = 0.0;
  setup.model.sourcing.events = SourcingEvents::every_step;
  test::Run run(setup);
  run.step();
  std::size_t moved = 0;
  for (std::size_t s = 0; s < run.world().n_slots(); ++s)
    moved += run.state().slot_cell[s] != run.world().firm_cell[run.world().slot_supplier[s]] ? 1U : 0U;
  EXPECT_EQ(moved, 0U);
  for (const float cost : run.state().firm_cost) EXPECT_NEAR(cost, 1.0F, 1e-6F);
}

}  // namespace
}  // namespace entrepot::test::ordering_fixed_shares_test
