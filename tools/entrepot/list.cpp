#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "outputs/compare/render/text_table.hpp"
#include "scenarios/reader/load.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/json_output.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

// The library scenarios in the order of their names; names inside them are not checked against their worlds.
std::vector<Scenario> library() {
  std::vector<Scenario> scenarios;
  const DataPaths paths = data_paths();
  for (const std::string& name : paths.scenario_names())
    scenarios.push_back(load_scenario(name, {}, paths, nullptr));
  return scenarios;
}

std::string last_month(const Scenario& scenario) {
  return scenario.calendar.at(scenario.calendar.steps - 1).text();
}

std::string as_table(const std::vector<Scenario>& scenarios) {
  TextTable table;
  table.columns = {{"scenario"}, {"months"}, {"policies", Align::right}, {"what it is about"}};
  for (const Scenario& scenario : scenarios) {
    table.rows.push_back({scenario.name, scenario.calendar.start.text() + " to " + last_month(scenario),
                          std::to_string(scenario.policies.size()), scenario.description});
  }
  return table.render();
}

nlohmann::ordered_json as_json(const std::vector<Scenario>& scenarios) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const Scenario& scenario : scenarios) {
    json.push_back({{"name", scenario.name},
                    {"description", scenario.description},
                    {"start", scenario.calendar.start.text()},
                    {"end", last_month(scenario)},
                    {"policies", scenario.policies.size()}});
  }
  return json;
}

}  // namespace

void add_list(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand("list", "name the scenarios of the library, with what they are about");
  gives_json(*verb, common);
  auto names_only = std::make_shared<bool>(false);
  verb->add_flag("--names", *names_only, "the names only, one a line");
  verb->callback([names_only, &common] {
    if (*names_only) {
      fmt::print("{}\n", fmt::join(data_paths().scenario_names(), "\n"));
      return;
    }
    const std::vector<Scenario> scenarios = library();
    common.json ? print_json(as_json(scenarios)) : fmt::print("{}", as_table(scenarios));
  });
}

}  // namespace entrepot::tools
