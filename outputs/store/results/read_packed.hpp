// Takes values out of a dataset without unpacking them. For the .cpp files of this folder.
#pragma once

#include "outputs/store/hdf5.hpp"
#include "outputs/store/results/packed_values.hpp"

namespace entrepot::outputs {

// Fills in the chunks of `packed`, whose box is set, or its plain values where HDF5 has to read them.
void take_chunks(hid_t dataset, PackedValues& packed);

}  // namespace entrepot::outputs
