// The verb sweep: one file per subcommand adds itself.
#pragma once

#include "tools/entrepot/app.hpp"
#include "tools/sweep/folder.hpp"
#include "tools/sweep/work.hpp"

namespace entrepot::tools {

using namespace scenarios;

// What most subcommands are given: a plan or a folder, and where a plan's results go.
struct SweepArguments {
  std::string what;
  std::string folder;
  bool outside = false;
  [[nodiscard]] SweepFolder open() const { return SweepFolder(what, folder, outside); }
  std::string checkpoint_every = "5 min";
};

void add_sweep_arguments(CLI::App& verb, SweepArguments& arguments);
// --checkpoint-every, of those that run points.
void add_pace(CLI::App& verb, SweepArguments& arguments);

void add_sweep_analyse(CLI::App& sweep, CommonOptions& common);
void add_sweep_design(CLI::App& sweep, CommonOptions& common);
void add_sweep_merge(CLI::App& sweep, CommonOptions& common);
void add_sweep_plan(CLI::App& sweep, CommonOptions& common);
void add_sweep_resume(CLI::App& sweep, CommonOptions& common);
void add_sweep_run(CLI::App& sweep, CommonOptions& common);
void add_sweep_status(CLI::App& sweep, CommonOptions& common);
void add_sweep_work(CLI::App& sweep, CommonOptions& common);

// Threads to use: as asked, 0 = all cores.
[[nodiscard]] int thread_count(const CommonOptions& common);
// Runs what is open in this process, into one shard, and says how it went. Interrupted when the user stopped
// it, RunError when runs failed.
void run_here(const SweepFolder& folder, bool retry_failed, bool share, CheckpointPace pace,
              const CommonOptions& common);
// The closing words of a worker; throws as run_here does.
void report_work(const SweepFolder& folder, const WorkReport& report, const CommonOptions& common);

}  // namespace entrepot::tools
