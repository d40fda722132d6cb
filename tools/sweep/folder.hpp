// The folder of a sweep: plan, design, shards, the trace of starts, the merged file.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "tools/sweep/sweep.hpp"

namespace entrepot::tools {

using namespace outputs;

// Held while a sweep is run: alone, or together with the other tasks of an array.
class FolderLock {
 public:
  FolderLock(const std::string& file, bool shared);  // RunError when somebody else holds it
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_ = -1;
};

class SweepFolder {
 public:
  // `what`: a plan (a file or a library name), or the folder of a sweep. `folder`: where a plan's results go;
  // "" = NAME.sweep. `outside`: files outside the folder of the plan may be read.
  explicit SweepFolder(const std::string& what, const std::string& folder = "", bool outside = false);

  [[nodiscard]] const Sweep& sweep() const { return *sweep_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string shards() const { return path_ + "/shards"; }
  [[nodiscard]] std::string checkpoints() const { return path_ + "/checkpoints"; }
  [[nodiscard]] std::string merged() const { return path_ + "/merged.h5"; }
  [[nodiscard]] bool exists() const;
  // Makes the folder, or checks that it belongs to this plan. InputError when it belongs to another.
  void prepare() const;
  [[nodiscard]] std::unique_ptr<FolderLock> lock(bool shared) const;
  // The records that count.
  [[nodiscard]] Ledger ledger() const;

 private:
  std::string path_;
  std::unique_ptr<Sweep> sweep_;
};

// The first free shard of the folder, or the one of that number. RunError when it is taken.
[[nodiscard]] ShardWriter open_shard(const SweepFolder& folder, std::optional<int> number);

}  // namespace entrepot::tools
