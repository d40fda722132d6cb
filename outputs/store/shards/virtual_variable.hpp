// Virtual datasets over shards. For the .cpp files of this folder.
#pragma once

#include "outputs/store/hdf5.hpp"
#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

// Where the values of one run lie.
struct RunPlace {
  std::size_t run = 0;  // point times replicates, plus replicate; ascending
  std::string file;     // of the shard, relative to the virtual file
  std::size_t row = 0;
};

// `sizes`: points, replicates, then the variable's own axes. Runs without a place are missing.
void write_virtual(hid_t file, const std::string& group, const Variable& variable,
                   const std::vector<std::size_t>& sizes, const std::vector<RunPlace>& runs);

// Plain datasets over axes of the group.
void write_numbers(hid_t file, const std::string& group, const std::string& name,
                   const std::string& long_name, const std::vector<double>& values,
                   const std::vector<std::string>& axes);
void write_labels(hid_t file, const std::string& group, const std::string& name, const std::string& long_name,
                  const std::vector<std::string>& texts, const std::vector<std::string>& axes);

}  // namespace entrepot::outputs
