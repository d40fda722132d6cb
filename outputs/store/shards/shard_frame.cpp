#include "outputs/store/shards/shard_frame.hpp"

#include <fmt/format.h>

#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sim/core/sha256.hpp"

namespace entrepot::outputs::shard {

static_assert(std::endian::native == std::endian::little, "bodies are written as they lie in memory");

namespace {

using nlohmann::json;

constexpr std::uint64_t longest_line = 200;
constexpr std::uint64_t longest_head = std::uint64_t{64} << 20U;

std::string checksum_of(const std::string& kind, const std::string& head, const void* body,
                        std::size_t bytes) {
  Sha256 hash;
  hash.add(kind);
  hash.add_number(head.size());
  hash.add(head);
  hash.add(static_cast<const unsigned char*>(body), bytes);
  return hash.finish();
}

json axis_json(const Axis& axis) {
  return {{"name", axis.name},     {"long_name", axis.long_name}, {"units", axis.units},
          {"labels", axis.labels}, {"numbers", axis.numbers},     {"is_time", axis.is_time}};
}

Axis read_axis(const json& from) {
  return {from.at("name"),   from.at("long_name"), from.at("units"),
          from.at("labels"), from.at("numbers"),   from.at("is_time")};
}

json variable_json(const Variable& variable) {
  return {{"name", variable.name},
          {"long_name", variable.long_name},
          {"units", variable.units},
          {"source", variable.source},
          {"axes", variable.axes},
          {"size", variable.values.size()},
          {"aggregation", aggregation_name(variable.aggregation)}};
}

Variable read_variable(const json& from) {
  Variable variable{from.at("name"),   from.at("long_name"), from.at("units"),
                    from.at("source"), from.at("axes"),      {},
                    Aggregation::mean};
  variable.values.resize(from.at("size").get<std::size_t>());
  variable.aggregation = parse_aggregation(from.at("aggregation"));
  return variable;
}

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

std::string make_frame(const std::string& kind, const std::string& head, const std::vector<double>& values) {
  const std::size_t bytes = values.size() * sizeof(double);
  std::string frame = fmt::format("{} {} {} {} {}\n", mark, kind, head.size(), bytes,
                                  checksum_of(kind, head, values.data(), bytes));
  frame += head;
  frame.append(reinterpret_cast<const char*>(values.data()), bytes);
  return frame;
}

bool read_head(std::istream& stream, std::uint64_t offset, std::uint64_t size, FrameHead& out) {
  stream.clear();
  stream.seekg(static_cast<std::streamoff>(offset));
  char buffer[longest_line] = {};
  if (!stream.getline(buffer, longest_line)) return false;
  const std::string line = buffer;
  std::istringstream words(line);
  std::string word;
  if (!(words >> word >> out.kind >> out.head_bytes >> out.body_bytes >> out.checksum) || word != mark)
    return false;
  if (out.head_bytes > longest_head || out.body_bytes > size || out.checksum.size() != 64) return false;
  out.offset = offset;
  out.bytes = line.size() + 1 + out.head_bytes + out.body_bytes;
  if (offset + out.bytes > size) return false;
  out.head.resize(out.head_bytes);
  return static_cast<bool>(stream.read(out.head.data(), static_cast<std::streamsize>(out.head_bytes)));
}

bool read_body(std::istream& stream, const FrameHead& frame, std::vector<double>& values) {
  values.resize(frame.body_bytes / sizeof(double));
  stream.clear();
  stream.seekg(static_cast<std::streamoff>(frame.offset + frame.bytes - frame.body_bytes));
  stream.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(frame.body_bytes));
  return stream.good() &&
         checksum_of(frame.kind, frame.head, values.data(), frame.body_bytes) == frame.checksum;
}

std::string schema_json(const ShardRun& run) {
  json out;
  for (const Axis& axis : run.axes) out["axes"].push_back(axis_json(axis));
  for (const Variable& variable : run.result.scenario) out["scenario"].push_back(variable_json(variable));
  for (const Variable& variable : run.result.baseline) out["baseline"].push_back(variable_json(variable));
  return dump(out);
}

std::string schema_name(const std::string& text) {
  Sha256 hash;
  hash.add(text);
  return hash.finish().substr(0, 16);
}

void read_schema(const std::string& text, ShardRun& run) {
  const json from = json::parse(text);
  const auto each = [&](const char* key, const auto& read) {
    if (!from.contains(key)) return;
    for (const json& item : from.at(key)) read(item);
  };
  each("axes", [&](const json& item) { run.axes.push_back(read_axis(item)); });
  each("scenario", [&](const json& item) { run.result.scenario.push_back(read_variable(item)); });
  each("baseline", [&](const json& item) { run.result.baseline.push_back(read_variable(item)); });
}

std::string run_json(const ShardRun& run, const std::string& schema) {
  return dump({{"point", run.point},
               {"replicate", run.replicate},
               {"key", run.key},
               {"error", run.error},
               {"seconds", run.seconds},
               {"schema", schema}});
}

void read_run(const std::string& text, LedgerEntry& entry) {
  const json from = json::parse(text);
  entry.point = from.at("point");
  entry.replicate = from.at("replicate");
  entry.key = from.at("key");
  entry.error = from.at("error");
  entry.seconds = from.at("seconds");
  entry.schema = from.at("schema");
}

std::vector<double> all_values(const ShardRun& run) {
  std::vector<double> values;
  for (const auto* group : {&run.result.scenario, &run.result.baseline}) {
    for (const Variable& variable : *group)
      values.insert(values.end(), variable.values.begin(), variable.values.end());
  }
  return values;
}

}  // namespace entrepot::outputs::shard
