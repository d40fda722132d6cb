#include "sim/world/accounts.hpp"

#include <gtest/gtest.h>

#include "sim/core/error.hpp"

namespace entrepot::test::accounts_test {
namespace {

// Two regions, goods (two products) only: A sells 20 to B's industry and 30 to B's households.
//   Z: A->A 10, A->B 20, B->B 10; F: A->A 40, A->B 30, B->B 60, B->A 10.
WorldTable two_regions() {
  WorldTable table;
  table.regions = {"A", "B"};
  table.sectors = {"g"};
  table.sector_is_goods = {true};
  table.products = {"01", "02"};
  table.product_sector = {SectorId(0), SectorId(0)};
  table.intermediate = {10, 20, 0, 10};
  table.final_use = {40, 30, 10, 60};
  table.output = {100, 80};
  table.value_added = {90, 50};
  table.product_mix = {0.25, 0.75, 0.5, 0.5};
  table.base_duty.assign(8, 0.0);
  table.base_duty[table.duty_index(1, 0, 0)] = 0.4;  // B on A's product 01: 10 % of A's goods
  table.base_duty[table.duty_index(0, 1, 1)] = 0.2;  // A on B's product 02: 10 % of B's goods
  return table;
}

TEST(BaseAccounts, DutiesByMixAndIncome) {
  const BaseAccounts accounts = base_accounts(two_regions(), 1.1);
  EXPECT_NEAR(accounts.input_duties[0], 0.0, 1e-12);
  EXPECT_NEAR(accounts.input_duties[1], 20 * 0.1, 1e-12);
  EXPECT_NEAR(accounts.value_added[1], 48.0, 1e-12);  // net of duties on inputs
  EXPECT_NEAR(accounts.final_duties[1], 30 * 0.1, 1e-12);
  EXPECT_NEAR(accounts.budget[1], 30 * 1.1 + 60, 1e-12);
  EXPECT_NEAR(accounts.budget[0], 40 + 10 * 1.1, 1e-12);
  EXPECT_NEAR(accounts.income[1], 48 + 2 + 3, 1e-12);
  EXPECT_NEAR(accounts.deficit[1], 93.0 - 53.0, 1e-12);
  EXPECT_NEAR(accounts.deficit[0] + accounts.deficit[1], 0.0, 1e-12);
}

TEST(BaseAccounts, LabourIsWhatMarkupLeaves) {
  const BaseAccounts accounts = base_accounts(two_regions(), 1.1);
  EXPECT_DOUBLE_EQ(accounts.markup[1], 1.1);  // cap 1 / (1 - 0.3) does not bind
  const double labour = 48.0 - (1.0 - 1.0 / 1.1) * 80.0;
  EXPECT_NEAR(accounts.labour_share[1], labour / (80.0 / 1.1), 1e-12);
  const BaseAccounts capped = base_accounts(two_regions(), 3.0);
  EXPECT_NEAR(capped.markup[1], 1.0 / (1.0 - 0.5 * 48.0 / 80.0), 1e-12);
  EXPECT_GT(capped.labour_share[1], 0.0);
}

TEST(BaseAccounts, SharesAtPurchaserPrices) {
  const BaseAccounts accounts = base_accounts(two_regions(), 1.1);
  // B buys product 01: from A 50 x 0.25 x 1.4, from itself 70 x 0.5.
  const double from_a = 50 * 0.25 * 1.4;
  const double from_b = 70 * 0.5;
  EXPECT_NEAR(accounts.product_spending[1 * 2 + 0], from_a + from_b, 1e-12);
  EXPECT_NEAR(accounts.base_share[(1 * 2 + 0) * 2 + 0], from_a / (from_a + from_b), 1e-12);
  EXPECT_NEAR(accounts.base_share[(1 * 2 + 0) * 2 + 1], from_b / (from_a + from_b), 1e-12);
}

TEST(BaseAccounts, DutiesAboveValueAddedAreAnInputError) {
  WorldTable table = two_regions();
  table.base_duty[table.duty_index(1, 0, 0)] = 20.0;
  EXPECT_THROW((void)base_accounts(table, 1.1), InputError);
}

}  // namespace
}  // namespace entrepot::test::accounts_test
