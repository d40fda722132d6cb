#include "tools/entrepot/run.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "sim/core/error.hpp"
#include "tools/entrepot/parts/guarded_reading.hpp"
#include "tools/entrepot/parts/json_output.hpp"
#include "tools/entrepot/parts/output_option.hpp"
#include "tools/entrepot/parts/summary_json.hpp"
#include "tools/entrepot/running/run_session.hpp"
#include "tools/runs/checkpoints/resume_point.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

struct RunArguments {
  std::string scenario;
  std::vector<std::string> overrides;
  OutputOption output;
  std::string importer;
  std::string checkpoint_every = "5 min";
  std::vector<std::string> branches;
  std::string keep_at;
  std::string status;
  bool resume = false;
};

// The scenario as given, or the one of the interrupted run.
Scenario scenario_of(const RunArguments& arguments) {
  if (!arguments.scenario.empty()) return read_scenario(arguments.scenario, arguments.overrides);
  if (!arguments.resume) throw UsageError("run: scenario is required; only --resume goes without");
  if (!arguments.output.path || !arguments.overrides.empty())
    throw UsageError("run --resume without a scenario takes it from the checkpoint: give -o and no --set");
  return stored_scenario(remaining_scenario(find_remains(*arguments.output.path)), *arguments.output.path);
}

// A new run does not silently drop what an interrupted one has left.
OutputClaim claim_of(const RunArguments& arguments, const std::string& otherwise) {
  const std::string path = arguments.output.path.value_or(otherwise);
  if (arguments.resume) return {path, Existing::go_on};
  const bool left = find_remains(path).has_checkpoint;
  if (left && !arguments.output.force)
    throw InputError(Fault{Place{checkpoint_path(path), 0, 0, ""},
                           "a run that was interrupted has left its checkpoint here", "",
                           "--resume goes on with it, --force starts anew"});
  OutputClaim claim = arguments.output.claim(otherwise);
  std::error_code error;
  if (left) std::filesystem::remove(checkpoint_path(path), error);
  return claim;
}

void run(const RunArguments& arguments, const CommonOptions& common) {
  const CheckpointPace pace = parse_pace(arguments.checkpoint_every);
  if (arguments.resume && arguments.output.path) try_reading(*arguments.output.path);
  Scenario scenario = scenario_of(arguments);
  if (arguments.resume && !arguments.output.path) try_reading(scenario.name + ".h5");
  OutputClaim output = claim_of(arguments, scenario.name + ".h5");
  std::string command = run_command(arguments.scenario, arguments.overrides);
  for (const std::string& file : arguments.branches) command += " --from-checkpoint " + file;
  const RunRequest request{
      command,          arguments.importer,    pace, arguments.branches, arguments.keep_at, arguments.resume,
      arguments.status, arguments.output.force};
  const ShareTable shares = run_to_file(std::move(scenario), std::move(output), request, common);
  common.json ? print_json(share_table_json(shares)) : fmt::print("{}", format_share_table(shares));
}

}  // namespace

std::string run_command(const std::string& scenario, const std::vector<std::string>& overrides) {
  std::string command = "entrepot run " + scenario;
  for (const std::string& change : overrides) command += " --set '" + change + "'";
  return command;
}

void add_run(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand("run", "run a scenario and its baseline and write the results");
  gives_json(*verb, common);
  auto arguments = std::make_shared<RunArguments>();
  verb->add_option("scenario", arguments->scenario,
                   "scenario file, or the name of a library scenario; --resume goes without");
  verb->add_option("--set", arguments->overrides, "change a value: 'policies[list-1].scale=2'")
      ->take_all()
      ->allow_extra_args(false);
  add_output_option(*verb, arguments->output, "result file; default: the scenario's name with .h5");
  verb->add_option("--importer", arguments->importer, "region whose imports the closing table shows");
  verb->add_option(
      "--checkpoint-every", arguments->checkpoint_every,
      "wall time (\"90 s\", \"5 min\", \"2 h\") or months (\"12 months\") between checkpoints of the "
      "run, beside the result file; off: none. Default: 5 min");
  verb->add_option(
      "--checkpoint-at", arguments->keep_at,
      "month (YYYY-MM) at whose beginning every replicate leaves a checkpoint for other scenarios "
      "to start from: OUTPUT.MONTH.rN.checkpoint");
  verb->add_option("--from-checkpoint", arguments->branches,
                   "start from another run's checkpoint, one file per replicate: its months are taken over, "
                   "policies may differ from then on; world, seed and model may not");
  verb->add_flag("--resume", arguments->resume,
                 "go on with an interrupted run, from its checkpoint and its finished replicates; starts it "
                 "where there is none");
  verb->add_option(
      "--status", arguments->status,
      "JSON file that is renewed every second and says how far the run is, with the shares so far");
  verb->callback([arguments, &common] { run(*arguments, common); });
}

}  // namespace entrepot::tools
