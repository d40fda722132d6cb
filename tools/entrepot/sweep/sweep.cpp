#include "tools/entrepot/sweep/sweep.hpp"

namespace entrepot::tools {

void add_sweep_arguments(CLI::App& verb, SweepArguments& arguments) {
  verb.add_option("plan", arguments.what,
                  "plan (a file, or a sweep of the library), or the folder of a sweep")
      ->required();
  verb.add_option("--folder", arguments.folder,
                  "folder of the results; default: the plan's name with .sweep");
  verb.add_flag(
      "--outside", arguments.outside,
      "files that plan and scenario name may lie outside the plan's folder: for sweeps that you trust");
}

void add_pace(CLI::App& verb, SweepArguments& arguments) {
  verb.add_option(
      "--checkpoint-every", arguments.checkpoint_every,
      "wall time (\"90 s\", \"5 min\", \"2 h\") or months (\"12 months\") between checkpoints of a run, "
      "from which it goes on after a stop or a kill; off: none. Default: 5 min");
}

void add_sweep(CLI::App& app, CommonOptions& common) {
  CLI::App* verb = app.add_subcommand("sweep", "vary parameters of a scenario over a design of points");
  verb->require_subcommand(1);
  add_sweep_plan(*verb, common);
  add_sweep_design(*verb, common);
  add_sweep_run(*verb, common);
  add_sweep_resume(*verb, common);
  add_sweep_work(*verb, common);
  add_sweep_status(*verb, common);
  add_sweep_merge(*verb, common);
  add_sweep_analyse(*verb, common);
}

}  // namespace entrepot::tools
