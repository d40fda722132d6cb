// The cells of a split world: first guesses by shares, balanced so that parts sum to what they are parts of.
#pragma once

#include <string>

#include "scenarios/data/splits/split_plan.hpp"

namespace entrepot::scenarios {

struct SplitBalance {
  int iterations = 0;
  double largest_error = 0.0;  // of a row or column of a part, relative to the whole's output
};

// Fills in Z, F, X and VA of `parts` (its axes are set) from those of `whole`. Cells of parts sum to the
// cells of the whole; rows reach the shares of output and exports, columns those of value added, so that
// rows and columns are equal. InputError, naming parts, where shares contradict each other or the zeros of
// the table.
SplitBalance balance_split(const WorldTable& whole, const SplitPlan& plan, const std::string& file,
                           WorldTable& parts);

}  // namespace entrepot::scenarios
