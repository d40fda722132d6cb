// A scenario or a baseline under way, month by month: what a checkpoint saves.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "outputs/metrics/recorder.hpp"
#include "outputs/store/results/result_types.hpp"
#include "sim/engine/simulation.hpp"

namespace entrepot::tools {

using namespace outputs;

// Metrics and tables of a finished scenario or baseline.
struct VariantResult {
  std::vector<Variable> variables;
  std::vector<Table> tables;
};

class VariantRun {
 public:
  // `only`: names of the metrics to record; empty = all. The pool outlives the run.
  VariantRun(std::unique_ptr<Simulation> simulation, ThreadPool& pool, const std::vector<std::string>& only,
             bool with_policies);

  // One month, recorded.
  void step();
  [[nodiscard]] bool done() const { return simulation_->done(); }
  [[nodiscard]] bool with_policies() const { return with_policies_; }
  [[nodiscard]] int steps_done() const { return simulation_->state().step; }
  // The month that was done last: "scenario 2018-07".
  [[nodiscard]] std::string doing() const;
  [[nodiscard]] VariantResult result() const;

  [[nodiscard]] Simulation& simulation() { return *simulation_; }
  [[nodiscard]] const Simulation& simulation() const { return *simulation_; }
  [[nodiscard]] Recorder& recorder() { return recorder_; }
  [[nodiscard]] const Recorder& recorder() const { return recorder_; }

 private:
  std::unique_ptr<Simulation> simulation_;
  Recorder recorder_;
  bool with_policies_;
};

}  // namespace entrepot::tools
