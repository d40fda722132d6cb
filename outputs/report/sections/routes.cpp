// Ways of the rival's goods to the importer by hubs: what goes by each, and products that changed their way.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

// Hubs that pass anything on, the largest at the end first; at most four.
std::vector<std::size_t> used_hubs(const Derived& values, std::size_t hubs) {
  const std::size_t last = values.scenario.size() - hubs;
  std::vector<std::size_t> order;
  for (std::size_t hub = 0; hub < hubs; ++hub) {
    double all = 0.0;
    for (std::size_t at = hub; at < values.scenario.size(); at += hubs) all += values.scenario[at];
    if (all > 0.0) order.push_back(hub);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return values.scenario[last + a] > values.scenario[last + b];
  });
  order.resize(std::min<std::size_t>(order.size(), 4));
  return order;
}

}  // namespace

void add_routes(const Scope& scope, Section& section) {
  if (!scope.data.has("re_exports")) {
    section.absent.push_back(
        "routes by way of hubs: goods are not re-routed in this run (model.routing.routes), no re_exports");
    return;
  }
  const PairedMetric& paired = scope.data.paired("re_exports", Period::quarter,
                                                 {{"origin", scope.rival}, {"destination", scope.importer}});
  const Derived values = scope.data.derive({&paired}, [](const auto& all) { return *all[0]; });
  const std::size_t hubs = paired.size_of("hub");
  Chart chart;
  chart.id = "re-exports";
  chart.title =
      fmt::format("Goods of {} that reach {} by way of a hub unchanged", scope.rival, scope.importer);
  chart.units = paired.units;
  chart.source =
      fmt::format("re_exports: the hubs that pass most on at the end; {}", interval_note(scope.data));
  chart.x = paired.labels_of("time");
  for (const std::size_t hub : used_hubs(values, hubs)) {
    for (Series& one : both_series(values, paired.labels_of("hub")[hub], hub, chart.x.size(), hubs))
      chart.series.push_back(std::move(one));
  }
  if (!chart.series.empty()) section.charts.push_back(std::move(chart));
  add_event_counts(scope,
                   {"route-events",
                    fmt::format("Products that changed their way to {}", scope.importer),
                    {"route switched"},
                    true},
                   section);
}

}  // namespace entrepot::outputs
