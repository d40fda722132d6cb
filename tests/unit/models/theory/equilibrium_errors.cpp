// Every way to have no equilibrium says what is wrong and where.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/theory/equilibrium.hpp"
#include "tests/support/random_equilibrium.hpp"

namespace entrepot::test::equilibrium_errors_test {

using namespace theory;
namespace {

using testing::HasSubstr;

EquilibriumInput small_world() {
  RandomEquilibriumOptions options;
  options.gaps = false;
  EquilibriumInput input = random_equilibrium(1, options);
  input.region_names = {"AAA", "BBB", "CCC"};
  input.sector_names = {"GDS", "SRV"};
  input.product_names = {"gears", "advice"};
  return input;
}

std::vector<Fault> faults_of(const EquilibriumInput& input) {
  try {
    static_cast<void>(solve_equilibrium(input));
  } catch (const InputError& error) {
    return error.faults();
  }
  return {};
}

std::string failure_of(const EquilibriumInput& input, const EquilibriumOptions& options = {}) {
  try {
    static_cast<void>(solve_equilibrium(input, options));
  } catch (const NoEquilibrium& error) {
    EXPECT_FALSE(error.worst().empty());
    EXPECT_GE(error.iterations(), 0);
    return error.what();
  }
  return "solved";
}

TEST(EquilibriumErrors, ZeroCellNamesTheBuyerAndTheProduct) {
  EquilibriumInput input = small_world();
  for (std::size_t i = 0; i < 3; ++i) input.origin_share[(1 * 2 + 0) * 3 + i] = 0.0;
  const std::vector<Fault> faults = faults_of(input);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].what, "no supplier of gears in BBB");
  input = small_world();
  input.product_share[1 * 2 + 0] = 0.0;
  ASSERT_EQ(faults_of(input).size(), 1U);
  EXPECT_EQ(faults_of(input)[0].what, "no supplier of GDS in BBB");
}

TEST(EquilibriumErrors, ACellNobodySpendsOnNeedsNoSupplier) {
  EquilibriumInput input = small_world();
  for (double* share : {&input.budget_share[2], &input.input_share[4], &input.input_share[6]}) {
    share[0] = 0.0;  // nobody in BBB buys gears
    share[1] = 1.0;
  }
  for (std::size_t i = 0; i < 3; ++i) input.origin_share[(1 * 2 + 0) * 3 + i] = 0.0;
  const EquilibriumSolution solution = solve_equilibrium(input);
  EXPECT_EQ(solution.spending[1 * 2 + 0], 0.0);
  EXPECT_NEAR(solution.wage[1], 1.0, 1e-10);
}

TEST(EquilibriumErrors, BannedAndProhibitedLinksCarryNothing) {
  EquilibriumInput input = small_world();
  input.banned.assign(input.duty.size(), 0);
  input.banned[input.link(0, 1, 0)] = 1;
  const EquilibriumSolution ban = solve_equilibrium(input);
  EXPECT_EQ(ban.origin_share[(0 * 2 + 0) * 3 + 1], 0.0);
  EXPECT_EQ(ban.trade[(1 * 3 + 0) * 2 + 0], 0.0);
  EXPECT_EQ(ban.banned_links, 1U);
  input.banned.clear();
  input.duty[input.link(0, 1, 0)] = std::numeric_limits<double>::infinity();
  const EquilibriumSolution duty = solve_equilibrium(input);
  EXPECT_EQ(duty.banned_links, 1U);
  EXPECT_EQ(duty.trade, ban.trade);
  input.duty[input.link(0, 1, 0)] = 1e9;  // finite but prohibitive: the same world to rounding
  EXPECT_LT(solve_equilibrium(input).origin_share[(0 * 2 + 0) * 3 + 1], 1e-11);
}

TEST(EquilibriumErrors, ClosingEverySupplierIsAFault) {
  EquilibriumInput input = small_world();
  input.banned.assign(input.duty.size(), 0);
  input.banned[input.link(2, 2, 1)] = 1;
  input.banned[input.link(2, 0, 1)] = 1;
  input.duty[input.link(2, 1, 1)] = std::numeric_limits<double>::infinity();
  const std::vector<Fault> faults = faults_of(input);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].what, "every supplier of advice in CCC is closed");
}

