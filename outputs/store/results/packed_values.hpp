// Values of one replicate as a file stores them: taken out by one thread, unpacked by any.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace entrepot::outputs {

struct PackedChunk {
  std::vector<std::size_t> first;     // position of its corner, per axis of the dataset
  std::vector<unsigned char> stored;  // empty: never written
  bool deflated = false;
  bool shuffled = false;
};

// A box of a dataset and the positions wanted inside it; axes include the replicate, slowest first.
struct PackedValues {
  std::string path, metric;                         // for messages
  std::vector<std::size_t> start, count;            // of the box
  std::vector<std::vector<std::size_t>> positions;  // wanted, from the box's corner; empty = the whole box
  std::vector<std::size_t> chunk;                   // shape of the chunks; empty: `plain` holds the box
  std::vector<PackedChunk> chunks;
  double fill = 0.0;          // of chunks that were never written
  std::vector<double> plain;  // where the layout or the filters are not those that entrepot writes
};

// The wanted values, row-major. Calls no HDF5 and changes nothing. InputError for damaged chunks.
[[nodiscard]] std::vector<double> unpack(const PackedValues& packed);

}  // namespace entrepot::outputs
