#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>

#include "outputs/store/output/whole_file.hpp"
#include "sim/core/error.hpp"
#include "tools/sweep/launchers/launch.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace fs = std::filesystem;

namespace {

constexpr int most_tasks = 64;          // unless asked for more
constexpr int seconds_to_finish = 300;  // before the time limit a task is asked to end with the run in hand

std::string quoted(const std::string& word) {
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// The batch shell gets the signals (--signal=B) and passes them on; a task that was asked to end goes back
// into the queue, and does what is left of its part when it starts again.
constexpr const char* script = R"(#!/bin/bash
#SBATCH --job-name={name}
#SBATCH --array=0-{last}
#SBATCH --cpus-per-task={threads}
#SBATCH --requeue
#SBATCH --signal=B:USR1@{seconds}
#SBATCH --output=/dev/null
# Task i of the array does the part i of {tasks} of the sweep, into shard i. Slurm reads the lines above in a way of its
# own, so what users name stands below, quoted for the shell.
exec >> {folder}/slurm-"$SLURM_ARRAY_TASK_ID".txt 2>&1
{program} --quiet --threads {threads} sweep work {folder} --shard "$SLURM_ARRAY_TASK_ID" --of {tasks}{outside} &
worker=$!
trap 'kill -USR1 "$worker"' USR1 TERM
while true; do
  wait "$worker"
  code=$?
  kill -0 "$worker" 2> /dev/null || break
done
if [ "$code" -gt 128 ]; then
  wait "$worker"
  code=$?
fi
if [ "$code" -eq 5 ]; then
  scontrol requeue "$SLURM_JOB_ID"
fi
exit "$code"
)";

// Of letters that mean nothing to Slurm or a shell.
std::string job_name(std::string name) {
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_' && c != '.') c = '_';
  }
  return name;
}

std::string array_script(const SweepFolder& folder, int tasks, const ArrayOptions& options) {
  const std::string path = fs::absolute(folder.path()).string();
  return fmt::format(fmt::runtime(script), fmt::arg("name", job_name(folder.sweep().plan().name)),
                     fmt::arg("last", tasks - 1), fmt::arg("tasks", tasks),
                     fmt::arg("threads", options.threads), fmt::arg("seconds", seconds_to_finish),
                     fmt::arg("program", quoted(fs::read_symlink("/proc/self/exe").string())),
                     fmt::arg("folder", quoted(path)),
                     fmt::arg("outside", folder.sweep().plan().within.empty() ? " --outside" : ""));
}

std::string submit(const std::string& file, const std::vector<std::string>& more) {
  std::string command = "sbatch --parsable";
  for (const std::string& option : more) command += fmt::format(" {}", quoted(option));
  command += fmt::format(" {} 2>&1", quoted(file));
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw RunError("cannot start sbatch");
  std::string said;
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), pipe) != nullptr) said += buffer.data();
  const int status = pclose(pipe);
  while (!said.empty() && said.back() == '\n') said.pop_back();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw RunError("sbatch did not take the array: " + (said.empty() ? "it says nothing" : said));
  return said;
}

}  // namespace

std::string launch_slurm_array(const SweepFolder& folder, const ArrayOptions& options) {
  const int runs = static_cast<int>(std::min<std::size_t>(folder.sweep().runs(), 1000000));
  const int tasks = std::min(runs, options.shards > 0 ? options.shards : most_tasks);
  const std::string file = folder.path() + "/array.sh";
  OutputClaim output(file, Existing::replace);
  write_whole(output, array_script(folder, tasks, options));
  if (!options.submit) return fmt::format("written: {}; submit it with sbatch", file);
  return fmt::format("job {}: {} tasks; `entrepot sweep status {}` says how far it is",
                     submit(file, options.sbatch), tasks, folder.path());
}

}  // namespace entrepot::tools
