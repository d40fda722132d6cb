#include <fmt/format.h>

#include "tools/entrepot/shell/command_tree.hpp"

namespace entrepot::tools {

namespace {

void print_completion(const std::string& shell, const CLI::App& app) {
  const Command program = command_tree(app);
  fmt::print("{}", shell == "bash"  ? bash_completion(program)
                   : shell == "zsh" ? zsh_completion(program)
                                    : fish_completion(program));
}

}  // namespace

void add_completion(CLI::App& app, CommonOptions&) {
  CLI::App* verb = app.add_subcommand(
      "completion", "print the completion script of a shell; for bash: source <(entrepot completion bash)");
  auto shell = std::make_shared<std::string>();
  verb->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  verb->callback([shell, &app] { print_completion(*shell, app); });
}

}  // namespace entrepot::tools
