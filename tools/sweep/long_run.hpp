// A run of a sweep that keeps checkpoints, so that a long one goes on where it was stopped or killed.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "tools/runs/checkpoints/checkpoint.hpp"
#include "tools/runs/checkpoints/pace.hpp"

namespace entrepot::tools {

class LongRun {
 public:
  // `file`: its checkpoint; `key`: of the ledger, by which a checkpoint of another plan or program is told.
  // One that is damaged or of another run is passed over with a note.
  LongRun(RunJob& job, int draw, std::string file, std::string key, CheckpointPace pace);

  // The baseline, run to its end if it is not known. Interrupted when the user asked to stop.
  [[nodiscard]] std::shared_ptr<const VariantResult> own_baseline();
  [[nodiscard]] bool knows_baseline() const { return run_ && run_->baseline(); }
  // Goes on with a baseline that another run has made.
  void take_baseline(const VariantResult& baseline);
  // Runs to the end, the baseline known. Interrupted when the user asked to stop: the checkpoint is written
  // then.
  [[nodiscard]] ReplicateResult finish();

 private:
  void resume();
  void step();
  [[nodiscard]] bool must_stop();
  void save() const;

  RunJob& job_;
  int draw_;
  std::string file_;
  std::string key_;
  CheckpointPace pace_;
  CheckpointClock clock_;
  std::optional<std::chrono::steady_clock::time_point> asked_;  // when a stop was first seen
  std::unique_ptr<ReplicateRun> run_;
};

}  // namespace entrepot::tools
