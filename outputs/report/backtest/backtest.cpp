#include "outputs/report/backtest/backtest.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "outputs/compare/statistics.hpp"
#include "outputs/report/backtest/rivals.hpp"
#include "outputs/report/backtest/scores.hpp"
#include "outputs/report/facts/views.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

using Changes = std::vector<double>;  // [cell], fractions

constexpr double in_points = 100.0;  // percentage points of a fraction

// Everybody's answer for one series and year.
struct Answers {
  int year = 0;
  Changes observed;
  Changes half_width;                                   // of the run's mean, over replicates
  std::vector<std::pair<std::string, Changes>> by_who;  // the run first
};

struct Backtest {
  const BacktestRequest& request;
  std::vector<const FactView*> runs;  // [replicate]
  const FactView& settled;
};

Changes less(const Changes& now, const Changes& before) {
  Changes out;
  for (std::size_t i = 0; i < now.size(); ++i) out.push_back(now[i] - before[i]);
  return out;
}

// Mean over replicates of the change since the base year, its half width, and the base itself.
struct RunChange {
  Changes base, change, half_width;
};

RunChange run_change(const Backtest& test, const ObservedSeries& series, int year) {
  std::vector<Changes> before;
  std::vector<Changes> after;
  for (const FactView* run : test.runs) {
    before.push_back(shares_in(*run, series, test.request.from));
    after.push_back(shares_in(*run, series, year));
  }
  RunChange out;
  for (std::size_t cell = 0; cell < series.cells.size(); ++cell) {
    std::vector<double> bases;
    std::vector<double> changes;
    for (std::size_t r = 0; r < before.size(); ++r) {
      bases.push_back(before[r][cell]);
      changes.push_back(after[r][cell] - before[r][cell]);
    }
    const Estimate change = estimate(changes);
    out.base.push_back(estimate(bases).mean);
    out.change.push_back(change.mean);
    out.half_width.push_back(change.half_width);
  }
  return out;
}

// What all but China sell the USA more when China's share changes as in the run.
double us_gain(const Backtest& test, int year) {
  ObservedSeries china;
  china.cells = {{"CHN", "", {{"CHN"}, {"USA"}, {}, false}, Part::loser, 1.0}};
  const RunChange run = run_change(test, china, year);
  return others_gain(run.base[0], run.change[0]);
}

Answers answers_of(const Backtest& test, const ObservedSeries& series, int year) {
  const BacktestRequest& request = test.request;
  const RunChange run = run_change(test, series, year);
  Answers out;
  out.year = year;
  out.observed = less(series.years.at(year), series.years.at(request.from));
  out.half_width = run.half_width;
  out.by_who = {{"run", run.change},
                {"no change", Changes(series.cells.size(), 0.0)},
                {"proportional", proportional_changes(series, run.base, run.change, us_gain(test, year))},
                {fmt::format("trend damped {:g}", request.damping),
                 trend_changes(series, request.from, year, request.damping)},
                {"static equilibrium",
                 less(shares_in(test.settled, series, year), shares_in(test.settled, series, request.from))}};
  return out;
}

std::vector<double> weights_of(const ObservedSeries& series) {
  std::vector<double> weights;
  for (const ShareCell& cell : series.cells) weights.push_back(cell.weight);
  return weights;
}

std::vector<bool> gainers_of(const ObservedSeries& series) {
  std::vector<bool> gainers;
  for (const ShareCell& cell : series.cells) gainers.push_back(cell.part != Part::loser);
  return gainers;
}

DataTable score_table(const ObservedSeries& series, const std::vector<Answers>& years) {
  DataTable table{series.id, series.title, series.file, {}, {}};
  table.columns = {{"year", "", 0, false, true},          {"who", "", 0, false, true},
                   {"RMSE", "points", 3, false, false},   {"weighted RMSE", "points", 3, false, false},
                   {"signs right", "%", 0, false, false}, {"rank correlation", "1", 2, true, false}};
  for (const Answers& answers : years) {
    for (const auto& [who, changes] : answers.by_who) {
      const Scores scores = score_changes(changes, answers.observed, weights_of(series), gainers_of(series));
      table.rows.push_back({std::to_string(answers.year), who, in_points * scores.rmse,
                            in_points * scores.weighted_rmse, 100.0 * scores.signs, scores.ranks});
    }
  }
  return table;
}

