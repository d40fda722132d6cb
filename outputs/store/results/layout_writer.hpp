// Puts groups, axes, variables and texts into an open file, by the layout that xarray, netCDF, h5py and R
// expect.
#pragma once

#include "outputs/store/hdf5.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

// Root attributes, /provenance and the empty /results.
void write_frame(hid_t file, const FileHeader& header);

// Scalar text datasets below `group`; an item of the same name is replaced.
void write_texts(hid_t file, const std::string& group, const std::vector<TextItem>& items);

// The first axis of a variable, which grows by one row per run.
struct RowAxis {
  std::string name = layout::replicate;
  std::string long_name = "replicate number";
};

// Adds one replicate (or another row) to a group of /results, which is made (with its own copies of the axes)
// on first use.
void append_replicate(hid_t file, const std::string& group, int replicate,
                      const std::vector<Variable>& variables, const std::vector<Axis>& axes,
                      const RowAxis& rows = {});

// Makes an axis of a group unless it is there.
void create_axis(hid_t file, const std::string& group, const Axis& axis);
// What readers need to know of a variable: missing value, names, units, aggregation.
void describe_variable(const hdf5::Handle& dataset, const Variable& variable);
// Names the axes of a dataset, slowest first; all are in its group.
void attach_axes(hid_t file, const std::string& group, const hdf5::Handle& dataset,
                 const std::vector<std::string>& names);
[[nodiscard]] const Axis& find_axis(const std::vector<Axis>& axes, const std::string& name);

// BugError unless names, axes and sizes fit together.
void validate_variables(const std::vector<Variable>& variables, const std::vector<Axis>& axes);

}  // namespace entrepot::outputs
