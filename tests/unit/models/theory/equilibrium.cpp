// The solver against facts that do not depend on it.
#include "models/theory/equilibrium.hpp"

#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/random_equilibrium.hpp"

namespace entrepot::test::theory_equilibrium_test {

using namespace theory;
namespace {

void expect_all(const std::vector<double>& values, double wanted, double tolerance) {
  for (const double value : values) EXPECT_NEAR(value, wanted, tolerance);
}

void expect_equal(const std::vector<double>& a, const std::vector<double>& b, double tolerance) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i)
    EXPECT_NEAR(a[i], b[i], tolerance * std::max(1.0, std::abs(b[i])));
}

// Two equal countries, one sector, free trade, balanced.
EquilibriumInput symmetric_pair(double labour_share) {
  EquilibriumInput in;
  in.regions = 2;
  in.sectors = 1;
  in.product_sector = {0};
  in.one_market_per_region();
  in.origin_share = {0.7, 0.3, 0.3, 0.7};
  in.product_share = {1.0, 1.0};
  in.input_share = {1.0, 1.0};
  in.labour_share = {labour_share, labour_share};
  in.markup = {1.0, 1.0};
  in.budget_share = {1.0, 1.0};
  in.budget = {10.0, 10.0};
  in.base_duty.assign(4, 0.0);
  in.duty = in.base_duty;
  in.trade_elasticity = {4.0};
  in.nest_elasticity = {1.0};
  in.closure = Closure::clearing;
  return in;
}

std::vector<double> real_income_at(EquilibriumInput in, double duty) {
  in.duty[in.link(0, 1, 0)] = duty;
  return solve_equilibrium(in).real_income.value();
}

TEST(Equilibrium, NoChangeGivesHatsOfOne) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const EquilibriumInput input = random_equilibrium(seed, random_shape(seed));
    const EquilibriumSolution solution = solve_equilibrium(input);
    for (const auto* hats : {&solution.wage, &solution.unit_cost, &solution.product_price,
                             &solution.sector_price, &solution.consumer_price}) {
      expect_all(*hats, 1.0, 1e-12);
    }
    if (solution.real_income) expect_all(*solution.real_income, 1.0, 1e-12);
    expect_equal(solution.budget, input.budget, 1e-12);
    expect_equal(solution.output, solution.base_output, 1e-12);
    for (std::size_t at = 0; at < input.origin_share.size(); ++at) {
      if (input.product_share[at / input.regions] > 0.0) {
        EXPECT_NEAR(solution.origin_share[at], input.origin_share[at], 1e-12);
      }
    }
  }
}

TEST(Equilibrium, AutarkyFollowsTheClosedForm) {
  RandomEquilibriumOptions options;
  options.regions = 4;
  options.sectors = 3;
  options.two_tiers = options.markups = options.base_duties = options.gaps = false;
  options.cobb_douglas = options.balanced = true;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    EquilibriumInput input = random_equilibrium(seed, options);
    input.banned.assign(input.duty.size(), 1);
    for (std::size_t n = 0; n < input.regions; ++n) {
      for (std::size_t g = 0; g < input.products(); ++g) input.banned[input.link(n, n, g)] = 0;
    }
    const EquilibriumSolution solution = solve_equilibrium(input);
    ASSERT_TRUE(solution.real_income);
    EXPECT_EQ(solution.banned_links, 4U * 3U * 3U);
    const auto sectors = static_cast<Eigen::Index>(input.sectors);
    for (std::size_t n = 0; n < input.regions; ++n) {
      Eigen::MatrixXd leontief = Eigen::MatrixXd::Identity(sectors, sectors);
      for (std::size_t cell = 0; cell < input.sectors * input.sectors; ++cell) {
        const std::size_t group = n * input.sectors + cell / input.sectors;
        leontief(static_cast<Eigen::Index>(cell / input.sectors),
                 static_cast<Eigen::Index>(cell % input.sectors)) -=
            (1.0 - input.labour_share[group]) *
            input.input_share[group * input.sectors + cell % input.sectors];
      }
      const Eigen::MatrixXd inverse = leontief.inverse();
      double log_income = 0.0;
      for (std::size_t j = 0; j < input.sectors; ++j) {
        for (std::size_t k = 0; k < input.sectors; ++k) {
          const double home = input.origin_share[(n * input.products() + k) * input.regions + n];
          log_income += input.budget_share[n * input.sectors + j] *
                        inverse(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(k)) * std::log(home) /
                        input.trade_elasticity[k];
        }
      }
      EXPECT_NEAR((*solution.real_income)[n], std::exp(log_income), 1e-10);
      EXPECT_LT((*solution.real_income)[n], 1.0);
    }
  }
}