DataTable change_table(const ObservedSeries& series, const std::vector<Answers>& years) {
  DataTable table{series.id + "-changes", "Changes: " + series.title, series.file, {}, {}, true};
  table.columns = {{"year", "", 0, false, true},
                   {"cell", "", 0, false, true},
                   {"observed", "points", 3, true, false},
                   {"run", "points", 3, true, false},
                   {"+-", "points", 3, false, false}};
  const std::vector<std::pair<std::string, Changes>>& who = years.front().by_who;
  for (std::size_t w = 1; w < who.size(); ++w)
    table.columns.push_back({who[w].first, "points", 3, true, false});
  for (const Answers& answers : years) {
    for (std::size_t i = 0; i < series.cells.size(); ++i) {
      std::vector<DataCell> row = {std::to_string(answers.year), series.cells[i].name,
                                   in_points * answers.observed[i], in_points * answers.by_who[0].second[i],
                                   in_points * answers.half_width[i]};
      for (std::size_t w = 1; w < answers.by_who.size(); ++w)
        row.emplace_back(in_points * answers.by_who[w].second[i]);
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

// Who the run does not beat in the last year, by the weighted error.
std::string verdict_of(const ObservedSeries& series, const Answers& last) {
  std::vector<std::string> unbeaten;
  const auto error_of = [&](const Changes& changes) {
    return score_changes(changes, last.observed, weights_of(series), gainers_of(series)).weighted_rmse;
  };
  const double own = error_of(last.by_who.front().second);
  for (std::size_t w = 1; w < last.by_who.size(); ++w) {
    if (!(own < error_of(last.by_who[w].second))) unbeaten.push_back(last.by_who[w].first);
  }
  if (unbeaten.empty())
    return fmt::format("{}: in {} the run's error is below that of all four rivals.", series.title,
                       last.year);
  return fmt::format("{}: in {} the run does not beat {}.", series.title, last.year,
                     fmt::join(unbeaten, ", "));
}

// Slope of one origin's change on another's across the groups (sectors) of a series.
double diversion_slope(const ObservedSeries& series, const Changes& changes, const std::string& gainer,
                       const std::string& loser) {
  std::map<std::string, double> lost;
  std::map<std::string, double> gained;
  for (std::size_t i = 0; i < series.cells.size(); ++i) {
    const ShareCell& cell = series.cells[i];
    if (cell.share.origins == std::vector<std::string>{loser}) lost[cell.group] = changes[i];
    if (cell.share.origins == std::vector<std::string>{gainer}) gained[cell.group] = changes[i];
  }
  std::vector<double> x;
  std::vector<double> y;
  for (const auto& [group, change] : lost) {
    if (!gained.contains(group)) continue;
    x.push_back(change);
    y.push_back(gained[group]);
  }
  return slope_of(x, y);
}

DataTable slope_table(const ObservedSeries& series, const std::vector<Answers>& years) {
  DataTable table{series.id + "-slope",
                  "Diversion: slope of Vietnam's gain on China's loss across sectors",
                  series.file,
                  {},
                  {}};
  table.columns = {{"year", "", 0, false, true}, {"observed", "1", 2, true, false}};
  for (const auto& [who, changes] : years.front().by_who) table.columns.push_back({who, "1", 2, true, false});
  for (const Answers& answers : years) {
    std::vector<DataCell> row = {std::to_string(answers.year),
                                 diversion_slope(series, answers.observed, "VNM", "CHN")};
    for (const auto& [who, changes] : answers.by_who)
      row.emplace_back(diversion_slope(series, changes, "VNM", "CHN"));
    table.rows.push_back(std::move(row));
  }
  return table;
}

void add_series(const Backtest& test, const ObservedSeries& series, Section& section) {
  if (!series.years.contains(test.request.from)) {
    section.absent.push_back(
        fmt::format("{}: {} has no year {}", series.title, series.file, test.request.from));
    return;
  }
  std::vector<Answers> years;
  for (int year = test.request.from + 1; year <= test.request.until; ++year) {
    if (!series.years.contains(year)) {
      section.absent.push_back(fmt::format("{}: {} has no year {}", series.title, series.file, year));
      continue;
    }
    try {
      years.push_back(answers_of(test, series, year));
    } catch (const NotMeasured& reason) {
      section.absent.push_back(fmt::format("{} {}: {}", series.title, year, reason.what()));
    }
  }
  if (years.empty()) return;
  section.text.push_back(verdict_of(series, years.back()));
  section.tables.push_back(score_table(series, years));
  const bool by_sector = !series.cells.front().share.sectors.empty();
  if (by_sector) section.tables.push_back(slope_table(series, years));
  section.tables.push_back(change_table(series, years));
}

}  // namespace

Summary backtest_summary(const std::string& file, const BacktestRequest& request, const StaticRival& rival) {
  ResultData data(file, request.threads);
  const RunViews views(data);
  const std::vector<const FactView*> runs = views.scenario();
  const std::unique_ptr<FactView> settled = rival(file, views.world(), runs.front()->last_year());
  const Backtest test{request, runs, *settled};
  Section section{
      "backtest",
      fmt::format("Changes since {} against those observed", request.from),
      {"Errors are in percentage points of the share. Proportional: the run's own loss of China (of "
       "the USA among China's exports), given to the others by their shares at the base. Trend: the "
       "log trend of the five observed years to the base, damped. Signs: no change has no sign. Ranks "
       "are those of all but the loser."},
      {},
      {},
      {}};
  for (const ObservedSeries& series : request.series) add_series(test, series, section);
  for (const std::string& note : request.notes) section.absent.push_back(note);
  for (const std::string& note : data.notes()) section.text.push_back(note + ".");
  RunSummary run;
  run.file = file;
  run.name = data.reader().root_attribute("title");
  run.importer = "USA";
  run.replicates = data.replicates();
  run.sections = {std::move(section)};
  Summary summary;
  summary.runs.push_back(std::move(run));
  return summary;
}

}  // namespace entrepot::outputs
