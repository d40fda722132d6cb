// What a run measures. One file per metric exports one descriptor; metrics.def lists them.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/theory/equilibrium.hpp"
#include "outputs/metrics/parts/sampling.hpp"
#include "sim/core/parallel.hpp"
#include "sim/world/levers/levers.hpp"
#include "sim/world/state/state.hpp"

namespace entrepot::outputs {

using namespace theory;

struct Linkage;    // outputs/metrics/parts/linkage.hpp
class FirmGroups;  // outputs/metrics/parts/firm_groups.hpp

// What a metric may look at after a step. The recorder adds the rest: linkage at quarter ends,
// and the groups of firms where a metric has the axis of these.
struct MetricView {
  const World& world;
  const State& state;
  const Levers& levers;
  const Linkage* linkage = nullptr;       // of this month's flows
  const Linkage* base_linkage = nullptr;  // of the base year's table
  ThreadPool* pool = nullptr;
  const FirmGroups* firm_groups = nullptr;
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
  bool may_be_missing =
      false;  // NaN where it has no meaning; of any other metric NaN is a failed run, and infinity of all
};

// The same metric, which may be missing.
[[nodiscard]] inline Metric may_be_missing(Metric metric) {
  metric.may_be_missing = true;
  return metric;
}

// Production stages told apart: 1, 2, ..., the last bin holds all longer paths.
inline constexpr std::size_t stage_bins = 10;

// Labels of an axis: origin, destination, region, partner, owner, host, border, hub (regions), reporter
// (regions whose trade may be reported by product), sector, product, stages, status (towards entity lists),
// firm_group (parts/firm_groups.hpp), grain (of the classes of plants), part (of a change of real
// income).
[[nodiscard]] std::vector<std::string> axis_labels(const WorldTable& table, const std::string& axis);

// All metrics, in the order of metrics.def.
[[nodiscard]] const std::vector<Metric>& all_metrics();

// Values of the metric per step.
[[nodiscard]] std::size_t metric_size(const Metric& metric, const WorldTable& table);

// Money units of a step to million USD per month.
[[nodiscard]] inline double to_musd(const World& world, std::int64_t money) {
  return static_cast<double>(money) * world.unit_musd;
}

}  // namespace entrepot::outputs
