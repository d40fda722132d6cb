#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric income_metric() {
  return {"income",
          "Income of households: national income less what their treasury pays for plants",
          "million USD per month",
          "gni less subsidies on plants (model.md section 3, settle, closures): wages, profits received, "
          "duties less "
          "subsidies of every kind, handling of re-routed goods",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            read_accounts(view, out, [](const RegionAccount& account) {
              return national_income(account) - account.plant_subsidies;
            });
          },
          [](const EquilibriumView& view, std::span<double> out) {
            read_annual(view, view.solution.income, out);
          }};
}

}  // namespace entrepot::outputs
