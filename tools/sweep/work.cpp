#include "tools/sweep/work.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <exception>
#include <filesystem>
#include <set>
#include <thread>

#include "sim/core/error.hpp"
#include "tools/runs/progress.hpp"
#include "tools/runs/result_parts.hpp"
#include "tools/runs/run_job.hpp"
#include "tools/sweep/long_run.hpp"
#include "tools/sweep/once_cache.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

constexpr std::size_t cached_worlds = 2;
constexpr std::size_t cached_baselines = 64;

// One line per started run, appended by itself: whatever the shards say, this tells how often a run began.
class StartTrace {
 public:
  StartTrace(const SweepFolder& folder, const std::string& shard)
      : file_(::open(
            (folder.path() + "/starts/" + std::filesystem::path(shard).stem().string() + ".txt").c_str(),
            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {}
  StartTrace(const StartTrace&) = delete;
  StartTrace& operator=(const StartTrace&) = delete;
  ~StartTrace() {
    if (file_ >= 0) ::close(file_);
  }
  void add(const SweepRun& run) const {
    const std::string line = fmt::format("{} {} {:%Y-%m-%dT%H:%M:%SZ} {}\n", run.point, run.replicate,
                                         fmt::gmtime(std::time(nullptr)), getpid());
    const ssize_t written = file_ < 0 ? -1 : ::write(file_, line.data(), line.size());
    if (written != static_cast<ssize_t>(line.size()))
      throw RunError("cannot write the trace of starts: is the disk full?");
  }

 private:
  int file_;
};

// The threads, worlds and baselines that the runs of a process share.
class Workshop {
 public:
  Workshop(const SweepFolder& folder, RunSource& source, ShardWriter& shard, const WorkOptions& options)
      : sweep_(folder.sweep()),
        source_(source),
        shard_(shard),
        trace_(folder, shard.path()),
        checkpoints_(folder.checkpoints()),
        options_(options),
        pool_(std::make_shared<ThreadPool>(options.threads)),
        progress_(sweep_.plan().name, static_cast<std::int64_t>(options.expected), options.quiet) {}

  // Each thread takes one run at a time and keeps to it, for pieces of a small run cost more to hand over
  // than to do; where runs are fewer than threads, all threads help inside every run.
  WorkReport run() {
    std::vector<std::thread> threads;
    const auto threads_of_pool = static_cast<std::size_t>(pool_->threads());
    const auto count = std::min(threads_of_pool, std::max<std::size_t>(1, options_.expected));
    alone_ = count == threads_of_pool;
    for (std::size_t i = 1; i < count; ++i) threads.emplace_back([this] { loop(); });
    loop();
    for (std::thread& thread : threads) thread.join();
    if (broken_) std::rethrow_exception(broken_);
    report_.worlds_made = worlds_.made();
    report_.baselines_made = baselines_.made();
    report_.baselines_shared = baselines_.hits();
    return report_;
  }

 private:
  void loop() {
    try {
      const std::shared_ptr<ThreadPool> pool = alone_ ? std::make_shared<ThreadPool>(1) : pool_;
      while (!stopped_) {
        if (stops_asked() > 0) return stop();
        const std::optional<std::size_t> number = source_.next();
        if (!number) return;
        one(sweep_.run(*number), pool);
      }
    } catch (...) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (!broken_) broken_ = std::current_exception();
      stopped_ = true;
    }
  }

  void stop() {
    const std::lock_guard<std::mutex> lock(mutex_);
    report_.stopped = true;
    stopped_ = true;
  }

  void one(const SweepRun& run, const std::shared_ptr<ThreadPool>& pool) {
    trace_.add(run);
    ShardRun record;
    record.point = run.point;
    record.replicate = run.replicate;
    record.key = sweep_.key(run);
    const auto start = std::chrono::steady_clock::now();
    try {
      simulate(run, record, pool);
    } catch (const Interrupted&) {
      return stop();
    } catch (const std::exception& error) {
      record.error = error.what();
      record.axes.clear();
      record.result = {};
    }
    record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    keep(record);
    std::error_code error;
    std::filesystem::remove(checkpoint_of(run), error);
  }

  void keep(const ShardRun& record) {
    const std::lock_guard<std::mutex> lock(mutex_);
    shard_.append(record);
    ++(record.error.empty() ? report_.finished : report_.failed);
    progress_.advance(fmt::format("point {} replicate {}{}", record.point, record.replicate,
                                  record.error.empty() ? "" : " failed"));
  }

  void simulate(const SweepRun& run, ShardRun& record, const std::shared_ptr<ThreadPool>& pool) {
    Scenario scenario = sweep_.scenario(run.point);
    RunJob job(scenario, sweep_.table(scenario.world), pool);
    const std::set<std::string> kept = sweep_.kept_metrics();
    job.record_only({kept.begin(), kept.end()});
    const int draw = sweep_.draw(run);
    if (options_.share) {
      const WorldKey world = job.world_key(draw);
      job.use_world(worlds_.get(world, [&] { return job.make_world(world); }), world);
    }
    LongRun long_run(job, draw, checkpoint_of(run), record.key, options_.pace);
    if (!long_run.knows_baseline()) {
      const auto own = [&] { return long_run.own_baseline(); };
      const std::shared_ptr<const VariantResult> baseline =
          options_.share ? baselines_.get(job.baseline_key(draw), own) : own();
      if (!long_run.knows_baseline()) long_run.take_baseline(*baseline);
    }
    ReplicateResult result = long_run.finish();
    record.result.scenario = std::move(result.scenario);
    record.result.baseline = std::move(result.baseline);
    record.axes = used_axes(result_axes(job.table(), scenario.calendar), record.result);
  }

  [[nodiscard]] std::string checkpoint_of(const SweepRun& run) const {
    return fmt::format("{}/{}-{}.checkpoint", checkpoints_, run.point, run.replicate);
  }

  // The axes that its variables have.
  static std::vector<Axis> used_axes(const std::vector<Axis>& all, const ReplicateResult& result) {
    std::set<std::string> names;
    for (const auto* group : {&result.scenario, &result.baseline}) {
      for (const Variable& variable : *group) names.insert(variable.axes.begin(), variable.axes.end());
    }
    std::vector<Axis> used;
    for (const Axis& axis : all) {
      if (names.count(axis.name) != 0) used.push_back(axis);
    }
    return used;
  }

  const Sweep& sweep_;
  RunSource& source_;
  ShardWriter& shard_;
  StartTrace trace_;
  std::string checkpoints_;
  WorkOptions options_;
  std::shared_ptr<ThreadPool> pool_;
  bool alone_ = false;  // every thread has runs of its own
  Progress progress_;
  OnceCache<World, WorldKey> worlds_{cached_worlds};
  OnceCache<VariantResult, BaselineKey> baselines_{cached_baselines};
  std::mutex mutex_;
  std::atomic<bool> stopped_{false};
  std::exception_ptr broken_;
  WorkReport report_;
};

}  // namespace

std::vector<std::size_t> open_runs(const Sweep& sweep, const Ledger& ledger, bool retry_failed) {
  std::vector<bool> done(sweep.runs(), false);
  for (const LedgerRow& row : ledger.finished)
    done[sweep.number({row.entry.point, row.entry.replicate})] = true;
  for (const LedgerRow& row : ledger.failed) {
    if (!retry_failed) done[sweep.number({row.entry.point, row.entry.replicate})] = true;
  }
  std::vector<std::size_t> open;
  for (std::size_t number = 0; number < done.size(); ++number) {
    if (!done[number]) open.push_back(number);
  }
  return open;
}

WorkReport work(const SweepFolder& folder, RunSource& source, ShardWriter& shard,
                const WorkOptions& options) {
  return Workshop(folder, source, shard, options).run();
}

}  // namespace entrepot::tools
