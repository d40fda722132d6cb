// Running a sweep on several processes: MPI ranks, or an array of batch jobs.
#pragma once

#include <string>
#include <vector>

#include "tools/sweep/work.hpp"

namespace entrepot::tools {

// Whether the program was built with MPI.
[[nodiscard]] bool has_mpi();
// This process as one of the ranks that mpirun started (alone without mpirun). Rank 0 hands out the open runs
// one by one and works too; each rank writes a shard of its own. UsageError where the program was built
// without MPI.
[[nodiscard]] WorkReport work_with_mpi(const SweepFolder& folder, WorkOptions options, bool retry_failed);

struct ArrayOptions {
  int shards = 0;   // tasks of the array; 0 = one per run, at most 64
  int threads = 1;  // of each task
  bool submit = true;
  std::vector<std::string> sbatch;  // more options: --partition=short
};

// Writes array.sh into the folder and hands it to sbatch. Returns what to tell the user. RunError when sbatch
// refuses.
[[nodiscard]] std::string launch_slurm_array(const SweepFolder& folder, const ArrayOptions& options);

}  // namespace entrepot::tools
