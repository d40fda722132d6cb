#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "tools/entrepot/sweep/sweep.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

struct WorkArguments : SweepArguments {
  int shard = 0;
  int of = 1;
};

// Every `of`-th open run, so that the parts of an array never meet.
void work_part(const WorkArguments& arguments, const CommonOptions& common) {
  if (arguments.shard >= arguments.of)
    throw UsageError(
        fmt::format("there is no shard {} of {}; they count from 0", arguments.shard, arguments.of));
  const SweepFolder folder = arguments.open();
  folder.prepare();
  const std::unique_ptr<FolderLock> lock = folder.lock(true);
  stop_on_signals();
  ShardWriter shard = open_shard(folder, arguments.shard);
  std::vector<std::size_t> mine;
  for (const std::size_t run : open_runs(folder.sweep(), folder.ledger(), false)) {
    if (run % static_cast<std::size_t>(arguments.of) == static_cast<std::size_t>(arguments.shard))
      mine.push_back(run);
  }
  const WorkOptions options{common.threads, common.quiet, true, mine.size(),
                            parse_pace(arguments.checkpoint_every)};
  ListSource source(std::move(mine));
  report_work(folder, work(folder, source, shard, options), common);
}

}  // namespace

void add_sweep_work(CLI::App& sweep, CommonOptions& common) {
  CLI::App* verb =
      sweep.add_subcommand("work", "run one part of a sweep into a shard of its own, for batch jobs");
  auto arguments = std::make_shared<WorkArguments>();
  add_sweep_arguments(*verb, *arguments);
  add_pace(*verb, *arguments);
  verb->add_option("--shard", arguments->shard, "which part, from 0")->check(CLI::NonNegativeNumber);
  verb->add_option("--of", arguments->of, "how many parts there are")->check(CLI::PositiveNumber);
  verb->callback([arguments, &common] { work_part(*arguments, common); });
}

}  // namespace entrepot::tools
