#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "outputs/store/shards/shard_frame.hpp"
#include "sim/core/error.hpp"
#include "sim/core/input_files.hpp"

namespace entrepot::outputs {

namespace {

[[noreturn]] void refuse_log(const std::string& path, const std::string& why) {
  throw InputError(Fault{{path, 0, 0, ""}, "cannot read the shard", why, "the file is damaged"});
}

// A frame whose checksum holds.
bool read_frame(std::istream& stream, std::uint64_t at, std::uint64_t size, shard::FrameHead& frame) {
  std::vector<double> values;
  return shard::read_head(stream, at, size, frame) && shard::read_body(stream, frame, values);
}

// Where the next frame begins, from `at` on; `size` when there is none.
std::uint64_t next_frame(std::istream& stream, std::uint64_t at, std::uint64_t size) {
  const std::string mark = std::string(shard::mark) + " ";
  constexpr std::size_t block = std::size_t{1} << 20U;
  std::string text;
  for (; at < size; at += block) {
    // Blocks overlap by a mark, which may lie across their border.
    text.resize(static_cast<std::size_t>(std::min<std::uint64_t>(block + mark.size(), size - at)));
    stream.clear();
    stream.seekg(static_cast<std::streamoff>(at));
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    const std::size_t found = text.find(mark);
    if (found != std::string::npos) return at + found;
  }
  return size;
}

}  // namespace

ShardReader::ShardReader(std::string path) : path_(std::move(path)) {
  note_input(path_);
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(path_, error);
  std::ifstream stream(path_, std::ios::binary);
  if (error || !stream) refuse_log(path_, "it cannot be opened");
  std::uint64_t at = 0;
  while (at < size) {
    shard::FrameHead frame;
    if (read_frame(stream, at, size, frame) && take(frame)) {
      at += frame.bytes;
      end_ = at;
      continue;
    }
    const std::uint64_t next = next_frame(stream, at + 1, size);
    // Behind the last complete record lies a torn end (a kill, a full disk), or one whose bytes are wrong.
    const bool whole = next < size || shard::read_head(stream, at, size, frame);
    whole ? ++damaged_ : ++torn_;
    at = next;
  }
  drop_without_schema();
}

bool ShardReader::take(const shard::FrameHead& frame) {
  try {
    if (frame.kind == shard::schema_kind) {
      schemas_[shard::schema_name(frame.head)] = frame.head;
      return true;
    }
    LedgerEntry entry;
    shard::read_run(frame.head, entry);
    entry.offset = frame.offset;
    entry.bytes = frame.bytes;
    entries_.push_back(entry);
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;  // no record that we write
  }
}

// Records whose schema was damaged: their values cannot be told apart.
void ShardReader::drop_without_schema() {
  const auto unknown = [&](const LedgerEntry& entry) {
    return entry.error.empty() && schemas_.count(entry.schema) == 0;
  };
  const auto kept = std::remove_if(entries_.begin(), entries_.end(), unknown);
  damaged_ += static_cast<std::size_t>(entries_.end() - kept);
  entries_.erase(kept, entries_.end());
}

std::vector<std::string> ShardReader::schemas() const {
  std::vector<std::string> names;
  for (const auto& [name, text] : schemas_) names.push_back(name);
  return names;
}

ShardRun ShardReader::describe(const std::string& schema) const {
  const auto at = schemas_.find(schema);
  if (at == schemas_.end()) refuse_log(path_, "it has no schema " + schema);
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
    refuse_log(path_, "the checksum of a record does not hold");
  if (values.size() != shard::all_values(run).size()) refuse_log(path_, "a record does not fit its schema");
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