TEST(Equilibrium, ASmallTariffHelpsItsLargeCountryAndALargeOneDoesNot) {
  for (const double labour_share : {1.0, 0.5}) {
    const EquilibriumInput pair = symmetric_pair(labour_share);
    const std::vector<double> small = real_income_at(pair, 0.02);
    EXPECT_GT(small[0], 1.0 + 1e-5);
    EXPECT_LT(small[1], 1.0 - 1e-5);
    EXPECT_LT(small[0] + small[1], 2.0);
    EXPECT_LT(real_income_at(pair, 5.0)[0], 1.0);
    EquilibriumInput war = pair;
    war.duty[war.link(0, 1, 0)] = war.duty[war.link(1, 0, 0)] = 0.25;
    const std::vector<double> both = solve_equilibrium(war).real_income.value();
    EXPECT_NEAR(both[0], both[1], 1e-12);
    EXPECT_LT(both[0], 1.0);
  }
}

TEST(Equilibrium, TheOptimumTariffOfATinyTradeShareIsOneOverTheta) {
  // With trade a small part of both economies the foreign export supply curve has elasticity theta: a
  // country's real income peaks at a duty of 1 / theta.
  EquilibriumInput pair = symmetric_pair(1.0);
  pair.origin_share = {0.999, 0.001, 0.001, 0.999};
  const double at_optimum = real_income_at(pair, 0.25)[0];
  EXPECT_GT(at_optimum, real_income_at(pair, 0.22)[0]);
  EXPECT_GT(at_optimum, real_income_at(pair, 0.28)[0]);
}

TEST(Equilibrium, WelfareIsNotAvailableUnderFixedWages) {
  EquilibriumInput input = symmetric_pair(0.5);
  input.closure = Closure::fixed;
  input.duty[input.link(0, 1, 0)] = 0.3;
  const EquilibriumSolution solution = solve_equilibrium(input);
  EXPECT_FALSE(solution.real_income.has_value());
  expect_all(solution.wage, 1.0, 0.0);
  expect_equal(solution.budget, input.budget, 1e-15);
  EXPECT_LT(std::abs(solution.deficit[0] + solution.deficit[1]), 1e-11);
  EXPECT_LT(solution.deficit[0], -0.01);  // buys less abroad and collects duty, spends as before
}

TEST(Equilibrium, ACommonChoiceWedgeMovesNothingAndAForeignOneMovesTradeWithoutDuty) {
  EquilibriumInput input = symmetric_pair(0.5);
  input.choice_wedge.assign(4, 1.4);
  expect_all(solve_equilibrium(input).unit_cost, 1.0, 1e-12);
  input.choice_wedge = {1.0, 1.4, 1.4, 1.0};
  const EquilibriumSolution wedge = solve_equilibrium(input);
  EXPECT_LT(wedge.origin_share[1], 0.3 * std::pow(1.4, -3.0));
  expect_all(wedge.duties, 0.0, 0.0);
  input.choice_wedge.clear();
  input.iceberg = {1.0, 1.4, 1.4, 1.0};
  const EquilibriumSolution iceberg = solve_equilibrium(input);
  EXPECT_LT(wedge.unit_cost[0], iceberg.unit_cost[0]);  // the wedge distorts, it does not melt goods
  EXPECT_NEAR(wedge.origin_share[1], iceberg.origin_share[1], 1e-12);
}

TEST(Equilibrium, EqualElasticitiesCollapseTwoTiersToOne) {
  RandomEquilibriumOptions options;
  options.products_per_sector = 2;
  for (std::uint64_t seed = 100; seed < 110; ++seed) {
    EquilibriumInput input = random_equilibrium(seed, options);
    draw_duties(input, seed, 1.0);
    input.home_elasticity = input.trade_elasticity;
    const EquilibriumSolution two = solve_equilibrium(input);
    input.home_elasticity.clear();
    const EquilibriumSolution one = solve_equilibrium(input);
    expect_equal(two.unit_cost, one.unit_cost, 1e-11);
    expect_equal(two.trade, one.trade, 1e-9);
  }
}

