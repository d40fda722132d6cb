#include "outputs/store/results/table_writer.hpp"

#include <numeric>
#include <set>

#include "outputs/store/datasets.hpp"
#include "outputs/store/layout.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

using hdf5::check;
using hdf5::Handle;

namespace {

constexpr hsize_t rows_per_chunk = 4096;

Handle empty_dataset(hid_t file, const std::string& path, hid_t type, const Handle& properties) {
  return create_dataset(file, path, type, hdf5::dataspace({0}, {H5S_UNLIMITED}), properties);
}

// Row numbers (the axis), the replicate of each row, and the columns.
void create_table(hid_t file, const std::string& path, const Table& table) {
  const Handle group = hdf5::create_group(file, path);
  hdf5::write_attribute(group.get(), "source", table.source);
  const Handle whole = hdf5::dataset_properties();
  compress(whole, {rows_per_chunk});
  const Handle axis = empty_dataset(file, path + "/" + table.row, H5T_STD_I32LE, whole);
  check(H5DSset_scale(axis.get(), table.row.c_str()), "making " + path + " an axis");
  describe(axis, "row number", "");
  const Handle replicate = empty_dataset(file, path + "/" + layout::replicate, H5T_STD_I32LE, whole);
  describe(replicate, "replicate number", "");
  check(H5DSattach_scale(replicate.get(), axis.get(), 0), "naming the axis of " + path);
  for (const Column& column : table.columns) {
    const Handle properties = hdf5::dataset_properties();
    if (!column.is_text) set_missing(properties);
    compress(properties, {rows_per_chunk});
    const Handle text = hdf5::text_type();
    const Handle dataset = empty_dataset(file, path + "/" + column.name,
                                         column.is_text ? text.get() : H5T_IEEE_F64LE, properties);
    if (!column.is_text) write_missing_attribute(dataset);
    describe(dataset, column.long_name,
             column.is_date && column.units.empty() ? layout::time_units : column.units);
    if (column.is_date) hdf5::write_attribute(dataset.get(), "calendar", std::string("standard"));
    check(H5DSattach_scale(dataset.get(), axis.get(), 0), "naming the axis of " + path);
  }
}

void append_column(hid_t file, const std::string& path, const Column& column) {
  if (!column.is_text) {
    return append_rows(file, path, H5T_NATIVE_DOUBLE, column.numbers.data(), column.numbers.size());
  }
  std::vector<const char*> texts;
  for (const std::string& text : column.texts) texts.push_back(text.c_str());
  append_rows(file, path, hdf5::text_type().get(), texts.data(), texts.size());
}

}  // namespace

void append_table(hid_t file, const std::string& group, int replicate, const Table& table) {
  const std::string path = group + "/" + table.name;
  if (!hdf5::exists(file, path)) create_table(file, path, table);
  const std::string axis = path + "/" + table.row;
  std::vector<int> numbers(table.rows());
  std::iota(numbers.begin(), numbers.end(),
            static_cast<int>(hdf5::shape_of(hdf5::open_dataset(file, axis).get()).at(0)));
  const std::vector<int> replicates(table.rows(), replicate);
  append_rows(file, axis, H5T_NATIVE_INT, numbers.data(), numbers.size());
  append_rows(file, path + "/" + layout::replicate, H5T_NATIVE_INT, replicates.data(), replicates.size());
  for (const Column& column : table.columns) append_column(file, path + "/" + column.name, column);
}

void validate_table(const Table& table) {
  std::set<std::string> names{layout::replicate};
  const auto plain = [](const std::string& name) {
    return !name.empty() && name.find('/') == std::string::npos;
  };
  ENTREPOT_VALIDATE(plain(table.name), "a table needs a plain name");
  ENTREPOT_VALIDATE(plain(table.row) && names.insert(table.row).second, "the rows of a table need a name");
  for (const Column& column : table.columns) {
    ENTREPOT_VALIDATE(plain(column.name) && names.insert(column.name).second,
                      "columns of " + table.name + " need plain, distinct names");
    ENTREPOT_VALIDATE((column.is_text ? column.texts.size() : column.numbers.size()) == table.rows(),
                      "columns of " + table.name + " have one value per row");
  }
}

}  // namespace entrepot::outputs
