#include <algorithm>

#include "outputs/metrics/parts/labour.hpp"

namespace entrepot::outputs {

Metric employment_metric() {
  return {"employment",
          "Labour that firms and plants of a sector demand, at the wages of the base year",
          "million USD of the base year per month",
          "L = beta (y / mu) (c / w)^e / A of every firm (Shephard's lemma; model.md section 9)",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            std::ranges::copy(labour_demanded(view, LabourUnit::head), out.begin());
          },
          nullptr};
}

}  // namespace entrepot::outputs
