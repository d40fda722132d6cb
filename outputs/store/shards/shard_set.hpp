// The shards behind a merged file: the file itself holds no values, and HDF5 reads those of a missing shard
// as missing.
#pragma once

#include <string>
#include <vector>

#include "outputs/store/hdf5.hpp"

namespace entrepot::outputs {

// For /provenance: what expect_shards() checks. `shards` are relative to `folder`.
[[nodiscard]] std::string shard_set_text(const std::string& folder, const std::vector<std::string>& shards);

// InputError when the file is merged from shards of which one is missing, damaged, or has changed since.
void expect_shards(const std::string& path, hid_t file);

}  // namespace entrepot::outputs
