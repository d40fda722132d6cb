#include "outputs/report/sections/sections.hpp"

#include <fmt/format.h>

#include <cmath>

namespace entrepot::outputs {

const char* chart_kind_name(ChartKind kind) {
  switch (kind) {
    case ChartKind::lines:
      return "lines";
    case ChartKind::slopes:
      return "slopes";
    case ChartKind::bars:
      return "bars";
    case ChartKind::heat:
      return "heat";
    case ChartKind::map:
      return "map";
    case ChartKind::chain:
      return "chain";
  }
  return "";
}

bool note_absent(const ResultData& data, const std::vector<std::string>& metrics, const std::string& what,
                 std::vector<std::string>& absent) {
  std::string names;
  for (const std::string& metric : metrics) {
    if (!data.has(metric)) names += (names.empty() ? "" : ", ") + metric;
  }
  if (names.empty()) return false;
  absent.push_back(fmt::format("{}: not in this file (no {})", what, names));
  return true;
}

namespace {

void add_point(Series& series, double value, double half_width) {
  series.values.push_back(value);
  if (std::isnan(half_width)) return;
  series.low.push_back(value - half_width);
  series.high.push_back(value + half_width);
}

// An interval is drawn only where every point has one.
void drop_partial_band(Series& series) {
  if (series.low.size() == series.values.size()) return;
  series.low.clear();
  series.high.clear();
}

}  // namespace

std::vector<Series> both_series(const Derived& derived, const std::string& name, std::size_t first,
                                std::size_t count, std::size_t step) {
  Series scenario{fmt::format("{}, with the policies", name), "scenario", {}, {}, {}, name};
  Series baseline{fmt::format("{}, without", name), "baseline", {}, {}, {}, name};
  bool known = false;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = first + i * step;
    add_point(scenario, derived.scenario[at], derived.half_width[at]);
    baseline.values.push_back(derived.baseline[at]);
    known = known || !std::isnan(derived.baseline[at]);
  }
  drop_partial_band(scenario);
  std::vector<Series> out{std::move(scenario)};
  if (known) out.push_back(std::move(baseline));
  return out;
}

Series difference_series(const Derived& derived, const std::string& name, std::size_t first,
                         std::size_t count, std::size_t step) {
  Series series{name, "difference", {}, {}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = first + i * step;
    add_point(series, derived.difference[at], derived.half_width[at]);
  }
  drop_partial_band(series);
  return series;
}

Chart line_chart(ChartText text, const std::vector<std::string>& x, std::vector<Series> series) {
  Chart chart;
  chart.id = std::move(text.id);
  chart.title = std::move(text.title);
  chart.units = std::move(text.units);
  chart.source = std::move(text.source);
  chart.x = x;
  chart.series = std::move(series);
  return chart;
}

std::vector<DataColumn> paired_columns(const std::string& heading, const std::string& units, int decimals) {
  return {{heading, "", 0, false, true},
          {"without", units, decimals, false, false},
          {"with", units, decimals, false, false},
          {"difference", units, decimals, true, false},
          {"95 % low", units, decimals, true, false},
          {"95 % high", units, decimals, true, false}};
}

std::vector<DataCell> paired_row(const std::string& name, const Derived& derived, std::size_t i) {
  return {name,           derived.baseline[i], derived.scenario[i], derived.difference[i],
          derived.low(i), derived.high(i)};
}

DataTable quarter_table(const Scope& scope, const PairedMetric& paired, const std::string& id,
                        const std::string& title, int decimals) {
  const Derived values = scope.data.derive({&paired}, [](const auto& all) { return *all[0]; });
  std::size_t axis = 1;
  while (axis + 1 < paired.axes.size() && paired.labels[axis].size() < 2) ++axis;
  const std::vector<std::string>& labels = paired.labels[axis];
  DataTable table{
      id,
      title,
      fmt::format("{}; {}", paired.metric, interval_note(scope.data)),
      paired_columns(paired.axes[axis], paired.units == "1" ? "base year = 1" : paired.units, decimals),
      {},
      true};
  table.columns.insert(table.columns.begin() + 1, {"quarter", "", 0, false, true});
  for (std::size_t k = 0; k < labels.size(); ++k) {
    for (std::size_t t = 0; t < paired.size_of("time"); ++t) {
      std::vector<DataCell> row = paired_row(labels[k], values, t * labels.size() + k);
      row.insert(row.begin() + 1, paired.labels_of("time")[t]);
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

std::string interval_note(const ResultData& data) {
  if (!data.has_baseline()) return "the file has no baseline: no differences";
  if (data.replicates() < 2) return "one replicate: no intervals";
  return fmt::format("95 % intervals of the paired difference over {} replicates", data.replicates());
}

}  // namespace entrepot::outputs
