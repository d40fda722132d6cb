// Flows of goods between regions, before and after.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

const char* const flow_source =
    "customs_trade: goods, customs value, duty excluded, home use left out; yearly sums";

// [year][origin][destination] goods trade, home use 0.
Derived goods_flows(ResultData& data, const PairedMetric& trade) {
  const std::vector<bool> goods = data.goods();
  const std::size_t regions = trade.size_of("origin");
  return data.derive({&trade}, [&](const ResultData::Values& values) {
    std::vector<double> flows(values[0]->size() / goods.size(), 0.0);
    for (std::size_t cell = 0; cell < values[0]->size(); ++cell) {
      const std::size_t pair = cell / goods.size();
      const bool home = pair / regions % regions == pair % regions;
      if (goods[cell % goods.size()] && !home) flows[pair] += (*values[0])[cell];
    }
    return flows;
  });
}

Chart flow_map(const Derived& flows, const std::vector<std::string>& years,
               const std::vector<std::string>& regions) {
  Chart chart;
  chart.id = "flow-map";
  chart.kind = ChartKind::map;
  chart.title = "Flows of goods between regions";
  chart.units = "million USD per year";
  chart.source = flow_source;
  chart.row_axis = "origin";
  chart.column_axis = "destination";
  chart.rows = chart.columns = regions;
  const std::size_t pairs = regions.size() * regions.size();
  for (std::size_t y = 0; y < years.size(); ++y) {
    const auto part = [&](const std::vector<double>& values) {
      const auto begin = values.begin() + static_cast<std::ptrdiff_t>(y * pairs);
      return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(pairs));
    };
    chart.frames.push_back({years[y], part(flows.scenario), part(flows.baseline)});
  }
  return chart;
}

DataTable flow_table(const Scope& scope, const Derived& flows, const std::vector<std::string>& regions) {
  const std::vector<std::string>& years = scope.data.years();
  const std::size_t pairs = regions.size() * regions.size();
  const std::size_t last = (years.size() - 1) * pairs;
  std::vector<std::size_t> order;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    if (!std::isnan(flows.difference[last + pair]) && flows.difference[last + pair] != 0.0)
      order.push_back(pair);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(flows.difference[last + a]) > std::abs(flows.difference[last + b]);
  });
  order.resize(std::min<std::size_t>(order.size(), 12));
  DataTable table{"flow-changes",
                  fmt::format("Flows that differ most in {}", years.back()),
                  fmt::format("{}; {}", flow_source, interval_note(scope.data)),
                  {},
                  {}};
  table.columns = paired_columns("flow", "million USD per year", 0);
  table.columns.insert(table.columns.begin() + 1,
                       {years.front() + " with", "million USD per year", 0, false, false});
  for (const std::size_t pair : order) {
    std::vector<DataCell> row = paired_row(
        regions[pair / regions.size()] + " to " + regions[pair % regions.size()], flows, last + pair);
    row.insert(row.begin() + 1, flows.scenario[pair]);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Section map_section(const Scope& scope) {
  Section section{"flows", "Flows before and after", {}, {}, {}, {}};
  const PairedMetric& trade = scope.data.paired("customs_trade", Period::year);
  const Derived flows = goods_flows(scope.data, trade);
  const std::vector<std::string> regions = trade.labels_of("origin");
  section.charts = {flow_map(flows, scope.data.years(), regions)};
  if (scope.data.has_baseline()) section.tables = {flow_table(scope, flows, regions)};
  return section;
}

}  // namespace entrepot::outputs
