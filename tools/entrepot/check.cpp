#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/runs/policies/policy_notes.hpp"

namespace entrepot::tools {

using namespace scenarios;

void add_check(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand("check", "read a scenario and report every fault; runs nothing");
  gives_json(*verb, common);
  auto path = std::make_shared<std::string>();
  auto overrides = std::make_shared<std::vector<std::string>>();
  auto resolved = std::make_shared<bool>(false);
  verb->add_option("scenario", *path, "scenario file, or the name of a library scenario")->required();
  verb->add_option("--set", *overrides, "change a value: 'policies[list-1].scale=2'")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_flag("--resolved", *resolved, "print the effective scenario, defaults filled in");
  verb->callback([path, overrides, resolved, &common] {
    Scenario scenario = read_scenario(*path, *overrides);
    const WorldTable table = table_to_run(scenario, common);
    add_policy_notes(scenario, table);
    for (const std::string& note : scenario.notes) {
      if (!common.quiet) fmt::print(stderr, "note: {}\n", note);
    }
    if (*resolved) {
      fmt::print("{}", scenario.resolved_text);
      return;
    }
    if (common.json) {
      print_json(nlohmann::ordered_json{{"name", scenario.name},
                                        {"policies", scenario.policies.size()},
                                        {"firms", scenario.world.firms},
                                        {"start", scenario.calendar.start.text()},
                                        {"months", scenario.calendar.steps},
                                        {"memory_bytes", memory_need(scenario, table)},
                                        {"notes", scenario.notes}});
      return;
    }
    fmt::print("{}: no faults. {} polic{}, {} firms, {} months from {}; a run takes about {} of memory.\n",
               scenario.name, scenario.policies.size(), scenario.policies.size() == 1 ? "y" : "ies",
               scenario.world.firms, scenario.calendar.steps, scenario.calendar.start.text(),
               bytes_text(memory_need(scenario, table)));
  });
}

}  // namespace entrepot::tools
