// Designs on levels: full grid, and one parameter at a time.
#include <limits>

#include "tools/sweep/designs/design.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

// Level k of n: both ends are taken; a choice meets each of its values once.
double level(std::size_t k, std::size_t n, const SweepParameter& parameter) {
  if (parameter.distribution == Distribution::choice)
    return (static_cast<double>(k) + 0.5) / static_cast<double>(n);
  return static_cast<double>(k) / static_cast<double>(n - 1);
}

}  // namespace

std::size_t grid_values(const SweepPlan& plan, const SweepParameter& parameter) {
  if (parameter.distribution == Distribution::choice) return parameter.values.size();
  return static_cast<std::size_t>(plan.levels);
}

UnitPoints grid_points(const SweepPlan& plan) {
  UnitPoints points{{}};
  for (const SweepParameter& parameter : plan.parameters) {
    const std::size_t n = grid_values(plan, parameter);
    UnitPoints longer;
    longer.reserve(points.size() * n);
    for (const std::vector<double>& point : points) {
      for (std::size_t k = 0; k < n; ++k) {
        longer.push_back(point);
        longer.back().push_back(level(k, n, parameter));
      }
    }
    points = std::move(longer);
  }
  return points;
}

UnitPoints one_at_a_time_points(const SweepPlan& plan) {
  const std::vector<double> as_it_is(plan.parameters.size(), std::numeric_limits<double>::quiet_NaN());
  UnitPoints points{as_it_is};
  for (std::size_t i = 0; i < plan.parameters.size(); ++i) {
    const std::size_t n = grid_values(plan, plan.parameters[i]);
    for (std::size_t k = 0; k < n; ++k) {
      points.push_back(as_it_is);
      points.back()[i] = level(k, n, plan.parameters[i]);
    }
  }
  return points;
}

}  // namespace entrepot::tools
