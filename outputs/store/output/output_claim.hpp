// The right to write one output: held from before the work begins until its last byte is in place.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>

#include "outputs/store/output/output_lock.hpp"

namespace entrepot::outputs {

// What becomes of a file that is there before. `go_on`: it was left by the same work, which reads it and goes
// on with it.
enum class Existing { refuse, replace, go_on };

class OutputClaim {
 public:
  // InputError when the file exists and may not be replaced, is an input of this process, a symbolic link or
  // a folder, has no folder, or is being written by another process; RunError when the folder takes no file.
  // A FIFO or a device is written to and never replaced; it needs no lock.
  OutputClaim(std::string path, Existing existing);

  [[nodiscard]] const std::string& path() const { return path_; }
  // A FIFO or a device: open path() itself.
  [[nodiscard]] bool is_stream() const { return !lock_.has_value(); }
  // InputError for a stream: the file needs a name of its own.
  void expect_file() const;

  // A new empty file beside the output, of a name that no other process has.
  [[nodiscard]] std::string make_part() const;
  // Puts a part in place at once, with its data on disk. The first time it replaces nothing unless that was
  // asked for; later only what was put before. RunError (full disk, ...) leaves the output as it was.
  void put(const std::string& part);

 private:
  void check_place() const;
  void check_existing() const;
  void remove_old_parts() const;
  void expect_own() const;

  std::string path_;
  Existing existing_;
  std::optional<OutputLock> lock_;
  std::optional<std::pair<dev_t, ino_t>> put_;  // the file that put() left there
};

}  // namespace entrepot::outputs
