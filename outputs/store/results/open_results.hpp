// Opens a result file after the checks that every reader needs.
#pragma once

#include <string>

#include "outputs/store/hdf5.hpp"

namespace entrepot::outputs {

// InputError when there is no such file, it is damaged, no HDF5 file, not ours, or of a layout we do not
// know, and when a shard behind a merged file is missing or not the one that was merged.
hdf5::Handle open_results(const std::string& path);

}  // namespace entrepot::outputs
