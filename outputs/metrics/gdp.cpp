#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric gdp_metric() {
  return {"gdp",
          "Nominal gross domestic product: wages, profits, duties less subsidies, and handling of re-routed "
          "goods of the "
          "region",
          "million USD per month",
          "model.md section 3, settle; production approach: value added plus taxes on products",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) { read_accounts(view, out, domestic_product); },
          [](const EquilibriumView& view, std::span<double> out) {
            for (std::size_t n = 0; n < out.size(); ++n) {
              const EquilibriumSolution& at = view.solution;
              out[n] = (at.labour_income[n] + at.profit[n] + at.duties[n]) * view.months_money;
            }
          }};
}

}  // namespace entrepot::outputs
