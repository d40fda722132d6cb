#include "outputs/store/datasets.hpp"

#include <limits>

#include "outputs/store/layout.hpp"

namespace entrepot::outputs {

using hdf5::check;
using hdf5::Handle;

void describe(const Handle& dataset, const std::string& long_name, const std::string& units) {
  hdf5::write_attribute(dataset.get(), "long_name", long_name);
  hdf5::write_attribute(dataset.get(), "units", units.empty() ? std::string("1") : units);
}

Handle create_dataset(hid_t file, const std::string& path, hid_t type, const Handle& space,
                      const Handle& properties) {
  return {H5Dcreate2(file, path.c_str(), type, space.get(), H5P_DEFAULT, properties.get(), H5P_DEFAULT),
          H5Dclose, "creating " + path};
}

// Missing values are NaN, both for HDF5 and for readers that follow the CF attribute.
void set_missing(const Handle& properties) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  check(H5Pset_fill_value(properties.get(), H5T_NATIVE_DOUBLE, &missing), "missing value");
}

void compress(const Handle& properties, const std::vector<hsize_t>& chunk) {
  check(H5Pset_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data()), "chunks");
  check(H5Pset_shuffle(properties.get()), "compression");
  check(H5Pset_deflate(properties.get(), layout::deflate_level), "compression");
}

void write_missing_attribute(const Handle& dataset) {
  hdf5::write_attribute(dataset.get(), "_FillValue", std::numeric_limits<double>::quiet_NaN());
}

void append_rows(hid_t file, const std::string& path, hid_t memory_type, const void* rows, hsize_t count) {
  if (count == 0) return;
  const std::string doing = "writing " + path;
  const Handle dataset = hdf5::open_dataset(file, path);
  std::vector<hsize_t> sizes = hdf5::shape_of(dataset.get());
  std::vector<hsize_t> start(sizes.size(), 0);
  start[0] = sizes[0];
  sizes[0] += count;
  check(H5Dset_extent(dataset.get(), sizes.data()), doing);
  std::vector<hsize_t> box = sizes;
  box[0] = count;
  const Handle target(H5Dget_space(dataset.get()), H5Sclose, doing);
  check(H5Sselect_hyperslab(target.get(), H5S_SELECT_SET, start.data(), nullptr, box.data(), nullptr), doing);
  const Handle memory = hdf5::dataspace(box);
  check(H5Dwrite(dataset.get(), memory_type, memory.get(), target.get(), H5P_DEFAULT, rows), doing);
}

}  // namespace entrepot::outputs
