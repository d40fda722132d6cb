// Completion scripts: one table of words per command, then a few lines of each shell's own.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "outputs/metrics/metric.hpp"
#include "tools/entrepot/shell/command_tree.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

std::vector<std::string> metric_names() {
  std::vector<std::string> names;
  for (const Metric& metric : all_metrics()) names.push_back(metric.name);
  return names;
}

// Every command, the program itself first.
void flatten(const Command& command, std::vector<const Command*>& all) {
  all.push_back(&command);
  for (const Command& verb : command.verbs) flatten(verb, all);
}

std::vector<const Command*> flat(const Command& program) {
  std::vector<const Command*> all;
  flatten(program, all);
  return all;
}

// Options of a command with those that every verb takes.
std::vector<CommandOption> options_of(const Command& command, const Command& program) {
  std::vector<CommandOption> all = command.options;
  for (const CommandOption& option : program.options) {
    const bool own =
        &command == &program || option.names.back() == "--help" || option.names.back() == "--version";
    if (!own) all.push_back(option);
  }
  return all;
}

// What may stand at a place: words, and perhaps files. Words may hold a command substitution.
struct Suggestions {
  std::vector<std::string> words;
  bool files = false;

  // As bash's compgen takes it.
  [[nodiscard]] std::string compgen() const {
    return fmt::format("-W \"{}\"{}", fmt::join(words, " "), files ? " -f" : "");
  }
};

Suggestions suggestions_of(const CommandOption& option) {
  if (!option.choices.empty()) return {option.choices};
  switch (expects(option)) {
    case Expects::scenario:
      return {{"$(entrepot list --names 2>/dev/null)"}, true};
    case Expects::metric:
      return {metric_names()};
    case Expects::file:
      return {{}, true};
    case Expects::anything:
      return {};
  }
  return {};
}

// Text within single quotes of a shell.
std::string shell_quoted(const std::string& text) {
  std::string safe = "'";
  for (const char c : text) safe += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return safe + "'";
}

std::string bash_case(const Command& command, const Command& program) {
  std::string text = fmt::format("    '{}')\n      case \"$before\" in\n", command.words());
  Suggestions here;
  if (!command.positionals.empty()) here = suggestions_of(command.positionals.front());
  for (const Command& verb : command.verbs) here.words.push_back(verb.path.back());
  for (const CommandOption& option : options_of(command, program)) {
    here.words.insert(here.words.end(), option.names.begin(), option.names.end());
    if (option.takes_value)
      text += fmt::format("        {}) set -- {} ;;\n", fmt::join(option.names, "|"),
                          suggestions_of(option).compgen());
  }
  return text + fmt::format("        *) set -- {} ;;\n      esac ;;\n", here.compgen());
}

// One condition, description and value of fish.
std::string fish_option(const CommandOption& option) {
  std::string line;
  for (const std::string& name : option.names)
    line += name.rfind("--", 0) == 0 ? " -l " + name.substr(2) : " -s " + name.substr(1);
  const Suggestions values = suggestions_of(option);
  if (!values.words.empty() && !values.files) {
    line += " -x -a " + shell_quoted(fmt::format("{}", fmt::join(values.words, " ")));
  } else if (option.takes_value) {
    line += " -r";
  }
  return line + " -d " + shell_quoted(option.help);
}

std::string fish_lines(const Command& command, const Command& program) {
  const std::string at =
      fmt::format("complete -c entrepot -n {}", shell_quoted("__entrepot_at \"" + command.words() + "\""));
  std::string lines;
  for (const Command& verb : command.verbs)
    lines += fmt::format("{} -f -a {} -d {}\n", at, verb.path.back(), shell_quoted(verb.summary));
  for (const CommandOption& option : options_of(command, program)) lines += at + fish_option(option) + "\n";
  if (!command.positionals.empty() && expects(command.positionals.front()) == Expects::scenario)
    lines += at + " -a '(entrepot list --names 2>/dev/null)'\n";
  return lines;
}

}  // namespace

std::string bash_completion(const Command& program) {
  std::vector<std::string> verbs;
  std::string cases;
  for (const Command* command : flat(program)) {
    if (!command->path.empty()) verbs.push_back(shell_quoted(command->words()));
    cases += bash_case(*command, program);
  }
  return fmt::format(
      "# bash completion of entrepot, printed by `entrepot completion bash`\n_entrepot() {{\n"
      "  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" before=\"${{COMP_WORDS[COMP_CWORD-1]}}\" verb='' i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \"${{verb:+$verb }}${{COMP_WORDS[i]}}\" in\n"
      "      {}) verb=\"${{verb:+$verb }}${{COMP_WORDS[i]}}\" ;;\n    esac\n  done\n  case \"$verb\" in\n{}  "
      "esac\n"
      "  COMPREPLY=($(compgen \"$@\" -- \"$word\"))\n}}\n"
      "complete -o filenames -F _entrepot entrepot\n",
      fmt::join(verbs, "|"), cases);
}

std::string fish_completion(const Command& program) {
  std::string cases;
  std::string lines;
  for (const Command* command : flat(program)) {
    const std::string words = command->words();
    const std::size_t space = words.rfind(' ');
    const std::string parent = space == std::string::npos ? "" : words.substr(0, space);
    if (!words.empty())
      cases += fmt::format("      case {}\n        set verb {}\n",
                           shell_quoted(parent + " " + command->path.back()), shell_quoted(words));
    lines += fish_lines(*command, program);
  }
  return "# fish completion of entrepot, printed by `entrepot completion fish`\nfunction __entrepot_at\n"
         "  set -l verb ''\n  for word in (commandline -opc)[2..-1]\n    switch \"$verb $word\"\n" +
         cases + "    end\n  end\n  test \"$verb\" = \"$argv[1]\"\nend\n" + lines;
}

std::string zsh_completion(const Command& program) {
  // The words are those of bash; zsh's own loader of bash completions is part of every zsh.
  return "#compdef entrepot\n# zsh completion of entrepot, printed by `entrepot completion zsh`\n"
         "autoload -Uz bashcompinit && bashcompinit\n" +
         bash_completion(program) + "_bash_complete -o filenames -F _entrepot \"$@\"\n";
}

}  // namespace entrepot::tools
