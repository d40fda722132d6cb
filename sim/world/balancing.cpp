#include "sim/world/balancing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"

namespace entrepot {

namespace {

struct Targets {
  std::vector<double> row;     // [group] X
  std::vector<double> column;  // [group] X - VA
};

// Sums of the rows of [Z F] with columns scaled, [group].
std::vector<double> row_sums(const WorldTable& table, const std::vector<double>& column_scale) {
  std::vector<double> sums(table.n_groups());
  for (std::size_t row = 0; row < sums.size(); ++row) {
    const double* cells = &table.intermediate[row * sums.size()];
    double sum = 0.0;
    for (std::size_t column = 0; column < sums.size(); ++column) sum += cells[column] * column_scale[column];
    for (std::size_t destination = 0; destination < table.n_regions(); ++destination) {
      sum += table.f(row, destination);
    }
    sums[row] = sum;
  }
  return sums;
}

// Sums of the columns of Z with rows scaled, [group].
std::vector<double> column_sums(const WorldTable& table, const std::vector<double>& row_scale) {
  std::vector<double> sums(table.n_groups());
  for (std::size_t row = 0; row < sums.size(); ++row) {
    const double* cells = &table.intermediate[row * sums.size()];
    for (std::size_t column = 0; column < sums.size(); ++column)
      sums[column] += cells[column] * row_scale[row];
  }
  return sums;
}

double relative_error(double sum, double target) {
  if (target > 0.0) return std::abs(sum / target - 1.0);
  return sum > 0.0 ? 1.0 : 0.0;
}

// Scale that turns `sum` into `target`; an empty line keeps 1, so that its error shows.
double scale_to(double target, double sum) { return sum > 0.0 ? target / sum : 1.0; }

void apply_scales(WorldTable& table, const std::vector<double>& rows, const std::vector<double>& columns) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < columns.size(); ++column)
      table.z(row, column) *= rows[row] * columns[column];
    for (std::size_t destination = 0; destination < table.n_regions(); ++destination) {
      table.f(row, destination) *= rows[row];
    }
  }
}

std::string group_name(const WorldTable& table, std::size_t group) {
  const Axes axes = table.axes();
  return table.regions[axes.region_of(GroupId(group)).index()] + " " +
         table.sectors[axes.sector_of(GroupId(group)).index()];
}

double largest_error(const std::vector<double>& sums, const std::vector<double>& targets,
                     const std::vector<double>& base) {
  double error = 0.0;
  for (std::size_t group = 0; group < sums.size(); ++group) {
    // Errors are relative to output: a column that should be nearly empty need not be exact to its own size.
    if (base[group] > 0.0) error = std::max(error, std::abs(sums[group] - targets[group]) / base[group]);
    if (base[group] <= 0.0 && sums[group] > 0.0) error = std::max(error, 1.0);
  }
  return error;
}

Targets targets_of(const WorldTable& table) {
  Targets targets{table.output, table.output};
  for (std::size_t group = 0; group < targets.row.size(); ++group) {
    const bool sound = table.value_added[group] >= 0.0 && table.value_added[group] <= table.output[group];
    ENTREPOT_VALIDATE(sound, "value added must lie in [0, output]: " + group_name(table, group));
    targets.column[group] -= table.value_added[group];
  }
  return targets;
}

// Row and column factors of the balanced table, and the sums they give.
struct Scaling {
  Scaling(const WorldTable& table_in, const Targets& targets_in)
      : table(table_in), targets(targets_in), rows(table.n_groups(), 1.0), columns(table.n_groups(), 1.0) {}

