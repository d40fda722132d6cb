// Redrawing rows with replacement.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "outputs/compare/statistics.hpp"
#include "sim/core/rng.hpp"
#include "tools/sweep/indices/indices.hpp"

namespace entrepot::tools {

using namespace outputs;

// Calls `estimate(rows)` with `count` row numbers, first each once, then redrawn `resamples` times; returns
// for each of the numbers it gives the first value with the 2.5 and 97.5 percentiles of the redrawn ones.
template <class Estimate>
std::vector<Interval> bootstrap(std::size_t count, std::size_t resamples, std::uint64_t seed,
                                const Estimate& estimate) {
  constexpr auto sweep_bootstrap = static_cast<Stream>(2001);  // beside the streams of a run
  std::vector<std::size_t> rows(count);
  for (std::size_t i = 0; i < count; ++i) rows[i] = i;
  std::vector<Interval> out;
  for (const double value : estimate(rows)) out.push_back({value, value, value});
  std::vector<std::vector<double>> drawn(out.size());
  for (std::size_t sample = 0; sample < resamples; ++sample) {
    Draws draws(Seed{seed, 0}, sweep_bootstrap, sample, 0);
    for (std::size_t& row : rows)
      row = std::min(count - 1, static_cast<std::size_t>(draws.unit53() * static_cast<double>(count)));
    const std::vector<double> values = estimate(rows);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!std::isnan(values[i])) drawn[i].push_back(values[i]);
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (drawn[i].empty()) continue;
    std::sort(drawn[i].begin(), drawn[i].end());
    const auto at = [&](double share) {
      return drawn[i][static_cast<std::size_t>(share * static_cast<double>(drawn[i].size() - 1) + 0.5)];
    };
    out[i].lower = at(lower_quantile);
    out[i].upper = at(upper_quantile);
  }
  return out;
}

}  // namespace entrepot::tools
