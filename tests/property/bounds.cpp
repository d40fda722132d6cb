// T5 of model.md section 4 on random worlds, with every dispersion and limit option: shares on the simplex,
// nothing negative, capacity never exceeded, and the solver's price certificate, which bounds the agents'
// path too.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/behaviours/presets.hpp"
#include "tests/support/engine.hpp"
#include "tests/support/limit_agents.hpp"
#include "tests/support/market_world.hpp"

namespace entrepot::test::bounds_test {

using namespace models;
using namespace theory;
namespace {

test::RunSetup setup_of(int seed) {
  test::RunSetup setup;
  setup.seed = 200 + static_cast<std::uint64_t>(seed);
  setup.shape.regions = 3 + static_cast<std::size_t>(seed % 4);
  setup.shape.sectors = 2 + static_cast<std::size_t>(seed / 2 % 4);
  setup.shape.input_size = seed % 2 == 0 ? 4.0 : 1.0;
  setup.duty = 0.25 * (seed % 5);
  setup.steps = 18;
  if (seed % 3 == 0) setup.model = preset_settings("frictionless");
  if (seed % 6 == 3) setup.model.sourcing.events = SourcingEvents::hazards;  // sigma = 1 with lasting links
  setup.model.production.capacity = seed % 2 == 0;
  setup.model.pricing.pricing = seed % 4 == 1 ? PriceRule::own : PriceRule::index;
  setup.model.sourcing.match = seed % 5 == 2 ? MatchQuality::frechet : MatchQuality::none;
  setup.model.sourcing.tastes = seed % 7 < 4 ? Tastes::lasting : Tastes::redrawn;
  return setup;
}

class Bounds : public ::testing::TestWithParam<int> {};

// Shares of origins in every market, by the money of the step.
void expect_simplex(const World& world, const State& state) {
  const WorldTable& table = world.table;
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      double total = 0.0;
      for (std::size_t i = 0; i < table.n_regions(); ++i) {
        const Flow& flow = state.flow[table.duty_index(n, i, p)];
        ASSERT_GE(flow.money, 0);
        ASSERT_GE(flow.duty, 0);
        if (world.accounts.base_share[(n * table.n_products() + p) * table.n_regions() + i] <= 0.0) {
          ASSERT_EQ(flow.money, 0) << "an origin without base share is never chosen";
        }
        total += static_cast<double>(flow.money + flow.duty);
      }
      const bool bought = world.accounts.product_spending[n * table.n_products() + p] > 0.0;
      ASSERT_EQ(total > 0.0, bought);
    }
  }
}

void expect_positive(const State& state) {
  for (const double price : state.group_price) ASSERT_TRUE(price > 0.0 && std::isfinite(price));
  for (const double price : state.nest_price_final) ASSERT_TRUE(price > 0.0 && std::isfinite(price));
  for (const float cost : state.firm_cost) ASSERT_TRUE(cost > 0.0F && std::isfinite(cost));
  for (const Sales& sales : state.firm_sales) {
    ASSERT_GE(sales.money, 0);
    ASSERT_GE(sales.goods, 0);
  }
  for (const Flow& inputs : state.firm_inputs) {
    ASSERT_GE(inputs.money, 0);
    ASSERT_GE(inputs.duty, 0);
  }
  for (const RegionAccount& account : state.account) {
    ASSERT_GE(account.final_spending, 0);
    ASSERT_GE(account.duties, 0);
    ASSERT_GE(account.unmet, 0);
  }
}

TEST_P(Bounds, HoldInEveryStep) {
  const test::RunSetup setup = setup_of(GetParam());
  test::Run run(setup);
  for (int step = 0; step < setup.steps; ++step) {
    run.step();
    const State& state = run.state();
    expect_simplex(run.world(), state);
    expect_positive(state);
    if (!setup.model.production.capacity) continue;
    for (std::size_t f = 0; f < state.firm_sales.size(); ++f)
      ASSERT_LE(static_cast<double>(state.firm_sales[f].goods), state.firm_capacity[f] * state.trend);
    for (const double utilisation : state.group_utilisation) ASSERT_LE(utilisation, 1.0 + 1e-12);
  }
}

INSTANTIATE_TEST_SUITE_P(RandomWorlds, Bounds, ::testing::Range(0, 15));

// Banach: after t steps of a contraction of modulus rho, |ln p_t - ln p| <= rho^t |first step| / (1 - rho).
// The agents' prices are that iteration (psi = 1), float32 costs aside.
TEST(Certificate, BoundsThePathOfTheAgents) {
  ThreadPool pool(0);
  for (std::uint64_t seed = 300; seed < 308; ++seed) {
    const test::LimitCase limit = test::random_limit_case(seed);
    const EquilibriumSolution exact = test::solve_case(limit);
    const PriceCertificate& certificate = exact.certificate;
    ASSERT_TRUE(certificate.modulus_is_global);
    ASSERT_LT(certificate.modulus, 1.0);
    ASSERT_LT(certificate.bound, 1e-13);
    test::MarketWorldOptions options;
    options.slots_per_market = 200;
    test::LimitAgents agents(limit, test::market_world(limit.table, options), 0, pool);
    double first = 0.0;
    for (int t = 1; t <= 40; ++t) {
      agents.step();
      double gap = 0.0;
      for (std::size_t g = 0; g < exact.unit_cost.size(); ++g) {
        const double price = std::log(agents.state().group_price[g]);
        if (t == 1) first = std::max(first, std::abs(price));
        gap = std::max(gap, std::abs(price - std::log(exact.unit_cost[g])));
      }
      const double bound = std::pow(certificate.modulus, t) * first / (1.0 - certificate.modulus);
      EXPECT_LE(gap, bound + 1e-6) << "seed " << seed << ", step " << t;
    }
    EXPECT_GT(first, 1e-4);
  }
}

}  // namespace
}  // namespace entrepot::test::bounds_test
