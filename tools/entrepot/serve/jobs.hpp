// The runs of a workbench: each a child `entrepot run`, several at a time, the others in a queue. They belong
// to the server, not to the page that asked for them.
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tools/entrepot/serve/child.hpp"

namespace entrepot::tools {

enum class JobState { queued, running, stopping, finished, interrupted, failed };
[[nodiscard]] const char* job_state_text(JobState state);

struct Job {
  std::string name;   // of its result
  Words words;        // of its command line
  std::string shown;  // the same as one would type it
  std::string log;    // file that takes what it prints
  JobState state = JobState::queued;
  pid_t process = 0;
  int code = 0;  // exit code once ended; -1 by a signal
};

class Jobs {
 public:
  Jobs(std::string folder, int at_once);
  // Asks those that run to stop, and waits for them: each leaves its checkpoint.
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  // Takes the place of an ended job of that name; false when it is queued or runs.
  [[nodiscard]] bool add(Job job);
  // A queued one never starts; a running one gets SIGTERM. False when there is none of that name.
  [[nodiscard]] bool cancel(const std::string& name);
  [[nodiscard]] std::vector<Job> list() const;
  // Takes an ended job off the list.
  void forget(const std::string& name);

 private:
  void keep();
  void reap();
  void start_next();

  std::string folder_;
  int at_once_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Job> jobs_;
  bool ending_ = false;
  std::thread keeper_;  // starts and waits for every child
};

}  // namespace entrepot::tools
