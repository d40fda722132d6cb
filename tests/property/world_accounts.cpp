// Random tables: balancing reaches 1e-9 from disturbed figures, and the base accounts keep their identities.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/core/rng.hpp"
#include "sim/world/accounts.hpp"
#include "sim/world/balancing.hpp"
#include "tests/support/random_table.hpp"

namespace entrepot::test::world_accounts_test {
namespace {

test::TableShape shape_of(std::uint64_t seed) {
  return {3 + seed % 4, 2 + seed % 4, 1 + seed % 3, 0.3, 0.05 * static_cast<double>(seed % 8)};
}

class RandomTables : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomTables, BalanceReachesRoundOff) {
  WorldTable table = test::random_table(GetParam(), shape_of(GetParam()));
  EXPECT_LT(balance_error(table), 1e-12);
  const std::vector<double> output = table.output;
  const std::vector<double> value_added = table.value_added;
  Draws draws({GetParam(), 0}, Stream::test, 2, 0);
  for (double& cell : table.intermediate) cell *= std::exp(draws.unit() - 0.5);
  for (double& cell : table.final_use) cell *= std::exp(draws.unit() - 0.5);
  EXPECT_GT(balance_error(table), 1e-3);
  const BalanceReport report = balance(table);
  EXPECT_LT(balance_error(table), 1e-9);
  EXPECT_LT(report.max_relative_column_error, 1e-9);
  EXPECT_GT(report.intermediate.largest_relative, 0.0);
  EXPECT_EQ(table.output, output);
  for (std::size_t g = 0; g < output.size(); ++g)
    EXPECT_NEAR(table.value_added[g], value_added[g], 1e-9 * output[g]);
}

TEST_P(RandomTables, AccountsAddUp) {
  const WorldTable table = test::random_table(GetParam(), shape_of(GetParam()));
  const BaseAccounts accounts = base_accounts(table, 1.15);
  double deficits = 0.0;
  double output = 0.0;
  for (const double deficit : accounts.deficit) deficits += deficit;
  for (std::size_t g = 0; g < table.n_groups(); ++g) {
    output += table.output[g];
    EXPECT_GT(accounts.labour_share[g], 0.0);
    EXPECT_LE(accounts.labour_share[g], 1.0);
    EXPECT_NEAR(accounts.value_added[g] + accounts.input_duties[g], table.value_added[g],
                1e-9 * table.output[g]);
    double inputs = 0.0;
    for (std::size_t k = 0; k < table.n_sectors(); ++k)
      inputs += accounts.input_share[g * table.n_sectors() + k];
    EXPECT_NEAR(inputs, 1.0, 1e-12);
  }
  EXPECT_NEAR(deficits, 0.0, 1e-12 * output);
}

TEST_P(RandomTables, PurchasesByProductAreAllSpending) {
  const WorldTable table = test::random_table(GetParam(), shape_of(GetParam()));
  const BaseAccounts accounts = base_accounts(table, 1.0);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    double products = 0.0;
    double users = accounts.budget[n];
    double budget_shares = 0.0;
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      products += accounts.product_spending[n * table.n_products() + p];
      double shares = 0.0;
      for (std::size_t i = 0; i < table.n_regions(); ++i) {
        shares += accounts.base_share[(n * table.n_products() + p) * table.n_regions() + i];
      }
      EXPECT_NEAR(shares, 1.0, 1e-12);
    }
    for (std::size_t k = 0; k < table.n_sectors(); ++k) {
      const std::size_t g = n * table.n_sectors() + k;
      users += table.output[g] - accounts.value_added[g];
      budget_shares += accounts.budget_share[g];
    }
    EXPECT_NEAR(products, users, 1e-10 * users);
    EXPECT_NEAR(budget_shares, 1.0, 1e-12);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomTables, testing::Range<std::uint64_t>(1, 41));

}  // namespace
}  // namespace entrepot::test::world_accounts_test
