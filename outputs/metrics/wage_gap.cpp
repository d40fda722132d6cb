#include "outputs/metrics/parts/labour.hpp"
#include "outputs/metrics/parts/sums.hpp"

namespace entrepot::outputs {

Metric wage_gap_metric() {
  return {
      "wage_gap",
      "Wages that the accounts leave over what the labour demanded costs",
      "million USD per month",
      "Value added less profits (the residual, model.md section 3, settle) less labour_cost: prices that "
      "have "
      "not followed costs, inputs bought for other than this month's output. 0 where nothing is on its way",
      "sum",
      {"region", "sector"},
      [](const MetricView& view, std::span<double> out) {
        const State& state = view.state;
        const std::vector<double>& markup = view.world.accounts.markup;
        std::vector<double> sales(out.size());
        sum_firms(view, sales, [&](std::uint32_t f) { return state.firm_sales[f].money; });
        sum_firms(view, out, [&](std::uint32_t f) {
          const std::int64_t stocked = state.stocks.on() ? state.stocks.firm_change[f] : 0;
          return state.firm_sales[f].money - state.firm_inputs[f].money - state.firm_inputs[f].duty + stocked;
        });
        const std::vector<double> labour = labour_demanded(view, LabourUnit::cost);
        for (const GroupId group : view.world.axes().groups()) {
          const std::size_t g = group.index();
          const double wage = state.wage[view.world.axes().region_of(group).index()];
          out[g] -= (1.0 - 1.0 / markup[g]) * sales[g] + wage * labour[g];
        }
      },
      nullptr};
}

}  // namespace entrepot::outputs
