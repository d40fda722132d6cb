#include "tools/entrepot/shell/command_tree.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

namespace {

// The parser tells the allowed values of an option only as text: "TEXT:{csv,json}".
std::vector<std::string> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return {};
  return split_commas(type.substr(open + 1, close - open - 1));
}

CommandOption option_of(const CLI::Option& option) {
  CommandOption told;
  for (const std::string& name : option.get_snames()) told.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) told.names.push_back("--" + name);
  if (told.names.empty()) told.names.push_back(option.get_name(true));
  told.takes_value = option.get_items_expected_max() > 0;
  told.choices = choices_of(option);
  told.help = option.get_description();
  return told;
}

Command command_of(const CLI::App& app, std::vector<std::string> path) {
  Command command;
  command.path = std::move(path);
  command.summary = app.get_description();
  for (const CLI::Option* option : app.get_options()) {
    auto& list = option->nonpositional() ? command.options : command.positionals;
    list.push_back(option_of(*option));
  }
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    std::vector<std::string> inner = command.path;
    inner.push_back(verb->get_name());
    command.verbs.push_back(command_of(*verb, std::move(inner)));
  }
  return command;
}

}  // namespace

std::string Command::words() const { return fmt::format("{}", fmt::join(path, " ")); }

Command command_tree(const CLI::App& app) { return command_of(app, {}); }

Expects expects(const CommandOption& option) {
  const std::string& name = option.names.back();
  if (name == "scenario" || name == "first" || name == "second") return Expects::scenario;
  if (name == "--metric") return Expects::metric;
  const std::vector<std::string> files = {"file",    "files", "--output", "--facts",
                                          "--table", "plan",  "folder"};
  return std::find(files.begin(), files.end(), name) == files.end() ? Expects::anything : Expects::file;
}

}  // namespace entrepot::tools
