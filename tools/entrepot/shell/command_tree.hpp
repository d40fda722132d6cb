// What the parser knows about the command line, for the manual page and the completions of shells.
#pragma once

#include <string>
#include <vector>

#include "tools/entrepot/app.hpp"

namespace entrepot::tools {

struct CommandOption {
  std::vector<std::string> names;  // "-o", "--output"; of a positional, its name alone
  bool takes_value = false;
  std::vector<std::string> choices;  // the only values allowed; empty: any
  std::string help;
};

struct Command {
  std::vector<std::string> path;  // {"export", "links"}; empty for the program itself
  std::string summary;
  std::vector<CommandOption> options;
  std::vector<CommandOption> positionals;
  std::vector<Command> verbs;

  [[nodiscard]] std::string words() const;  // "export links"
};

// The program's verbs and options, in the order of --help.
[[nodiscard]] Command command_tree(const CLI::App& app);

// What stands after an option or a positional, told by its name.
enum class Expects { anything, scenario, metric, file };
[[nodiscard]] Expects expects(const CommandOption& option);

// troff text of entrepot(1).
[[nodiscard]] std::string manual_page(const Command& program, const std::string& version);

// A completion script for bash, zsh or fish.
[[nodiscard]] std::string bash_completion(const Command& program);
[[nodiscard]] std::string zsh_completion(const Command& program);
[[nodiscard]] std::string fish_completion(const Command& program);

}  // namespace entrepot::tools
