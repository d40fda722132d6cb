#include "tools/entrepot/running/rerun_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "outputs/store/layout.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "outputs/store/results/unfinished.hpp"
#include "sim/core/error.hpp"
#include "tools/runs/progress.hpp"
#include "tools/runs/provenance.hpp"
#include "tools/runs/replicate_run.hpp"
#include "tools/runs/scenario_inputs.hpp"
#include "tools/runs/worlds.hpp"

namespace entrepot::tools {

namespace {

[[noreturn]] void refuse_rerun(const std::string& file, const std::string& what, const std::string& why) {
  throw InputError(Fault{Place{file, 0, 0, ""}, what, why, "give a file written by `entrepot run`"});
}

std::string item(const ResultReader& reader, const std::string& name) {
  return reader.has_text(name) ? reader.text(name) : "";
}

std::unique_ptr<RunJob> job_of(const ResultReader& reader, int threads) {
  if (reader.has_text(layout::equilibrium_text))
    refuse_rerun(reader.path(), "only runs are repeated", "it is a static equilibrium");
  if (!reader.has_text("scenario") || !reader.has_group("scenario") || !reader.has_group("baseline"))
    refuse_rerun(reader.path(), "only runs are repeated", "it holds no run and its scenario");
  if (reader.has_text(layout::branch_text))
    refuse_rerun(reader.path(), "only whole runs are repeated",
                 "it started from a checkpoint of another run");
  Scenario scenario = stored_scenario(reader.text("scenario"), reader.path() + ":/provenance/scenario");
  WorldTable table = read_world(scenario.world);
  return std::make_unique<RunJob>(std::move(scenario), std::move(table), threads);
}

// What is not as it was when the file was written.
std::vector<std::string> circumstances(const ResultReader& reader, const RunJob& job) {
  std::vector<std::string> notes;
  const auto differ = [&](const std::string& what, const std::string& then, const std::string& now) {
    if (then != now)
      notes.push_back(fmt::format("{}: {} then, {} now", what, then.empty() ? "not said" : then, now));
  };
  differ("program", item(reader, fmt::format("run/{}", layout::program_text)), program_version());
  differ("data_hash", item(reader, layout::data_text), job.table().data_hash);
  if (reader.has_text(layout::inputs_text) &&
      reader.text(layout::inputs_text) != run_inputs_hash(job.scenario()))
    notes.push_back("a file that the scenario reads has changed");
  if (const std::string note = unfinished_note(reader); !note.empty()) notes.push_back(note);
  return notes;
}

class Comparison {
 public:
  explicit Comparison(RerunReport& report) : report_(report) {}

  void values(const std::string& name, const std::vector<double>& held, const std::vector<double>& again) {
    if (held.size() != again.size())
      return other(name, fmt::format("{} values against {}", held.size(), again.size()));
    RerunDifference found{name, "", 0, held.size(), 0.0};
    double largest = 0.0;
    for (std::size_t i = 0; i < held.size(); ++i) {
      if (std::isfinite(held[i])) largest = std::max(largest, std::abs(held[i]));
      if (std::bit_cast<std::uint64_t>(held[i]) == std::bit_cast<std::uint64_t>(again[i])) continue;
      ++found.values;
      found.largest = std::max(found.largest, std::abs(held[i] - again[i]));
    }
    report_.values += held.size();
    if (largest > 0.0) found.largest /= largest;
    if (found.values > 0) add(found);
  }
  void other(const std::string& name, const std::string& why) { add({name, why, 0, 0, 0.0}); }

 private:
  // One line per metric, whatever the number of replicates.
  void add(const RerunDifference& found) {
    const auto known = std::find_if(report_.differences.begin(), report_.differences.end(),
                                    [&](const RerunDifference& one) { return one.name == found.name; });
    if (known == report_.differences.end()) return report_.differences.push_back(found);
    known->values += found.values;
    known->of += found.of;
    known->largest = std::max(known->largest, found.largest);
  }

  RerunReport& report_;
};

void compare_metrics(const ResultReader& reader, const std::string& group, std::size_t position,
                     const std::vector<Variable>& again, Comparison& out) {
  const std::vector<std::string> held = reader.metrics(group);
  for (const Variable& variable : again) {
    const std::string name = group + "/" + variable.name;
    if (std::find(held.begin(), held.end(), variable.name) == held.end()) {
      out.other(name, "not in the file");
    } else {
      out.values(name, reader.read(group, variable.name, position), variable.values);
    }
  }
  for (const std::string& metric : held) {
    const bool found = std::any_of(again.begin(), again.end(),
                                   [&](const Variable& variable) { return variable.name == metric; });
    if (!found) out.other(group + "/" + metric, "only in the file");
  }
}

// Rows of one replicate of a table that holds those of all.
std::vector<std::size_t> rows_of(const Table& table, int replicate) {
  std::vector<std::size_t> rows;
  const std::vector<double>& numbers = table.columns.at(0).numbers;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] == static_cast<double>(replicate)) rows.push_back(i);
  }
  return rows;
}

void compare_table(const Table& held, const std::string& group, int replicate, const Table& again,
                   Comparison& out) {
  const std::vector<std::size_t> rows = rows_of(held, replicate);
  for (const Column& column : again.columns) {
    const std::string name = fmt::format("{}/{}/{}", group, again.name, column.name);
    const auto at = std::find_if(held.columns.begin(), held.columns.end(),
                                 [&](const Column& one) { return one.name == column.name; });
    if (at == held.columns.end()) {
      out.other(name, "not in the file");
    } else if (column.is_text) {
      std::vector<std::string> texts;
      for (const std::size_t row : rows) texts.push_back(at->texts.at(row));
      if (texts != column.texts) out.other(name, "other texts");
    } else {
      std::vector<double> numbers;
      for (const std::size_t row : rows) numbers.push_back(at->numbers.at(row));
      out.values(name, numbers, column.numbers);
    }
  }
}

void compare_group(const ResultReader& reader, const std::string& group, std::size_t position, int replicate,
                   const std::vector<Variable>& metrics, const std::vector<Table>& tables, Comparison& out) {
  compare_metrics(reader, group, position, metrics, out);
  const std::vector<std::string> held = reader.tables(group);
  for (const Table& table : tables) {
    if (std::find(held.begin(), held.end(), table.name) == held.end()) {
      out.other(group + "/" + table.name, "not in the file");
    } else {
      compare_table(reader.table(group, table.name), group, replicate, table, out);
    }
  }
}

}  // namespace

RerunReport rerun_file(const std::string& file, int threads, bool quiet) {
  const ResultReader reader(file);
  const std::unique_ptr<RunJob> job = job_of(reader, threads);
  RerunReport report;
  report.notes = circumstances(reader, *job);
  Comparison out(report);
  const std::vector<int> replicates = reader.replicates("scenario");
  Progress progress(job->scenario().name,
                    job->steps_per_replicate() * static_cast<std::int64_t>(replicates.size()), quiet);
  for (std::size_t position = 0; position < replicates.size(); ++position) {
    const int replicate = replicates[position];
    const ReplicateResult again = run_replicate(*job, replicate, [&](const std::string& what) {
      progress.advance(fmt::format("replicate {} {}", replicate, what));
    });
    compare_group(reader, "scenario", position, replicate, again.scenario, again.scenario_tables, out);
    compare_group(reader, "baseline", position, replicate, again.baseline, again.baseline_tables, out);
    ++report.replicates;
  }
  return report;
}

}  // namespace entrepot::tools
