#include <algorithm>

#include "outputs/metrics/parts/volumes.hpp"

namespace entrepot::outputs {

Metric real_value_added_metric() {
  return {"real_value_added",
          "Value added at the prices of the base year: output less inputs, each deflated by its own price",
          "million USD of the base year per month",
          "Double deflation (System of National Accounts 2008, chapter 15); basic prices, inputs count when "
          "bought; "
          "the quarter's last month",
          "mean",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            std::ranges::copy(real_value_added(view), out.begin());
          },
          nullptr,
          Sampling::quarter};
}

}  // namespace entrepot::outputs
