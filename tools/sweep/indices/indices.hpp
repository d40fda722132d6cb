// What drives an output: variance-based indices, elementary effects, rank correlations, response curves.
// Pure functions of a design and one number per point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace entrepot::tools {

// An estimate with its 95 % bootstrap interval.
struct Interval {
  double value = 0.0;
  double lower = 0.0;
  double upper = 0.0;
};

struct SobolIndices {
  std::size_t rows = 0;  // used; rows with a missing run are left out
  std::size_t left_out = 0;
  std::vector<Interval> first;  // [parameter] share of the variance that it explains alone
  std::vector<Interval> total;  // [parameter] with all its interactions
};

// `outputs`: rows of A, A with column i of B, B (design.hpp). First order: Saltelli et al. 2010, table 2 (b),
// with outputs centred; total: Jansen 1999. The bootstrap redraws rows. NaN where the output does not vary.
[[nodiscard]] SobolIndices sobol_indices(const std::vector<double>& outputs, std::size_t parameters,
                                         std::size_t resamples, std::uint64_t seed);

struct MorrisEffects {
  std::size_t paths = 0;
  std::size_t left_out = 0;         // steps with a missing run, or whose parameter did not move
  std::vector<double> mean;         // [parameter] mu
  std::vector<Interval> mean_size;  // [parameter] mu*: mean absolute effect of the parameter's whole range
  std::vector<double> deviation;    // [parameter] sigma: interactions and curvature
};

// `units` [point][parameter], paths of parameters + 1 points.
[[nodiscard]] MorrisEffects morris_effects(const std::vector<std::vector<double>>& units,
                                           const std::vector<double>& outputs, std::size_t resamples,
                                           std::uint64_t seed);

struct RankCorrelation {
  Interval spearman;
  double partial = 0.0;  // with the ranks of all other parameters held fixed; NaN where that is not possible
};

// [parameter]; points with a missing value are left out.
[[nodiscard]] std::vector<RankCorrelation> rank_correlations(const std::vector<std::vector<double>>& inputs,
                                                             const std::vector<double>& outputs,
                                                             std::size_t resamples, std::uint64_t seed);

// Mean output in a bin of one parameter's values.
struct ResponseBin {
  double input = 0.0;  // mean of the parameter in the bin
  std::size_t count = 0;
  double mean = 0.0;
  double half_width = 0.0;  // of the 95 % interval of the mean; NaN with one point
};

// At most `bins` bins of about equal counts; equal inputs stay together.
[[nodiscard]] std::vector<ResponseBin> response_curve(const std::vector<double>& inputs,
                                                      const std::vector<double>& outputs, std::size_t bins);

// Ranks from 1, equal values share their mean rank.
[[nodiscard]] std::vector<double> ranks(const std::vector<double>& values);

}  // namespace entrepot::tools
