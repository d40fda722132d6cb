#include "outputs/report/forecast/score_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::outputs {

namespace {

constexpr double not_there = std::numeric_limits<double>::quiet_NaN();

double level_of(const ObservedLevels& observed, const std::string& measure, const std::string& cell,
                const std::string& period) {
  const auto at = observed.values.find({measure, cell, period});
  return at == observed.values.end() ? not_there : at->second;
}

bool inside(const ForecastBand& band, double value) { return value >= band.low && value <= band.high; }

// Fractions are shown in percentage points.
double scale_of(const ForecastMeasure& measure) { return measure.units == "fraction" ? 100.0 : 1.0; }
std::string units_of(const ForecastMeasure& measure) {
  return measure.units == "fraction" ? "points" : measure.units;
}

std::string values_are(const ForecastMeasure& measure) {
  return measure.change_since.empty() ? "levels" : "changes since " + measure.change_since;
}

std::vector<std::string> periods_of(const ForecastMeasure& measure) {
  std::vector<std::string> periods;
  for (const Predicted& one : measure.predicted) {
    if (std::find(periods.begin(), periods.end(), one.period) == periods.end()) periods.push_back(one.period);
  }
  return periods;
}

std::vector<DataCell> score_row(const ForecastMeasure& measure, const std::string& period,
                                const ForecastScore& score) {
  const double scale = scale_of(measure);
  return {period.empty() ? "all" : period,
          static_cast<double>(score.cells),
          scale * score.crps,
          scale * score.no_change,
          1.0 - score.crps / score.no_change,
          100.0 * score.inside_50,
          100.0 * score.inside_90,
          scale * score.width_90,
          scale * score.median_off};
}

DataTable score_table(const Forecast& forecast, const ForecastMeasure& measure,
                      const ObservedLevels& observed) {
  DataTable table{measure.id, measure.title, values_are(measure), {}, {}};
  const std::string units = units_of(measure);
  table.columns = {{"period", "", 0, false, true},          {"cells", "", 0, false, false},
                   {"CRPS", units, 3, false, false},        {"CRPS of no change", units, 3, false, false},
                   {"skill", "1", 2, true, false},          {"in 50 % band", "%", 0, false, false},
                   {"in 90 % band", "%", 0, false, false},  {"width of 90 %", units, 3, false, false},
                   {"median off by", units, 3, true, false}};
  for (const std::string& period : periods_of(measure)) {
    const ForecastScore score = score_of(forecast, measure, observed, period);
    if (score.cells > 0) table.rows.push_back(score_row(measure, period, score));
  }
  table.rows.push_back(score_row(measure, "", score_of(forecast, measure, observed, "")));
  return table;
}

DataTable cell_table(const Forecast& forecast, const ForecastMeasure& measure,
                     const ObservedLevels& observed) {
  DataTable table{measure.id + "-cells", "Cells: " + measure.title, values_are(measure), {}, {}, true};
  const std::string units = units_of(measure);
  table.columns = {{"period", "", 0, false, true}, {"cell", "", 0, false, true}, {"observed", units, 3, true},
                   {"median", units, 3, true},     {"5 %", units, 3, true},      {"25 %", units, 3, true},
                   {"75 %", units, 3, true},       {"95 %", units, 3, true},     {"CRPS", units, 3, false},
                   {"where", "", 0, false, true}};
  const double scale = scale_of(measure);
  for (const Predicted& one : measure.predicted) {
    const double value = observed_of(measure, one, observed);
    if (std::isnan(value)) continue;
    const ForecastBand half = forecast_band(forecast, one, 0.5);
    const ForecastBand most = forecast_band(forecast, one, 0.9);
    table.rows.push_back({one.period, one.cell, scale * value, scale * forecast_band(forecast, one, 0.0).low,
                          scale * most.low, scale * half.low, scale * half.high, scale * most.high,
                          scale * crps_of(forecast, one, value),
                          inside(half, value)   ? "in 50 %"
                          : inside(most, value) ? "in 90 %"
                                                : "outside"});
  }
  return table;
}

void add_measure(const Forecast& forecast, const ForecastMeasure& measure, const ObservedLevels& observed,
                 Section& section) {
  const ForecastScore score = score_of(forecast, measure, observed, "");
  if (score.cells < measure.predicted.size())
    section.absent.push_back(fmt::format(
        "{}: {} of {} cells and periods have no observed value{}", measure.id,
        measure.predicted.size() - score.cells, measure.predicted.size(),
        measure.change_since.empty() ? std::string()
                                     : " (a change needs that of " + measure.change_since + " too)"));
  if (score.cells == 0) return;
  section.tables.push_back(score_table(forecast, measure, observed));
  section.tables.push_back(cell_table(forecast, measure, observed));
}

void expect_values(const std::string& file, const Forecast& forecast, const ObservedLevels& observed) {
  std::vector<std::string> known;
  for (const ForecastMeasure& measure : forecast.measures) {
    known.push_back(measure.id);
    if (score_of(forecast, measure, observed, "").cells > 0) return;
  }
  std::vector<std::string> given;
  for (const auto& [key, value] : observed.values) {
    if (given.empty() || given.back() != std::get<0>(key)) given.push_back(std::get<0>(key));
  }
  throw InputError(
      Fault{Place{file, 0, 0, ""}, "nothing of this forecast can be scored",
            fmt::format("it forecasts {}; observed are {}", listed(known),
                        given.empty() ? "no values" : listed(given)),
            "measure, cell and period must be those of the forecast, and a change needs its base"});
}

}  // namespace

