// Making and growing datasets the way all of a result file's are. For the .cpp files of this folder.
#pragma once

#include <string>
#include <vector>

#include "outputs/store/hdf5.hpp"

namespace entrepot::outputs {

// long_name and units; no units are written as "1".
void describe(const hdf5::Handle& dataset, const std::string& long_name, const std::string& units);

hdf5::Handle create_dataset(hid_t file, const std::string& path, hid_t type, const hdf5::Handle& space,
                            const hdf5::Handle& properties);

// Missing numbers are NaN: for HDF5 (a creation property), and for readers that follow the CF attribute.
void set_missing(const hdf5::Handle& properties);
void write_missing_attribute(const hdf5::Handle& dataset);

void compress(const hdf5::Handle& properties, const std::vector<hsize_t>& chunk);

// Grows a dataset by `count` steps along the first axis and writes them there; none = nothing happens.
void append_rows(hid_t file, const std::string& path, hid_t memory_type, const void* rows, hsize_t count);

}  // namespace entrepot::outputs
