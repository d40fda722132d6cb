// From where value added truly comes, through whom it is delivered.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

const char* const chain_source =
    "value_added_by_border: value added of the origin in final use of the importer, by the region that "
    "delivered "
    "it last; mean of the year's quarters";

// [year][origin][border]; the importer's own value added is left out.
Derived chains(const Scope& scope, const PairedMetric& paired) {
  const std::vector<std::string>& origins = paired.labels_of("origin");
  const std::size_t regions = origins.size();
  return scope.data.derive({&paired}, [&](const ResultData::Values& values) {
    std::vector<double> out = *values[0];
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (origins[i / regions % regions] == scope.importer) out[i] = 0.0;
    }
    return out;
  });
}

Chart chain_chart(const Scope& scope, const PairedMetric& paired, const Derived& values) {
  Chart chart;
  chart.id = "chains";
  chart.kind = ChartKind::chain;
  chart.title = fmt::format("True origin, last seller, and {} as destination", scope.importer);
  chart.units = "million USD of value added per month";
  chart.source = chain_source;
  chart.row_axis = "origin";
  chart.column_axis = "last seller";
  chart.rows = paired.labels_of("origin");
  chart.columns = paired.labels_of("border");
  const std::size_t size = chart.rows.size() * chart.columns.size();
  const std::vector<std::string>& years = paired.labels_of("time");
  for (std::size_t y = 0; y < years.size(); ++y) {
    const auto part = [&](const std::vector<double>& all) {
      const auto begin = all.begin() + static_cast<std::ptrdiff_t>(y * size);
      return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(size));
    };
    chart.frames.push_back({years[y], part(values.scenario), part(values.baseline)});
  }
  return chart;
}

// Indirect ways with the largest difference, or without a baseline the largest ones, of the last year.
DataTable chain_table(const Scope& scope, const PairedMetric& paired, const Derived& values) {
  const std::vector<std::string>& regions = paired.labels_of("origin");
  const std::size_t size = regions.size() * regions.size();
  const std::size_t last = (paired.size_of("time") - 1) * size;
  const auto& by = scope.data.has_baseline() ? values.difference : values.scenario;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < size; ++i) {
    if (i / regions.size() != i % regions.size() && values.scenario[last + i] > 0.0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(by[last + a]) > std::abs(by[last + b]);
  });
  order.resize(std::min<std::size_t>(order.size(), 12));
  DataTable table{"indirect-ways",
                  fmt::format("Indirect ways to {} that differ most in {}", scope.importer,
                              paired.labels_of("time").back()),
                  fmt::format("{}; {}", chain_source, interval_note(scope.data)),
                  {},
                  {}};
  table.columns = paired_columns("origin via last seller", "million USD per month", 1);
  for (const std::size_t i : order) {
    table.rows.push_back(
        paired_row(regions[i / regions.size()] + " via " + regions[i % regions.size()], values, last + i));
  }
  return table;
}

// Ways of the last year by size of the difference; without a baseline by size.
std::vector<std::size_t> ranked_ways(const Derived& values, std::size_t first, std::size_t count,
                                     bool has_baseline) {
  const auto& by = has_baseline ? values.difference : values.scenario;
  std::vector<std::size_t> order;
  for (std::size_t at = first; at < first + count; ++at) {
    if (std::abs(by[at]) > 0.0) order.push_back(at);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return std::abs(by[a]) > std::abs(by[b]); });
  order.resize(std::min<std::size_t>(order.size(), 12));
  return order;
}

// Goods that pass through a hub unchanged, where the run has routes.
void add_reexports(const Scope& scope, Section& section) {
  if (note_absent(scope.data, {"re_exports"}, "re-exports of goods that pass through unchanged",
                  section.absent))
    return;
  const PairedMetric& paired =
      scope.data.paired("re_exports", Period::year, {{"destination", scope.importer}});
  const Derived values = scope.data.derive({&paired}, [](const auto& all) { return *all[0]; });
  const std::vector<std::string>& origins = paired.labels_of("origin");
  const std::vector<std::string>& hubs = paired.labels_of("hub");
  const std::size_t size = origins.size() * hubs.size();
  const std::size_t last = (paired.size_of("time") - 1) * size;
  DataTable table{
      "re-exports",
      fmt::format("Re-exports to {} that differ most in {}", scope.importer, paired.labels_of("time").back()),
      fmt::format("re_exports: goods that pass through a hub unchanged; {}", interval_note(scope.data)),
      {},
      {}};
  table.columns = paired_columns("origin via hub", "million USD per year", 1);
  for (const std::size_t at : ranked_ways(values, last, size, scope.data.has_baseline())) {
    const std::size_t way = at - last;
    table.rows.push_back(paired_row(
        fmt::format("{} via {}", origins[way / hubs.size()], hubs[way % hubs.size()]), values, at));
  }
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
}

}  // namespace

Section chain_section(const Scope& scope) {
  Section section{"chains", "True origin, hub, destination", {}, {}, {}, {}};
  if (note_absent(scope.data, {"value_added_by_border"}, "true origin of value added", section.absent))
    return section;
  const PairedMetric& paired =
      scope.data.paired("value_added_by_border", Period::year, {{"destination", scope.importer}});
  const Derived values = chains(scope, paired);
  section.charts = {chain_chart(scope, paired, values)};
  section.tables = {chain_table(scope, paired, values)};
  add_reexports(scope, section);
  return section;
}

}  // namespace entrepot::outputs
