#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "tools/entrepot/parts/output_option.hpp"
#include "tools/entrepot/sweep/sweep.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct MergeArguments : SweepArguments {
  OutputOption output;
};

void merge(const MergeArguments& arguments, const CommonOptions& common) {
  const SweepFolder folder = arguments.open();
  const Ledger ledger = folder.ledger();
  if (ledger.finished.empty())
    throw InputError(Fault{{folder.path(), 0, 0, ""},
                           "no run is finished",
                           "there is nothing to merge",
                           "run the sweep first: entrepot sweep run"});
  // The merged file of the folder is the sweep's own: merging again brings it up to date.
  OutputClaim claim =
      arguments.output.path ? arguments.output.claim("") : OutputClaim(folder.merged(), Existing::replace);
  const std::string output = claim.path();
  write_sweep_file(folder.sweep().layout(), ledger, std::move(claim));
  if (common.quiet) return;
  const std::size_t missing = folder.sweep().runs() - ledger.finished.size();
  fmt::print(stderr, "{} runs in {}{}\n", ledger.finished.size(), output,
             missing == 0 ? "" : fmt::format("; {} are missing there (NaN)", missing));
  if (ledger.damaged > 0)
    fmt::print(stderr, "note: {} damaged records were left out; `entrepot sweep resume` runs them again\n",
               ledger.damaged);
}

}  // namespace

void add_sweep_merge(CLI::App& sweep, CommonOptions& common) {
  CLI::App* verb = sweep.add_subcommand("merge", "make one file of the finished runs");
  auto arguments = std::make_shared<MergeArguments>();
  add_sweep_arguments(*verb, *arguments);
  add_output_option(*verb, arguments->output,
                    "virtual file over the shards of the folder, which must stay; default: merged.h5 in it");
  verb->callback([arguments, &common] { merge(*arguments, common); });
}

}  // namespace entrepot::tools
