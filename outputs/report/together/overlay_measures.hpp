// What several runs are overlaid by: one number per period and replicate, of each run and of its baseline.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "outputs/report/result_data.hpp"

namespace entrepot::outputs {

// One run's values of a measure.
struct MeasuredRun {
  std::vector<std::string> periods;
  std::vector<int> replicates;                // their numbers, by which runs are paired
  std::vector<std::vector<double>> scenario;  // [replicate][period]
  std::vector<std::vector<double>> baseline;  // [replicate][period]
};

struct OverlayMeasure {
  std::string id;
  std::string name;   // "consumer prices of USA"
  std::string units;  // of the difference
  std::string source;
  bool in_percent = false;  // the difference is told as a part of the value without the policies
  // Nothing where the file lacks what it takes.
  std::function<std::optional<MeasuredRun>(ResultData&)> measure;
};

// In the order of the page. `rival`: "" = no measure of it.
[[nodiscard]] std::vector<OverlayMeasure> overlay_measures(const std::string& importer,
                                                           const std::string& rival);

// Shares of every origin in the importer's goods imports in the last year: a period per region.
[[nodiscard]] OverlayMeasure shares_by_origin(const std::string& importer);

}  // namespace entrepot::outputs
