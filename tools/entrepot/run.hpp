// Running a scenario into a result file, for the verbs that do.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/sections/share_table.hpp"
#include "outputs/store/output/output_claim.hpp"
#include "tools/entrepot/app.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

// Runs all replicates of a scenario and its baseline with a progress bar; the file is complete when this
// returns. `command` goes to the file's history. Returns the shares of the importer (empty: the usual one).
ShareTable run_to_file(Scenario scenario, OutputClaim claim, const std::string& command,
                       const CommonOptions& common, const std::string& importer = "");

// Ctrl-C and SIGTERM ask to stop from now on: stop_asked() then says so.
void catch_stop_signals();
[[nodiscard]] bool stop_asked();

// The command line that makes this run.
[[nodiscard]] std::string run_command(const std::string& scenario, const std::vector<std::string>& overrides);

}  // namespace entrepot::tools
