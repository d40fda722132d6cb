// Comparisons with a static equilibrium, whose file holds one month and no firms.
#pragma once

#include <string>
#include <vector>

#include "outputs/compare/comparison.hpp"
#include "outputs/compare/match.hpp"

namespace entrepot::outputs {

// Options under which `value` and `against` share their months: with an equilibrium on a side, that month
// alone, month by month, and a note that says so; as they are between runs. InputError where the other side
// lacks the month or a filter leaves it out.
[[nodiscard]] CompareOptions shared_months(const Side& value, const Side& against,
                                           const CompareOptions& options, std::vector<std::string>& notes);

}  // namespace entrepot::outputs
