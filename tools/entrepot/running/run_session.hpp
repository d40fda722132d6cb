// Running a scenario into a result file: replicate by replicate, with checkpoints, from the start or from
// where it was interrupted.
#pragma once

#include <string>
#include <vector>

#include "outputs/report/sections/share_table.hpp"
#include "outputs/store/output/output_claim.hpp"
#include "tools/entrepot/app.hpp"
#include "tools/runs/checkpoints/pace.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

struct RunRequest {
  std::string command;   // for the file's history
  std::string importer;  // of the closing table; "" = the usual one
  CheckpointPace pace;
  std::vector<std::string> branches;  // checkpoints of another run to start from, one per replicate
  std::string keep_at;                // month (YYYY-MM) whose beginning gets checkpoints that stay; "" = none
  bool resume = false;                // go on with what an interrupted run has left, if anything
  std::string status;                 // file that says how far the run is (run_status.hpp); "" = none
  bool force = false;                 // over an old one of that name
};

// Runs all replicates of a scenario and its baseline with a progress bar; the file is complete when this
// returns. Interrupted when the user asked to stop: what is finished is in the file, the rest in its
// checkpoint. Returns the shares of the importer.
[[nodiscard]] ShareTable run_to_file(Scenario scenario, OutputClaim output, const RunRequest& request,
                                     const CommonOptions& common);

}  // namespace entrepot::tools
