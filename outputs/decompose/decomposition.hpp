// What each mechanism contributes to a number: estimates over paired replicates, and their renderings.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "outputs/compare/statistics.hpp"
#include "outputs/decompose/plan.hpp"

namespace entrepot::outputs {

struct MechanismRow {
  std::string mechanism;
  Estimate alone;     // this one and what it needs, less what it needs
  Estimate left_out;  // all, less all but this one
};

struct DecomposedCell {
  std::vector<std::string> labels;  // one per axis
  Estimate all;                     // the number with all mechanisms
  Estimate none;
  Estimate together;  // all less none
  std::vector<MechanismRow> rows;
};

struct Decomposition {
  std::string scenario;
  std::string metric, long_name, units;
  std::string summary;  // value, fall, ...
  std::vector<std::string> axes;
  std::size_t replicates = 0;
  std::size_t cells_found = 0;  // before the largest were taken
  std::vector<DecomposedCell> cells;
  std::vector<std::string> notes;
};

// Numbers of the variants of a plan: [variant][replicate][cell].
using VariantNumbers = std::vector<std::vector<std::vector<double>>>;

// Contributions, cell by cell, paired by replicate. `labels` [cell].
[[nodiscard]] std::vector<DecomposedCell> decompose_cells(
    const Mechanisms& table, const DecompositionPlan& plan, const VariantNumbers& numbers,
    const std::vector<std::vector<std::string>>& labels);

// Keeps the `top` cells with the largest |all less none| (0 = all), in this order.
void keep_largest(Decomposition& decomposition, std::size_t top);

[[nodiscard]] std::string to_text(const Decomposition& decomposition);
[[nodiscard]] std::string to_csv(const Decomposition& decomposition);   // RFC 4180
[[nodiscard]] std::string to_json(const Decomposition& decomposition);  // missing numbers are null

}  // namespace entrepot::outputs
