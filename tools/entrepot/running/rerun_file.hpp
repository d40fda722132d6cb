// Repeating a run from what its result file says of itself.
#pragma once

#include <string>
#include <vector>

namespace entrepot::tools {

// A metric or a column of a table that is not the same, over all replicates.
struct RerunDifference {
  std::string name;        // "scenario/customs_trade"
  std::string why;         // where it is not values that differ; else ""
  std::size_t values = 0;  // that differ in any bit
  std::size_t of = 0;
  double largest = 0.0;  // absolute difference over the largest absolute value of the file
};

struct RerunReport {
  int replicates = 0;
  std::size_t values = 0;  // compared
  std::vector<RerunDifference> differences;
  std::vector<std::string> notes;  // what is not as it was: program, data
};

// Runs the replicates that the file holds, in memory. InputError when the file is no run, or its scenario
// cannot be read any more.
[[nodiscard]] RerunReport rerun_file(const std::string& file, int threads, bool quiet);

}  // namespace entrepot::tools
