#include "outputs/store/results/layout_writer.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "outputs/store/datasets.hpp"
#include "outputs/store/results/pack_row.hpp"
#include "outputs/store/utf8.hpp"
#include "sim/core/error.hpp"
#include "sim/core/parallel.hpp"

namespace entrepot::outputs {

using hdf5::check;
using hdf5::Handle;

const Axis& find_axis(const std::vector<Axis>& axes, const std::string& name) {
  const auto at = std::find_if(axes.begin(), axes.end(), [&](const Axis& axis) { return axis.name == name; });
  ENTREPOT_VALIDATE(at != axes.end(), "no axis " + name + " in the file header");
  return *at;
}

namespace {
Handle create_text_axis(hid_t file, const std::string& path, const Axis& axis) {
  const Handle type = hdf5::text_type();
  Handle dataset =
      create_dataset(file, path, type.get(), hdf5::dataspace({axis.size()}), hdf5::dataset_properties());
  std::vector<const char*> labels;
  for (const std::string& label : axis.labels) labels.push_back(label.c_str());
  check(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, labels.data()), "writing " + path);
  return dataset;
}

Handle create_number_axis(hid_t file, const std::string& path, const Axis& axis) {
  const Handle properties = hdf5::dataset_properties();
  set_missing(properties);
  Handle dataset = create_dataset(file, path, H5T_IEEE_F64LE, hdf5::dataspace({axis.size()}), properties);
  check(H5Dwrite(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, axis.numbers.data()),
        "writing " + path);
  write_missing_attribute(dataset);
  return dataset;
}

}  // namespace

void create_axis(hid_t file, const std::string& group, const Axis& axis) {
  const std::string path = group + "/" + axis.name;
  if (hdf5::exists(file, path)) return;
  const Handle dataset =
      axis.labels.empty() ? create_number_axis(file, path, axis) : create_text_axis(file, path, axis);
  check(H5DSset_scale(dataset.get(), axis.name.c_str()), "making " + path + " an axis");
  const bool default_units = axis.is_time && axis.units.empty();
  describe(dataset, axis.long_name.empty() ? axis.name : axis.long_name,
           default_units ? layout::time_units : axis.units);
  if (axis.is_time) {
    hdf5::write_attribute(dataset.get(), "calendar", std::string("standard"));
    hdf5::write_attribute(dataset.get(), "standard_name", std::string("time"));
    hdf5::write_attribute(dataset.get(), "axis", std::string("T"));
  }
}

namespace {
void create_row_axis(hid_t file, const std::string& group, const RowAxis& rows) {
  const std::string path = group + "/" + rows.name;
  const Handle properties = hdf5::dataset_properties();
  compress(properties, {1024});
  const Handle dataset =
      create_dataset(file, path, H5T_STD_I32LE, hdf5::dataspace({0}, {H5S_UNLIMITED}), properties);
  check(H5DSset_scale(dataset.get(), rows.name.c_str()), "making " + path + " an axis");
  describe(dataset, rows.long_name, "1");
}

std::vector<hsize_t> sizes_with_replicate(const Variable& variable, const std::vector<Axis>& axes,
                                          hsize_t count) {
  std::vector<hsize_t> sizes{count};
  for (const std::string& name : variable.axes) sizes.push_back(find_axis(axes, name).size());
  return sizes;
}

// One replicate, cut along the slowest axes into even pieces of at most layout::chunk_bytes.
std::vector<hsize_t> chunk_shape(std::vector<hsize_t> chunk) {
  hsize_t bytes = std::accumulate(chunk.begin(), chunk.end(), hsize_t{8}, std::multiplies<>());
  for (hsize_t& size : chunk) {
    const hsize_t rest = bytes / size;  // of one step along this axis
    const hsize_t pieces = std::min<hsize_t>(size, (bytes + layout::chunk_bytes - 1) / layout::chunk_bytes);
    size = (size + pieces - 1) / pieces;
    bytes = rest * size;
    if (bytes <= layout::chunk_bytes) break;
  }
  return chunk;
}

}  // namespace

