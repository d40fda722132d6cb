// Running the variants of a decomposition on one world, and the numbers they give.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "outputs/compare/linkage/series.hpp"
#include "outputs/decompose/decomposition.hpp"
#include "tools/entrepot/app.hpp"

namespace entrepot::tools {

using namespace outputs;

struct DecomposeRequest {
  std::string scenario;
  std::vector<std::string> overrides;
  std::vector<std::string> asked;     // names of mechanisms; empty = all that are on
  std::optional<std::string> folder;  // where the result files stay, with all metrics; none = nowhere
  bool force = false;                 // write over result files that are there
  CompareOptions select;              // metric, period, filters, top
  Pool pool = Pool::none;
  SeriesSummary summary = SeriesSummary::value;
  SummarySpan span;
};

// Runs every variant with its own baseline, all with the same draws and worlds, and tells the contributions.
// What the request gets wrong is said before anything runs.
[[nodiscard]] Decomposition decompose(const DecomposeRequest& request, const CommonOptions& common);

}  // namespace entrepot::tools
