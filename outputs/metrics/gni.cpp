#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

using namespace theory;

Metric gni_metric() {
  return {"gni",
          "Gross national income: domestic product plus profits of own plants abroad, less profits paid on "
          "foreign "
          "plants",
          "million USD per month",
          "model.md section 3, settle; System of National Accounts 2008, primary incomes",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) { read_accounts(view, out, national_income); },
          [](const EquilibriumView& view, std::span<double> out) {
            read_annual(view, view.solution.income, out);
          }};
}

}  // namespace entrepot::outputs
