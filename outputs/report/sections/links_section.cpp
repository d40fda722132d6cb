// Direct against indirect links of the rival to the importer over time.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/compare/linkage/linkage_summary.hpp"
#include "outputs/compare/periods.hpp"
#include "outputs/report/sections/sections.hpp"
#include "outputs/store/layout.hpp"

namespace entrepot::outputs {

namespace {

const char* const link_source =
    "value_added_by_border: value added of the origin in final use of the importer";

// [direct, indirect][quarter]
Derived direct_indirect(const Scope& scope, const PairedMetric& paired) {
  const std::vector<std::string>& borders = paired.labels_of("border");
  const std::size_t times = paired.size_of("time");
  return scope.data.derive({&paired}, [&](const ResultData::Values& values) {
    std::vector<double> out(2 * times, 0.0);
    for (std::size_t i = 0; i < values[0]->size(); ++i) {
      const std::string& border = borders[i % borders.size()];
      if (border == scope.importer) continue;
      out[(border == scope.rival ? 0 : times) + i / borders.size()] += (*values[0])[i];
    }
    return out;
  });
}

void add_link_charts(const Scope& scope, Section& section) {
  const PairedMetric& paired = scope.data.paired("value_added_by_border", Period::quarter,
                                                 {{"origin", scope.rival}, {"destination", scope.importer}});
  const Derived links = direct_indirect(scope, paired);
  const std::vector<std::string>& quarters = paired.labels_of("time");
  const std::string source = fmt::format("{}; {}", link_source, interval_note(scope.data));
  section.charts.push_back(
      line_chart({"direct-link",
                  fmt::format("Direct link: value added of {} that {} delivers to {} itself", scope.rival,
                              scope.rival, scope.importer),
                  paired.units, source},
                 quarters, both_series(links, "direct", 0, quarters.size())));
  section.charts.push_back(line_chart(
      {"indirect-link",
       fmt::format("Indirect link: value added of {} that others deliver to {}", scope.rival, scope.importer),
       paired.units, source},
      quarters, both_series(links, "indirect", quarters.size(), quarters.size())));
  DataTable table{"links", fmt::format("Direct and indirect links in {}", quarters.back()), source, {}, {}};
  table.columns = paired_columns("link", paired.units, 1);
  table.rows = {paired_row("direct", links, quarters.size() - 1),
                paired_row("indirect", links, 2 * quarters.size() - 1)};
  section.tables.push_back(std::move(table));
}

std::string peak_sentence(const Scope& scope, const std::vector<double>& index) {
  const std::vector<double> days = scope.data.reader().axis("scenario", layout::quarter).numbers;
  const std::optional<Peak> peak = find_peak(days, index, 1.0);
  if (!peak)
    return fmt::format("The indirect link of {} to {} never rises above its base.", scope.rival,
                       scope.importer);
  std::string text =
      fmt::format("The indirect-link index of {} to {} is highest in {}, at {:.3f} times its base",
                  scope.rival, scope.importer, month_of(peak->days).text(), peak->value);
  if (peak->at_end) return text + "; that is the end of the run, so the peak may still come.";
  if (std::isnan(peak->half_life_days)) return text + "; half of the rise is not gone by the end of the run.";
  return text + fmt::format("; half of the rise is gone {:.1f} years later.", peak->half_life_days / 365.25);
}

void add_index_chart(const Scope& scope, Section& section) {
  if (note_absent(scope.data, {"indirect_link_index"}, "the indirect-link index", section.absent)) return;
  const PairedMetric& paired = scope.data.paired("indirect_link_index", Period::quarter,
                                                 {{"origin", scope.rival}, {"destination", scope.importer}});
  const Derived index = scope.data.derive({&paired}, [](const auto& values) { return *values[0]; });
  const std::size_t times = paired.size_of("time");
  section.text.push_back(peak_sentence(scope, index.scenario));
  section.charts.push_back(line_chart(
      {"indirect-index", fmt::format("Indirect-link index of {} to {}", scope.rival, scope.importer),
       "base year = 1",
       fmt::format(
           "indirect_link_index: share of final use that is value added of the origin delivered by third "
           "regions, over the base year; {}",
           interval_note(scope.data))},
      paired.labels_of("time"), both_series(index, "index", 0, times)));
}

// Hubs whose deliveries of the rival's value added rise most by the last quarter; at most three.
std::vector<std::size_t> rising_hubs(const Scope& scope, const PairedMetric& paired) {
  const std::vector<std::string>& borders = paired.labels_of("border");
  const Derived all = scope.data.derive({&paired}, [](const auto& values) { return *values[0]; });
  const std::size_t last = (paired.size_of("time") - 1) * borders.size();
  const auto& by = scope.data.has_baseline() ? all.difference : all.scenario;
  std::vector<std::size_t> hubs;
  for (std::size_t i = 0; i < borders.size(); ++i) {
    if (borders[i] != scope.rival && borders[i] != scope.importer && by[last + i] > 0.0) hubs.push_back(i);
  }
  std::stable_sort(hubs.begin(), hubs.end(), [&](auto a, auto b) { return by[last + a] > by[last + b]; });
  hubs.resize(std::min<std::size_t>(hubs.size(), 3));
  return hubs;
}

void add_content_chart(const Scope& scope, Section& section) {
  if (note_absent(scope.data, {"export_content"}, "content of hubs' exports", section.absent)) return;
  const PairedMetric& ways = scope.data.paired("value_added_by_border", Period::quarter,
                                               {{"origin", scope.rival}, {"destination", scope.importer}});
  const PairedMetric& content = scope.data.paired("export_content", Period::quarter,
                                                  {{"origin", scope.rival}, {"destination", scope.importer}});
  const Derived all = scope.data.derive({&content}, [](const auto& values) { return *values[0]; });
  const std::size_t hubs = content.size_of("hub");
  std::vector<Series> series;
  for (const std::size_t hub : rising_hubs(scope, ways)) {
    for (Series& one : both_series(all, content.labels_of("hub")[hub], hub, content.size_of("time"), hubs))
      series.push_back(std::move(one));
  }
  if (series.empty()) return;
  section.charts.push_back(line_chart(
      {"export-content",
       fmt::format("Value added of {} per dollar of hubs' goods exports to {}", scope.rival, scope.importer),
       "USD per USD of exports",
       fmt::format("export_content; the hubs that deliver most more of it at the end of the run; {}",
                   interval_note(scope.data))},
      content.labels_of("time"), std::move(series)));
}

}  // namespace

Section links_section(const Scope& scope) {
  Section section{"links", "Direct against indirect links", {}, {}, {}, {}};
  if (note_absent(scope.data, {"value_added_by_border"}, "direct and indirect links", section.absent))
    return section;
  if (scope.rival.empty()) {
    section.absent.push_back("links: no origin loses share; name one with --rival");
    return section;
  }
  add_link_charts(scope, section);
  add_index_chart(scope, section);
  add_content_chart(scope, section);
  add_routes(scope, section);
  return section;
}

}  // namespace entrepot::outputs
