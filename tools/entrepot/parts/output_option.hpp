// The options of verbs that write a file: where to, and whether over a file that is there.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "tools/runs/text_file.hpp"

namespace entrepot::tools {

using namespace outputs;

// -o and --force.
struct OutputOption {
  std::optional<std::string> path;
  bool force = false;
  // The right to write there, or to the default where -o is not given.
  [[nodiscard]] OutputClaim claim(const std::string& otherwise) const {
    return {path.value_or(otherwise), force ? Existing::replace : Existing::refuse};
  }
};

// Adds both to a verb; they are filled in when it runs.
inline CLI::Option* add_output_option(CLI::App& verb, OutputOption& output, const std::string& help) {
  verb.add_flag("--force", output.force, "write over a file that is there");
  return verb.add_option("-o,--output", output.path, help);
}

// The text file of that name; standard output without one, or for "-".
[[nodiscard]] inline TextFile open_text(const OutputOption& output) {
  return output.path.value_or("-") == "-" ? TextFile() : TextFile(output.claim(""));
}

}  // namespace entrepot::tools
