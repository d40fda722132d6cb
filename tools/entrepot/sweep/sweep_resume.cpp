#include "sim/core/error.hpp"
#include "tools/entrepot/sweep/sweep.hpp"

namespace entrepot::tools {

namespace {

struct ResumeArguments : SweepArguments {
  bool retry_failed = false;
};

}  // namespace

void add_sweep_resume(CLI::App& sweep, CommonOptions& common) {
  CLI::App* verb = sweep.add_subcommand("resume", "go on with a sweep that was stopped, on this machine");
  auto arguments = std::make_shared<ResumeArguments>();
  add_sweep_arguments(*verb, *arguments);
  add_pace(*verb, *arguments);
  verb->add_flag("--retry-failed", arguments->retry_failed, "run the failed ones again too");
  verb->callback([arguments, &common] {
    const SweepFolder folder = arguments->open();
    if (!folder.exists())
      throw InputError(Fault{{folder.path(), 0, 0, ""},
                             "there is no sweep to go on with",
                             "no such folder",
                             "start it with `entrepot sweep run`"});
    folder.prepare();
    run_here(folder, arguments->retry_failed, true, parse_pace(arguments->checkpoint_every), common);
  });
}

}  // namespace entrepot::tools
