// Branches: a scenario that starts from checkpoints of another run, whose past it takes over.
#pragma once

#include <string>
#include <vector>

#include "tools/runs/checkpoints/checkpoint.hpp"

namespace entrepot::tools {

// The checkpoints that the scenario of a job starts from, one per replicate.
class Branches {
 public:
  Branches() = default;  // none: replicates start from the base
  // InputError with every reason why the scenario cannot go on from one of them: world, seed, start, model,
  // watched firms or the terms of a month before it are not the same.
  Branches(const std::vector<std::string>& files, const RunJob& job);

  [[nodiscard]] bool empty() const { return points_.empty(); }
  [[nodiscard]] std::vector<int> replicates() const;  // ascending
  // Replicate, month and hash of the files, one per line: "" where there are none.
  [[nodiscard]] std::string text() const;
  // A replicate whose scenario goes on from its checkpoint. Its baseline is taken from there if it is the
  // same.
  [[nodiscard]] ReplicateRun start(RunJob& job, int replicate) const;
  // The same of one that goes on from a checkpoint of its own.
  void prepare(ReplicateRun& run) const;

 private:
  struct Point {
    std::string path;
    std::string hash;
    CheckpointHead head;
  };
  std::vector<Point> points_;  // by replicate
};

}  // namespace entrepot::tools
