#include "tools/sweep/estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "outputs/metrics/metric.hpp"
#include "outputs/metrics/parts/sampling.hpp"
#include "tools/runs/memory_need.hpp"
#include "tools/runs/progress.hpp"
#include "tools/runs/run_job.hpp"
#include "tools/sweep/work.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

// Typical of one thread (docs/performance.md): orders of magnitude, replaced by measured times once runs
// exist.
constexpr double seconds_per_slot_step = 17e-9;
constexpr double seconds_per_step = 1.5e-3;    // of any size: cells, metrics
constexpr double seconds_per_linkage = 60e-3;  // a quarter's linkage metrics
constexpr double seconds_per_world_slot = 1e-6;
constexpr double slots_over_wanted = 1.15;  // split pieces

bool is_kept(const Metric& metric, const std::set<std::string>& kept) {
  return metric.record != nullptr && (kept.empty() || kept.count(metric.name) != 0);
}

double linkage_seconds(const Scenario& scenario, const std::set<std::string>& kept) {
  const bool needed = std::any_of(all_metrics().begin(), all_metrics().end(), [&](const Metric& metric) {
    return is_kept(metric, kept) && metric.sampling != Sampling::month;
  });
  const std::size_t quarters = sampled_steps(scenario.calendar, Sampling::quarter).size();
  return needed ? static_cast<double>(quarters) * seconds_per_linkage : 0.0;
}

struct Work {
  double seconds = 0.0;      // of one thread, all runs
  double largest_run = 0.0;  // bytes
  double values = 0.0;
  double largest_values = 0.0;
};

class CostEstimator {
 public:
  explicit CostEstimator(const SweepFolder& folder) : folder_(folder), sweep_(folder.sweep()) {}

  SweepEstimate run(int threads) {
    const std::shared_ptr<ThreadPool> pool = std::make_shared<ThreadPool>(1);
    for (std::size_t point = 0; point < sweep_.points(); ++point) add_point(point, pool);
    finish(threads);
    return out_;
  }

 private:
  void add_point(std::size_t point, const std::shared_ptr<ThreadPool>& pool) {
    try {
      const Scenario scenario = sweep_.scenario(point);
      RunJob job(scenario, sweep_.table(scenario.world), pool);
      const std::set<std::string> kept = sweep_.kept_metrics();
      job.record_only({kept.begin(), kept.end()});
      for (int r = 0; r < sweep_.plan().replicates; ++r) add_run(job, sweep_.draw({point, r}));
    } catch (const InputError&) {
      ++out_.refused;
    }
  }

  void add_run(const RunJob& job, int draw) {
    const Scenario& scenario = job.scenario();
    const double slots =
        static_cast<double>(scenario.world.firms) * scenario.world.slots_per_firm * slots_over_wanted;
    const int months = scenario.calendar.steps;
    const double variant = months * (slots * seconds_per_slot_step + seconds_per_step) +
                           linkage_seconds(scenario, sweep_.kept_metrics());
    if (worlds_.insert(job.world_key(draw)).second) work_.seconds += slots * seconds_per_world_slot;
    if (baselines_.insert(job.baseline_key(draw)).second) add_variant(variant, months);
    if (job.has_policies()) {
      ++out_.scenarios;
      add_variant(variant, months);
    }
    const double values = 2.0 * values_per_variant(scenario, job.table(), sweep_.kept_metrics());
    work_.values += values;
    work_.largest_values = std::max(work_.largest_values, values);
    work_.largest_run = std::max(work_.largest_run, memory_need(scenario, job.table()));
  }

  void add_variant(double seconds, int months) {
    work_.seconds += seconds;
    out_.steps += months;
  }

  void finish(int threads) {
    out_.worlds = worlds_.size();
    out_.baselines = baselines_.size();
    const auto runs = static_cast<double>(sweep_.runs());
    out_.seconds = work_.seconds / threads;
    out_.seconds_per_run = work_.seconds / runs;
    out_.disk = 8.0 * work_.values;
    out_.memory = (threads + 1.0) * work_.largest_run + 8.0 * work_.largest_values * std::min(64.0, runs);
    if (!folder_.exists()) return;
    const Ledger ledger = folder_.ledger();
    if (ledger.finished.empty()) return;
    double seconds = 0.0;
    for (const LedgerRow& row : ledger.finished) seconds += row.entry.seconds;
    out_.measured = true;
    out_.seconds_per_run = seconds / static_cast<double>(ledger.finished.size());
    out_.seconds =
        out_.seconds_per_run * static_cast<double>(open_runs(sweep_, ledger, false).size()) / threads;
  }

  const SweepFolder& folder_;
  const Sweep& sweep_;
  SweepEstimate out_;
  Work work_;
  std::set<WorldKey> worlds_;
  std::set<BaselineKey> baselines_;
};

const char* method_name(SweepMethod method) {
  static const char* const names[] = {
      "grid", "latin hypercube", "Sobol sequence", "Saltelli", "Morris", "one at a time", "file"};
  return names[static_cast<std::size_t>(method)];
}

}  // namespace

SweepEstimate estimate_sweep(const SweepFolder& folder, int threads) {
  return CostEstimator(folder).run(threads);
}

std::string estimate_text(const SweepFolder& folder, const SweepEstimate& estimate, int threads) {
  const Sweep& sweep = folder.sweep();
  std::string text = fmt::format("{}: {} design, {} parameters, {} points, {} replicate{} each: {} runs\n",
                                 sweep.plan().name, method_name(sweep.plan().method),
                                 sweep.plan().parameters.size(), sweep.points(), sweep.plan().replicates,
                                 sweep.plan().replicates == 1 ? "" : "s", sweep.runs());
  if (estimate.refused > 0)
    text += fmt::format("{} points are refused by the scenario; their runs will be recorded as failed\n",
                        estimate.refused);
  text += fmt::format("to simulate: {} worlds, {} baselines and {} scenarios, {} months in all\n",
                      estimate.worlds, estimate.baselines, estimate.scenarios, estimate.steps);
  text += fmt::format("time: about {} with {} thread{} ({})\n", format_seconds(estimate.seconds), threads,
                      threads == 1 ? "" : "s",
                      estimate.measured ? "from the finished runs, for the open ones"
                                        : "from typical speeds; expect a factor of two either way");
  text += fmt::format("memory: about {}; disk: at most {} of logs, less again for the merged shards\n",
                      bytes_text(estimate.memory), bytes_text(estimate.disk));
  return text + fmt::format("results: {}\n", folder.path());
}

}  // namespace entrepot::tools
