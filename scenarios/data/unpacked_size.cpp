#include "scenarios/data/unpacked_size.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sim/core/error.hpp"

namespace entrepot::scenarios {

namespace {

constexpr std::size_t always_allowed = std::size_t{64} << 20U;
constexpr std::size_t most_times = 200;

}  // namespace

UnpackedSize::UnpackedSize(std::string path)
    : path_(std::move(path)), packed_(static_cast<std::size_t>(std::filesystem::file_size(path_))) {}

void UnpackedSize::add(std::size_t bytes) {
  unpacked_ += bytes;
  const std::size_t most = std::max(always_allowed, most_times * packed_);
  if (unpacked_ <= most) return;
  throw InputError(Fault{
      {path_, 0, 0, ""},
      "the file unpacks to too much",
      fmt::format("{} bytes unpack to more than {} bytes, over {} times as much", packed_, most, most_times),
      "if it is a table, unpack it first"});
}

}  // namespace entrepot::scenarios
