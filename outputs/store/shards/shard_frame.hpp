// Frames of a shard's log: a line with kind, lengths and checksum, then head (JSON) and body (float64, little
// endian). For the .cpp files of this folder.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "outputs/store/shards/shard.hpp"

namespace entrepot::outputs::shard {

inline constexpr const char* mark = "entrepot-record";
inline constexpr const char* run_kind = "run";
inline constexpr const char* schema_kind = "schema";

struct FrameHead {
  std::string kind;
  std::uint64_t head_bytes = 0;
  std::uint64_t body_bytes = 0;
  std::string checksum;
  std::string head;
  std::uint64_t offset = 0;  // of the frame
  std::uint64_t bytes = 0;   // of the frame, its line included
};

[[nodiscard]] std::string make_frame(const std::string& kind, const std::string& head,
                                     const std::vector<double>& values);
// Reads line and head of the frame at `offset`; false when it is not complete before `size`.
bool read_head(std::istream& stream, std::uint64_t offset, std::uint64_t size, FrameHead& out);
// The values of a frame; false when the checksum does not hold.
bool read_body(std::istream& stream, const FrameHead& frame, std::vector<double>& values);

// Variables and axes as JSON; its hash is the schema's name.
[[nodiscard]] std::string schema_json(const ShardRun& run);
[[nodiscard]] std::string schema_name(const std::string& json);
void read_schema(const std::string& json, ShardRun& run);
[[nodiscard]] std::string run_json(const ShardRun& run, const std::string& schema);
void read_run(const std::string& json, LedgerEntry& entry);

// All values of a run, variable by variable, scenario first.
[[nodiscard]] std::vector<double> all_values(const ShardRun& run);

}  // namespace entrepot::outputs::shard
