#include "sim/core/error.hpp"
#include "tools/sweep/launchers/launch.hpp"

#ifndef ENTREPOT_MPI

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

bool has_mpi() { return false; }

WorkReport work_with_mpi(const SweepFolder& /*folder*/, WorkOptions /*options*/, bool /*retry_failed*/) {
  throw BugError("asked for ranks without MPI");
}

}  // namespace entrepot::tools

#else

#include <mpi.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <exception>
#include <mutex>
#include <thread>

namespace entrepot::tools {

namespace {

constexpr int ask_tag = 1;   // a rank wants a run; the answer is its number, or none
constexpr int done_tag = 2;  // a rank has ended: finished, failed, worlds, baselines, shared, stopped
constexpr std::int64_t none = -1;
constexpr auto pause = std::chrono::milliseconds(1);  // of rank 0 between looks: its cores are for runs

using Counts = std::array<std::int64_t, 6>;

Counts counts_of(const WorkReport& report) {
  return {
      static_cast<std::int64_t>(report.finished),         static_cast<std::int64_t>(report.failed),
      static_cast<std::int64_t>(report.worlds_made),      static_cast<std::int64_t>(report.baselines_made),
      static_cast<std::int64_t>(report.baselines_shared), report.stopped ? 1 : 0};
}

void add(const Counts& counts, WorkReport& all) {
  all.finished += static_cast<std::size_t>(counts[0]);
  all.failed += static_cast<std::size_t>(counts[1]);
  all.worlds_made += static_cast<std::size_t>(counts[2]);
  all.baselines_made += static_cast<std::size_t>(counts[3]);
  all.baselines_shared += static_cast<std::size_t>(counts[4]);
  all.stopped = all.stopped || counts[5] != 0;
}

// MPI for the life of the object. Threads of a rank take turns, so one call at a time is enough.
class Ranks {
 public:
  Ranks() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
    if (provided < MPI_THREAD_SERIALIZED)
      throw RunError("this MPI does not allow calls from several threads");
  }
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;
  ~Ranks() { MPI_Finalize(); }
  [[nodiscard]] int rank() const { return rank_; }
  [[nodiscard]] int size() const { return size_; }

 private:
  int rank_ = 0;
  int size_ = 1;
};

// All ranks must mean the same runs by the same numbers.
void expect_equal_programs(const SweepFolder& folder) {
  const std::string mine = folder.sweep().key({0, 0});
  std::string first = mine;
  MPI_Bcast(first.data(), static_cast<int>(first.size()), MPI_CHAR, 0, MPI_COMM_WORLD);
  int differs = first == mine ? 0 : 1;
  MPI_Allreduce(MPI_IN_PLACE, &differs, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  if (differs != 0) throw RunError("the ranks have different plans, data or versions of the program");
}

class RemoteSource final : public RunSource {
 public:
  std::optional<std::size_t> next() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    MPI_Send(nullptr, 0, MPI_INT64_T, 0, ask_tag, MPI_COMM_WORLD);
    std::int64_t number = none;
    MPI_Recv(&number, 1, MPI_INT64_T, 0, ask_tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return number == none ? std::nullopt : std::optional(static_cast<std::size_t>(number));
  }

 private:
  std::mutex mutex_;
};

// Rank 0: one thread works, this one answers the other ranks until all have ended.
class Server {
 public:
  Server(std::vector<std::size_t> runs, int ranks) : source_(std::move(runs)), waiting_(ranks - 1) {}
  [[nodiscard]] RunSource& source() { return source_; }

  void serve(const std::atomic<bool>& local_done, WorkReport& all) {
    while (waiting_ > 0 || !local_done) {
      int arrived = 0;
      MPI_Status status;
      MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &arrived, &status);
      if (arrived == 0) {
        std::this_thread::sleep_for(pause);
      } else if (status.MPI_TAG == ask_tag) {
        answer(status.MPI_SOURCE);
      } else {
        Counts counts{};
        MPI_Recv(counts.data(), static_cast<int>(counts.size()), MPI_INT64_T, status.MPI_SOURCE, done_tag,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        add(counts, all);
        --waiting_;
      }
    }
  }

 private:
  void answer(int rank) {
    MPI_Recv(nullptr, 0, MPI_INT64_T, rank, ask_tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    const std::optional<std::size_t> next = stops_asked() > 0 ? std::nullopt : source_.next();
    const std::int64_t number = next ? static_cast<std::int64_t>(*next) : none;
    MPI_Send(&number, 1, MPI_INT64_T, rank, ask_tag, MPI_COMM_WORLD);
  }

  ListSource source_;
  int waiting_;
};

WorkReport lead(const SweepFolder& folder, const Ranks& ranks, ShardWriter& shard, WorkOptions options,
                bool retry_failed) {
  std::vector<std::size_t> runs = open_runs(folder.sweep(), folder.ledger(), retry_failed);
  options.expected = runs.size() / static_cast<std::size_t>(ranks.size()) + 1;
  Server server(std::move(runs), ranks.size());
  WorkReport mine;
  std::exception_ptr broken;
  std::atomic<bool> done{false};
  std::thread worker([&] {
    try {
      mine = work(folder, server.source(), shard, options);
    } catch (...) {
      broken = std::current_exception();
    }
    done = true;
  });
  WorkReport all;
  server.serve(done, all);
  worker.join();
  if (broken) std::rethrow_exception(broken);
  add(counts_of(mine), all);
  return all;
}

WorkReport follow(const SweepFolder& folder, ShardWriter& shard, WorkOptions options) {
  RemoteSource source;
  WorkReport mine;
  std::exception_ptr broken;
  options.quiet = true;
  options.expected = folder.sweep().runs();
  try {
    mine = work(folder, source, shard, options);
  } catch (...) {
    broken = std::current_exception();
  }
  const Counts counts = counts_of(mine);
  MPI_Send(counts.data(), static_cast<int>(counts.size()), MPI_INT64_T, 0, done_tag, MPI_COMM_WORLD);
  if (broken) std::rethrow_exception(broken);
  WorkReport nothing;  // rank 0 speaks for all
  nothing.stopped = mine.stopped;
  return nothing;
}

}  // namespace

bool has_mpi() { return true; }

WorkReport work_with_mpi(const SweepFolder& folder, WorkOptions options, bool retry_failed) {
  const Ranks ranks;
  expect_equal_programs(folder);
  stop_on_signals();
  std::unique_ptr<FolderLock> lock;
  if (ranks.rank() == 0) {
    folder.prepare();
    lock = folder.lock(false);
  }
  MPI_Barrier(MPI_COMM_WORLD);
  ShardWriter shard = open_shard(folder, ranks.rank());
  MPI_Barrier(MPI_COMM_WORLD);  // torn ends are cut off before rank 0 reads the ledger
  return ranks.rank() == 0 ? lead(folder, ranks, shard, options, retry_failed)
                           : follow(folder, shard, options);
}

}  // namespace entrepot::tools

#endif
