// One writer of a file at a time, also between machines that share its folder.
#pragma once

#include <string>

namespace entrepot::outputs {

// An advisory lock (flock) on `TARGET.lock`, which says in words who holds it and goes with the lock. A lock
// file that nobody holds was left by a kill: it is taken over.
class OutputLock {
 public:
  // InputError that names the process and its host when another one holds the lock, RunError when the folder
  // takes no file or the file system no locks.
  explicit OutputLock(const std::string& target);
  OutputLock(OutputLock&& other) noexcept;
  OutputLock& operator=(OutputLock&&) = delete;
  OutputLock(const OutputLock&) = delete;
  OutputLock& operator=(const OutputLock&) = delete;
  ~OutputLock();

 private:
  std::string path_;
  int file_ = -1;
};

// "process 4711 on host, since 2026-01-31T12:00:00Z": this process, as its locks name it.
[[nodiscard]] std::string this_owner();
// What an open lock file says of its owner.
[[nodiscard]] std::string read_owner(int file);
void write_owner(int file);

}  // namespace entrepot::outputs