TEST(Equilibrium, ElasticitiesOfOneAreTheLimitOfCes) {
  RandomEquilibriumOptions options;
  options.cobb_douglas = true;
  options.products_per_sector = 2;
  EquilibriumInput input = random_equilibrium(7, options);
  draw_duties(input, 7, 0.5);
  const EquilibriumSolution exact = solve_equilibrium(input);
  for (const double near : {1.0 - 1e-7, 1.0 + 1e-7}) {
    input.input_elasticity = input.labour_elasticity = near;
    std::fill(input.nest_elasticity.begin(), input.nest_elasticity.end(), near);
    const EquilibriumSolution limit = solve_equilibrium(input);
    expect_equal(limit.unit_cost, exact.unit_cost, 1e-6);
    expect_equal(limit.output, exact.output, 1e-6);
  }
}

TEST(Equilibrium, SplittingARegionsBuyersIntoEqualMarketsChangesNothing) {
  RandomEquilibriumOptions options;
  EquilibriumInput input = random_equilibrium(3, options);
  draw_duties(input, 3, 1.0);
  const EquilibriumSolution whole = solve_equilibrium(input);
  const std::size_t regions = input.regions;
  for (std::size_t n = 0; n < regions; ++n) input.market_region.push_back(n);
  for (std::size_t n = 0; n < regions; ++n) input.final_market[n] = regions + n;
  const std::vector<double> origins = input.origin_share;
  const std::vector<double> products = input.product_share;
  input.origin_share.insert(input.origin_share.end(), origins.begin(), origins.end());
  input.product_share.insert(input.product_share.end(), products.begin(), products.end());
  const EquilibriumSolution split = solve_equilibrium(input);
  expect_equal(split.unit_cost, whole.unit_cost, 1e-11);
  expect_equal(split.trade, whole.trade, 1e-9);
  expect_equal(*split.real_income, *whole.real_income, 1e-10);
}

TEST(Equilibrium, TheCertificateBoundsTheErrorOfARoughSolution) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    RandomEquilibriumOptions options = random_shape(seed);
    options.closure = Closure::fixed;
    EquilibriumInput input = random_equilibrium(seed, options);
    draw_duties(input, seed, 2.0);
    const EquilibriumSolution exact = solve_equilibrium(input);
    EquilibriumOptions rough;
    rough.price_tolerance = 1e-4;
    const EquilibriumSolution early = solve_equilibrium(input, rough);
    double error = 0.0;
    for (std::size_t group = 0; group < exact.unit_cost.size(); ++group) {
      error = std::max(error, std::abs(std::log(early.unit_cost[group] / exact.unit_cost[group])));
    }
    EXPECT_LT(early.certificate.modulus, 1.0);
    EXPECT_LE(error, early.certificate.bound + 1e-13);
    if (early.certificate.modulus_is_global) {
      EXPECT_LE(error, early.certificate.bound_before + 1e-13);
      const double least_labour = *std::min_element(input.labour_share.begin(), input.labour_share.end());
      EXPECT_NEAR(early.certificate.modulus, 1.0 - least_labour, 1e-12);
    }
  }
}

TEST(Equilibrium, TheCertificateSaysWhereItsModulusHolds) {
  RandomEquilibriumOptions options;
  options.cobb_douglas = true;
  EquilibriumInput input = random_equilibrium(11, options);
  EXPECT_TRUE(solve_equilibrium(input).certificate.modulus_is_global);
  const double plain = solve_equilibrium(input).certificate.modulus;
  draw_wedges(input, 11, 3.0);
  const PriceCertificate wedged = solve_equilibrium(input).certificate;
  EXPECT_FALSE(wedged.modulus_is_global);
  EXPECT_NE(wedged.modulus, plain);
  input.choice_wedge.clear();
  input.labour_elasticity = 0.5;
  EXPECT_FALSE(solve_equilibrium(input).certificate.modulus_is_global);
}

}  // namespace
}  // namespace entrepot::test::theory_equilibrium_test
