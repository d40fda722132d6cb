#include "outputs/report/backtest/rivals.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "outputs/report/backtest/scores.hpp"

namespace entrepot::outputs {

namespace {

constexpr double no_change_known = std::numeric_limits<double>::quiet_NaN();
constexpr int trend_years = 5;  // the last is the base

// Slope of the log of a cell over the years to the base; 0 where a share is not positive.
double log_trend(const ObservedSeries& series, std::size_t cell, int from) {
  std::vector<double> years;
  std::vector<double> logs;
  for (int year = from - trend_years + 1; year <= from; ++year) {
    const auto row = series.years.find(year);
    if (row == series.years.end() || std::isnan(row->second[cell])) continue;
    if (!(row->second[cell] > 0.0)) return 0.0;
    years.push_back(year);
    logs.push_back(std::log(row->second[cell]));
  }
  return years.size() < 3 ? no_change_known : slope_of(years, logs);
}

// Sum of damping^1 .. damping^years: how many years of full trend have passed.
double damped_years(double damping, int years) {
  double total = 0.0;
  double factor = 1.0;
  for (int year = 0; year < years; ++year) {
    factor *= damping;
    total += factor;
  }
  return total;
}

}  // namespace

double others_gain(double loser_share, double loser_change) { return -loser_change / (1.0 - loser_share); }

std::vector<double> proportional_changes(const ObservedSeries& series, const std::vector<double>& base,
                                         const std::vector<double>& change, double gain) {
  struct Loss {
    double share = 0.0, change = 0.0;
  };
  std::map<std::string, Loss> losses;  // by group
  for (std::size_t i = 0; i < series.cells.size(); ++i) {
    if (series.cells[i].part == Part::loser) losses[series.cells[i].group] = {base[i], change[i]};
  }
  std::vector<double> out;
  for (std::size_t i = 0; i < series.cells.size(); ++i) {
    const ShareCell& cell = series.cells[i];
    const Loss loss = losses[cell.group];
    switch (cell.part) {
      case Part::loser:
        out.push_back(change[i]);
        break;
      case Part::gainer:
        out.push_back(base[i] * others_gain(loss.share, loss.change));
        break;
      case Part::seller:
        out.push_back(base[i] * (1.0 + gain) / (1.0 + base[i] * gain) - base[i]);
        break;
      case Part::buyer:
        out.push_back(0.0);
        break;
    }
  }
  return out;
}

std::vector<double> trend_changes(const ObservedSeries& series, int from, int until, double damping) {
  const std::vector<double>& base = series.years.at(from);
  const double years = damped_years(damping, until - from);
  std::vector<double> moved;
  std::map<std::string, double> known_before;  // by group
  std::map<std::string, double> known_after;
  for (std::size_t i = 0; i < base.size(); ++i) {
    moved.push_back(base[i] * std::exp(log_trend(series, i, from) * years));
    known_before[series.cells[i].group] += base[i];
    known_after[series.cells[i].group] += moved[i];
  }
  for (std::size_t i = 0; i < base.size(); ++i) {
    const std::string& group = series.cells[i].group;
    const double whole = known_after[group] + (1.0 - known_before[group]);  // the rest has no trend
    moved[i] = moved[i] / whole - base[i];
  }
  return moved;
}

}  // namespace entrepot::outputs
