#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric subsidies_metric() {
  return {"subsidies",
          "Subsidies on output, credits to final buyers and subsidies on plants, by the treasury that pays",
          "million USD per month",
          "policies production_subsidy, consumer_credit, capital_subsidy and outward_investment_support",
          "sum",
          {"region"},
          [](const MetricView& view, std::span<double> out) {
            read_accounts(view, out, [](const RegionAccount& account) { return account.subsidies; });
          }};
}

}  // namespace entrepot::outputs
