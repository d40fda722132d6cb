// What a sweep will take, before anything runs.
#pragma once

#include <cstdint>
#include <string>

#include "tools/sweep/folder.hpp"

namespace entrepot::tools {

using namespace outputs;

struct SweepEstimate {
  std::size_t refused = 0;    // points that the scenario refuses: their runs will fail
  std::size_t worlds = 0;     // different ones
  std::size_t baselines = 0;  // different ones, to be run once each
  std::size_t scenarios = 0;  // runs with policies
  std::int64_t steps = 0;     // months of all runs that are to be simulated
  double seconds_per_run = 0.0;
  double seconds = 0.0;   // with all threads
  bool measured = false;  // from runs of this sweep that are finished, else from typical speeds
  double memory = 0.0;    // bytes
  double disk = 0.0;      // bytes of the shards, uncompressed
};

[[nodiscard]] SweepEstimate estimate_sweep(const SweepFolder& folder, int threads);
[[nodiscard]] std::string estimate_text(const SweepFolder& folder, const SweepEstimate& estimate,
                                        int threads);

}  // namespace entrepot::tools