double observed_of(const ForecastMeasure& measure, const Predicted& predicted,
                   const ObservedLevels& observed) {
  const double now = level_of(observed, measure.id, predicted.cell, predicted.period);
  if (measure.change_since.empty()) return now;
  return now - level_of(observed, measure.id, predicted.cell, measure.change_since);
}

ForecastScore score_of(const Forecast& forecast, const ForecastMeasure& measure,
                       const ObservedLevels& observed, const std::string& period) {
  ForecastScore score;
  for (const Predicted& one : measure.predicted) {
    const double value = observed_of(measure, one, observed);
    if (std::isnan(value) || (!period.empty() && one.period != period)) continue;
    const ForecastBand most = forecast_band(forecast, one, 0.9);
    ++score.cells;
    score.crps += crps_of(forecast, one, value);
    score.no_change += measure.change_since.empty() ? not_there : std::abs(value);
    score.inside_50 += inside(forecast_band(forecast, one, 0.5), value) ? 1.0 : 0.0;
    score.inside_90 += inside(most, value) ? 1.0 : 0.0;
    score.width_90 += most.high - most.low;
    score.median_off += forecast_band(forecast, one, 0.0).low - value;
  }
  const auto cells = static_cast<double>(score.cells);
  for (double* sum : {&score.crps, &score.no_change, &score.inside_50, &score.inside_90, &score.width_90,
                      &score.median_off})
    *sum /= cells;
  return score;
}

Summary score_summary(const std::string& file, const Forecast& forecast, const ObservedLevels& observed) {
  expect_values(file, forecast, observed);
  Section section{
      "score",
      fmt::format("Forecast of {} against what came", forecast.made),
      {"CRPS: continuous ranked probability score, the absolute error of a forecast without spread; "
       "less is better. Skill: 1 - CRPS over that of no change. A sound forecast has half of the "
       "values in its 50 % bands and nine in ten in those of 90 %.",
       "Rule written with the forecast: " + forecast.rule + "."},
      {},
      {},
      {}};
  for (const ForecastMeasure& measure : forecast.measures) add_measure(forecast, measure, observed, section);
  for (const std::string& note : observed.notes) section.absent.push_back(note);
  RunSummary run;
  run.file = file;
  run.name = forecast.name;
  run.sections = {std::move(section)};
  Summary summary;
  summary.runs.push_back(std::move(run));
  return summary;
}

}  // namespace entrepot::outputs