  // Makes every row with a cell right and returns the largest error left, relative to output.
  double scale_rows() {
    row_totals = row_sums(table, columns);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      rows[row] = scale_to(targets.row[row], row_totals[row]);
      row_totals[row] *= rows[row];
    }
    column_totals = column_sums(table, rows);
    for (std::size_t column = 0; column < columns.size(); ++column) column_totals[column] *= columns[column];
    return std::max(largest_error(column_totals, targets.column, targets.row),
                    largest_error(row_totals, targets.row, targets.row));
  }
  void scale_columns() {
    for (std::size_t column = 0; column < columns.size(); ++column) {
      columns[column] *= scale_to(targets.column[column], column_totals[column]);
    }
  }

  const WorldTable& table;
  const Targets& targets;
  std::vector<double> rows;           // [group] factor
  std::vector<double> columns;        // [group] factor
  std::vector<double> row_totals;     // [group] after scaling
  std::vector<double> column_totals;  // [group] after scaling
};

[[noreturn]] void fail_balance(const WorldTable& table, const Scaling& scaling, const Targets& targets,
                               int iterations) {
  std::string worst;
  std::size_t named = 0;
  const auto name = [&](const char* kind, std::size_t group, double sum, double target) {
    if (relative_error(sum, target) < 1e-9 || named++ >= 5) return;
    worst +=
        fmt::format("; {} {} sums to {:.6g}, target {:.6g}", kind, group_name(table, group), sum, target);
  };
  for (std::size_t group = 0; group < targets.row.size(); ++group) {
    name("row", group, scaling.row_totals[group], targets.row[group]);
    name("column", group, scaling.column_totals[group], targets.column[group]);
  }
  throw RunError(fmt::format("the table does not balance after {} iterations (its zeros leave no solution){}",
                             iterations, worst));
}

}  // namespace

MoveSummary summarise_moves(const std::vector<double>& before, const std::vector<double>& after,
                            double floor) {
  ENTREPOT_VALIDATE(before.size() == after.size(), "figures compared must match");
  MoveSummary summary;
  std::vector<double> moves;
  for (std::size_t i = 0; i < before.size(); ++i) {
    summary.total_absolute += std::abs(after[i] - before[i]);
    if (before[i] < floor || before[i] <= 0.0) continue;
    moves.push_back(std::abs(after[i] / before[i] - 1.0));
    if (moves.back() <= summary.largest_relative) continue;
    summary.largest_relative = moves.back();
    summary.largest_index = i;
  }
  summary.figures = moves.size();
  if (moves.empty()) return summary;
  const auto middle = moves.begin() + static_cast<std::ptrdiff_t>(moves.size() / 2);
  std::nth_element(moves.begin(), middle, moves.end());
  summary.median_relative = *middle;
  return summary;
}

BalanceReport balance(WorldTable& table, double tolerance, int max_iterations) {
  const std::vector<double> z_before = table.intermediate;
  const std::vector<double> f_before = table.final_use;
  const Targets targets = targets_of(table);
  Scaling scaling(table, targets);
  BalanceReport report;
  for (; scaling.scale_rows() > tolerance; ++report.iterations) {
    if (report.iterations >= max_iterations) fail_balance(table, scaling, targets, report.iterations);
    scaling.scale_columns();
  }
  apply_scales(table, scaling.rows, scaling.columns);
  const std::vector<double> ones(table.n_groups(), 1.0);
  const std::vector<double> inputs = column_sums(table, ones);
  report.max_relative_row_error = largest_error(row_sums(table, ones), targets.row, targets.row);
  report.max_relative_column_error = largest_error(inputs, targets.column, targets.row);
  for (std::size_t group = 0; group < inputs.size(); ++group) {
    table.value_added[group] = table.output[group] - inputs[group];
  }
  report.intermediate = summarise_moves(z_before, table.intermediate, 1.0);
  report.final_use = summarise_moves(f_before, table.final_use, 1.0);
  return report;
}

double balance_error(const WorldTable& table) {
  const std::vector<double> ones(table.n_groups(), 1.0);
  std::vector<double> inputs = column_sums(table, ones);
  for (std::size_t group = 0; group < inputs.size(); ++group) inputs[group] += table.value_added[group];
  return std::max(largest_error(row_sums(table, ones), table.output, table.output),
                  largest_error(inputs, table.output, table.output));
}

}  // namespace entrepot