void attach_axes(hid_t file, const std::string& group, const Handle& dataset,
                 const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Handle scale = hdf5::open_dataset(file, group + "/" + names[i]);
    check(H5DSattach_scale(dataset.get(), scale.get(), static_cast<unsigned>(i)), "naming axis " + names[i]);
  }
  // The same in words: readers such as R's rhdf5 do not follow references.
  hdf5::write_attribute(dataset.get(), "axes", fmt::format("{}", fmt::join(names, " ")));
}

void describe_variable(const Handle& dataset, const Variable& variable) {
  write_missing_attribute(dataset);
  describe(dataset, variable.long_name.empty() ? variable.name : variable.long_name, variable.units);
  if (!variable.source.empty()) hdf5::write_attribute(dataset.get(), "source", variable.source);
  hdf5::write_attribute(dataset.get(), "aggregation", std::string(aggregation_name(variable.aggregation)));
}

namespace {
void create_variable(hid_t file, const std::string& group, const Variable& variable,
                     const std::vector<Axis>& axes, const RowAxis& rows) {
  for (const std::string& name : variable.axes) create_axis(file, group, find_axis(axes, name));
  const Handle properties = hdf5::dataset_properties();
  set_missing(properties);
  compress(properties, chunk_shape(sizes_with_replicate(variable, axes, 1)));
  std::vector<hsize_t> limits = sizes_with_replicate(variable, axes, 1);
  limits[0] = H5S_UNLIMITED;
  const Handle space = hdf5::dataspace(sizes_with_replicate(variable, axes, 0), limits);
  const Handle dataset = create_dataset(file, group + "/" + variable.name, H5T_IEEE_F64LE, space, properties);
  describe_variable(dataset, variable);
  std::vector<std::string> names{rows.name};
  names.insert(names.end(), variable.axes.begin(), variable.axes.end());
  attach_axes(file, group, dataset, names);
}

void create_results_group(hid_t file, const std::string& group, const std::vector<Variable>& variables,
                          const std::vector<Axis>& axes, const RowAxis& rows) {
  hdf5::create_group(file, group);
  create_row_axis(file, group, rows);
  for (const Variable& variable : variables) create_variable(file, group, variable, axes, rows);
}

void write_text(hid_t file, const std::string& path, const TextItem& item) {
  const std::string parent = path.substr(0, path.rfind('/'));
  if (!hdf5::exists(file, parent)) hdf5::create_group(file, parent);
  if (hdf5::exists(file, path)) check(H5Ldelete(file, path.c_str(), H5P_DEFAULT), "replacing " + path);
  int replaced = 0;
  const std::string text = valid_utf8(item.text, replaced);
  const char* pointer = text.c_str();
  const Handle type = hdf5::text_type();
  const Handle dataset =
      create_dataset(file, path, type.get(), hdf5::dataspace({}), hdf5::dataset_properties());
  check(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, &pointer), "writing " + path);
  std::string long_name = path.substr(path.rfind('/') + 1);
  std::replace(long_name.begin(), long_name.end(), '_', ' ');
  describe(dataset, long_name, "");
  if (replaced > 0) hdf5::write_attribute(dataset.get(), "replaced_bytes", replaced);
}
}  // namespace

void write_texts(hid_t file, const std::string& group, const std::vector<TextItem>& items) {
  if (!hdf5::exists(file, group)) hdf5::create_group(file, group);
  for (const TextItem& item : items) write_text(file, group + "/" + item.name, item);
}

