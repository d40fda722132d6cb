#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric employment_metric() {
  return {"employment",
          "Labour that a sector pays for, at the wages of the base year",
          "million USD of the base year per month",
          "Value added less profits (model.md section 3, settle) over the nominal wage; constant labour per "
          "wage unit",
          "sum",
          {"region", "sector"},
          [](const MetricView& view, std::span<double> out) {
            const std::vector<double>& markup = view.world.accounts.markup;
            std::vector<double> sales(out.size());
            sum_firms(view, sales, [&](std::uint32_t f) { return view.state.firm_sales[f].money; });
            sum_firms(view, out, [&](std::uint32_t f) {
              return view.state.firm_sales[f].money - view.state.firm_inputs[f].money -
                     view.state.firm_inputs[f].duty;
            });
            for (const GroupId group : view.world.axes().groups()) {
              const std::size_t g = group.index();
              const double wage = view.state.wage[view.world.axes().region_of(group).index()];
              out[g] = (out[g] - (1.0 - 1.0 / markup[g]) * sales[g]) / wage;
            }
          },
          nullptr};
}

}  // namespace entrepot::outputs
