#include "tools/entrepot/parts/json_output.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sim/core/error.hpp"

namespace entrepot::tools {

void gives_json(const CLI::App& verb, CommonOptions& common) { common.json_verbs.insert(&verb); }

void refuse_json_elsewhere(const CLI::App& app, const CommonOptions& common) {
  if (!common.json) return;
  std::string words;
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) {
    at = at->get_subcommands().front();
    words += (words.empty() ? "" : " ") + at->get_name();
  }
  if (common.json_verbs.count(at) == 0)
    throw UsageError(fmt::format("{} gives no JSON: leave --json out", words));
}

void print_json(const nlohmann::ordered_json& answer) {
  nlohmann::ordered_json json = {{"json_schema", json_output_schema}};
  if (answer.is_object()) {
    json.update(answer);
  } else {
    json["rows"] = answer;
  }
  fmt::print("{}\n", json.dump(2));
}

void print_json(const std::string& answer) { print_json(nlohmann::ordered_json::parse(answer)); }

}  // namespace entrepot::tools
