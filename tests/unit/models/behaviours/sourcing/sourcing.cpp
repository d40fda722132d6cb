#include "models/behaviours/sourcing/sourcing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace entrepot::test::sourcing_test {

using namespace models;
namespace {

// Rate per step of one slot of a firm's nest, from the running sums of its block.
double slot_rate(const World& world, const BaseRates& rates, const Block& block, std::size_t input,
                 std::size_t f) {
  const std::size_t nest = block.first_nest + input * block.firm_count + f;
  const double before = f == 0 ? 0.0 : static_cast<double>(rates.line[nest - 1]);
  return (static_cast<double>(rates.line[nest]) - before) /
         (world.nest_first[nest + 1] - world.nest_first[nest]);
}

TEST(BaseRates, MeansAreAsStated) {
  test::RunSetup setup;
  test::Run run(setup);
  const World& world = run.world();
  const SourcingSettings settings;
  const BaseRates rates = base_rates(world, settings);
  const std::size_t sectors = world.table.n_sectors();
  double total = 0.0;
  double slots = 0.0;
  std::vector<double> cross(sectors, 0.0);
  std::vector<double> value(sectors, 0.0);
  const auto add = [&](std::size_t nest, std::size_t k, double rate) {
    const double count = world.nest_first[nest + 1] - world.nest_first[nest];
    total += 12.0 * rate * count * (rates.cross_share[k] + rates.within_share[k]);
    slots += count;
    cross[k] += 12.0 * rate * rates.cross_share[k] * count * static_cast<double>(world.nest_value[nest]);
    value[k] += count * static_cast<double>(world.nest_value[nest]);
  };
  for (const Block& block : world.blocks) {
    for (std::size_t k = 0; k < sectors; ++k) {
      for (std::size_t f = 0; f < block.firm_count; ++f) {
        add(block.first_nest + k * block.firm_count + f, k, slot_rate(world, rates, block, k, f));
      }
    }
  }
  for (std::size_t g = 0; g < world.table.n_groups(); ++g) {
    const std::size_t nest = world.firm_nests() + g;
    add(nest, g % sectors, static_cast<double>(rates.line[nest]));
  }
  EXPECT_NEAR(total / slots, settings.turnover, 0.01);
  for (std::size_t k = 0; k < sectors; ++k) {
    EXPECT_NEAR(cross[k] / value[k],
                settings.hazard_scale * world.table.sector_parameters[k].resourcing_hazard, 1e-4);
  }
}

TEST(Sourcing, EventsComeAtTheStatedRates) {
  test::RunSetup setup;
  setup.firms = 6000;
  setup.steps = 12;
  test::Run run(setup);
  const World& world = run.world();
  const BaseRates rates = base_rates(world, setup.model.sourcing);
  double expected_cross = 0.0;
  for (const Block& block : world.blocks) {
    for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
      expected_cross += rates.cross_share[k] *
                        static_cast<double>(rates.line[block.first_nest + (k + 1) * block.firm_count - 1]);
    }
  }
  for (std::size_t g = 0; g < world.table.n_groups(); ++g) {
    const std::size_t nest = world.firm_nests() + g;
    expected_cross += rates.cross_share[g % world.table.n_sectors()] * static_cast<double>(rates.line[nest]) *
                      (world.nest_first[nest + 1] - world.nest_first[nest]);
  }
  double events = 0.0;
  for (int step = 0; step < setup.steps; ++step) {
    run.step();
    events += static_cast<double>(run.state().cross_events);
  }
  const double expected = expected_cross * setup.steps;
  EXPECT_NEAR(events, expected, 5.0 * std::sqrt(expected));
}

// After a cross-origin event a slot pays the index of its choice set, and only then.
TEST(Sourcing, ANewLinkPaysThePriceIndex) {
  test::RunSetup setup;
  setup.duty = 0.25;
  test::Run run(setup);
  run.step();
  const World& world = run.world();
  const State& state = run.state();
  std::size_t signed_now = 0;
  for (std::size_t nest = world.firm_nests(); nest < world.firm_nests() + world.table.n_sectors(); ++nest) {
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s) {
      const std::size_t cell = state.slot_cell[s];
      // strength = w z^(sigma - 1), so ln z = -ln(strength / w) / (1 - sigma); destination 0
      const double log_match =
          -std::log(static_cast<double>(state.slot_strength[s]) / static_cast<double>(world.slot_weight[s])) /
          0.6;
      const double paid = state.log_cost[cell] - log_match;
      if ((state.slot_cohort[s] & cohort_mask) == 0) {
        EXPECT_EQ(state.slot_strength[s], world.slot_weight[s]);
      } else {
        ++signed_now;
        EXPECT_GE(paid, -1e-6);
        EXPECT_LE(paid, std::log(1.25) + 1e-6);
      }
    }
  }
  EXPECT_GT(signed_now, 0U);
}

TEST(GapHazard, ADutyOpensOldLinksFasterAndNewOnesNot) {
  test::RunSetup with;
  with.duty = 0.25;
  with.model.pricing.adjustment = 0.0;
  test::RunSetup without = with;
  without.duty = 0.0;
  test::Run taxed(with);
  test::Run calm(without);
  std::int64_t first_taxed = 0;
  std::int64_t first_calm = 0;
  std::int64_t last_taxed = 0;
  std::int64_t last_calm = 0;
  for (int step = 0; step < 24; ++step) {
    taxed.step();
    calm.step();
    (step < 6 ? first_taxed : last_taxed) += taxed.state().cross_events;
    (step < 6 ? first_calm : last_calm) += calm.state().cross_events;
  }
  EXPECT_GT(static_cast<double>(first_taxed), 1.3 * static_cast<double>(first_calm));
  EXPECT_LT(static_cast<double>(last_taxed) / static_cast<double>(last_calm),
            static_cast<double>(first_taxed) / static_cast<double>(first_calm));
}

}  // namespace
}  // namespace entrepot::test::sourcing_test
