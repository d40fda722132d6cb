#include "tools/entrepot/parts/guarded_reading.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "outputs/store/digest/file_digest.hpp"
#include "outputs/store/results/results_hash.hpp"
#include "sim/core/error.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

std::vector<std::string> without_digest(const std::vector<std::string>& files) {
  std::vector<std::string> found;
  std::error_code error;
  for (const std::string& file : files) {
    if (!std::filesystem::is_regular_file(file, error)) continue;  // whoever opens it says so
    expect_sound(file);
    if (soundness(file) == Soundness::no_digest) found.push_back(file);
  }
  return found;
}

int status_of(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

[[noreturn]] void fail_signal(const std::vector<std::string>& files, int signal) {
  throw InputError(Fault{{files.front(), 0, 0, ""},
                         "cannot read the results",
                         fmt::format("reading {} ended in {}", fmt::join(files, " and "), strsignal(signal)),
                         "the file is damaged: make it again"});
}

// HDF5 can go round for ever in a damaged heap: time of the processor for a file, many times what a sound one
// takes.
void limit_time(const std::string& file) {
  constexpr rlim_t least = 3;  // seconds
  constexpr std::uintmax_t bytes_per_second = 1'000'000;
  std::error_code error;
  const rlim_t seconds = least + std::filesystem::file_size(file, error) / bytes_per_second;
  const rlimit limit{seconds, seconds + 1};
  setrlimit(RLIMIT_CPU, &limit);
}

// Ends this process as the child ended.
void wait_for(pid_t child, const std::vector<std::string>& files) {
  const int status = status_of(child);
  if (WIFEXITED(status)) _exit(WEXITSTATUS(status));
  const int signal = WTERMSIG(status);
  if (signal == SIGINT || signal == SIGTERM || signal == SIGPIPE || signal == SIGKILL) {
    std::signal(signal, SIG_DFL);
    raise(signal);
  }
  fail_signal(files, signal);
}

}  // namespace

void guard_reading(const std::vector<std::string>& files, bool quiet) {
  const std::vector<std::string> doubtful = without_digest(files);
  if (doubtful.empty()) return;
  if (!quiet)
    fmt::print(
        stderr,
        "note: {} ha{} no digest (unfinished, of an older version, or changed since): whether it is damaged "
        "cannot be told; it is read in a process of its own\n",
        fmt::join(doubtful, ", "), doubtful.size() == 1 ? "s" : "ve");
  for (const std::string& file : doubtful)
    try_reading(file);  // a verb may take long, so only this has a limit
  std::fflush(nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "starting a process to read in");
  if (child > 0) return wait_for(child, doubtful);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (getppid() != parent) _exit(1);  // it ended before the line above
}

void try_reading(const std::string& file) {
  try_reading(file, [&file] { static_cast<void>(outputs::results_hash(file)); });
}

void try_reading(const std::string& file, const std::function<void()>& work) {
  if (without_digest({file}).empty()) return;
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "starting a process to read in");
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit_time(file);
    try {
      work();
    } catch (...) {  // this process reads it again and says so
    }
    _exit(0);
  }
  const int status = status_of(child);
  if (WIFSIGNALED(status)) fail_signal({file}, WTERMSIG(status));
}

}  // namespace entrepot::tools
