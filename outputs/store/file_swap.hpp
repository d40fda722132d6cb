// A change of a file as a whole: work on a copy beside it, then swap it in.
#pragma once

#include <string>

namespace entrepot::outputs {

// The copy is removed again unless commit() is reached.
class FileSwap {
 public:
  explicit FileSwap(std::string target) : target_(std::move(target)), part_(target_ + ".part") {}
  FileSwap(const FileSwap&) = delete;
  FileSwap& operator=(const FileSwap&) = delete;
  ~FileSwap();
  [[nodiscard]] const std::string& part() const { return part_; }
  void copy_target() const;  // RunError when the disk is full
  void commit();             // data on disk, then renamed over the target

 private:
  std::string target_;
  std::string part_;
  bool committed_ = false;
};

// The file that `path` means (symbolic links followed). InputError when that cannot be a result file (no such
// folder, not a plain file), RunError when the folder is not writable.
std::string checked_target(const std::string& path);

}  // namespace entrepot::outputs
