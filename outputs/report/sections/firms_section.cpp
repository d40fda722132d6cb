// Firms: groups of firms where the file has them, and how links between firms last.
#include <fmt/format.h>

#include <algorithm>

#include "outputs/report/sections/sections.hpp"

namespace entrepot::outputs {

namespace {

void add_survival(const Scope& scope, Section& section) {
  if (note_absent(scope.data, {"link_survival", "value_survival"}, "survival of links", section.absent))
    return;
  Chart chart;
  chart.id = "survival";
  chart.title = "Links between firms that are as in the base year";
  chart.units = "share";
  chart.source = fmt::format("link_survival, value_survival: same supplier as in the base year; {}",
                             interval_note(scope.data));
  for (const auto& [metric, name] : std::vector<std::pair<std::string, std::string>>{
           {"link_survival", "of links"}, {"value_survival", "of value"}}) {
    const PairedMetric& paired = scope.data.paired(metric, Period::quarter);
    const Derived all = scope.data.derive({&paired}, [](const auto& values) { return *values[0]; });
    chart.x = paired.labels_of("time");
    for (Series& series : both_series(all, name, 0, chart.x.size()))
      chart.series.push_back(std::move(series));
  }
  section.charts.push_back(std::move(chart));
}

}  // namespace

Section firms_section(const Scope& scope) {
  Section section{"firms", "Firms", {}, {}, {}, {}};
  add_firm_groups(scope, section);
  add_survival(scope, section);
  add_event_counts(scope,
                   {"firm-events",
                    "Links that ended and firms that came and went",
                    {"links ended", "firm exited", "firm entered"}},
                   section);
  return section;
}

}  // namespace entrepot::outputs
