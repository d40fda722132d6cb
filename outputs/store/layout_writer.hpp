// Puts groups, axes, variables and texts into an open file, by the layout that xarray, netCDF, h5py and R
// expect.
#pragma once

#include "outputs/store/hdf5.hpp"
#include "outputs/store/result_types.hpp"

namespace entrepot {

// Root attributes, /provenance and the empty /results.
void write_frame(hid_t file, const FileHeader& header);

// Scalar text datasets below `group`; an item of the same name is replaced.
void write_texts(hid_t file, const std::string& group, const std::vector<TextItem>& items);

// Adds one replicate to a group of /results, which is made (with its own copies of the axes) on first use.
void append_replicate(hid_t file, const std::string& group, int replicate,
                      const std::vector<Variable>& variables, const std::vector<Axis>& axes);

// BugError unless names, axes and sizes fit together.
void validate_variables(const std::vector<Variable>& variables, const std::vector<Axis>& axes);

}  // namespace entrepot
