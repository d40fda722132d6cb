// What a run measures. One file per metric exports one descriptor; metrics.def lists them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/theory/equilibrium.hpp"
#include "outputs/metrics/sampling.hpp"
#include "sim/core/parallel.hpp"
#include "sim/world/levers.hpp"
#include "sim/world/state.hpp"

namespace entrepot {

struct Linkage;  // outputs/metrics/linkage.hpp

// What a metric may look at after a step. The recorder adds the rest: linkage at quarter ends.
struct MetricView {
  const World& world;
  const State& state;
  const Levers& levers;
  const Linkage* linkage = nullptr;       // of this month's flows
  const Linkage* base_linkage = nullptr;  // of the base year's table
  ThreadPool* pool = nullptr;
};

// What a metric may look at of a static equilibrium: the solution, and the world it was solved for.
struct EquilibriumView {
  const WorldTable& table;
  const BaseAccounts& accounts;   // of `table`
  const EquilibriumInput& input;  // money: million USD per year of the base
  const EquilibriumSolution& solution;
  double months_money = 1.0 / 12.0;  // million USD of the month per million USD per year: trend / 12
};

struct Metric {
  std::string name;
  std::string long_name;
  std::string units;
  std::string source;                                             // definition, with its equation or paper
  std::string aggregation;                                        // over time: "sum" (flows) or "mean"
  std::vector<std::string> axes;                                  // without time; row-major order of `out`
  void (*record)(const MetricView& view, std::span<double> out);  // null: a run has none
  // The same of an equilibrium; null: it has none.
  void (*read_equilibrium)(const EquilibriumView& view, std::span<double> out) = nullptr;
  Sampling sampling = Sampling::month;
};

// Labels of an axis: origin, destination, region, partner, owner, host, border, hub (regions), reporter
// (regions whose trade may be reported by product), sector, product, stages, status (towards entity lists).
[[nodiscard]] std::vector<std::string> axis_labels(const WorldTable& table, const std::string& axis);

// All metrics, in the order of metrics.def.
[[nodiscard]] const std::vector<Metric>& all_metrics();

// Values of the metric per step.
[[nodiscard]] std::size_t metric_size(const Metric& metric, const WorldTable& table);

// Values of one run: [time, quarter or year][axes...] per metric; none for a metric that runs do not have.
class Recorder {
 public:
  // `only`: names of the metrics to record; empty = all.
  Recorder(const World& world, const Calendar& calendar, ThreadPool& pool,
           const std::vector<std::string>& only = {});
  ~Recorder();
  // Records what is due after `step`; of the view, world, state and levers are read.
  void record(const MetricView& view, int step);
  // Empty for a metric that is not recorded, without labels on an axis, or whose quarter or year never ends
  // inside the calendar.
  [[nodiscard]] const std::vector<double>& values(std::size_t metric) const { return values_[metric]; }

 private:
  Calendar calendar_;
  ThreadPool& pool_;
  std::unique_ptr<Linkage> base_linkage_;    // where a quarterly metric is recorded
  std::vector<std::size_t> size_;            // [metric] values per sample
  std::vector<std::vector<double>> values_;  // [metric]
};

// Money units of a step to million USD per month.
[[nodiscard]] inline double to_musd(const World& world, std::int64_t money) {
  return static_cast<double>(money) * world.unit_musd;
}

}  // namespace entrepot
