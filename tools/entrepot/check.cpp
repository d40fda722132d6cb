#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sim/core/faults.hpp"
#include "sim/core/plain_text.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/runs/policies/policy_notes.hpp"

namespace entrepot::tools {

using namespace scenarios;

namespace {

struct CheckArguments {
  std::string path;
  std::vector<std::string> overrides;
  bool resolved = false;
};

nlohmann::ordered_json fault_json(const Fault& fault) {
  return {{"file", without_control(fault.place.file)},
          {"line", fault.place.line},
          {"column", fault.place.column},
          {"what", without_control(fault.what)},
          {"why", without_control(fault.why)},
          {"suggestion", without_control(fault.suggestion)}};
}

// For programs: the faults as data on stdout, besides what everybody gets on stderr.
void print_faults(const InputError& error) {
  nlohmann::ordered_json faults = nlohmann::ordered_json::array();
  for (const Fault& fault : error.faults()) faults.push_back(fault_json(fault));
  print_json(nlohmann::ordered_json{{"faults", faults}});
}

void print_summary(const Scenario& scenario, double memory, bool json) {
  if (json) {
    print_json(nlohmann::ordered_json{{"name", scenario.name},
                                      {"policies", scenario.policies.size()},
                                      {"firms", scenario.world.firms},
                                      {"start", scenario.calendar.start.text()},
                                      {"months", scenario.calendar.steps},
                                      {"memory_bytes", memory},
                                      {"notes", scenario.notes},
                                      {"faults", nlohmann::ordered_json::array()}});
    return;
  }
  fmt::print("{}: no faults. {} polic{}, {} firms, {} months from {}; a run takes about {} of memory.\n",
             scenario.name, scenario.policies.size(), scenario.policies.size() == 1 ? "y" : "ies",
             scenario.world.firms, scenario.calendar.steps, scenario.calendar.start.text(),
             bytes_text(memory));
}

void check(const CheckArguments& arguments, const CommonOptions& common) {
  Scenario scenario = read_scenario(arguments.path, arguments.overrides);
  const WorldTable table = table_to_run(scenario, common);
  add_policy_notes(scenario, table);
  for (const std::string& note : scenario.notes) {
    if (!common.quiet) fmt::print(stderr, "note: {}\n", note);
  }
  if (arguments.resolved) {
    fmt::print("{}", scenario.resolved_text);
  } else {
    print_summary(scenario, memory_need(scenario, table), common.json);
  }
}

}  // namespace

void add_check(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand("check", "read a scenario and report every fault; runs nothing");
  gives_json(*verb, common);
  auto arguments = std::make_shared<CheckArguments>();
  verb->add_option("scenario", arguments->path, "scenario file, or the name of a library scenario")
      ->required();
  verb->add_option("--set", arguments->overrides, "change a value: 'policies[list-1].scale=2'")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_flag("--resolved", arguments->resolved, "print the effective scenario, defaults filled in");
  verb->callback([arguments, &common] {
    try {
      check(*arguments, common);
    } catch (const InputError& error) {
      if (common.json) print_faults(error);
      throw;
    }
  });
}

}  // namespace entrepot::tools
