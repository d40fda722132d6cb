#include "tools/entrepot/calibrate/targets.hpp"

#include <fmt/format.h>

#include <cmath>

#include "outputs/report/facts/fact_answers.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

// Years of a series that are held against a run, fitted ones first.
std::vector<int> years_of(const Study& study, const ObservedSeries& series, bool shown) {
  std::vector<int> years;
  const int last = shown ? last_shown_year : last_fitted_year;
  for (const auto& [year, values] : series.years) {
    if (year > study.base_year && year <= last) years.push_back(year);
  }
  return years;
}

Target target_of(const Fact& fact, std::size_t run) {
  return {fact.id, run, fact.value, 0.5 * (fact.high - fact.low), 1.0, fact.unit, true};
}

// Cells that are not known in a year or at the base are left out.
std::vector<std::size_t> known_cells(const ObservedSeries& series, int base, int year) {
  std::vector<std::size_t> cells;
  for (std::size_t i = 0; i < series.cells.size(); ++i) {
    if (!std::isnan(series.years.at(base)[i]) && !std::isnan(series.years.at(year)[i])) cells.push_back(i);
  }
  return cells;
}

void add_series(const Study& study, const ObservedSeries& series, std::size_t run, bool shown,
                std::vector<Target>& targets) {
  std::vector<Target> added;
  double weight = 0.0;  // of the cells that are fitted
  for (const int year : years_of(study, series, shown)) {
    for (const std::size_t i : known_cells(series, study.base_year, year)) {
      const double change = series.years.at(year)[i] - series.years.at(study.base_year)[i];
      const bool fitted = year <= last_fitted_year;
      added.push_back({fmt::format("{} {} {}", series.id, series.cells[i].name, year), run, change,
                       study.tolerance, series.cells[i].weight, "fraction", fitted});
      if (fitted) weight += series.cells[i].weight;
    }
  }
  for (Target& target : added) {
    target.weight = weight > 0.0 ? target.weight / weight : 0.0;
    targets.push_back(target);
  }
}

double measured(const Fact& fact, const FactView& view) {
  const FactAnswer answer = answer_fact(fact, {&view});
  if (!answer.why_not.empty()) throw NotMeasured(fmt::format("{}: {}", fact.id, answer.why_not));
  return answer.value.mean;
}

void measure_series(const Study& study, const ObservedSeries& series, const FactView& view, bool shown,
                    std::vector<double>& values) {
  const std::vector<double> base = shares_in(view, series, study.base_year);
  for (const int year : years_of(study, series, shown)) {
    const std::vector<double> now = shares_in(view, series, year);
    for (const std::size_t i : known_cells(series, study.base_year, year)) values.push_back(now[i] - base[i]);
  }
}

}  // namespace

std::vector<Target> targets_of(const Study& study, bool shown) {
  std::vector<Target> targets;
  for (std::size_t run = 0; run < study.runs.size(); ++run) {
    for (const Fact& fact : study.runs[run].facts) targets.push_back(target_of(fact, run));
    for (const ObservedSeries& series : study.runs[run].series)
      add_series(study, series, run, shown, targets);
  }
  return targets;
}

std::vector<double> measure_run(const Study& study, std::size_t run, const FactView& view, bool shown) {
  std::vector<double> values;
  for (const Fact& fact : study.runs[run].facts) values.push_back(measured(fact, view));
  for (const ObservedSeries& series : study.runs[run].series)
    measure_series(study, series, view, shown, values);
  return values;
}

double objective_of(const std::vector<Target>& targets, const std::vector<std::vector<double>>& answers) {
  const std::vector<double> mean = mean_over_worlds(answers);
  double total = 0.0;
  for (std::size_t t = 0; t < targets.size(); ++t) {
    if (!targets[t].fitted) continue;
    const double off = (mean[t] - targets[t].value) / targets[t].deviation;
    total += targets[t].weight * off * off;
  }
  return total;
}

std::vector<double> mean_over_worlds(const std::vector<std::vector<double>>& answers) {
  std::vector<double> mean(answers.front().size(), 0.0);
  for (const std::vector<double>& world : answers) {
    for (std::size_t t = 0; t < mean.size(); ++t) mean[t] += world[t];
  }
  for (double& value : mean) value /= static_cast<double>(answers.size());
  return mean;
}

std::vector<double> variance_of_worlds(const std::vector<std::vector<double>>& answers) {
  const std::vector<double> mean = mean_over_worlds(answers);
  std::vector<double> variance(mean.size(), 0.0);
  for (const std::vector<double>& world : answers) {
    for (std::size_t t = 0; t < mean.size(); ++t) variance[t] += (world[t] - mean[t]) * (world[t] - mean[t]);
  }
  for (double& value : variance) value /= static_cast<double>(answers.size() - 1);
  return variance;
}

}  // namespace entrepot::tools
