// What was measured of pairs of sides, and which rows of it are shown.
#pragma once

#include <vector>

#include "outputs/compare/cells.hpp"
#include "outputs/compare/comparison.hpp"
#include "outputs/compare/statistics.hpp"

namespace entrepot::outputs {

// One metric of one pair of sides, before rows are chosen.
struct Measured {
  CompareSection section;
  Cells cells;
  PairedSums sums;
};

// Sections in order of metrics, pairs of one metric together, each with its `top` rows (0 = all).
[[nodiscard]] std::vector<CompareSection> sections_of(const std::vector<Measured>& measured, std::size_t top);

}  // namespace entrepot::outputs
