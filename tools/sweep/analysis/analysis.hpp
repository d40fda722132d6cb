// The analysis of one target of a sweep, and its renderings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/sweep/analysis/target.hpp"
#include "tools/sweep/designs/design.hpp"
#include "tools/sweep/indices/indices.hpp"

namespace entrepot::tools {

using namespace scenarios;

// The main measure of importance with a part of the sample: total index, mu* or Spearman's correlation.
struct ConvergenceStep {
  std::size_t samples = 0;           // rows, paths or points
  std::vector<Interval> importance;  // [parameter]
};

struct TargetAnalysis {
  SweepTarget target;
  TargetValues values;
  std::optional<SobolIndices> sobol;             // of a Saltelli design
  std::optional<MorrisEffects> morris;           // of a Morris design
  std::vector<RankCorrelation> ranks;            // [parameter]
  std::vector<std::vector<ResponseBin>> curves;  // [parameter]
  std::vector<ConvergenceStep> convergence;      // rising samples; the last is the whole
  std::vector<std::size_t> order;                // parameters, most important first
};

struct AnalysisOptions {
  std::size_t resamples = 1000;  // of the bootstrap
  std::size_t bins = 8;          // of response curves
};

// What `importance` is called for the design at hand.
[[nodiscard]] std::string importance_name(const TargetAnalysis& analysis);

[[nodiscard]] TargetAnalysis analyse_target(const SweepPlan& plan, const Design& design,
                                            const SweepTarget& target, TargetValues values,
                                            const AnalysisOptions& options);

// Aligned text; CSV with one row per target, parameter and statistic; one page without any other file.
[[nodiscard]] std::string analysis_text(const SweepPlan& plan, const TargetAnalysis& analysis);
[[nodiscard]] std::string analysis_csv(const SweepPlan& plan, const std::vector<TargetAnalysis>& analyses);
[[nodiscard]] std::string analysis_html(const SweepPlan& plan, const Design& design,
                                        const std::vector<TargetAnalysis>& analyses,
                                        const std::string& source);

}  // namespace entrepot::tools
