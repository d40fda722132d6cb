// The values of result files one per row, for spreadsheets and data frames.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "outputs/compare/compare.hpp"

namespace entrepot::outputs {

struct TidyOptions {
  std::string metric = "*";         // name or glob pattern
  Period period = Period::month;    // metrics of longer periods stay as they are
  std::vector<AxisFilter> filters;  // metrics that lack a filtered axis are left out
  std::vector<LabelGroup> groups;   // as in compare
  std::vector<std::string> runs = {"scenario", "baseline"};
};

// Receives a header and then row by row: metric, units, run, replicate, the axes of all metrics ("" where a
// metric lacks one), value ("" where it is missing).
using TakeRow = std::function<void(const std::vector<std::string>&)>;

// Returns what was left out and why. InputError for unknown metrics, labels and groups, and where nothing is
// left.
std::vector<std::string> tidy_rows(const std::string& file, const TidyOptions& options, const TakeRow& take);

}  // namespace entrepot::outputs
