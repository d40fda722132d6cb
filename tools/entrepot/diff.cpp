#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "outputs/compare/render/text_table.hpp"
#include "scenarios/reader/difference.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/entrepot/parts/json_output.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

struct DiffArguments {
  std::string first;
  std::string second;
  std::vector<std::string> overrides;
};

std::string diff_text(const DiffArguments& arguments, const std::vector<ScenarioDifference>& differences) {
  if (differences.empty()) {
    return fmt::format("{} and {} are the same in effect.\n", arguments.first, arguments.second);
  }
  TextTable table;
  table.columns = {{"key", Align::left}, {arguments.first, Align::left}, {arguments.second, Align::left}};
  for (const ScenarioDifference& one : differences) {
    table.rows.push_back(
        {one.key, one.first.empty() ? "-" : one.first, one.second.empty() ? "-" : one.second});
  }
  return table.render();
}

nlohmann::ordered_json diff_json(const std::vector<ScenarioDifference>& differences) {
  const auto text = [](const std::string& value) {
    return value.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(value);
  };
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const ScenarioDifference& one : differences) {
    json.push_back({{"key", one.key}, {"first", text(one.first)}, {"second", text(one.second)}});
  }
  return json;
}

void diff(const DiffArguments& arguments, const CommonOptions& common) {
  const Scenario first = read_scenario(arguments.first, {});
  const Scenario second = read_scenario(arguments.second, arguments.overrides);
  const std::vector<ScenarioDifference> differences = scenario_differences(first, second);
  common.json ? print_json(diff_json(differences)) : fmt::print("{}", diff_text(arguments, differences));
}

}  // namespace

void add_diff(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand(
      "diff", "what two scenarios do differently, with their bases and all defaults filled in");
  gives_json(*verb, common);
  auto arguments = std::make_shared<DiffArguments>();
  verb->add_option("first", arguments->first, "scenario file, or the name of a library scenario")->required();
  verb->add_option("second", arguments->second, "the other one")->required();
  verb->add_option("--set", arguments->overrides, "change a value of the second: 'policies[list-1].scale=2'")
      ->take_all()
      ->allow_extra_args(false);
  verb->callback([arguments, &common] { diff(*arguments, common); });
}

}  // namespace entrepot::tools
