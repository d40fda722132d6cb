// The adapter from a world's table to the equilibrium solver.
#include "tools/runs/equilibrium_input.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/support/random_table.hpp"
#include "tests/support/toy_table.hpp"

namespace entrepot::test::equilibrium_input_test {

using namespace models;
using namespace theory;
using namespace tools;
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;

EquilibriumInput input_of(const WorldTable& table, Closure closure = Closure::fixed,
                          const ModelSettings& settings = {},
                          const std::vector<const Instrument*>& instruments = {}) {
  return equilibrium_input(table, base_accounts(table, settings.pricing.markup),
                           resolve_levers(table, instruments, Month(2020, 2)), settings, closure);
}

std::vector<WorldTable> worlds() {
  std::vector<WorldTable> all{toy_table()};
  for (std::uint64_t seed = 1; seed <= 8; ++seed) all.push_back(random_table(seed));
  return all;
}

void expect_ones(const std::vector<double>& hats) {
  for (const double hat : hats) EXPECT_NEAR(hat, 1.0, 1e-12);
}

TEST(EquilibriumInput, NoChangeGivesHatsOfOneAndBaseShares) {
  for (const Closure closure : {Closure::fixed, Closure::clearing}) {
    for (const WorldTable& table : worlds()) {
      const EquilibriumInput input = input_of(table, closure);
      const EquilibriumSolution solution = solve_equilibrium(input);
      for (const auto* hats : {&solution.wage, &solution.unit_cost, &solution.product_price,
                               &solution.sector_price, &solution.consumer_price})
        expect_ones(*hats);
      if (solution.real_income) expect_ones(*solution.real_income);
      const BaseAccounts accounts = base_accounts(table, ModelSettings{}.pricing.markup);
      for (std::size_t at = 0; at < accounts.base_share.size(); ++at)
        EXPECT_NEAR(solution.origin_share[at], accounts.base_share[at], 1e-12);
    }
  }
}

// Users of the toy table share one mix, so the solver's base is the table itself.
TEST(EquilibriumInput, TheBaseIsTheTableWhereAllUsersShareOneMix) {
  const WorldTable table = toy_table();
  const BaseAccounts accounts = base_accounts(table, 1.1);
  const EquilibriumSolution solution = solve_equilibrium(input_of(table));
  for (std::size_t group = 0; group < table.n_groups(); ++group)
    EXPECT_NEAR(solution.base_output[group] / table.output[group], 1.0, 1e-11);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    EXPECT_NEAR(solution.base_income[n] / accounts.income[n], 1.0, 1e-11);
    EXPECT_NEAR(solution.base_deficit[n], accounts.deficit[n], 1e-10 * accounts.income[n]);
  }
}

TEST(EquilibriumInput, SharesOfProductsSumToOneInsideASectorOrAreNone) {
  WorldTable table = toy_table();
  const EquilibriumInput input = input_of(table);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    std::vector<double> sum(table.n_sectors(), 0.0);
    for (std::size_t p = 0; p < table.n_products(); ++p)
      sum[table.product_sector[p].index()] += input.product_share[n * table.n_products() + p];
    EXPECT_THAT(sum, Each(::testing::DoubleNear(1.0, 1e-15)));
  }
  const double of_first = input.product_share[0] / input.product_share[1];
  const std::vector<double> spending = base_accounts(table, 1.1).product_spending;
  EXPECT_NEAR(of_first, spending[0] / spending[1], 1e-15);
}

TEST(EquilibriumInput, TakesItsElasticitiesFromTheSettings) {
  const WorldTable table = toy_table();
  ModelSettings settings;
  settings.sourcing.trade_elasticity_scale = 0.5;
  settings.sourcing.home_elasticity = 0.7;
  settings.ordering.input_elasticity = 0.25;
  settings.ordering.value_added_elasticity = 0.75;
  settings.settlement.income_response = 0.125;
  EquilibriumInput input = input_of(table, Closure::clearing, settings);
  EXPECT_EQ(input.trade_elasticity, (std::vector<double>{1.5, 4.0, 2.0}));
  EXPECT_EQ(input.home_elasticity, std::vector<double>(3, 0.7));
  EXPECT_EQ(input.nest_elasticity, std::vector<double>(3, settings.ordering.short_run_sigma));
  EXPECT_EQ(input.input_elasticity, 0.25);
  EXPECT_EQ(input.labour_elasticity, 0.75);
  EXPECT_EQ(input.income_response, 0.125);
  EXPECT_EQ(input.closure, Closure::clearing);
  settings.sourcing.tiers = Tiers::one;
  EXPECT_TRUE(input_of(table, Closure::fixed, settings).home_elasticity.empty());
}

// RIV = 1 and ALT = 2 sell to BUY = 0.
TEST(EquilibriumInput, ADutyMovesTheTaxedLinkAndIsCollected) {
  const WorldTable table = toy_table();
  const ToyTariff tariff(table, 0, 1, 0.25, Month(2018, 1));
  const EquilibriumInput input = input_of(table, Closure::fixed, {}, {&tariff});
  const EquilibriumSolution solution = solve_equilibrium(input);
  for (std::size_t p = 0; p < 4; ++p) {
    const double* share = &solution.origin_share[p * 3];
    const double* base = &input.origin_share[p * 3];
    EXPECT_LT(share[1], base[1]);
    EXPECT_GT(share[2], base[2]);
    const std::size_t cell = (1 * 3 + 0) * 5 + p;
    EXPECT_NEAR(solution.duty_paid[cell] / solution.trade[cell],
                table.base_duty[table.duty_index(0, 1, p)] + 0.25, 1e-13);
  }
}

// What is not possible is said in the names of the world.
TEST(EquilibriumInput, FaultsNameTheCellsOfTheWorld) {
  const WorldTable table = toy_table();
  EquilibriumInput closed = input_of(table);
  for (std::size_t i = 0; i < 3; ++i)
    closed.duty[closed.link(0, i, 1)] = std::numeric_limits<double>::infinity();
  try {
    static_cast<void>(solve_equilibrium(closed));
    FAIL() << "closed links were not refused";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("every supplier of a2 in BUY is closed"), HasSubstr("infinite")));
  }
  EquilibriumInput empty = input_of(table);
  std::fill_n(&empty.origin_share[(2 * 5 + 3) * 3], 3, 0.0);
  try {
    static_cast<void>(solve_equilibrium(empty));
    FAIL() << "an empty cell was not refused";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("no supplier of b2 in ALT"));
  }
}

}  // namespace
}  // namespace entrepot::test::equilibrium_input_test
