// Working through the runs of a sweep on this machine.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "tools/runs/checkpoints/pace.hpp"
#include "tools/sweep/folder.hpp"
#include "tools/sweep/stops.hpp"

namespace entrepot::tools {

using namespace outputs;

// Hands out the numbers of the runs still to do. Safe from many threads.
class RunSource {
 public:
  virtual ~RunSource() = default;
  virtual std::optional<std::size_t> next() = 0;
};

// A list known beforehand.
class ListSource final : public RunSource {
 public:
  explicit ListSource(std::vector<std::size_t> runs) : runs_(std::move(runs)) {}
  std::optional<std::size_t> next() override {
    const std::size_t at = next_++;
    return at < runs_.size() ? std::optional(runs_[at]) : std::nullopt;
  }

 private:
  std::vector<std::size_t> runs_;
  std::atomic<std::size_t> next_{0};
};

struct WorkOptions {
  int threads = 0;  // 0 = all cores
  bool quiet = false;
  bool share = true;         // worlds and baselines between points (off: to show that it changes nothing)
  std::size_t expected = 0;  // runs, for the progress bar
  CheckpointPace pace;       // of the checkpoints of runs under way
};

struct WorkReport {
  std::size_t finished = 0;
  std::size_t failed = 0;
  std::size_t worlds_made = 0;
  std::size_t baselines_made = 0;
  std::size_t baselines_shared = 0;
  bool stopped = false;
};

// The runs that no record counts for; those that failed are left out unless `retry_failed`.
[[nodiscard]] std::vector<std::size_t> open_runs(const Sweep& sweep, const Ledger& ledger, bool retry_failed);

// Runs until the source is empty or the user asks to stop; the runs in hand are finished then. Those that
// take more than a minute, and all at a second signal, leave a checkpoint from which the run goes on the next
// time. RunError when a shard cannot be written.
[[nodiscard]] WorkReport work(const SweepFolder& folder, RunSource& source, ShardWriter& shard,
                              const WorkOptions& options);

}  // namespace entrepot::tools
