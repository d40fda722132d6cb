// A replicate under way: its baseline first, then its scenario.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "tools/runs/run_job.hpp"

namespace entrepot::tools {

class ReplicateRun {
 public:
  // The job outlives it and runs nothing else meanwhile. Replicates share one world unless the scenario
  // resynthesises.
  ReplicateRun(RunJob& job, int replicate);
  // Goes on with a scenario whose baseline is known.
  ReplicateRun(RunJob& job, int replicate, VariantResult baseline);

  // `prepare` gets the scenario before its first month, also one that has been started already.
  using Prepare = std::function<void(VariantRun& scenario)>;
  void prepare_scenario(Prepare prepare);

  [[nodiscard]] int replicate() const { return replicate_; }
  [[nodiscard]] bool done() const { return run_ == nullptr; }
  // One month of the baseline or of the scenario.
  void step();
  // What was done last: "scenario 2018-07".
  [[nodiscard]] const std::string& doing() const { return doing_; }
  // Months done, of both.
  [[nodiscard]] std::int64_t steps_done() const;
  [[nodiscard]] ReplicateResult result();  // of a run that is done; call it once

  // What is under way: null when done.
  [[nodiscard]] VariantRun* variant() { return run_.get(); }
  [[nodiscard]] const VariantRun* variant() const { return run_.get(); }
  // Empty while the baseline is under way.
  [[nodiscard]] const std::optional<VariantResult>& baseline() const { return baseline_; }

 private:
  void begin_scenario();
  void next_variant();

  RunJob& job_;
  int replicate_;
  std::string doing_;
  std::optional<VariantResult> baseline_;
  std::optional<VariantResult> scenario_;
  std::unique_ptr<VariantRun> run_;
  Prepare prepare_;
};

// Runs a replicate to its end.
[[nodiscard]] ReplicateResult run_replicate(RunJob& job, int replicate, const RunJob::OnStep& on_step);

}  // namespace entrepot::tools
