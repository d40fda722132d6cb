#include "tools/runs/variant_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "outputs/metrics/parts/finite.hpp"
#include "tools/runs/event_table.hpp"
#include "tools/runs/result_parts.hpp"

namespace entrepot::tools {

VariantRun::VariantRun(std::unique_ptr<Simulation> simulation, ThreadPool& pool,
                       const std::vector<std::string>& only, bool with_policies)
    : simulation_(std::move(simulation)),
      recorder_(simulation_->world(), simulation_->calendar(), pool, only),
      with_policies_(with_policies) {}

// Nothing that is no number reaches a file: the run ends with what went wrong where.
void VariantRun::step() {
  const int step = steps_done();
  simulation_->step();
  try {
    recorder_.record({simulation_->world(), simulation_->state(), simulation_->levers()}, step);
  } catch (const NotFinite& fault) {
    const std::string where = simulation_->non_finite();
    throw RunError(where.empty() ? fault.what() : fmt::format("{}: {}", fault.what(), where));
  }
}

std::string VariantRun::doing() const {
  const Month last = simulation_->calendar().at(std::max(0, steps_done() - 1));
  return (with_policies_ ? "scenario " : "baseline ") + last.text();
}

VariantResult VariantRun::result() const {
  VariantResult result;
  const std::vector<Metric>& metrics = all_metrics();
  for (std::size_t m = 0; m < metrics.size(); ++m) {
    if (not_available(recorder_.values(m))) continue;
    result.variables.push_back(metric_variable(metrics[m], recorder_.values(m)));
  }
  result.tables.push_back(event_table(simulation_->world(), simulation_->state(), simulation_->calendar()));
  return result;
}

}  // namespace entrepot::tools
