// T1 under `clearing`: frictionless agents whose wages clear against the exact-hat solver with clearing
// wages.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/limit_agents.hpp"
#include "tests/support/market_world.hpp"

namespace entrepot::test::limit_clearing_test {

using namespace models;
using namespace theory;
namespace {

constexpr int settling = 200;  // steps
constexpr int averaged = 50;   // steps, tastes are redrawn in each

// Means over the last steps of a run in which the duties stand from the first step on.
struct LongRun {
  std::vector<double> wage;     // [region]
  std::vector<double> shares;   // [destination][product][origin]
  std::vector<double> deficit;  // [region] million USD per year
};

void add(const std::vector<double>& values, std::vector<double>& sum) {
  sum.resize(values.size(), 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) sum[i] += values[i] / averaged;
}

std::vector<double> deficits(const LimitAgents& agents) {
  std::vector<double> out;
  for (const RegionAccount& account : agents.state().account) {
    const std::int64_t deficit = account.final_spending - account.wages - account.profits - account.duties;
    out.push_back(static_cast<double>(deficit) * 12.0 * agents.world().unit_musd);
  }
  return out;
}

LongRun long_run(const LimitCase& limit, ThreadPool& pool) {
  MarketWorldOptions options;
  options.slots_per_market = 4000;
  options.seed = {7, 0};
  LimitAgents agents(limit, market_world(limit.table, options), 1, pool);
  LongRun out;
  for (int step = 0; step < settling + averaged; ++step) {
    agents.step();
    if (step < settling) continue;
    add(agents.state().wage, out.wage);
    add(agents.shares(), out.shares);
    add(deficits(agents), out.deficit);
  }
  return out;
}

double largest_gap(const std::vector<double>& values, const std::vector<double>& exact,
                   const std::vector<double>& scale) {
  double gap = 0.0;
  for (std::size_t i = 0; i < exact.size(); ++i)
    gap = std::max(gap, std::abs(values[i] - exact[i]) / scale[i]);
  return gap;
}

// Measured with 4,000 slots per market: wages within 0.0021, shares 0.0026, deficits 0.0032 of income.
TEST(LimitClearing, WagesSharesAndDeficitsAreTheSolvers) {
  ThreadPool pool(0);
  for (std::uint64_t seed = 100; seed < 104; ++seed) {
    LimitCase limit = random_limit_case(seed);
    limit.settings.settlement.closure = WageClosure::clearing;
    limit.settings.settlement.wage_adjustment = 0.3;
    const EquilibriumSolution exact = solve_case(limit);
    const LongRun agents = long_run(limit, pool);
    const std::vector<double> ones(exact.origin_share.size(), 1.0);
    EXPECT_LT(largest_gap(agents.wage, exact.wage, ones), 0.004) << "seed " << seed;
    EXPECT_LT(largest_gap(agents.shares, exact.origin_share, ones), 0.005) << "seed " << seed;
    EXPECT_LT(largest_gap(agents.deficit, exact.deficit, exact.income), 0.006) << "seed " << seed;
    const std::vector<double> base(exact.wage.size(), 1.0);
    EXPECT_GT(largest_gap(base, exact.wage, ones), 0.008) << "the duties of the test move wages";
  }
}

}  // namespace
}  // namespace entrepot::test::limit_clearing_test
