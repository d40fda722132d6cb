// Tables of a result file: a group of one-dimensional columns over a named axis of row numbers.
#pragma once

#include "outputs/store/hdf5.hpp"
#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

// Adds the rows of one replicate to the table below `group`, which is made on first use.
void append_table(hid_t file, const std::string& group, int replicate, const Table& table);

// BugError unless names are plain and distinct and all columns have the same length.
void validate_table(const Table& table);

}  // namespace entrepot::outputs
