#include "tools/sweep/designs/design.hpp"

#include <cmath>

#include "sim/core/error.hpp"
#include "tools/sweep/designs/distributions.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

std::string value_text(const SweepParameter& parameter, double value) {
  if (parameter.distribution == Distribution::choice)
    return parameter.values[static_cast<std::size_t>(value)];
  return sweep_number(parameter, value);
}

SweepPoint point_at(const SweepPlan& plan, const std::vector<double>& units) {
  SweepPoint point;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool as_it_is = std::isnan(units[i]);
    point.values.push_back(as_it_is ? units[i] : parameter_value(plan.parameters[i], units[i]));
    point.texts.push_back(as_it_is ? "" : value_text(plan.parameters[i], point.values.back()));
  }
  return point;
}

UnitPoints unit_points(const SweepPlan& plan) {
  const auto samples = static_cast<std::size_t>(plan.samples);
  const std::size_t dimensions = plan.parameters.size();
  switch (plan.method) {
    case SweepMethod::grid:
      return grid_points(plan);
    case SweepMethod::sobol:
      return sobol_points(samples, dimensions, plan.seed);
    case SweepMethod::saltelli:
      return saltelli_points(samples, dimensions, plan.seed);
    case SweepMethod::morris:
      return morris_points(samples, dimensions, plan.levels, plan.seed);
    case SweepMethod::one_at_a_time:
      return one_at_a_time_points(plan);
    default:
      return latin_hypercube_points(samples, dimensions, plan.seed);
  }
}

// Rows of a file are ordered as the plan says; their number must fit.
void order_of_file(const SweepPlan& plan, Design& design) {
  const std::size_t dimensions = plan.parameters.size();
  const std::size_t block = plan.read_as == "saltelli" ? dimensions + 2
                            : plan.read_as == "morris" ? dimensions + 1
                                                       : 1;
  design.order = plan.read_as == "saltelli" ? SweepMethod::saltelli
                 : plan.read_as == "morris" ? SweepMethod::morris
                                            : SweepMethod::csv;
  design.samples = design.points.size() / block;
  if (design.points.size() % block == 0) return;
  throw InputError(Fault{{plan.file, 0, 0, ""},
                         "the file has " + std::to_string(design.points.size()) + " points",
                         "a design of " + plan.read_as + " has a multiple of " + std::to_string(block),
                         "leave out read_as, or draw it without second-order rows"});
}

}  // namespace

Design make_design(const SweepPlan& plan) {
  Design design;
  for (const SweepParameter& parameter : plan.parameters) design.names.push_back(parameter.name);
  if (plan.method == SweepMethod::csv) {
    design.points = read_design_file(plan);
    order_of_file(plan, design);
    return design;
  }
  for (const std::vector<double>& units : unit_points(plan)) design.points.push_back(point_at(plan, units));
  design.order = plan.method;
  const bool drawn = plan.method == SweepMethod::saltelli || plan.method == SweepMethod::morris;
  design.samples = drawn ? static_cast<std::size_t>(plan.samples) : design.points.size();
  return design;
}

std::vector<std::string> point_overrides(const SweepPlan& plan, const SweepPoint& point) {
  std::vector<std::string> overrides;
  for (std::size_t i = 0; i < point.texts.size(); ++i) {
    if (!point.texts[i].empty()) overrides.push_back(sweep_override(plan.parameters[i], point.texts[i]));
  }
  return overrides;
}

}  // namespace entrepot::tools
