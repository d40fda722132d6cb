#include "sim/world/balancing.hpp"

#include <gmock/gmock.h>

#include "sim/core/error.hpp"

namespace entrepot::test::balancing_test {
namespace {

using testing::HasSubstr;

// One region, two sectors; Z, F, X, VA as given.
WorldTable toy(std::vector<double> z, std::vector<double> f, std::vector<double> x, std::vector<double> va) {
  WorldTable table;
  table.regions = {"A"};
  table.sectors = {"g", "s"};
  table.intermediate = std::move(z);
  table.final_use = std::move(f);
  table.output = std::move(x);
  table.value_added = std::move(va);
  return table;
}

TEST(Balancing, LeavesABalancedTableAlone) {
  WorldTable table = toy({10, 20, 30, 5}, {70, 15}, {100, 50}, {60, 25});
  const WorldTable before = table;
  const BalanceReport report = balance(table);
  EXPECT_EQ(report.iterations, 0);
  EXPECT_EQ(table.intermediate, before.intermediate);
  EXPECT_EQ(table.final_use, before.final_use);
  EXPECT_DOUBLE_EQ(report.intermediate.total_absolute, 0.0);
}

TEST(Balancing, MatchesAnIndependentSolution) {
  WorldTable table = toy({12, 20, 30, 4}, {60, 20}, {100, 50}, {60, 25});
  const WorldTable before = table;
  const BalanceReport report = balance(table);
  EXPECT_LT(balance_error(table), 1e-12);
  EXPECT_LT(report.max_relative_row_error, 1e-12);
  // The entropy solution is row factor x column factor x cell, with factor 1 for final use.
  for (std::size_t row = 0; row < 2; ++row) {
    const double row_factor = table.f(row, 0) / before.f(row, 0);
    for (std::size_t column = 0; column < 2; ++column) {
      const double column_factor =
          table.z(0, column) / before.z(0, column) / (table.f(0, 0) / before.f(0, 0));
      EXPECT_NEAR(table.z(row, column), before.z(row, column) * row_factor * column_factor, 1e-9);
    }
  }
  EXPECT_NEAR(table.value_added[0], 60.0, 1e-9);
  EXPECT_NEAR(table.f(0, 0) + table.f(1, 0), 85.0, 1e-9);  // final use becomes the sum of value added
}

TEST(Balancing, EmptyCellsStayEmpty) {
  WorldTable table = toy({12, 0, 30, 0}, {60, 20}, {100, 0}, {60, 0});
  table.z(1, 0) = 0.0;
  table.f(1, 0) = 0.0;
  balance(table);
  EXPECT_LT(balance_error(table), 1e-12);
  EXPECT_DOUBLE_EQ(table.z(1, 0), 0.0);
}

TEST(Balancing, NoSolutionIsARunErrorThatNamesRows) {
  // s sells only to g, which may buy 5 in all, but s must sell 50.
  WorldTable table = toy({0, 10, 5, 0}, {90, 0}, {100, 50}, {95, 40});
  try {
    balance(table, 1e-12, 200);
    FAIL() << "balanced";
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), HasSubstr("does not balance after 200 iterations"));
    EXPECT_THAT(error.what(), HasSubstr("A g"));
  }
}

TEST(Balancing, ARowWithoutAnyCellIsARunError) {
  WorldTable table = toy({10, 20, 0, 0}, {70, 0}, {100, 50}, {60, 25});
  EXPECT_THROW(balance(table, 1e-12, 50), RunError);
}

TEST(Moves, MedianLargestAndTotal) {
  const MoveSummary moves = summarise_moves({0.5, 10, 100, 40, 0}, {5, 11, 50, 40, 3}, 1.0);
  EXPECT_EQ(moves.figures, 3U);
  EXPECT_DOUBLE_EQ(moves.largest_relative, 0.5);
  EXPECT_EQ(moves.largest_index, 2U);
  EXPECT_NEAR(moves.median_relative, 0.1, 1e-15);
  EXPECT_DOUBLE_EQ(moves.total_absolute, 4.5 + 1 + 50 + 3);
}

}  // namespace
}  // namespace entrepot::test::balancing_test
