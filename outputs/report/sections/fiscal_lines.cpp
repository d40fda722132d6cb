// The public purse of the importer: duties, subsidies and fines.
#include <fmt/format.h>

#include <algorithm>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

// A line of the public purse: the metric, and the axis that names who collects or pays.
struct FiscalItem {
  const char* name;
  const char* metric;
  const char* axis;
};

constexpr FiscalItem items[] = {{"duties collected", "duties", "destination"},
                                {"subsidies paid", "subsidies", "region"},
                                {"fines on trans-shipments, part of duties", "fines", "region"}};

// Sums of one period over all other axes; time is the first axis.
Derived totals(const Scope& scope, const PairedMetric& paired) {
  const std::size_t times = paired.size_of("time");
  return scope.data.derive({&paired}, [&](const ResultData::Values& values) {
    std::vector<double> out(times, 0.0);
    const std::size_t inner = values[0]->size() / times;
    for (std::size_t i = 0; i < values[0]->size(); ++i) out[i / inner] += (*values[0])[i];
    return out;
  });
}

}  // namespace

void add_fiscal_lines(const Scope& scope, Section& section) {
  Chart chart;
  chart.id = "fiscal";
  chart.title = fmt::format("Public purse of {}: by quarter", scope.importer);
  chart.units = "million USD per quarter";
  DataTable table{"fiscal",
                  fmt::format("Public purse of {} in {}", scope.importer, scope.data.years().back()),
                  "",
                  {},
                  {}};
  table.columns = paired_columns("line", "million USD per year", 0);
  std::string source;
  for (const FiscalItem& item : items) {
    if (note_absent(scope.data, {item.metric}, item.name, section.absent)) continue;
    const std::vector<AxisFilter> filter{{item.axis, scope.importer}};
    const PairedMetric& quarters = scope.data.paired(item.metric, Period::quarter, filter);
    const PairedMetric& years = scope.data.paired(item.metric, Period::year, filter);
    chart.x = quarters.labels_of("time");
    for (Series& one : both_series(totals(scope, quarters), item.name, 0, chart.x.size()))
      chart.series.push_back(std::move(one));
    table.rows.push_back(paired_row(item.name, totals(scope, years), years.size_of("time") - 1));
    source += fmt::format("{}{}", source.empty() ? "" : "; ", item.metric);
  }
  if (table.rows.empty()) return;
  chart.source = table.source = fmt::format("{}; {}", source, interval_note(scope.data));
  section.charts.push_back(std::move(chart));
  section.tables.push_back(std::move(table));
}

}  // namespace entrepot::outputs
