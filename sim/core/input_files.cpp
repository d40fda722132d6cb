#include "sim/core/input_files.hpp"

#include <sys/stat.h>

#include <mutex>
#include <set>
#include <tuple>

namespace entrepot {

namespace {

// With the time of its last change: numbers of removed files are used again.
using FileId = std::tuple<dev_t, ino_t, time_t, long>;

struct Inputs {
  std::mutex mutex;
  std::set<FileId> files;
};

Inputs& inputs() {
  static Inputs known;
  return known;
}

bool identify(const std::string& path, FileId& id) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  id = {status.st_dev, status.st_ino, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
  return true;
}

}  // namespace

void note_input(const std::string& path) {
  FileId id;
  if (!identify(path, id)) return;
  Inputs& known = inputs();
  const std::lock_guard<std::mutex> lock(known.mutex);
  known.files.insert(id);
}

bool is_input(const std::string& path) {
  FileId id;
  if (!identify(path, id)) return false;
  Inputs& known = inputs();
  const std::lock_guard<std::mutex> lock(known.mutex);
  return known.files.count(id) > 0;
}

}  // namespace entrepot
