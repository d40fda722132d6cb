// Where an interrupted run goes on: its result file with the finished replicates, and its checkpoint.
#pragma once

#include <optional>
#include <string>

#include "tools/runs/checkpoints/checkpoint.hpp"

namespace entrepot::tools {

// What is left of a run at its two places.
struct RunRemains {
  std::string output;  // the result file
  bool has_results = false;
  bool has_checkpoint = false;
  [[nodiscard]] bool none() const { return !has_results && !has_checkpoint; }
};
[[nodiscard]] RunRemains find_remains(const std::string& output);

// The effective scenario of the run that left these, as YAML. InputError when there is none.
[[nodiscard]] std::string remaining_scenario(const RunRemains& remains);

struct ResumePoint {
  int finished = 0;       // replicates in the result file
  bool complete = false;  // nothing is left to do
  std::string run_id;
  double seconds = 0.0;                  // wall time so far, as far as it is known
  std::optional<Checkpoint> checkpoint;  // of the next replicate, where it was under way
};

// What an interrupted run was to do.
struct WantedRun {
  RunIdentity identity;
  std::vector<int> replicates;  // ascending
};

// InputError with every reason why `wanted` is not the run that was interrupted.
[[nodiscard]] ResumePoint find_resume_point(const RunRemains& found, const WantedRun& wanted);

}  // namespace entrepot::tools
