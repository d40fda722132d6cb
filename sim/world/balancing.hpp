// RAS balancing of an inter-country table, and measures of how far figures moved.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/world/table.hpp"

namespace entrepot {

// How far one kind of figure moved. Relative moves are |after / before - 1| over figures of at least `floor`.
struct MoveSummary {
  std::size_t figures = 0;  // compared
  double median_relative = 0.0;
  double largest_relative = 0.0;
  std::size_t largest_index = 0;  // position of the largest relative move in the arrays compared
  double total_absolute = 0.0;    // sum of |after - before| over all figures, in the unit of the figures
};

[[nodiscard]] MoveSummary summarise_moves(const std::vector<double>& before, const std::vector<double>& after,
                                          double floor);

struct BalanceReport {
  int iterations = 0;
  double max_relative_row_error = 0.0;     // |sum of a row / X - 1|, largest over groups
  double max_relative_column_error = 0.0;  // |(sum of a column + VA) / X - 1|, largest over groups
  MoveSummary intermediate;                // cells of Z of at least 1 musd
  MoveSummary final_use;                   // cells of F of at least 1 musd
};

// Scales rows and columns of [Z F] until rows sum to X and intermediate columns to X - VA; both are kept,
// final-use totals by destination move freely (their sum must become that of VA). This is the table nearest
// in entropy. Needs Z, F >= 0 and 0 <= VA <= X. At the end `value_added` is X minus the column sums exactly.
// RunError, naming the worst rows, when the zeros of the table leave no solution.
BalanceReport balance(WorldTable& table, double tolerance = 1e-12, int max_iterations = 5000);

// Largest relative distance of row and column sums from output; what "rows = columns = X" means.
[[nodiscard]] double balance_error(const WorldTable& table);

}  // namespace entrepot
