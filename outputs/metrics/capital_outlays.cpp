#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric capital_outlays_metric() {
  return {"capital_outlays",
          "Outlays for plants abroad that begin next month, by region of the owner",
          "million USD per month",
          "model.md section 3, settle: demand in the host over the building time, paid by the owner",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            read_accounts(view, out, [](const RegionAccount& account) { return account.outlays; });
          }};
}

}  // namespace entrepot::outputs