namespace {

// A dataset that takes one more row, and that row.
struct NextRow {
  Handle dataset;
  std::size_t row = 0;
  std::vector<std::size_t> shape, chunk;  // without the row axis
  std::vector<PackedChunk> packed;
};

NextRow open_next_row(hid_t file, const std::string& path) {
  NextRow next{hdf5::open_dataset(file, path), 0, {}, {}, {}};
  const std::vector<hsize_t> sizes = hdf5::shape_of(next.dataset.get());
  const Handle properties(H5Dget_create_plist(next.dataset.get()), H5Pclose, "writing " + path);
  std::vector<hsize_t> chunk(sizes.size());
  check(H5Pget_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data()), "writing " + path);
  next.row = sizes[0];
  next.shape.assign(sizes.begin() + 1, sizes.end());
  next.chunk.assign(chunk.begin() + 1, chunk.end());
  return next;
}

void write_next_row(const NextRow& next, const std::string& path) {
  std::vector<hsize_t> sizes(next.shape.begin(), next.shape.end());
  sizes.insert(sizes.begin(), next.row + 1);
  check(H5Dset_extent(next.dataset.get(), sizes.data()), "writing " + path);
  for (const PackedChunk& chunk : next.packed) {
    std::vector<hsize_t> first(chunk.first.begin(), chunk.first.end());
    first.insert(first.begin(), next.row);
    check(H5Dwrite_chunk(next.dataset.get(), H5P_DEFAULT, 0, first.data(), chunk.stored.size(),
                         chunk.stored.data()),
          "writing " + path);
  }
}

// One row of every variable. Packing takes longer than writing: all threads do it, outside HDF5.
void append_packed(hid_t file, const std::string& group, const std::vector<Variable>& variables) {
  std::vector<NextRow> rows;
  for (const Variable& variable : variables) rows.push_back(open_next_row(file, group + "/" + variable.name));
  ThreadPool pool(0);
  pool.for_each(rows.size(), [&](std::size_t v) {
    rows[v].packed =
        pack_row(variables[v].values, rows[v].shape, rows[v].chunk, static_cast<int>(layout::deflate_level));
  });
  for (std::size_t v = 0; v < rows.size(); ++v) write_next_row(rows[v], group + "/" + variables[v].name);
}

}  // namespace

void write_frame(hid_t file, const FileHeader& header) {
  const Handle root = hdf5::open_group(file, "/");
  hdf5::write_attribute(root.get(), "Conventions", std::string("CF-1.10"));
  hdf5::write_attribute(root.get(), "title", header.title);
  hdf5::write_attribute(root.get(), "history", header.history);
  hdf5::write_attribute(root.get(), "source", header.source);
  hdf5::write_attribute(root.get(), "id", header.id);
  hdf5::write_attribute(root.get(), layout::version_attribute, layout::version);
  hdf5::create_group(file, layout::results);
  write_texts(file, layout::provenance, header.provenance);
  write_texts(file, layout::run, header.run);
}

void append_replicate(hid_t file, const std::string& group, int replicate,
                      const std::vector<Variable>& variables, const std::vector<Axis>& axes,
                      const RowAxis& rows) {
  if (!hdf5::exists(file, group)) create_results_group(file, group, variables, axes, rows);
  append_rows(file, group + "/" + rows.name, H5T_NATIVE_INT, &replicate, 1);
  append_packed(file, group, variables);
}

void validate_variables(const std::vector<Variable>& variables, const std::vector<Axis>& axes) {
  std::set<std::string> names{layout::replicate};
  for (const Axis& axis : axes) names.insert(axis.name);
  for (const Variable& variable : variables) {
    const std::string& name = variable.name;
    ENTREPOT_VALIDATE(!name.empty() && name.find('/') == std::string::npos, "a metric needs a plain name");
    ENTREPOT_VALIDATE(names.insert(name).second, "two metrics, or a metric and an axis, are called " + name);
    const std::set<std::string> distinct(variable.axes.begin(), variable.axes.end());
    ENTREPOT_VALIDATE(distinct.size() == variable.axes.size(), name + " has an axis twice");
    std::size_t size = 1;
    for (const std::string& axis : variable.axes) size *= find_axis(axes, axis).size();
    ENTREPOT_VALIDATE(variable.values.size() == size, name + " does not have one value per cell of its axes");
  }
}

}  // namespace entrepot::outputs
