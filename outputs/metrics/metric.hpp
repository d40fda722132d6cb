// What a run measures. One file per metric exports one descriptor; metrics.def lists them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/world/levers.hpp"
#include "sim/world/state.hpp"

namespace entrepot {

// What a metric may look at after a step.
struct MetricView {
  const World& world;
  const State& state;
  const Levers& levers;
};

struct Metric {
  std::string name;
  std::string long_name;
  std::string units;
  std::string source;             // definition, with its equation or paper
  std::string aggregation;        // over time: "sum" (flows) or "mean"
  std::vector<std::string> axes;  // without time; row-major order of `out`
  void (*record)(const MetricView& view, std::span<double> out);
};

// Labels of an axis: origin, destination, region, partner (regions), reporter (regions whose trade may be
// reported by product), sector, product.
[[nodiscard]] std::vector<std::string> axis_labels(const WorldTable& table, const std::string& axis);

// All metrics, in the order of metrics.def.
[[nodiscard]] const std::vector<Metric>& all_metrics();

// Values of one run: [time][axes...] per metric.
class Recorder {
 public:
  Recorder(const WorldTable& table, int steps);
  void record(const MetricView& view, int step);
  [[nodiscard]] const std::vector<double>& values(std::size_t metric) const { return values_[metric]; }

 private:
  std::vector<std::size_t> size_;            // [metric] values per step
  std::vector<std::vector<double>> values_;  // [metric]
};

// Money units of a step to million USD per month.
[[nodiscard]] inline double to_musd(const World& world, std::int64_t money) {
  return static_cast<double>(money) * world.unit_musd;
}

}  // namespace entrepot
