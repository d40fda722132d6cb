#include "outputs/store/shards/virtual_variable.hpp"

#include <algorithm>

#include "outputs/store/datasets.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/results/layout_writer.hpp"

namespace entrepot::outputs {

using hdf5::check;
using hdf5::Handle;

namespace {

// Runs that follow each other both in the table and in one shard.
struct Stretch {
  std::string file;
  std::size_t row = 0;
  std::size_t run = 0;
  std::size_t count = 0;
};

// Cuts a stretch into boxes of the table: the rest of a point, whole points, the start of a point.
void add_boxes(Stretch stretch, std::size_t replicates, std::vector<Stretch>& boxes) {
  while (stretch.count > 0) {
    const std::size_t left = replicates - stretch.run % replicates;
    const bool whole = left == replicates && stretch.count >= replicates;
    const std::size_t count = whole ? stretch.count / replicates * replicates : std::min(left, stretch.count);
    boxes.push_back({stretch.file, stretch.row, stretch.run, count});
    stretch.row += count;
    stretch.run += count;
    stretch.count -= count;
  }
}

std::vector<Stretch> table_boxes(const std::vector<RunPlace>& runs, std::size_t replicates) {
  std::vector<Stretch> boxes;
  Stretch open;
  for (const RunPlace& place : runs) {
    const bool follows = open.count > 0 && place.file == open.file && place.run == open.run + open.count &&
                         place.row == open.row + open.count;
    if (!follows) {
      add_boxes(open, replicates, boxes);
      open = {place.file, place.row, place.run, 0};
    }
    ++open.count;
  }
  add_boxes(open, replicates, boxes);
  return boxes;
}

Handle box(const std::vector<hsize_t>& sizes, const std::vector<hsize_t>& start,
           const std::vector<hsize_t>& count) {
  Handle space = hdf5::dataspace(sizes);
  check(H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
        "selecting rows");
  return space;
}

void map_stretch(const Handle& properties, const std::string& path, const std::vector<hsize_t>& sizes,
                 const Stretch& stretch, hsize_t shard_rows) {
  const hsize_t replicates = sizes[1];
  std::vector<hsize_t> start(sizes.size(), 0);
  std::vector<hsize_t> count = sizes;
  start[0] = stretch.run / replicates;
  start[1] = stretch.run % replicates;
  count[0] = std::max<hsize_t>(1, stretch.count / replicates);
  count[1] = std::min<hsize_t>(stretch.count, replicates);
  const Handle target = box(sizes, start, count);
  std::vector<hsize_t> shard(sizes.begin() + 1, sizes.end());
  shard[0] = shard_rows;
  std::vector<hsize_t> first(shard.size(), 0);
  first[0] = stretch.row;
  std::vector<hsize_t> rows = shard;
  rows[0] = stretch.count;
  const Handle source = box(shard, first, rows);
  check(H5Pset_virtual(properties.get(), target.get(), stretch.file.c_str(), path.c_str(), source.get()),
        "mapping " + path);
}

Handle create(hid_t file, const std::string& path, hid_t type, const Handle& space,
              const Handle& properties) {
  return {H5Dcreate2(file, path.c_str(), type, space.get(), H5P_DEFAULT, properties.get(), H5P_DEFAULT),
          H5Dclose, "creating " + path};
}

std::vector<hsize_t> axis_sizes(hid_t file, const std::string& group, const std::vector<std::string>& axes) {
  std::vector<hsize_t> sizes;
  for (const std::string& axis : axes)
    sizes.push_back(hdf5::shape_of(hdf5::open_dataset(file, group + "/" + axis).get()).at(0));
  return sizes;
}

}  // namespace

void write_virtual(hid_t file, const std::string& group, const Variable& variable,
                   const std::vector<std::size_t>& sizes, const std::vector<RunPlace>& runs) {
  const std::string path = group + "/" + variable.name;
  const std::vector<hsize_t> shape(sizes.begin(), sizes.end());
  std::vector<std::pair<std::string, hsize_t>> rows;  // of each shard
  for (const RunPlace& place : runs) {
    const auto at =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == place.file; });
    if (at == rows.end()) {
      rows.emplace_back(place.file, 1);
    } else {
      ++at->second;
    }
  }
  const Handle properties = hdf5::dataset_properties();
  set_missing(properties);
  for (const Stretch& stretch : table_boxes(runs, sizes[1])) {
    const auto at =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == stretch.file; });
    map_stretch(properties, path, shape, stretch, at->second);
  }
  const Handle dataset = create(file, path, H5T_IEEE_F64LE, hdf5::dataspace(shape), properties);
  describe_variable(dataset, variable);
  std::vector<std::string> names{layout::point, layout::replicate};
  names.insert(names.end(), variable.axes.begin(), variable.axes.end());
  attach_axes(file, group, dataset, names);
}

void write_numbers(hid_t file, const std::string& group, const std::string& name,
                   const std::string& long_name, const std::vector<double>& values,
                   const std::vector<std::string>& axes) {
  const std::string path = group + "/" + name;
  const Handle properties = hdf5::dataset_properties();
  set_missing(properties);
  const Handle space = hdf5::dataspace(axis_sizes(file, group, axes));
  const Handle dataset = create(file, path, H5T_IEEE_F64LE, space, properties);
  check(H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
        "writing " + path);
  hdf5::write_attribute(dataset.get(), "long_name", long_name);
  attach_axes(file, group, dataset, axes);
}

void write_labels(hid_t file, const std::string& group, const std::string& name, const std::string& long_name,
                  const std::vector<std::string>& texts, const std::vector<std::string>& axes) {
  const std::string path = group + "/" + name;
  const Handle type = hdf5::text_type();
  const Handle space = hdf5::dataspace(axis_sizes(file, group, axes));
  const Handle dataset = create(file, path, type.get(), space, hdf5::dataset_properties());
  std::vector<const char*> pointers;
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  check(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()),
        "writing " + path);
  hdf5::write_attribute(dataset.get(), "long_name", long_name);
  attach_axes(file, group, dataset, axes);
}

}  // namespace entrepot::outputs
