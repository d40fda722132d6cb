// Employment by sector and quarter.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

constexpr std::size_t most_lines = 5;

// [quarter][sector] in percent of the mean baseline; 0 where that has nobody.
Derived percent_of_baseline(const Scope& scope, const PairedMetric& paired) {
  std::vector<double> without(paired.baseline[0].size(), 0.0);
  for (const std::vector<double>& values : paired.baseline) {
    for (std::size_t i = 0; i < without.size(); ++i)
      without[i] += values[i] / static_cast<double>(paired.baseline.size());
  }
  return scope.data.derive({&paired}, [&](const ResultData::Values& values) {
    std::vector<double> out(without.size(), 0.0);
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (without[i] > 0.0) out[i] = 100.0 * (*values[0])[i] / without[i];
    }
    return out;
  });
}

// Sectors that differ most in the last quarter.
std::vector<std::size_t> moved_sectors(const Derived& percent, std::size_t sectors) {
  std::vector<std::size_t> order(sectors);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const double* const last = percent.difference.data() + percent.difference.size() - sectors;
  std::stable_sort(order.begin(), order.end(),
                   [&](auto a, auto b) { return std::abs(last[a]) > std::abs(last[b]); });
  order.resize(std::min(sectors, most_lines));
  return order;
}

Chart quarter_chart(const Scope& scope, const PairedMetric& paired, const std::string& region) {
  const Derived percent = percent_of_baseline(scope, paired);
  const std::size_t sectors = paired.size_of("sector");
  Chart chart;
  chart.id = "employment-" + region + "-quarters";
  chart.title = fmt::format("Employment of {} by quarter: difference to no policies", region);
  chart.units = "% of the level without the policies";
  chart.source =
      fmt::format("employment; the sectors that differ most at the end; {}", interval_note(scope.data));
  chart.x = paired.labels_of("time");
  for (const std::size_t k : moved_sectors(percent, sectors))
    chart.series.push_back(
        difference_series(percent, paired.labels_of("sector")[k], k, chart.x.size(), sectors));
  return chart;
}

}  // namespace

void add_employment_quarters(const Scope& scope, const std::string& region, Section& section) {
  const PairedMetric& paired = scope.data.paired("employment", Period::quarter, {{"region", region}});
  if (scope.data.has_baseline()) section.charts.push_back(quarter_chart(scope, paired, region));
  section.tables.push_back(quarter_table(scope, paired, "employment-" + region + "-quarters",
                                         fmt::format("Employment of {} by sector and quarter", region), 0));
}

}  // namespace entrepot::outputs
