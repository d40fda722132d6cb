// How far predicted changes are from those observed.
#pragma once

#include <vector>

namespace entrepot::outputs {

struct Scores {
  double rmse = 0.0;           // root mean square error, in the units of the changes
  double weighted_rmse = 0.0;  // each cell by its weight
  double signs = 0.0;          // share of cells whose change has the sign observed; no change has none
  double ranks = 0.0;          // Spearman's correlation; NaN where one side is the same everywhere
};

// [cell] each; `ranked` are the cells whose ranks count (who gains from another's loss). Cells that are NaN
// on a side are left out.
[[nodiscard]] Scores score_changes(const std::vector<double>& predicted, const std::vector<double>& observed,
                                   const std::vector<double>& weight, const std::vector<bool>& ranked);

// Spearman's rank correlation, equal values sharing their mean rank; NaN with fewer than three values or
// where a side does not vary.
[[nodiscard]] double rank_correlation(const std::vector<double>& a, const std::vector<double>& b);

// Slope of y on x with an intercept, least squares; NaN where x does not vary.
[[nodiscard]] double slope_of(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace entrepot::outputs
