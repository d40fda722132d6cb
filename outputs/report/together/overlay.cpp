#include "outputs/report/together/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "outputs/compare/statistics.hpp"
#include "outputs/report/sections/sections.hpp"
#include "outputs/report/together/overlay_measures.hpp"

namespace entrepot::outputs {

namespace {

// Means of paired differences with their 95 % interval; NaN: not known.
struct Differences {
  std::vector<std::string> periods;
  std::vector<double> value, half_width;  // [period]
};

// One measure of all runs.
struct Overlaid {
  OverlayMeasure about;
  std::vector<std::size_t> runs;        // their places, of those that have it
  std::vector<MeasuredRun> measured;    // [of runs]
  std::vector<Differences> difference;  // [of runs] against their own baselines
};

Differences finish(const PairedSums& sums, std::vector<std::string> periods, bool in_percent) {
  Differences out{std::move(periods), {}, {}};
  for (std::size_t i = 0; i < sums.cells(); ++i) {
    const double scale = in_percent ? 100.0 / sums.mean_against(i) : 1.0;
    out.value.push_back(scale * sums.mean_difference(i));
    out.half_width.push_back(scale * sums.half_width(i));
  }
  return out;
}

Differences against_baseline(const MeasuredRun& run, bool in_percent) {
  PairedSums sums(run.periods.size());
  for (std::size_t r = 0; r < run.scenario.size(); ++r) sums.add(run.scenario[r], run.baseline[r]);
  return finish(sums, run.periods, in_percent);
}

// The values of `run` in the periods asked for, in their order.
std::vector<double> in_periods(const std::vector<double>& values, const MeasuredRun& run,
                               const std::vector<std::string>& periods) {
  std::vector<double> out;
  for (const std::string& period : periods) {
    const auto at = std::find(run.periods.begin(), run.periods.end(), period) - run.periods.begin();
    out.push_back(values[static_cast<std::size_t>(at)]);
  }
  return out;
}

std::vector<std::string> common_periods(const MeasuredRun& a, const MeasuredRun& b) {
  std::vector<std::string> common;
  std::copy_if(a.periods.begin(), a.periods.end(), std::back_inserter(common),
               [&](const std::string& period) {
                 return std::find(b.periods.begin(), b.periods.end(), period) != b.periods.end();
               });
  return common;
}

// [replicate][period] what the policies did, in the unit of the measure.
std::vector<std::vector<double>> effects_of(const MeasuredRun& run, bool in_percent) {
  PairedSums sums(run.periods.size());
  for (std::size_t r = 0; r < run.scenario.size(); ++r) sums.add(run.scenario[r], run.baseline[r]);
  std::vector<std::vector<double>> effects;
  for (std::size_t r = 0; r < run.scenario.size(); ++r) {
    effects.emplace_back();
    for (std::size_t t = 0; t < run.periods.size(); ++t) {
      const double scale = in_percent ? 100.0 / sums.mean_against(t) : 1.0;
      effects.back().push_back(scale * (run.scenario[r][t] - run.baseline[r][t]));
    }
  }
  return effects;
}

// Effect against effect, replicate by replicate of one number; no period where none is in both. Baselines
// need not be the same: scenarios may differ in settings.
Differences against_run(const MeasuredRun& run, const MeasuredRun& first, bool in_percent) {
  const std::vector<std::string> periods = common_periods(run, first);
  const std::vector<std::vector<double>> own = effects_of(run, in_percent);
  const std::vector<std::vector<double>> others = effects_of(first, in_percent);
  PairedSums sums(periods.size());
  for (std::size_t r = 0; r < run.replicates.size(); ++r) {
    const auto found = std::find(first.replicates.begin(), first.replicates.end(), run.replicates[r]);
    if (found == first.replicates.end()) continue;
    const auto other = static_cast<std::size_t>(found - first.replicates.begin());
    sums.add(in_periods(own[r], run, periods), in_periods(others[other], first, periods));
  }
  return sums.replicates() == 0 ? Differences{} : finish(sums, periods, false);
}

Overlaid overlaid(const Overlay& overlay, OverlayMeasure about) {
  Overlaid all{std::move(about), {}, {}, {}};
  for (std::size_t r = 0; r < overlay.runs.size(); ++r) {
    std::optional<MeasuredRun> run = all.about.measure(*overlay.runs[r].data);
    if (!run) continue;
    all.runs.push_back(r);
    all.difference.push_back(against_baseline(*run, all.about.in_percent));
    all.measured.push_back(std::move(*run));
  }
  return all;
}

std::size_t place_of(const Differences& values, const std::string& period) {
  return static_cast<std::size_t>(std::find(values.periods.begin(), values.periods.end(), period) -
                                  values.periods.begin());
}

bool has_band(const Differences& values) {
  return std::any_of(values.half_width.begin(), values.half_width.end(),
                     [](double width) { return !std::isnan(width); });
}

// The run's differences at the labels of a chart; gaps where it has none.
Series series_at(const std::string& name, const Differences& values, const std::vector<std::string>& labels) {
  Series series{name, "difference", {}, {}, {}};
  const bool band = has_band(values);
  for (const std::string& label : labels) {
    const std::size_t at = place_of(values, label);
    const bool known = at < values.periods.size();
    series.values.push_back(known ? values.value[at] : not_known);
    if (!band) continue;
    series.low.push_back(known ? values.value[at] - values.half_width[at] : not_known);
    series.high.push_back(known ? values.value[at] + values.half_width[at] : not_known);
  }
  return series;
}

// Once where it is the same for all.
std::string bands_note(const Overlay& overlay) {
  std::set<std::string> notes;
  for (const OverlaidRun& run : overlay.runs) notes.insert(interval_note(*run.data));
  if (notes.size() == 1) return *notes.begin();
  std::string text;
  for (const OverlaidRun& run : overlay.runs)
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", run.label, interval_note(*run.data));
  return text;
}

Chart chart_of(const Overlay& overlay, const Overlaid& all, const std::vector<std::string>& labels) {
  Chart chart;
  chart.id = all.about.id;
  chart.title = fmt::format("Change of the {} against no policies", all.about.name);
  chart.units = all.about.units;
  chart.source = fmt::format("{}; {}", all.about.source, bands_note(overlay));
  chart.x = labels;
  for (std::size_t i = 0; i < all.runs.size(); ++i)
    chart.series.push_back(series_at(overlay.runs[all.runs[i]].label, all.difference[i], labels));
  return chart;
}

// Periods of any run in their order: their names sort by time.
std::vector<std::string> all_periods(const Overlaid& all) {
  std::set<std::string> periods;
  for (const Differences& run : all.difference) periods.insert(run.periods.begin(), run.periods.end());
  return {periods.begin(), periods.end()};
}

// Origins whose share changes most in any run, at most eight, the importer left out.
std::vector<std::string> most_moved(const Overlaid& all, const std::string& importer) {
  constexpr std::size_t most = 8;
  std::vector<std::string> regions = all.measured.front().periods;
  std::erase(regions, importer);
  const auto size = [&](const std::string& region) {
    double largest = 0.0;
    for (const Differences& run : all.difference) {
      const std::size_t at = place_of(run, region);
      if (at < run.value.size()) largest = std::max(largest, std::abs(run.value[at]));
    }
    return largest;
  };
  std::stable_sort(regions.begin(), regions.end(),
                   [&](const std::string& a, const std::string& b) { return size(a) > size(b); });
  regions.resize(std::min(regions.size(), most));
  return regions;
}

void add_gains(const Overlay& overlay, Section& section) {
  const Overlaid all = overlaid(overlay, shares_by_origin(overlay.importer));
  if (all.runs.empty()) return;
  Chart chart = chart_of(overlay, all, most_moved(all, overlay.importer));
  chart.kind = ChartKind::bars;
  chart.title = fmt::format("Who gains and loses in {} goods imports in each scenario", overlay.importer);
  section.charts.push_back(std::move(chart));
}

// The last period that every run has; "" where there is none.
std::string last_common(const Overlaid& all) {
  std::vector<std::string> periods = all.measured.front().periods;
  for (const MeasuredRun& run : all.measured)
    std::erase_if(periods, [&](const std::string& period) {
      return std::find(run.periods.begin(), run.periods.end(), period) == run.periods.end();
    });
  return periods.empty() ? "" : periods.back();
}

// Value, low and high in a period.
std::vector<DataCell> cells_at(const Differences& values, const std::string& period) {
  const std::size_t at = place_of(values, period);
  if (at >= values.periods.size()) return {not_known, not_known, not_known};
  return {values.value[at], values.value[at] - values.half_width[at],
          values.value[at] + values.half_width[at]};
}

DataTable empty_table(const Overlay& overlay) {
  DataTable table{"overlay",
                  "Scenarios against no policies and against the first",
                  "the last period that all have; each against its own baseline, and the difference of two "
                  "such effects over the same draws; " +
                      bands_note(overlay),
                  {},
                  {}};
  table.columns = {{"measure", "", 0, false, true},
                   {"scenario", "", 0, false, true},
                   {"period", "", 0, false, true},
                   {"unit", "", 0, false, true}};
  for (const std::string& against : {std::string("no policies"), overlay.runs.front().label}) {
    table.columns.push_back({"against " + against, "", -1, true, false});
    table.columns.push_back({"95 % low", "", -1, true, false});
    table.columns.push_back({"95 % high", "", -1, true, false});
  }
  return table;
}

void add_rows(const Overlay& overlay, const Overlaid& all, DataTable& table) {
  const std::string period = last_common(all);
  if (period.empty()) return;
  for (std::size_t i = 0; i < all.runs.size(); ++i) {
    std::vector<DataCell> row{all.about.name, overlay.runs[all.runs[i]].label, period, all.about.units};
    const std::vector<DataCell> own = cells_at(all.difference[i], period);
    const bool paired = overlay.same_world && i > 0 && all.runs.front() == 0;
    const Differences other =
        paired ? against_run(all.measured[i], all.measured.front(), all.about.in_percent) : Differences{};
    const std::vector<DataCell> first = cells_at(other, period);
    row.insert(row.end(), own.begin(), own.end());
    row.insert(row.end(), first.begin(), first.end());
    table.rows.push_back(std::move(row));
  }
}

void note_lacking(const Overlay& overlay, const Overlaid& all, Section& section) {
  std::string lacking;
  for (std::size_t r = 0; r < overlay.runs.size(); ++r) {
    if (std::find(all.runs.begin(), all.runs.end(), r) == all.runs.end())
      lacking += (lacking.empty() ? "" : ", ") + overlay.runs[r].label;
  }
  if (!lacking.empty()) section.absent.push_back(fmt::format("{}: not in {}", all.about.name, lacking));
}

}  // namespace

void add_overlay(const Overlay& overlay, Section& section) {
  add_gains(overlay, section);
  DataTable table = empty_table(overlay);
  for (OverlayMeasure& measure : overlay_measures(overlay.importer, overlay.rival)) {
    const Overlaid all = overlaid(overlay, std::move(measure));
    if (all.runs.empty()) continue;
    note_lacking(overlay, all, section);
    section.charts.push_back(chart_of(overlay, all, all_periods(all)));
    add_rows(overlay, all, table);
  }
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
}

}  // namespace entrepot::outputs
