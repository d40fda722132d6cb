#include <fmt/format.h>

#include <thread>

#include "sim/core/error.hpp"
#include "tools/entrepot/sweep/sweep.hpp"
#include "tools/runs/progress.hpp"
#include "tools/runs/run_job.hpp"
#include "tools/sweep/launchers/launch.hpp"

namespace entrepot::tools {

using namespace scenarios;
using namespace outputs;

namespace {

struct SweepRunArguments : SweepArguments {
  std::string launcher = "local";
  bool no_sharing = false;
  bool no_submit = false;
  ArrayOptions array;
};

void run(const SweepRunArguments& arguments, const CommonOptions& common) {
  if (arguments.launcher == "mpi" && !has_mpi())
    throw UsageError("this program was built without MPI: install libopenmpi-dev and build again");
  const CheckpointPace pace = parse_pace(arguments.checkpoint_every);
  const SweepFolder folder = arguments.open();
  if (arguments.launcher == "mpi") {
    // Ranks share a machine's cores: one thread each unless more are asked for.
    const WorkOptions options{std::max(1, common.threads), common.quiet, !arguments.no_sharing, 0, pace};
    return report_work(folder, work_with_mpi(folder, options, false), common);
  }
  folder.prepare();
  if (arguments.launcher == "local") return run_here(folder, false, !arguments.no_sharing, pace, common);
  ArrayOptions array = arguments.array;
  array.threads = std::max(1, common.threads);
  array.submit = !arguments.no_submit;
  fmt::print("{}\n", launch_slurm_array(folder, array));
}

}  // namespace

int thread_count(const CommonOptions& common) {
  return common.threads > 0 ? common.threads
                            : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void report_work(const SweepFolder& folder, const WorkReport& report, const CommonOptions& common) {
  if (!common.quiet)
    fmt::print(stderr, "{} runs finished, {} failed; {} worlds and {} baselines made, {} baselines shared\n",
               report.finished, report.failed, report.worlds_made, report.baselines_made,
               report.baselines_shared);
  if (report.stopped)
    throw Interrupted("stopped; finished runs are kept, `entrepot sweep resume " + folder.path() +
                      "` goes on");
  if (report.failed > 0)
    throw RunError(fmt::format("{} runs; `entrepot sweep status {}` says why", report.failed, folder.path()));
}

void run_here(const SweepFolder& folder, bool retry_failed, bool share, CheckpointPace pace,
              const CommonOptions& common) {
  const std::unique_ptr<FolderLock> lock = folder.lock(false);
  stop_on_signals();
  const Ledger ledger = folder.ledger();
  std::vector<std::size_t> runs = open_runs(folder.sweep(), ledger, retry_failed);
  if (!common.quiet)
    fmt::print(stderr, "{} of {} runs are to do in {}\n", runs.size(), folder.sweep().runs(), folder.path());
  if (runs.empty()) return;
  WorkOptions options{common.threads, common.quiet, share, runs.size(), pace};
  ShardWriter shard = open_shard(folder, std::nullopt);
  ListSource source(std::move(runs));
  report_work(folder, work(folder, source, shard, options), common);
}

void add_sweep_run(CLI::App& sweep, CommonOptions& common) {
  CLI::App* verb = sweep.add_subcommand("run", "run the points of a plan that are not finished");
  auto arguments = std::make_shared<SweepRunArguments>();
  add_sweep_arguments(*verb, *arguments);
  add_pace(*verb, *arguments);
  verb->add_flag("--no-sharing", arguments->no_sharing,
                 "make worlds and baselines anew for every run; gives the same results, slower");
  verb->add_option("--launcher", arguments->launcher,
                   "local: this process; mpi: the ranks that mpirun started; slurm: an array of batch jobs")
      ->check(CLI::IsMember({"local", "mpi", "slurm"}));
  verb->add_option("--shards", arguments->array.shards,
                   "slurm: tasks of the array; default: one per run, at most 64")
      ->check(CLI::PositiveNumber);
  verb->add_option("--sbatch", arguments->array.sbatch,
                   "slurm: an option for sbatch: --sbatch=--partition=short")
      ->take_all()
      ->allow_extra_args(false);
  verb->add_flag("--no-submit", arguments->no_submit, "slurm: write array.sh, do not submit it");
  verb->callback([arguments, &common] { run(*arguments, common); });
}

}  // namespace entrepot::tools
