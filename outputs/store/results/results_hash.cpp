#include "outputs/store/results/results_hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "outputs/store/hdf5.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/results/open_results.hpp"
#include "sim/core/error.hpp"
#include "sim/core/sha256.hpp"

namespace entrepot::outputs {

using hdf5::check;
using hdf5::Handle;

namespace {
void list_datasets(hid_t file, const std::string& path, std::vector<std::string>& names) {
  const Handle group = hdf5::open_group(file, path);
  for (const std::string& name : hdf5::children(group.get(), H5O_TYPE_DATASET))
    names.push_back(path + "/" + name);
  for (const std::string& name : hdf5::children(group.get(), H5O_TYPE_GROUP)) {
    list_datasets(file, path + "/" + name, names);
  }
}

std::string type_name(hid_t type) {
  switch (H5Tget_class(type)) {
    case H5T_FLOAT:
      return fmt::format("float{}", 8 * H5Tget_size(type));
    case H5T_INTEGER:
      return fmt::format("{}int{}", H5Tget_sign(type) == H5T_SGN_NONE ? "u" : "", 8 * H5Tget_size(type));
    case H5T_STRING:
      if (H5Tis_variable_str(type) > 0) return "text";
      [[fallthrough]];
    default:
      throw hdf5::Failure("only numbers and variable-length text are expected in /results");
  }
}

// Raw values, one row of the first axis at a time so that memory stays small.
void add_numbers(Sha256& hash, hid_t dataset, hid_t type, const std::vector<hsize_t>& shape) {
  const Handle memory_type(H5Tcopy(type), H5Tclose, "reading a type");
  check(H5Tset_order(memory_type.get(), H5T_ORDER_LE), "reading a type");
  std::vector<hsize_t> count = shape;
  std::vector<hsize_t> start(shape.size(), 0);
  const bool whole = shape.size() < 2;
  if (!whole) count[0] = 1;
  const hsize_t cells = std::accumulate(count.begin(), count.end(), hsize_t{1}, std::multiplies<>());
  if (cells == 0) return;
  std::vector<unsigned char> row(cells * H5Tget_size(memory_type.get()));
  const Handle memory = hdf5::dataspace(count);
  const Handle source(H5Dget_space(dataset), H5Sclose, "reading values");
  for (hsize_t i = 0; i < (whole ? 1 : shape[0]); ++i) {
    if (!whole) {
      start[0] = i;
      check(H5Sselect_hyperslab(source.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
            "rows");
    }
    check(H5Dread(dataset, memory_type.get(), memory.get(), source.get(), H5P_DEFAULT, row.data()),
          "reading values");
    hash.add(row.data(), row.size());
  }
}

void add_sized(Sha256& hash, const std::string& text) {
  hash.add_number(text.size());
  hash.add(text);
}

std::string dataset_hash(hid_t file, const std::string& name) {
  const Handle dataset = hdf5::open_dataset(file, name);
  const Handle type(H5Dget_type(dataset.get()), H5Tclose, "reading a type");
  const std::vector<hsize_t> shape = hdf5::shape_of(dataset.get());
  Sha256 hash;
  add_sized(hash, name);
  add_sized(hash, type_name(type.get()));
  hash.add_number(shape.size());
  for (const hsize_t size : shape) hash.add_number(size);
  if (H5Tget_class(type.get()) == H5T_STRING) {
    for (const std::string& text : hdf5::read_texts(dataset.get())) add_sized(hash, text);
  } else {
    add_numbers(hash, dataset.get(), type.get(), shape);
  }
  return hash.finish();
}
}  // namespace

std::vector<NamedHash> per_variable_hash(const std::string& path) {
  const hdf5::Session session;
  const Handle file = open_results(path);
  try {
    std::vector<std::string> names;
    list_datasets(file.get(), layout::results, names);
    std::sort(names.begin(), names.end());
    std::vector<NamedHash> hashes;
    for (const std::string& name : names) hashes.push_back({name, dataset_hash(file.get(), name)});
    return hashes;
  } catch (const hdf5::Failure& failure) {
    throw InputError(
        Fault{Place{path, 0, 0, ""}, "cannot read the results", failure.what(), "the file is damaged"});
  }
}

std::string results_hash(const std::string& path) {
  Sha256 hash;
  for (const NamedHash& one : per_variable_hash(path)) {
    add_sized(hash, one.name);
    add_sized(hash, one.hash);
  }
  return hash.finish();
}

}  // namespace entrepot::outputs
