#include "tools/sweep/analysis/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tools/sweep/designs/distributions.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

constexpr std::size_t smallest_part = 4;  // samples of the first convergence step

UnitPoints units_of(const SweepPlan& plan, const Design& design) {
  UnitPoints units;
  for (const SweepPoint& point : design.points) {
    units.emplace_back();
    for (std::size_t i = 0; i < point.values.size(); ++i)
      units.back().push_back(parameter_unit(plan.parameters[i], point.values[i]));
  }
  return units;
}

template <class T>
std::vector<T> head(const std::vector<T>& all, std::size_t count) {
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()))};
}

// Points that `samples` rows or paths of the design hold.
std::size_t points_in(const Design& design, std::size_t samples) {
  const std::size_t parameters = design.names.size();
  if (design.order == SweepMethod::saltelli) return samples * (parameters + 2);
  return design.order == SweepMethod::morris ? samples * (parameters + 1) : samples;
}

std::vector<Interval> importance(const Design& design, const UnitPoints& units,
                                 const std::vector<double>& outputs, std::size_t samples,
                                 std::size_t resamples, std::uint64_t seed) {
  const std::size_t points = points_in(design, samples);
  const std::vector<double> part = head(outputs, points);
  if (design.order == SweepMethod::saltelli)
    return sobol_indices(part, design.names.size(), resamples, seed).total;
  if (design.order == SweepMethod::morris)
    return morris_effects(head(units, points), part, resamples, seed).mean_size;
  std::vector<Interval> out;
  for (const RankCorrelation& rank : rank_correlations(head(units, points), part, resamples, seed))
    out.push_back(rank.spearman);
  return out;
}

std::vector<std::size_t> by_importance(const std::vector<Interval>& importance) {
  std::vector<std::size_t> order(importance.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto size = [&](std::size_t i) {
    const double value = importance[i].value;
    return std::isnan(value) ? -1.0 : std::abs(value);
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  return order;
}

}  // namespace

std::string importance_name(const TargetAnalysis& analysis) {
  if (analysis.sobol) return "total index";
  return analysis.morris ? "mu*" : "rank correlation";
}

TargetAnalysis analyse_target(const SweepPlan& plan, const Design& design, const SweepTarget& target,
                              TargetValues values, const AnalysisOptions& options) {
  TargetAnalysis out;
  out.target = target;
  out.values = std::move(values);
  const std::vector<double>& outputs = out.values.points;
  const UnitPoints units = units_of(plan, design);
  const std::size_t parameters = design.names.size();
  if (design.order == SweepMethod::saltelli)
    out.sobol = sobol_indices(outputs, parameters, options.resamples, plan.seed);
  if (design.order == SweepMethod::morris)
    out.morris = morris_effects(units, outputs, options.resamples, plan.seed);
  out.ranks = rank_correlations(units, outputs, options.resamples, plan.seed);
  for (std::size_t i = 0; i < parameters; ++i) {
    std::vector<double> inputs;
    for (const SweepPoint& point : design.points) inputs.push_back(point.values[i]);
    out.curves.push_back(response_curve(inputs, outputs, options.bins));
  }
  std::vector<std::size_t> steps{design.samples};
  while (steps.back() / 2 >= smallest_part) steps.push_back(steps.back() / 2);
  for (auto step = steps.rbegin(); step != steps.rend(); ++step)
    out.convergence.push_back(
        {*step, importance(design, units, outputs, *step, options.resamples, plan.seed)});
  out.order = by_importance(out.convergence.back().importance);
  return out;
}

}  // namespace entrepot::tools
