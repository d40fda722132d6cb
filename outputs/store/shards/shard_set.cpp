#include "outputs/store/shards/shard_set.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "outputs/store/digest/file_digest.hpp"
#include "outputs/store/layout.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace fs = std::filesystem;
using hdf5::check;
using hdf5::Handle;

namespace {

[[noreturn]] void refuse_shard(const std::string& merged, const fs::path& shard, const std::string& why) {
  throw InputError(Fault{{merged, 0, 0, ""},
                         "its values are not there",
                         fmt::format("the shard {} {}", shard.string(), why),
                         "put the shard back beside it, or merge again: entrepot sweep merge"});
}

// The shards that virtual datasets of a group are mapped to.
void add_mapped(hid_t group, std::set<std::string>& shards) {
  for (const std::string& name : hdf5::children(group, H5O_TYPE_DATASET)) {
    const Handle dataset = hdf5::open_dataset(group, name);
    const Handle properties(H5Dget_create_plist(dataset.get()), H5Pclose, "reading a mapping");
    if (H5Pget_layout(properties.get()) != H5D_VIRTUAL) continue;
    std::size_t count = 0;
    check(H5Pget_virtual_count(properties.get(), &count), "reading a mapping");
    for (std::size_t i = 0; i < count; ++i) {
      char file[4096] = "";
      if (H5Pget_virtual_filename(properties.get(), i, file, sizeof file) >= 0) shards.insert(file);
    }
  }
}

// Of a file from before shards had digests: they must be there and open.
void expect_mapped(const std::string& path, hid_t file, const fs::path& folder) {
  const Handle results = hdf5::open_group(file, layout::results);
  std::set<std::string> shards;
  for (const std::string& group : hdf5::children(results.get(), H5O_TYPE_GROUP))
    add_mapped(hdf5::open_group(results.get(), group).get(), shards);
  for (const std::string& shard : shards) {
    const fs::path at = folder / shard;
    if (!fs::exists(at)) refuse_shard(path, at, "is not there");
    expect_sound(at.string());
    try {
      static_cast<void>(hdf5::open_file(at.string(), false));
    } catch (const hdf5::Failure& failure) {
      refuse_shard(path, at, failure.what());
    }
  }
}

}  // namespace

std::string shard_set_text(const std::string& folder, const std::vector<std::string>& shards) {
  std::string text;
  for (const std::string& shard : shards)
    text += fmt::format("{} {}\n", stored_digest((fs::path(folder) / shard).string()), shard);
  return text;
}

void expect_shards(const std::string& path, hid_t file) {
  if (!hdf5::exists(file, layout::design)) return;
  const fs::path folder = fs::path(path).parent_path();
  const std::string item = std::string(layout::provenance) + "/" + layout::shards_text;
  if (!hdf5::exists(file, item)) return expect_mapped(path, file, folder);
  std::istringstream lines(hdf5::read_texts(hdf5::open_dataset(file, item).get()).at(0));
  std::string digest;
  for (std::string name; lines >> digest && lines.ignore() && std::getline(lines, name);) {
    const fs::path shard = folder / name;
    if (!fs::exists(shard)) refuse_shard(path, shard, "is not there");
    if (soundness(shard.string()) != Soundness::sound) refuse_shard(path, shard, "is damaged");
    if (stored_digest(shard.string()) != digest) refuse_shard(path, shard, "has changed since the merge");
  }
}

}  // namespace entrepot::outputs
