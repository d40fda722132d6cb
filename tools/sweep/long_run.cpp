#include "tools/sweep/long_run.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "sim/core/error.hpp"
#include "tools/sweep/stops.hpp"

namespace entrepot::tools {

namespace {

// A run in hand may end by itself so long after the first signal, before it is saved and dropped: less than
// batch systems give.
constexpr double seconds_of_grace = 60.0;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

LongRun::LongRun(RunJob& job, int draw, std::string file, std::string key, CheckpointPace pace)
    : job_(job), draw_(draw), file_(std::move(file)), key_(std::move(key)), pace_(pace), clock_(pace) {
  std::error_code error;
  if (std::filesystem::exists(file_, error)) resume();
}

void LongRun::resume() {
  try {
    const Checkpoint checkpoint(file_);
    if (checkpoint.head().run_id == key_ && checkpoint.head().replicate == draw_)
      run_ = std::make_unique<ReplicateRun>(checkpoint.resume(job_));
  } catch (const InputError& error) {
    fmt::print(stderr, "note: this run starts anew: {}", error.what());
  }
}

std::shared_ptr<const VariantResult> LongRun::own_baseline() {
  if (!run_) run_ = std::make_unique<ReplicateRun>(job_, draw_);
  while (!run_->baseline()) step();
  return std::make_shared<const VariantResult>(*run_->baseline());
}

void LongRun::take_baseline(const VariantResult& baseline) {
  run_.reset();  // before the next one is made: two need not fit into memory
  run_ = std::make_unique<ReplicateRun>(job_, draw_, baseline);
}

ReplicateResult LongRun::finish() {
  ENTREPOT_VALIDATE(knows_baseline(), "the baseline comes first");
  while (!run_->done()) step();
  return run_->result();
}

void LongRun::step() {
  run_->step();
  if (run_->done()) return;
  if (must_stop()) {
    if (!pace_.off()) save();
    throw Interrupted("stopped inside a run");
  }
  if (!clock_.due()) return;
  try {
    save();
  } catch (const RunError& error) {  // a run that could go on does not fail because a checkpoint does
    fmt::print(stderr, "note: {}; the run goes on without\n", error.what());
  }
}

bool LongRun::must_stop() {
  const int asked = stops_asked();
  if (asked == 0) return false;
  if (!asked_) asked_ = std::chrono::steady_clock::now();
  return asked > 1 || (!pace_.off() && seconds_since(*asked_) > seconds_of_grace);
}

void LongRun::save() const {
  CheckpointHead head;
  head.identity = run_identity(job_);
  head.run_id = key_;
  write_checkpoint(file_, head, job_, *run_);
}

}  // namespace entrepot::tools
