// Whether the parameters of a sweep lead to keys of its scenario.
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "scenarios/reader/load.hpp"
#include "scenarios/reader/sweeps/sweep_plan.hpp"
#include "scenarios/reader/yaml/units.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

namespace {

std::string with_number(const std::string& text, const std::string& number) {
  const std::size_t at = text.find("{}");
  return text.substr(0, at) + number + text.substr(at + 2);
}

// Texts at both ends of what a parameter may be; of a choice all values.
std::vector<std::string> end_values(const SweepParameter& parameter) {
  if (parameter.distribution == Distribution::choice) return parameter.values;
  std::vector<std::string> values;
  for (const double end : {parameter.lower, parameter.upper}) {
    values.push_back(sweep_number(parameter, std::isinf(end) ? parameter.mean : end));
  }
  return values;
}

// Faults of what the plan itself says about its scenario stand in the plan.
Place place_in_plan(const SweepPlan& plan, const Fault& fault) {
  if (fault.place.file == "--set") return plan.set_place;
  return fault.place.file == plan.scenario && fault.place.line == 0 ? plan.scenario_place : fault.place;
}

void check_base(const SweepPlan& plan, const DataPaths& paths, const NamesProvider& names) {
  try {
    static_cast<void>(load_sweep_scenario(plan, {}, paths, names));
  } catch (const InputError& error) {
    Faults faults;
    for (const Fault& fault : error.faults())
      faults.add(place_in_plan(plan, fault), fault.what, fault.why, fault.suggestion);
    faults.throw_if_any();
  }
}

}  // namespace

std::string sweep_number(const SweepParameter& parameter, double value) {
  return number_text(parameter.whole ? std::round(value) : value);
}

std::string sweep_override(const SweepParameter& parameter, const std::string& value) {
  const bool is_number = parameter.distribution != Distribution::choice;
  return parameter.path + "=" + (is_number ? with_number(parameter.text, value) : value);
}

Scenario load_sweep_scenario(const SweepPlan& plan, const std::vector<std::string>& overrides,
                             const DataPaths& paths, const NamesProvider& names) {
  std::vector<std::string> all = plan.set;
  all.push_back(fmt::format("seed={}", plan.seed));
  all.insert(all.end(), overrides.begin(), overrides.end());
  DataPaths inside = paths;
  inside.within = plan.within;
  return load_scenario(plan.scenario, all, inside, names);
}

void check_sweep_paths(const SweepPlan& plan, const DataPaths& paths, const NamesProvider& names) {
  Faults faults;
  check_base(plan, paths, names);  // its faults make all others noise
  for (const SweepParameter& parameter : plan.parameters) {
    std::set<std::string> told;  // a path that leads nowhere does so with every value
    for (const std::string& value : end_values(parameter)) {
      try {
        static_cast<void>(load_sweep_scenario(plan, {sweep_override(parameter, value)}, paths, names));
      } catch (const InputError& error) {
        for (const Fault& fault : error.faults()) {
          if (!told.insert(fault.what).second) continue;
          const bool own = fault.place.file == "--set";
          faults.add(own ? parameter.place : fault.place,
                     fmt::format("parameter {} = {}: {}", parameter.path, value, fault.what), fault.why,
                     fault.suggestion);
        }
      }
    }
  }
  faults.throw_if_any();
}

}  // namespace entrepot::scenarios
