// Values of many replicates: taken from the files one after the other, unpacked and put together by all
// threads.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "outputs/compare/cells.hpp"
#include "sim/core/parallel.hpp"

namespace entrepot::outputs {

// One replicate of one side.
struct CellSource {
  const Cells& cells;
  const ResultReader& reader;
  std::string group;
  std::size_t replicate = 0;  // position in the file
};

// Calls use(i, values of sources[i]) in rising order of i; the values do not depend on the number of threads.
// Returns how many values are missing.
std::size_t read_cells(ThreadPool& pool, const std::vector<CellSource>& sources,
                       const std::function<void(std::size_t, std::vector<double>)>& use);

}  // namespace entrepot::outputs
