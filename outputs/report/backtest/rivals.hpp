// Predictions that need no model: what a run must beat to have explained anything.
#pragma once

#include <map>
#include <vector>

#include "outputs/report/backtest/observed.hpp"

namespace entrepot::outputs {

// The loss of the loser of each group, given to the others in proportion to their shares at the base; sellers
// of the importer sell it more by the same factor as those of `gain` (growth of what all but the loser sell
// it). [cell] changes; `base` and `change` are those of the run, fractions.
[[nodiscard]] std::vector<double> proportional_changes(const ObservedSeries& series,
                                                       const std::vector<double>& base,
                                                       const std::vector<double>& change, double gain);

// By what factor, less one, all others sell an importer more when the loser's share changes as given.
[[nodiscard]] double others_gain(double loser_share, double loser_change);

// The log trend of the observed years [from - 4, from] goes on, each year `damping` times the one before, and
// shares of a group and the rest are made to sum to 1. [cell] changes; NaN with fewer than three years.
[[nodiscard]] std::vector<double> trend_changes(const ObservedSeries& series, int from, int until,
                                                double damping);

}  // namespace entrepot::outputs