TEST(EquilibriumErrors, AllFaultsComeAtOnce) {
  EquilibriumInput input = small_world();
  input.duty[0] = -0.1;
  input.duty[1] = std::numeric_limits<double>::quiet_NaN();
  input.trade_elasticity[0] = 0.0;
  input.labour_share[2] = 1.5;
  input.income_response = 2.0;
  EXPECT_EQ(faults_of(input).size(), 5U);
  input = small_world();
  input.budget.pop_back();
  input.duty.clear();
  EXPECT_EQ(faults_of(input).size(), 2U);
  input = small_world();
  input.origin_share[0] *= 0.8;
  input.budget_share[0] *= 0.8;
  input.input_share[0] *= 0.8;
  EXPECT_EQ(faults_of(input).size(), 3U);
}

TEST(EquilibriumErrors, ManyFaultsOfOneKindAreCounted) {
  RandomEquilibriumOptions options;
  options.regions = 4;
  EquilibriumInput input = random_equilibrium(1, options);
  std::fill(input.origin_share.begin(), input.origin_share.end(), -1.0);  // 4 x 2 x 4 values
  const std::vector<Fault> faults = faults_of(input);
  ASSERT_EQ(faults.size(), 21U);
  EXPECT_EQ(faults.back().what, "12 more of the same kind");
}

TEST(EquilibriumErrors, ProductsMustBeSortedBySector) {
  EquilibriumInput input = small_world();
  input.product_sector = {1, 0};
  ASSERT_EQ(faults_of(input).size(), 1U);
  EXPECT_THAT(faults_of(input)[0].what, HasSubstr("product_sector is not ascending"));
}

TEST(EquilibriumErrors, SpendingAllIncomeAtFixedWagesHasNoAnswer) {
  EquilibriumInput input = small_world();
  input.closure = Closure::fixed;
  input.income_response = 1.0;
  draw_duties(input, 5, 0.5);
  EquilibriumOptions options;
  options.spending_iterations = 500;
  const std::string failure = failure_of(input, options);
  EXPECT_THAT(failure, HasSubstr("no equilibrium found in spending"));
  EXPECT_THAT(failure, HasSubstr("500 iterations, residual"));
}

TEST(EquilibriumErrors, CostsThatFeedOnThemselvesAreDiagnosed) {
  EquilibriumInput input = small_world();
  input.labour_elasticity = 0.1;  // labour cannot replace inputs that became four times as dear
  input.iceberg.assign(input.duty.size(), 4.0);
  std::fill(input.labour_share.begin(), input.labour_share.end(), 0.2);
  EXPECT_THAT(failure_of(input), HasSubstr("costs rise without bound"));
}

TEST(EquilibriumErrors, TooFewIterationsNameTheWorstCell) {
  EquilibriumInput input = small_world();
  draw_duties(input, 5, 0.5);
  EquilibriumOptions options;
  options.price_iterations = 2;
  EXPECT_THAT(failure_of(input, options),
              HasSubstr("unit costs: the price iteration has not settled (2 iterations"));
}

TEST(EquilibriumErrors, ATransferThatCannotBePaidIsDiagnosed) {
  // AAA lives mostly on transfers from BBB; with all trade closed nothing can be transferred.
  EquilibriumInput input = small_world();
  input.budget[0] *= 1.5;
  input.banned.assign(input.duty.size(), 1);
  for (std::size_t n = 0; n < 3; ++n) {
    for (std::size_t g = 0; g < 2; ++g) input.banned[input.link(n, n, g)] = 0;
  }
  EXPECT_THAT(failure_of(input), HasSubstr("no equilibrium found in wages: labour markets do not clear"));
}

TEST(EquilibriumErrors, ARegionWithoutLabourCannotClear) {
  EquilibriumInput input = small_world();
  for (std::size_t cell = 0; cell < 6; ++cell) {  // nobody buys from CCC, not even itself
    input.origin_share[cell * 3 + 0] += input.origin_share[cell * 3 + 2];
    input.origin_share[cell * 3 + 2] = 0.0;
  }
  ASSERT_EQ(faults_of(input).size(), 1U);
  EXPECT_EQ(faults_of(input)[0].what, "no labour income in CCC");
  input.closure = Closure::fixed;
  const EquilibriumSolution solution = solve_equilibrium(input);
  EXPECT_EQ(solution.output[2 * 2] + solution.output[2 * 2 + 1], 0.0);
  EXPECT_NEAR(solution.income[2], solution.duties[2], 1e-12);
  EXPECT_NEAR(solution.deficit[2], input.budget[2] - solution.duties[2], 1e-9);
}

}  // namespace
}  // namespace entrepot::test::equilibrium_errors_test
