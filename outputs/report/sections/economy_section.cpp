// Income by region; employment and output by sector.
#include <fmt/format.h>

#include <algorithm>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

Derived as_read(const Scope& scope, const PairedMetric& paired) {
  return scope.data.derive({&paired}, [](const auto& values) { return *values[0]; });
}

// Difference in percent of the baseline, with its interval, as three cells.
void add_percent(std::vector<DataCell>& row, const Derived& values, std::size_t at) {
  const double scale = 100.0 / values.baseline[at];
  row.insert(row.end(), {values.difference[at] * scale, values.low(at) * scale, values.high(at) * scale});
}

void add_regions(const Scope& scope, Section& section) {
  const std::vector<std::pair<std::string, std::string>> wanted = {{"gdp", "nominal GDP"},
                                                                   {"real_gdp", "real GDP"},
                                                                   {"gni", "nominal GNI"},
                                                                   {"real_income", "real income"},
                                                                   {"consumer_price", "consumer price"}};
  DataTable table{"regions",
                  fmt::format("Regions in {}: difference to no policies", scope.data.years().back()),
                  "real_gdp: last months of the quarters; consumer_price without a distribution margin; " +
                      interval_note(scope.data),
                  {},
                  {}};
  table.columns = {{"region", "", 0, false, true}};
  for (const std::string& region : scope.data.regions()) table.rows.push_back({region});
  for (const auto& [metric, name] : wanted) {
    if (note_absent(scope.data, {metric}, name, section.absent)) continue;
    table.columns.insert(
        table.columns.end(),
        {{name, "%", 3, true, false}, {"low", "%", 3, true, false}, {"high", "%", 3, true, false}});
    const PairedMetric& paired = scope.data.paired(metric, Period::year);
    const Derived values = as_read(scope, paired);
    const std::size_t regions = table.rows.size();
    for (std::size_t n = 0; n < regions; ++n)
      add_percent(table.rows[n], values, (paired.size_of("time") - 1) * regions + n);
  }
  if (table.columns.size() > 1) section.tables.push_back(std::move(table));
}

// Bars of the last year's difference in percent, and the table of it, for one region by sector.
void add_by_sector(const Scope& scope, const std::string& metric, const std::string& name,
                   const std::string& region, Section& section) {
  const PairedMetric& paired = scope.data.paired(metric, Period::year, {{"region", region}});
  const Derived values = as_read(scope, paired);
  const std::size_t sectors = paired.size_of("sector");
  const std::size_t last = (paired.size_of("time") - 1) * sectors;
  const std::string title =
      fmt::format("{} of {} by sector, {}", name, region, paired.labels_of("time").back());
  const std::string source = fmt::format("{}; {}", metric, interval_note(scope.data));
  DataTable table{metric + "-" + region, title, source, paired_columns("sector", paired.units, 0), {}};
  Chart chart;
  chart.id = metric + "-" + region + "-change";
  chart.kind = ChartKind::bars;
  chart.title = title + ": difference to no policies";
  chart.units = "% of the level without the policies";
  chart.source = source;
  Series bars{name, "difference", {}, {}, {}};
  for (std::size_t k = 0; k < sectors; ++k) {
    table.rows.push_back(paired_row(paired.labels_of("sector")[k], values, last + k));
    if (!(values.baseline[last + k] > 0.0)) continue;
    const double scale = 100.0 / values.baseline[last + k];
    chart.x.push_back(paired.labels_of("sector")[k]);
    bars.values.push_back(values.difference[last + k] * scale);
    if (scope.data.replicates() < 2) continue;
    bars.low.push_back(values.low(last + k) * scale);
    bars.high.push_back(values.high(last + k) * scale);
  }
  chart.series = {std::move(bars)};
  if (!chart.x.empty()) section.charts.push_back(std::move(chart));
  section.tables.push_back(std::move(table));
}

}  // namespace

Section economy_section(const Scope& scope) {
  Section section{"economy", "Income, employment and output", {}, {}, {}, {}};
  if (scope.data.has_baseline()) {
    add_regions(scope, section);
    add_income_parts(scope, section);
  } else {
    section.absent.push_back("differences by region: the file has no baseline");
  }
  std::vector<std::string> shown{scope.importer};
  if (!scope.rival.empty()) shown.push_back(scope.rival);
  for (const auto& [metric, name] : std::vector<std::pair<std::string, std::string>>{
           {"employment", "Employment"}, {"output_volume", "Output at base prices"}}) {
    if (note_absent(scope.data, {metric}, name + " by sector", section.absent)) continue;
    for (const std::string& region : shown) add_by_sector(scope, metric, name, region, section);
  }
  if (scope.data.has("employment")) {
    for (const std::string& region : shown) add_employment_quarters(scope, region, section);
  }
  return section;
}

}  // namespace entrepot::outputs
