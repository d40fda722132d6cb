// Values on their way into a file: cut into chunks, shuffled and deflated as HDF5's filters do, outside HDF5.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "outputs/store/results/packed_values.hpp"

namespace entrepot::outputs {

// One row of a dataset (row-major, `shape` without the row axis) in chunks of the shape `chunk`; what of a
// chunk lies outside is missing (NaN). `first` has no row axis either. Calls no HDF5 and changes nothing.
[[nodiscard]] std::vector<PackedChunk> pack_row(std::span<const double> values,
                                                const std::vector<std::size_t>& shape,
                                                const std::vector<std::size_t>& chunk, int level);

}  // namespace entrepot::outputs
