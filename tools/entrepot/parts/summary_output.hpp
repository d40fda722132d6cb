// How verbs that make a summary print it: text, CSV or JSON, and how wide.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "outputs/report/summary.hpp"
#include "tools/entrepot/parts/common_options.hpp"

namespace entrepot::tools {

using namespace outputs;

struct SummaryOutput {
  std::string format = "text";
  int width = 0;  // of the text; 0 = as the terminal
};

// Adds --format and --width to a verb; they are filled in when it runs.
void add_summary_output(CLI::App& verb, SummaryOutput& output);

void print_summary(const Summary& summary, const SummaryOutput& output, const CommonOptions& common);

}  // namespace entrepot::tools
