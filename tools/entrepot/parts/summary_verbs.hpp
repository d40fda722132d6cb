// What the verbs show and report share: the files and options of one summary.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "outputs/report/summarise.hpp"
#include "tools/entrepot/app.hpp"

namespace entrepot::tools {

using namespace outputs;

struct SummaryArguments {
  std::vector<std::string> files;
  std::string importer;
  std::string rival;
  std::string facts;
  std::vector<std::string> graphs;
  bool across_worlds = false;
};

// Adds the options to a verb; the arguments are filled in when it runs.
void add_summary_options(CLI::App& verb, SummaryArguments& arguments);

[[nodiscard]] Summary summary_of(const SummaryArguments& arguments, int threads);

}  // namespace entrepot::tools
