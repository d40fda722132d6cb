// entrepot(1) from the parser's own texts.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/entrepot/shell/command_tree.hpp"

namespace entrepot::tools {

namespace {

// Text as troff takes it: no escapes, no dash that a copy would not paste, no line that begins a request.
std::string troff(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\\') {
      safe += "\\e";
    } else if (c == '-') {
      safe += "\\-";
    } else {
      safe += c;
    }
  }
  return !safe.empty() && (safe.front() == '.' || safe.front() == '\'') ? "\\&" + safe : safe;
}

std::string option_item(const CommandOption& option) {
  std::string text = fmt::format(".TP\n\\fB{}\\fR", troff(fmt::format("{}", fmt::join(option.names, ", "))));
  if (!option.choices.empty()) {
    text += " " + troff(fmt::format("{}", fmt::join(option.choices, "|")));
  } else if (option.takes_value && option.names.back().front() == '-') {
    text += " \\fIvalue\\fR";
  }
  return text + "\n" + troff(option.help) + "\n";
}

std::string verb_section(const Command& verb) {
  std::string usage = "\\fBentrepot " + troff(verb.words()) + "\\fR";
  if (!verb.verbs.empty()) usage += " \\fIverb\\fR";
  for (const CommandOption& positional : verb.positionals)
    usage += " \\fI" + troff(positional.names.front()) + "\\fR";
  std::string text = fmt::format(".SS {}\n{}\n.PP\n{}.\n", troff(verb.words()), usage, troff(verb.summary));
  for (const CommandOption& option : verb.positionals) text += option_item(option);
  for (const CommandOption& option : verb.options) {
    if (option.names.back() != "--help") text += option_item(option);
  }
  for (const Command& inner : verb.verbs) text += verb_section(inner);
  return text;
}

constexpr const char* after =
    ".SH EXIT STATUS\n0 ok, 2 usage, 3 invalid input (all faults at once), 4 the run failed, 5 interrupted, "
    "1 a bug.\n"
    ".SH ENVIRONMENT\n.TP\n\\fBENTREPOT_DATA\\fR\nfolder with library, sweeps, worlds and facts, searched "
    "after the "
    "installed one\n"
    ".TP\n\\fBENTREPOT_WITHIN\\fR\nfolder outside which a scenario may name no file; set by the workbench\n"
    ".SH EXAMPLES\n.nf\nentrepot new bilateral\\-tariff \\-\\-importer USA \\-\\-origin CHN \\-\\-rate 60 "
    "\\-o mine.yaml\n"
    "entrepot run mine.yaml \\-o mine.h5\nentrepot report mine.h5 \\-\\-open\n.fi\n"
    ".SH FILES\n.TP\n\\fI../share/entrepot/scenarios\\fR\nbeside the program: the library of scenarios, "
    "sweeps, "
    "worlds and facts\n";

}  // namespace

std::string manual_page(const Command& program, const std::string& version) {
  std::string text = fmt::format(
      ".\\\" Printed by `entrepot describe --manual`.\n.TH ENTREPOT 1 \"\" \"entrepot {}\" \"User "
      "Commands\"\n"
      ".SH NAME\nentrepot \\- {}\n.SH SYNOPSIS\n\\fBentrepot\\fR \\fIverb\\fR [\\fIoptions\\fR]\n"
      ".SH DESCRIPTION\nSimulates how supply chains move when countries raise tariffs or controls against "
      "each "
      "other.\nA scenario is a YAML file of dated policies (\\fBentrepot describe\\fR lists what it may "
      "hold); a run "
      "is paired with its twin without them.\n.SH OPTIONS\n",
      version, troff("simulator of supply chains under tariffs and controls"));
  for (const CommandOption& option : program.options) text += option_item(option);
  text += ".SH VERBS\n";
  for (const Command& verb : program.verbs) text += verb_section(verb);
  return text + after;
}

}  // namespace entrepot::tools
