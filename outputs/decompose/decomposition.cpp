#include "outputs/decompose/decomposition.hpp"

#include <algorithm>
#include <cmath>

namespace entrepot::outputs {

namespace {

// Values of one cell over the replicates: of one variant, or of one less another.
std::vector<double> over_replicates(const VariantNumbers& numbers, std::size_t cell, std::size_t variant) {
  std::vector<double> values;
  for (const std::vector<double>& replicate : numbers[variant]) values.push_back(replicate[cell]);
  return values;
}

Estimate difference(const VariantNumbers& numbers, std::size_t cell, std::size_t with, std::size_t without) {
  std::vector<double> values = over_replicates(numbers, cell, with);
  const std::vector<double> other = over_replicates(numbers, cell, without);
  for (std::size_t r = 0; r < values.size(); ++r) values[r] -= other[r];
  return estimate(values);
}

}  // namespace

std::vector<DecomposedCell> decompose_cells(const Mechanisms& table, const DecompositionPlan& plan,
                                            const VariantNumbers& numbers,
                                            const std::vector<std::vector<std::string>>& labels) {
  std::vector<DecomposedCell> cells;
  for (std::size_t c = 0; c < labels.size(); ++c) {
    DecomposedCell cell;
    cell.labels = labels[c];
    cell.all = estimate(over_replicates(numbers, c, plan.all));
    cell.none = estimate(over_replicates(numbers, c, plan.none));
    cell.together = difference(numbers, c, plan.all, plan.none);
    for (const Contrast& contrast : plan.contrasts) {
      cell.rows.push_back({table[contrast.mechanism].name,
                           difference(numbers, c, contrast.alone, contrast.alone_without),
                           difference(numbers, c, plan.all, contrast.left_out)});
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

void keep_largest(Decomposition& decomposition, std::size_t top) {
  std::vector<DecomposedCell>& cells = decomposition.cells;
  decomposition.cells_found = cells.size();
  if (top == 0 || cells.size() <= top) return;
  const auto size = [](const DecomposedCell& cell) {
    const double together = std::abs(cell.together.mean);
    return std::isnan(together) ? -1.0 : together;
  };
  std::stable_sort(cells.begin(), cells.end(),
                   [&](const DecomposedCell& a, const DecomposedCell& b) { return size(a) > size(b); });
  cells.resize(top);
}

}  // namespace entrepot::outputs
