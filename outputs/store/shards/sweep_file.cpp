#include "outputs/store/shards/sweep_file.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <set>

#include "outputs/store/digest/file_digest.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/output/file_swap.hpp"
#include "outputs/store/results/layout_writer.hpp"
#include "outputs/store/shards/shard_set.hpp"
#include "outputs/store/shards/virtual_variable.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace fs = std::filesystem;
using hdf5::check;
using hdf5::Handle;

namespace {

// What all runs together have: a variable that some lack is missing there.
struct Union {
  std::vector<Axis> axes;
  std::vector<Variable> scenario;
  std::vector<Variable> baseline;
};

bool same_axis(const Axis& a, const Axis& b) { return a.labels == b.labels && a.numbers == b.numbers; }

void add_axes(const ShardRun& run, Union& all) {
  for (const Axis& axis : run.axes) {
    const auto at = std::find_if(all.axes.begin(), all.axes.end(),
                                 [&](const Axis& other) { return other.name == axis.name; });
    if (at == all.axes.end()) {
      all.axes.push_back(axis);
    } else if (!same_axis(*at, axis)) {
      throw InputError(Fault{{},
                             "the runs of the sweep have different axes " + axis.name,
                             "their results do not fit in one table",
                             "keep calendar and world the same"});
    }
  }
}

void add_variables(const std::vector<Variable>& from, std::vector<Variable>& all) {
  for (const Variable& variable : from) {
    const bool known = std::any_of(all.begin(), all.end(),
                                   [&](const Variable& other) { return other.name == variable.name; });
    if (known) continue;
    all.push_back(variable);
    std::fill(all.back().values.begin(), all.back().values.end(), std::numeric_limits<double>::quiet_NaN());
  }
}

Union union_of(const Ledger& ledger) {
  Union all;
  std::map<std::string, bool> seen;
  for (const LedgerRow& row : ledger.finished) {
    if (!seen.emplace(row.entry.schema, true).second) continue;
    const ShardRun run = ShardReader(ledger.logs[row.log]).describe(row.entry.schema);
    add_axes(run, all);
    add_variables(run.result.scenario, all.scenario);
    add_variables(run.result.baseline, all.baseline);
  }
  return all;
}

std::vector<Variable> filled(const std::vector<Variable>& wanted, const std::vector<Variable>& have) {
  std::vector<Variable> out = wanted;
  for (Variable& variable : out) {
    for (const Variable& other : have) {
      if (other.name == variable.name) variable.values = other.values;
    }
  }
  return out;
}

template <class Write>
void write_file(OutputClaim& output, bool is_virtual, const Write& write) {
  const hdf5::Session session;
  const std::string& path = output.path();
  FileSwap swap(output);
  try {
    Handle file = is_virtual ? hdf5::create_virtual_file(swap.part()) : hdf5::create_file(swap.part());
    write(file.get());
    check(H5Fflush(file.get(), H5F_SCOPE_GLOBAL), "writing " + path);
    file.close("writing " + path);
  } catch (const hdf5::Failure& failure) {
    throw RunError(std::string("results cannot be stored: ") + failure.what());
  }
  append_digest(swap.part());
  swap.commit();
}

std::string shard_path(const std::string& log) { return fs::path(log).replace_extension(".h5").string(); }

int task_of(const LedgerEntry& entry, const SweepLayout& layout) {
  return static_cast<int>(entry.point) * layout.replicates + entry.replicate;
}

// The finished runs of one log as HDF5, one row per run, rows in order of (point, replicate).
void write_shard(const SweepLayout& layout, const Ledger& ledger, std::size_t log, const Union& all,
                 OutputClaim& output) {
  const ShardReader reader(ledger.logs[log]);
  write_file(output, false, [&](hid_t file) {
    write_frame(file, layout.header);
    const RowAxis rows{"run", "point times replicates, plus replicate"};
    for (const LedgerRow& row : ledger.finished) {
      if (row.log != log) continue;
      const ShardRun run = reader.read(row.entry);
      const int task = task_of(row.entry, layout);
      append_replicate(file, layout::scenario, task, filled(all.scenario, run.result.scenario), all.axes,
                       rows);
      if (!all.baseline.empty())
        append_replicate(file, layout::baseline, task, filled(all.baseline, run.result.baseline), all.axes,
                         rows);
    }
  });
}

// Where each finished run lies: shard file relative to the target, and row in it.
std::vector<RunPlace> places(const SweepLayout& layout, const Ledger& ledger, const std::string& target) {
  const fs::path folder = fs::weakly_canonical(fs::absolute(target)).parent_path();
  std::vector<std::size_t> rows(ledger.logs.size(), 0);
  std::vector<RunPlace> out;
  for (const LedgerRow& row : ledger.finished) {
    const fs::path shard = fs::weakly_canonical(fs::absolute(shard_path(ledger.logs[row.log])));
    out.push_back({static_cast<std::size_t>(task_of(row.entry, layout)),
                   shard.lexically_proximate(folder).string(), rows[row.log]++});
  }
  return out;
}

std::string shards_behind(const std::vector<RunPlace>& runs, const std::string& target) {
  std::set<std::string> files;
  for (const RunPlace& place : runs) files.insert(place.file);
  return shard_set_text(fs::path(target).parent_path().string(), {files.begin(), files.end()});
}

Axis counting_axis(const std::string& name, const std::string& long_name, std::size_t count) {
  Axis axis{name, long_name, "", {}, {}, false};
  for (std::size_t i = 0; i < count; ++i) axis.numbers.push_back(static_cast<double>(i));
  return axis;
}

void write_group(hid_t file, const SweepLayout& layout, const std::string& group,
                 const std::vector<Variable>& variables, const Union& all,
                 const std::vector<RunPlace>& runs) {
  if (variables.empty()) return;
  hdf5::create_group(file, group);
  const auto replicates = static_cast<std::size_t>(layout.replicates);
  create_axis(file, group, counting_axis(layout::point, "point of the design", layout.points));
  create_axis(file, group, counting_axis(layout::replicate, "replicate number", replicates));
  for (const Variable& variable : variables) {
    std::vector<std::size_t> sizes{layout.points, replicates};
    for (const std::string& axis : variable.axes) {
      create_axis(file, group, find_axis(all.axes, axis));
      sizes.push_back(find_axis(all.axes, axis).size());
    }
    write_virtual(file, group, variable, sizes, runs);
  }
}

// Parameters by point, in their own group so that /results holds results alone.
void write_design(hid_t file, const SweepLayout& layout) {
  hdf5::create_group(file, layout::design);
  create_axis(file, layout::design, counting_axis(layout::point, "point of the design", layout.points));
  for (const SweepColumn& column : layout.columns) {
    write_numbers(file, layout::design, column.name, column.path, column.numbers, {layout::point});
    write_labels(file, layout::design, column.name + "_text", column.path, column.texts, {layout::point});
  }
}

// State, shard and time of every run: what differs between equal sweeps.
void write_index(hid_t file, const SweepLayout& layout, const Ledger& ledger) {
  const auto replicates = static_cast<std::size_t>(layout.replicates);
  const std::size_t runs = layout.points * replicates;
  std::vector<double> state(runs, 0.0);
  std::vector<double> seconds(runs, std::numeric_limits<double>::quiet_NaN());
  std::vector<std::string> shard(runs);
  std::vector<std::string> key(runs);
  std::vector<std::string> error(runs);
  const auto fill = [&](const std::vector<LedgerRow>& rows, double value) {
    for (const LedgerRow& row : rows) {
      const auto at = static_cast<std::size_t>(task_of(row.entry, layout));
      state[at] = value;
      seconds[at] = row.entry.seconds;
      shard[at] = fs::path(ledger.logs[row.log]).stem().string();
      key[at] = row.entry.key;
      error[at] = row.entry.error;
    }
  };
  fill(ledger.finished, 1.0);
  fill(ledger.failed, 2.0);
  const std::vector<std::string> axes{layout::point, layout::replicate};
  hdf5::create_group(file, layout::index);
  create_axis(file, layout::index, counting_axis(layout::point, "point of the design", layout.points));
  create_axis(file, layout::index, counting_axis(layout::replicate, "replicate number", replicates));
  write_numbers(file, layout::index, "state", "0 missing, 1 finished, 2 failed", state, axes);
  write_numbers(file, layout::index, "seconds", "wall time of the run", seconds, axes);
  write_labels(file, layout::index, "shard", "shard that holds the run", shard, axes);
  write_labels(file, layout::index, "key", "key of the run in the ledger", key, axes);
  write_labels(file, layout::index, "error", "why the run failed", error, axes);
}

}  // namespace

void write_sweep_file(const SweepLayout& layout, const Ledger& ledger, OutputClaim target) {
  target.expect_file();
  const Union all = union_of(ledger);
  std::set<std::size_t> with_rows;
  for (const LedgerRow& row : ledger.finished) with_rows.insert(row.log);
  std::vector<OutputClaim> shards;  // held to the end: another merge would change the rows under this one
  for (const std::size_t log : with_rows) {
    shards.emplace_back(shard_path(ledger.logs[log]), Existing::replace);
    write_shard(layout, ledger, log, all, shards.back());
  }
  const std::vector<RunPlace> runs = places(layout, ledger, target.path());
  FileHeader header = layout.header;
  header.provenance.push_back({layout::shards_text, shards_behind(runs, target.path())});
  write_file(target, true, [&](hid_t file) {
    write_frame(file, header);
    write_group(file, layout, layout::scenario, all.scenario, all, runs);
    write_group(file, layout, layout::baseline, all.baseline, all, runs);
    write_design(file, layout);
    write_index(file, layout, ledger);
  });
}

}  // namespace entrepot::outputs
