// Shards of a sweep: what one worker has finished, as a log that only grows. A record is complete or it is
// not there: it is framed by its lengths and a checksum, and a torn end (kill, full disk) is cut off when the
// log is opened for writing. docs/decisions/0034-shards-are-logs.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

namespace shard {
struct FrameHead;
}

// One run of a sweep, finished or failed.
struct ShardRun {
  std::size_t point = 0;
  int replicate = 0;
  std::string key;         // of the ledger: scenario, point, seed and program version
  std::string error;       // why it failed; empty = finished
  double seconds = 0.0;    // wall time
  std::vector<Axis> axes;  // of the variables
  ReplicateResult result;  // empty when it failed
};

// What is known of a run without reading its values.
struct LedgerEntry {
  std::size_t point = 0;
  int replicate = 0;
  std::string key;
  std::string error;
  double seconds = 0.0;
  std::string schema;        // which variables and axes, a hash
  std::uint64_t offset = 0;  // of its record in the log
  std::uint64_t bytes = 0;
};

// Appends to a log. One writer at a time: the file is locked while it is open.
class ShardWriter {
 public:
  // Empty when another process holds the log. Cuts off a torn end. RunError when it cannot be written.
  [[nodiscard]] static std::optional<ShardWriter> open(const std::string& path);
  ~ShardWriter();
  ShardWriter(ShardWriter&& other) noexcept;
  ShardWriter& operator=(ShardWriter&&) = delete;
  ShardWriter(const ShardWriter&) = delete;
  ShardWriter& operator=(const ShardWriter&) = delete;

  // On disk when it returns. RunError (full disk, ...) leaves the log as it was.
  void append(const ShardRun& run);
  [[nodiscard]] const std::string& path() const { return path_; }
  // Bytes of a torn record that were cut off at opening.
  [[nodiscard]] std::uint64_t cut_bytes() const { return cut_bytes_; }

 private:
  ShardWriter(std::string path, int file);
  void cut_torn_end();
  void write_frame(const std::string& frame);

  std::string path_;
  int file_ = -1;
  std::uint64_t end_ = 0;
  std::uint64_t cut_bytes_ = 0;
  std::vector<std::string> schemas_;  // already in the log
};

// Reads a log, sound records only: what is damaged is passed over and counted, a torn end passed over.
// InputError when the file cannot be read.
class ShardReader {
 public:
  explicit ShardReader(std::string path);
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::vector<LedgerEntry>& entries() const { return entries_; }
  // Records that were complete once and are not sound.
  [[nodiscard]] std::size_t damaged() const { return damaged_; }
  // 1 when the log ends in a part of a record: it is being written, or was cut off.
  [[nodiscard]] std::size_t torn() const { return torn_; }
  // Where the last sound record ends.
  [[nodiscard]] std::uint64_t end() const { return end_; }
  // Names of the schemas in the log.
  [[nodiscard]] std::vector<std::string> schemas() const;
  // The record with its values; InputError when its checksum does not hold.
  [[nodiscard]] ShardRun read(const LedgerEntry& entry) const;
  // Axes and variables (without values) of a schema: what `read` would give.
  [[nodiscard]] ShardRun describe(const std::string& schema) const;

 private:
  bool take(const shard::FrameHead& frame);
  void drop_without_schema();

  std::string path_;
  std::vector<LedgerEntry> entries_;
  std::map<std::string, std::string> schemas_;  // name -> JSON
  std::uint64_t end_ = 0;
  std::size_t damaged_ = 0;
  std::size_t torn_ = 0;
};

}  // namespace entrepot::outputs
