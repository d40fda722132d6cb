// The only include of oneTBB. Work is cut in fixed pieces, so results never depend on the number of threads.
#pragma once

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "sim/core/handover.hpp"

namespace entrepot {

// Holds the number of threads for its lifetime; 0 = all cores.
class ThreadPool {
 public:
  explicit ThreadPool(int threads)
      : threads_(threads > 0 ? threads : tbb::this_task_arena::max_concurrency()),
        limit_(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads_)),
        arena_(threads_) {}
  [[nodiscard]] int threads() const { return threads_; }

  // Runs work(i) for i in [0, count), `grain` at a time.
  template <class Work>
  void for_each(std::size_t count, const Work& work, std::size_t grain = 1) {
    Handover start, end;  // two, so that the pieces of work are not ordered among themselves
    start.give();
    arena_.execute([&] {
      tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, grain),
                        [&](const tbb::blocked_range<std::size_t>& range) {
                          start.take();
                          for (std::size_t i = range.begin(); i != range.end(); ++i) work(i);
                          end.give();
                        });
    });
    end.take();
  }

  // Index of the calling thread inside the pool, in [0, threads()): for per-thread buffers whose merge is
  // associative (integers only).
  [[nodiscard]] static std::size_t thread_index() {
    const int index = tbb::this_task_arena::current_thread_index();
    return index < 0 ? 0 : static_cast<std::size_t>(index);
  }

 private:
  int threads_;
  tbb::global_control limit_;
  tbb::task_arena arena_;
};

}  // namespace entrepot
