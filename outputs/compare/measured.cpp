#include "outputs/compare/measured.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace entrepot::outputs {

namespace {

// Whether two pairs show the same cells, so that their rows can stand side by side.
bool same_cells(const Measured& a, const Measured& b) {
  return a.section.metric == b.section.metric && a.cells.axis_labels() == b.cells.axis_labels();
}

// The largest absolute difference of a cell over pairs; missing ones count as none.
double largest_difference(const std::vector<const Measured*>& pairs, std::size_t cell) {
  double largest = -1.0;
  for (const Measured* pair : pairs) {
    const double difference = std::abs(pair->sums.mean_difference(cell));
    if (!std::isnan(difference)) largest = std::max(largest, difference);
  }
  return largest;
}

// Positions of the cells to show: all, or the largest absolute differences (missing ones last).
std::vector<std::size_t> ranked_cells(const std::vector<const Measured*>& pairs, std::size_t top) {
  std::vector<std::size_t> cells(pairs.front()->sums.cells());
  std::iota(cells.begin(), cells.end(), std::size_t{0});
  if (top == 0) return cells;
  std::vector<double> sizes;
  for (const std::size_t cell : cells) sizes.push_back(largest_difference(pairs, cell));
  const auto larger = [&](std::size_t a, std::size_t b) {
    return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : a < b;
  };
  const auto middle = cells.begin() + static_cast<std::ptrdiff_t>(std::min(top, cells.size()));
  std::partial_sort(cells.begin(), middle, cells.end(), larger);
  cells.erase(middle, cells.end());
  return cells;
}

CompareRow make_row(const PairedSums& sums, std::size_t cell, std::vector<std::string> labels) {
  CompareRow row;
  row.labels = std::move(labels);
  row.value = sums.mean_value(cell);
  row.against = sums.mean_against(cell);
  row.difference = sums.mean_difference(cell);
  row.low = row.difference - sums.half_width(cell);
  row.high = row.difference + sums.half_width(cell);
  row.change_percent = row.against == 0.0 ? std::numeric_limits<double>::quiet_NaN()
                                          : 100.0 * row.difference / std::abs(row.against);
  return row;
}

}  // namespace

std::vector<CompareSection> sections_of(const std::vector<Measured>& measured, std::size_t top) {
  std::vector<CompareSection> sections;
  std::vector<bool> done(measured.size(), false);
  for (std::size_t i = 0; i < measured.size(); ++i) {
    std::vector<const Measured*> alike;
    for (std::size_t k = i; k < measured.size(); ++k) {
      if (done[k] || !same_cells(measured[i], measured[k])) continue;
      alike.push_back(&measured[k]);
      done[k] = true;
    }
    if (alike.empty()) continue;
    const std::vector<std::size_t> cells = ranked_cells(alike, top);
    for (const Measured* pair : alike) {
      sections.push_back(pair->section);
      for (const std::size_t cell : cells) {
        sections.back().rows.push_back(make_row(pair->sums, cell, pair->cells.labels(cell)));
      }
    }
  }
  return sections;
}

}  // namespace entrepot::outputs
