#include "tools/entrepot/serve/jobs.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <exception>

#include "tools/entrepot/app.hpp"

namespace entrepot::tools {

namespace {

constexpr auto look_every = std::chrono::milliseconds(50);

bool is_under_way(const Job& job) {
  return job.state == JobState::running || job.state == JobState::stopping;
}

JobState state_after(int code) {
  if (code == static_cast<int>(Exit::ok)) return JobState::finished;
  return code == static_cast<int>(Exit::interrupted) ? JobState::interrupted : JobState::failed;
}

}  // namespace

const char* job_state_text(JobState state) {
  static constexpr std::array<const char*, 6> texts = {"queued",   "running",     "stopping",
                                                       "finished", "interrupted", "failed"};
  return texts.at(static_cast<std::size_t>(state));
}

Jobs::Jobs(std::string folder, int at_once) : folder_(std::move(folder)), at_once_(at_once) {
  keeper_ = std::thread([this] { keep(); });
}

Jobs::~Jobs() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    for (Job& job : jobs_) {
      if (job.state == JobState::queued) job.state = JobState::interrupted;
      if (is_under_way(job)) kill(job.process, SIGTERM);
    }
  }
  changed_.notify_all();
  keeper_.join();
}

bool Jobs::add(Job job) {
  {
    const std::lock_guard lock(mutex_);
    const auto old =
        std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& one) { return one.name == job.name; });
    if (old != jobs_.end() && (old->state == JobState::queued || is_under_way(*old))) return false;
    if (old != jobs_.end()) jobs_.erase(old);
    jobs_.push_back(std::move(job));
  }
  changed_.notify_all();
  return true;
}

bool Jobs::cancel(const std::string& name) {
  const std::lock_guard lock(mutex_);
  for (Job& job : jobs_) {
    if (job.name != name) continue;
    if (job.state == JobState::queued) {
      job.state = JobState::interrupted;
      return true;
    }
    if (!is_under_way(job)) return false;
    kill(job.process, SIGTERM);
    job.state = JobState::stopping;
    return true;
  }
  return false;
}

std::vector<Job> Jobs::list() const {
  const std::lock_guard lock(mutex_);
  return jobs_;
}

void Jobs::forget(const std::string& name) {
  const std::lock_guard lock(mutex_);
  std::erase_if(jobs_, [&](const Job& job) {
    return job.name == name && job.state != JobState::queued && !is_under_way(job);
  });
}

void Jobs::reap() {
  for (Job& job : jobs_) {
    int status = 0;
    if (!is_under_way(job) || waitpid(job.process, &status, WNOHANG) != job.process) continue;
    job.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    // One that was asked to stop before it listened to signals ends by the signal itself.
    const bool stopped = job.state == JobState::stopping && job.code == -1;
    job.state = stopped ? JobState::interrupted : state_after(job.code);
  }
}

void Jobs::start_next() {
  const auto running = std::count_if(jobs_.begin(), jobs_.end(), is_under_way);
  if (ending_ || running >= at_once_) return;
  const auto next =
      std::find_if(jobs_.begin(), jobs_.end(), [](const Job& job) { return job.state == JobState::queued; });
  if (next == jobs_.end()) return;
  try {
    next->process = start_child(next->words, folder_, next->log);
    next->state = JobState::running;
  } catch (const std::exception& error) {
    fmt::print(stderr, "entrepot serve: {} does not start: {}\n", next->name, error.what());
    next->state = JobState::failed;
  }
}

void Jobs::keep() {
  std::unique_lock lock(mutex_);
  while (true) {
    reap();
    start_next();
    if (ending_ && std::none_of(jobs_.begin(), jobs_.end(), is_under_way)) return;
    changed_.wait_for(lock, look_every);
  }
}

}  // namespace entrepot::tools
