#include "outputs/store/results/read_packed.hpp"

#include <functional>
#include <numeric>
#include <optional>

namespace entrepot::outputs {

using hdf5::check;
using hdf5::Handle;

namespace {

// Places of the filters in the pipeline: their bits in the mask of those left out of a chunk.
struct Filters {
  std::optional<unsigned> shuffle, deflate;
};

// The filters of chunks that unpack() can open: those that entrepot writes, or fewer.
std::optional<Filters> known_filters(hid_t properties, const std::string& doing) {
  Filters filters;
  const int count = check(H5Pget_nfilters(properties), doing);
  for (unsigned i = 0; i < static_cast<unsigned>(count); ++i) {
    unsigned flags = 0;
    unsigned parameters[8] = {};
    std::size_t n_parameters = 8;
    const H5Z_filter_t filter =
        H5Pget_filter2(properties, i, &flags, &n_parameters, parameters, 0, nullptr, nullptr);
    if (filter == H5Z_FILTER_SHUFFLE && i == 0 && parameters[0] == sizeof(double)) {
      filters.shuffle = i;
    } else if (filter == H5Z_FILTER_DEFLATE && i + 1 == static_cast<unsigned>(count)) {
      filters.deflate = i;
    } else {
      return std::nullopt;
    }
  }
  return filters;
}

bool holds_doubles(hid_t dataset, const std::string& doing) {
  const Handle type(H5Dget_type(dataset), H5Tclose, doing);
  return H5Tequal(type.get(), H5T_IEEE_F64LE) > 0;
}

void read_plain(hid_t dataset, PackedValues& packed, const std::string& doing) {
  const std::vector<hsize_t> start(packed.start.begin(), packed.start.end());
  const std::vector<hsize_t> count(packed.count.begin(), packed.count.end());
  const Handle source(H5Dget_space(dataset), H5Sclose, doing);
  check(H5Sselect_hyperslab(source.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
        doing);
  const Handle memory = hdf5::dataspace(count);
  packed.plain.resize(
      std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<std::size_t>()));
  check(H5Dread(dataset, H5T_NATIVE_DOUBLE, memory.get(), source.get(), H5P_DEFAULT, packed.plain.data()),
        doing);
}

PackedChunk take_chunk(hid_t dataset, const std::vector<std::size_t>& first, const Filters& filters,
                       const std::string& doing) {
  PackedChunk chunk{first, {}, false, false};
  const std::vector<hsize_t> offset(first.begin(), first.end());
  unsigned left_out = 0;
  haddr_t address = HADDR_UNDEF;
  hsize_t size = 0;
  check(H5Dget_chunk_info_by_coord(dataset, offset.data(), &left_out, &address, &size), doing);
  if (address == HADDR_UNDEF) return chunk;
  chunk.stored.resize(size);
  std::uint32_t mask = 0;
  check(H5Dread_chunk(dataset, H5P_DEFAULT, offset.data(), &mask, chunk.stored.data()), doing);
  const auto used = [&](const std::optional<unsigned>& place) { return place && (mask >> *place & 1U) == 0; };
  chunk.shuffled = used(filters.shuffle);
  chunk.deflated = used(filters.deflate);
  return chunk;
}

// Every chunk that touches the box.
void take_all(hid_t dataset, const Filters& filters, PackedValues& packed, const std::string& doing) {
  const std::size_t rank = packed.start.size();
  std::vector<std::size_t> lowest(rank);
  for (std::size_t a = 0; a < rank; ++a) lowest[a] = packed.start[a] / packed.chunk[a] * packed.chunk[a];
  std::vector<std::size_t> first = lowest;
  for (bool more = true; more;) {
    packed.chunks.push_back(take_chunk(dataset, first, filters, doing));
    more = false;
    for (std::size_t a = rank; a-- > 0 && !more;) {
      first[a] += packed.chunk[a];
      more = first[a] < packed.start[a] + packed.count[a];
      if (!more) first[a] = lowest[a];
    }
  }
}

void check_box(hid_t dataset, const PackedValues& packed) {
  const std::vector<hsize_t> shape = hdf5::shape_of(dataset);
  for (std::size_t a = 0; a < shape.size(); ++a) {
    if (packed.start[a] + packed.count[a] > shape[a])
      throw hdf5::Failure("reading " + packed.metric + ": it is shorter than its replicates");
  }
}

}  // namespace

void take_chunks(hid_t dataset, PackedValues& packed) {
  const std::string doing = "reading " + packed.metric;
  check_box(dataset, packed);
  const Handle properties(H5Dget_create_plist(dataset), H5Pclose, doing);
  std::optional<Filters> filters;
  if (H5Pget_layout(properties.get()) == H5D_CHUNKED && holds_doubles(dataset, doing))
    filters = known_filters(properties.get(), doing);
  if (!filters) return read_plain(dataset, packed, doing);
  std::vector<hsize_t> chunk(packed.start.size());
  check(H5Pget_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data()), doing);
  check(H5Pget_fill_value(properties.get(), H5T_NATIVE_DOUBLE, &packed.fill), doing);
  packed.chunk.assign(chunk.begin(), chunk.end());
  take_all(dataset, *filters, packed, doing);
}

}  // namespace entrepot::outputs
