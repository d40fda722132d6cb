#include <limits>

#include "outputs/metrics/parts/flows.hpp"

namespace entrepot::outputs {

namespace {

// Duties over customs value, [origin][destination][sector]; missing at home and where nothing crosses the
// border.
template <class Trade, class Duties>
void duties_over_trade(const WorldTable& table, std::span<double> out, const Trade& trade,
                       const Duties& duties) {
  std::vector<double> value(out.size(), 0.0);
  std::vector<double> paid(out.size(), 0.0);
  sum_flows(table, value, trade);
  sum_flows(table, paid, duties);
  for (std::size_t at = 0; at < out.size(); ++at)
    out[at] = value[at] > 0.0 ? paid[at] / value[at] : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

Metric effective_duty_rate_metric() {
  return may_be_missing(
      {"effective_duty_rate",
       "Duties over customs value; missing without trade",
       "1",
       "duties over customs_trade: what is paid on what still crosses the border, beside the rates in "
       "force at "
       "base-year trade (duty_rate)",
       "mean",
       {"origin", "destination", "sector"},
       [](const MetricView& view, std::span<double> out) {
         duties_over_trade(view.world.table, out, trade_of(view), duties_of(view));
       },
       [](const EquilibriumView& view, std::span<double> out) {
         duties_over_trade(view.table, out, flow_of(view, view.solution.trade),
                           flow_of(view, view.solution.duty_paid));
       }});
}

}  // namespace entrepot::outputs
