// One number per run, read from a merged sweep.
#pragma once

#include <string>
#include <vector>

#include "outputs/store/shards/sweep_reader.hpp"
#include "scenarios/reader/sweeps/sweep_plan.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

struct TargetValues {
  std::string units;
  std::string long_name;
  std::vector<double> runs;        // [point * replicates + replicate]; NaN = missing
  std::vector<double> points;      // [point] mean over its replicates that are there
  std::vector<double> deviations;  // [point] standard deviation over replicates; NaN with fewer than two
  std::size_t missing = 0;         // runs without a value
};

// InputError (at the target's place) when metric, labels or dates are not in the results.
[[nodiscard]] TargetValues target_values(const SweepReader& reader, const SweepTarget& target);

}  // namespace entrepot::tools
