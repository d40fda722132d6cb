// Axes and descriptions of variables, as every reader of /results needs them. For the .cpp files of this
// folder.
#pragma once

#include "outputs/store/hdf5.hpp"
#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

// Names of the axes of a dataset, in order.
[[nodiscard]] std::vector<std::string> axis_names(hid_t dataset, std::size_t rank);
// Description of a variable; its first `rows` axes (replicate; or point and replicate) are left out.
[[nodiscard]] VariableInfo read_info(hid_t dataset, const std::string& name, std::size_t rows);
[[nodiscard]] Axis read_axis(hid_t group, const std::string& name);

}  // namespace entrepot::outputs
