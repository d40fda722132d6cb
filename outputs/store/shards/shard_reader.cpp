#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "outputs/store/shards/shard_frame.hpp"
#include "sim/core/error.hpp"
#include "sim/core/input_files.hpp"

namespace entrepot::outputs {

namespace {

[[noreturn]] void damaged(const std::string& path, const std::string& why) {
  throw InputError(Fault{{path, 0, 0, ""}, "cannot read the shard", why, "the file is damaged"});
}

}  // namespace

ShardReader::ShardReader(std::string path) : path_(std::move(path)) {
  note_input(path_);
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path_, error);
  std::ifstream stream(path_, std::ios::binary);
  if (error || !stream) damaged(path_, "it cannot be opened");
  shard::FrameHead frame;
  try {
    while (end_ < size && shard::read_head(stream, end_, size, frame)) {
      if (frame.kind == shard::schema_kind) {
        schemas_[shard::schema_name(frame.head)] = frame.head;
      } else {
        LedgerEntry entry;
        shard::read_run(frame.head, entry);
        entry.offset = frame.offset;
        entry.bytes = frame.bytes;
        entries_.push_back(entry);
      }
      end_ += frame.bytes;
    }
  } catch (const nlohmann::json::exception& fault) {
    damaged(path_, fault.what());
  }
  // The last record may have its full length and still not all of its bytes (a crash of the machine).
  if (!entries_.empty() && entries_.back().offset + entries_.back().bytes == end_) {
    std::vector<double> values;
    if (!shard::read_head(stream, entries_.back().offset, size, frame) ||
        !shard::read_body(stream, frame, values)) {
      end_ = entries_.back().offset;
      entries_.pop_back();
    }
  }
}

std::vector<std::string> ShardReader::schemas() const {
  std::vector<std::string> names;
  for (const auto& [name, text] : schemas_) names.push_back(name);
  return names;
}

ShardRun ShardReader::describe(const std::string& schema) const {
  const auto at = schemas_.find(schema);
  if (at == schemas_.end()) damaged(path_, "it has no schema " + schema);
  ShardRun run;
  shard::read_schema(at->second, run);
  return run;
}

ShardRun ShardReader::read(const LedgerEntry& entry) const {
  ShardRun run = describe(entry.schema);
  run.point = entry.point;
  run.replicate = entry.replicate;
  run.key = entry.key;
  run.error = entry.error;
  run.seconds = entry.seconds;
  std::ifstream stream(path_, std::ios::binary);
  shard::FrameHead frame;
  std::vector<double> values;
  if (!shard::read_head(stream, entry.offset, entry.offset + entry.bytes, frame) ||
      !shard::read_body(stream, frame, values))
    damaged(path_, "the checksum of a record does not hold");
  if (values.size() != shard::all_values(run).size()) damaged(path_, "a record does not fit its schema");
  auto from = values.begin();
  for (auto* group : {&run.result.scenario, &run.result.baseline}) {
    for (Variable& variable : *group) {
      const auto end = from + static_cast<std::ptrdiff_t>(variable.values.size());
      std::copy(from, end, variable.values.begin());
      from = end;
    }
  }
  return run;
}

}  // namespace entrepot::outputs
