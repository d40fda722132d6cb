// A plan of a sweep: a base scenario, parameters by path, a design of points, and what is asked of the
// results. Inert data, checked and complete; the design itself is drawn by tools/sweep.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/reader/data_paths.hpp"
#include "scenarios/reader/load.hpp"
#include "scenarios/reader/scenario.hpp"
#include "sim/core/descriptor.hpp"

namespace entrepot::scenarios {

enum class SweepMethod { grid, latin_hypercube, sobol, saltelli, morris, one_at_a_time, csv };
enum class Distribution { uniform, log_uniform, normal, triangular, choice };

// What is varied: the values a path of the scenario takes.
struct SweepParameter {
  std::string name;  // in tables; default: the last word of the path
  std::string path;  // as in --set
  Distribution distribution = Distribution::uniform;
  double lower = 0.0;  // of a normal without bounds: minus and plus infinity
  double upper = 0.0;
  double mean = 0.0;
  double deviation = 0.0;
  double mode = 0.0;
  std::vector<std::string> values;  // of a choice
  std::string text = "{}";          // how a number is written into the scenario: "+{} pp"
  bool whole = false;               // numbers are rounded to whole ones
  Place place;
};

// A number taken from each run's results, to be explained by the parameters.
struct SweepTarget {
  std::string name;
  std::string metric;
  std::string where;    // origin=CHN,destination=USA
  std::string at;       // a month, quarter or year; "" = the whole run
  std::string summary;  // mean, last, peak, peak-date, half-life
  std::string of;       // scenario, baseline, difference, ratio
  double base = 1.0;    // what a peak is measured from
  Place place;
};

struct SweepMetric {
  std::string name;
  Place place;
};

struct SweepPlan {
  std::string path;       // as asked for
  std::string text;       // of the file
  std::string directory;  // where its relative file names start
  std::string within;     // the folder that files it names, and its scenario's, lie in; "" = anywhere
  std::string name;
  std::string description;
  std::string scenario;          // file or library name
  std::vector<std::string> set;  // overrides of every point
  Place scenario_place, set_place;
  std::uint64_t seed = 0;
  int replicates = 1;
  bool common_random_numbers = true;
  SweepMethod method = SweepMethod::latin_hypercube;
  std::string read_as;  // of a CSV design: none, saltelli, morris
  int samples = 0;      // points, or rows of a Saltelli design, or trajectories of Morris
  int levels = 0;       // of grid, Morris and one-at-a-time
  std::string file;     // of a CSV design
  std::vector<SweepParameter> parameters;
  std::vector<SweepMetric> metrics;  // kept; empty = all
  std::vector<SweepTarget> targets;
};

// Reads a plan (a file, or a plan of scenarios/sweeps by name). Throws InputError with all faults of the plan
// itself; whether its paths lead anywhere is asked by check_sweep_paths.
// `directory`: where relative file names start; "" = beside the plan. Files elsewhere are refused unless
// `outside`.
[[nodiscard]] SweepPlan load_sweep_plan(const std::string& path, const DataPaths& paths,
                                        const std::string& directory = "", bool outside = false);

// The --set text that gives a parameter a value.
[[nodiscard]] std::string sweep_override(const SweepParameter& parameter, const std::string& value);
// A number as the scenario shall read it: rounded where the parameter is whole.
[[nodiscard]] std::string sweep_number(const SweepParameter& parameter, double value);

// Throws InputError with every fault of the base scenario, or of a parameter whose path leads nowhere or
// whose smallest or largest value the scenario refuses (at its place in the plan).
void check_sweep_paths(const SweepPlan& plan, const DataPaths& paths, const NamesProvider& names);

// The scenario of one point: base, the plan's own overrides, then `overrides`.
[[nodiscard]] Scenario load_sweep_scenario(const SweepPlan& plan, const std::vector<std::string>& overrides,
                                           const DataPaths& paths, const NamesProvider& names);

// Descriptors of the plan's blocks, for `entrepot describe` and the reference.
[[nodiscard]] const std::vector<Descriptor>& sweep_descriptors();

}  // namespace entrepot::scenarios
