#include "tools/runs/replicate_run.hpp"

#include "sim/core/error.hpp"

namespace entrepot::tools {

ReplicateRun::ReplicateRun(RunJob& job, int replicate)
    : job_(job), replicate_(replicate), run_(job.start_variant(false, replicate)) {}

ReplicateRun::ReplicateRun(RunJob& job, int replicate, VariantResult baseline)
    : job_(job), replicate_(replicate), baseline_(std::move(baseline)) {
  begin_scenario();
}

void ReplicateRun::prepare_scenario(Prepare prepare) {
  prepare_ = std::move(prepare);
  if (run_->with_policies() && run_->steps_done() == 0) prepare_(*run_);
}

void ReplicateRun::step() {
  ENTREPOT_VALIDATE(!done(), "the replicate has ended");
  run_->step();
  doing_ = run_->doing();
  if (run_->done()) next_variant();
}

// Without policies the scenario is its own baseline: the same draws give the same bits.
void ReplicateRun::begin_scenario() {
  if (!job_.has_policies()) {
    scenario_ = baseline_;
    return;
  }
  run_ = job_.start_variant(true, replicate_);
  if (prepare_) prepare_(*run_);
}

void ReplicateRun::next_variant() {
  const bool was_scenario = run_->with_policies();
  (was_scenario ? scenario_ : baseline_) = run_->result();
  run_.reset();  // before the next one is made: two need not fit into memory
  if (!was_scenario) begin_scenario();
}

std::int64_t ReplicateRun::steps_done() const {
  if (done()) return job_.steps_per_replicate();
  return run_->steps_done() + (baseline_ ? job_.scenario().calendar.steps : 0);
}

ReplicateResult ReplicateRun::result() {
  ENTREPOT_VALIDATE(done() && scenario_ && baseline_, "the replicate has not ended");
  return {replicate_, std::move(scenario_->variables), std::move(baseline_->variables),
          std::move(scenario_->tables), std::move(baseline_->tables)};
}

ReplicateResult run_replicate(RunJob& job, int replicate, const RunJob::OnStep& on_step) {
  ReplicateRun run(job, replicate);
  while (!run.done()) {
    run.step();
    on_step(run.doing());
  }
  return run.result();
}

}  // namespace entrepot::tools
