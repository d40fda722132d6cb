// The points of a sweep, drawn from its plan: a pure function of the plan's text and seed.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/reader/sweeps/sweep_plan.hpp"

namespace entrepot::tools {

using namespace scenarios;

// One point: a value per parameter. The number of a choice is its position among the values.
struct SweepPoint {
  std::vector<double> values;      // [parameter]; NaN = as in the scenario
  std::vector<std::string> texts;  // [parameter] as the scenario reads it; "" = as in the scenario
};

struct Design {
  SweepMethod order = SweepMethod::latin_hypercube;  // how the rows follow each other, for the analysis
  std::size_t samples = 0;         // rows of a Saltelli design, paths of Morris, else points
  std::vector<std::string> names;  // of the parameters
  std::vector<SweepPoint> points;
};

// Throws InputError for a design in a file with faults.
[[nodiscard]] Design make_design(const SweepPlan& plan);

// --set texts of a point.
[[nodiscard]] std::vector<std::string> point_overrides(const SweepPlan& plan, const SweepPoint& point);

// Coordinates in the unit cube: [point][parameter].
using UnitPoints = std::vector<std::vector<double>>;
[[nodiscard]] UnitPoints grid_points(const SweepPlan& plan);
[[nodiscard]] UnitPoints latin_hypercube_points(std::size_t samples, std::size_t dimensions,
                                                std::uint64_t seed);
// Sobol's sequence (Joe and Kuo's numbers) with a digital shift per dimension drawn from the seed.
[[nodiscard]] UnitPoints sobol_points(std::size_t samples, std::size_t dimensions, std::uint64_t seed);
// Rows A, A with one column of B for each parameter, B (Saltelli et al. 2010), as SALib orders them.
[[nodiscard]] UnitPoints saltelli_points(std::size_t rows, std::size_t dimensions, std::uint64_t seed);
// Paths along which each parameter moves once by half its levels (Morris 1991).
[[nodiscard]] UnitPoints morris_points(std::size_t paths, std::size_t dimensions, int levels,
                                       std::uint64_t seed);
// The scenario as it is, then each parameter over its levels; NaN = as it is.
[[nodiscard]] UnitPoints one_at_a_time_points(const SweepPlan& plan);
// How many values a parameter takes on a grid: its choices, or the plan's levels.
[[nodiscard]] std::size_t grid_values(const SweepPlan& plan, const SweepParameter& parameter);

// A design in a file: CSV with names, or SALib's text (numbers between blanks, no names).
[[nodiscard]] std::vector<SweepPoint> read_design_file(const SweepPlan& plan);
[[nodiscard]] std::string design_csv(const SweepPlan& plan, const Design& design);
// SALib's text of values, and its problem file: name, lower, upper.
[[nodiscard]] std::string salib_values(const Design& design);
[[nodiscard]] std::string salib_problem(const SweepPlan& plan);

}  // namespace entrepot::tools
