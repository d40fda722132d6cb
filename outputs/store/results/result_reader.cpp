#include "outputs/store/results/result_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "outputs/store/hdf5.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/results/open_results.hpp"
#include "outputs/store/results/read_axes.hpp"
#include "outputs/store/results/read_packed.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

using hdf5::check;
using hdf5::Handle;

struct ResultReader::File {
  Handle handle;
  // What has been read of groups: "group/name".
  std::map<std::string, VariableInfo> infos;
  std::map<std::string, Axis> axes;
};

namespace {
std::string group_path(const std::string& group) { return std::string(layout::results) + "/" + group; }

// The box that holds every selected position of one replicate, and the positions inside it.
PackedValues bounding_box(const VariableInfo& info, std::size_t replicate, const Selection& selection) {
  PackedValues box;
  box.metric = info.name;
  box.start = {replicate};
  box.count = {1};
  std::vector<std::vector<std::size_t>> positions{{0}};
  for (std::size_t i = 0; i < info.axes.size(); ++i) {
    std::vector<std::size_t> chosen(info.sizes[i]);
    std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    if (const auto at = selection.find(info.axes[i]); at != selection.end()) chosen = at->second;
    ENTREPOT_VALIDATE(
        !chosen.empty() && chosen.back() < info.sizes[i] && std::is_sorted(chosen.begin(), chosen.end()),
        "a selection holds ascending positions inside its axis");
    const std::size_t corner = chosen.front();
    box.start.push_back(corner);
    box.count.push_back(chosen.back() - corner + 1);
    for (std::size_t& position : chosen) position -= corner;
    positions.push_back(std::move(chosen));
  }
  if (!selection.empty()) box.positions = std::move(positions);
  return box;
}

Column read_column(const Handle& dataset, const std::string& name) {
  Column column{name, hdf5::read_text_attribute(dataset.get(), "long_name"),
                hdf5::read_text_attribute(dataset.get(), "units")};
  const Handle type(H5Dget_type(dataset.get()), H5Tclose, "reading column " + name);
  column.is_text = H5Tget_class(type.get()) == H5T_STRING;
  column.is_date = hdf5::has_attribute(dataset.get(), "calendar");
  if (column.is_text) {
    column.texts = hdf5::read_texts(dataset.get());
  } else {
    column.numbers.resize(hdf5::shape_of(dataset.get()).at(0));
    check(H5Dread(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, column.numbers.data()),
          "reading column " + name);
  }
  return column;
}

void list_texts(hid_t file, const std::string& path, const std::string& prefix,
                std::vector<std::string>& names) {
  const Handle group = hdf5::open_group(file, path);
  for (const std::string& name : hdf5::children(group.get(), H5O_TYPE_DATASET))
    names.push_back(prefix + name);
  for (const std::string& name : hdf5::children(group.get(), H5O_TYPE_GROUP)) {
    list_texts(file, path + "/" + name, prefix + name + "/", names);
  }
}
}  // namespace

template <class Work>
auto ResultReader::guarded(const Work& work) const {
  const hdf5::Session session;
  try {
    return work(file_->handle.get());
  } catch (const hdf5::Failure& failure) {
    throw InputError(Fault{Place{path_, 0, 0, ""}, "cannot read the results", failure.what(),
                           "the file is damaged or not written by entrepot"});
  }
}

ResultReader::ResultReader(std::string path) : path_(std::move(path)), file_(std::make_unique<File>()) {
  const hdf5::Session session;
  hdf5::Handle handle = open_results(path_);
  if (hdf5::exists(handle.get(), layout::design))
    throw InputError(Fault{Place{path_, 0, 0, ""}, "the merged file of a sweep",
                           "it holds the runs of many points, not one scenario and its baseline",
                           "read it with `entrepot sweep analyse FOLDER`, the folder that it lies in"});
  file_->handle = std::move(handle);
}

ResultReader::~ResultReader() {
  const hdf5::Session session;
  file_.reset();
}

ResultReader::ResultReader(ResultReader&&) noexcept = default;
ResultReader& ResultReader::operator=(ResultReader&&) noexcept = default;

std::vector<std::string> ResultReader::groups() const {
  return guarded([](hid_t file) {
    const Handle group = hdf5::open_group(file, layout::results);
    return hdf5::children(group.get(), H5O_TYPE_GROUP);
  });
}

bool ResultReader::has_group(const std::string& group) const {
  return guarded([&](hid_t file) { return hdf5::exists(file, group_path(group)); });
}

std::vector<std::string> ResultReader::metrics(const std::string& group) const {
  return guarded([&](hid_t file) {
    const Handle opened = hdf5::open_group(file, group_path(group));
    std::vector<std::string> names;
    for (const std::string& name : hdf5::children(opened.get(), H5O_TYPE_DATASET)) {
      const Handle dataset = hdf5::open_dataset(opened.get(), name);
      if (H5DSis_scale(dataset.get()) == 0) names.push_back(name);
    }
    return names;
  });
}

VariableInfo ResultReader::info(const std::string& group, const std::string& metric) const {
  const std::string path = group_path(group) + "/" + metric;
  const auto known = file_->infos.find(path);
  if (known != file_->infos.end()) return known->second;
  return guarded([&](hid_t file) {
    const Handle dataset = hdf5::open_dataset(file, path);
    VariableInfo info = read_info(dataset.get(), metric, 1);
    if (axis_names(dataset.get(), 1).front() != layout::replicate)
      throw hdf5::Failure(metric + " has no replicate axis");
    return file_->infos.emplace(path, std::move(info)).first->second;
  });
}

Axis ResultReader::axis(const std::string& group, const std::string& name) const {
  const std::string path = group_path(group) + "/" + name;
  const auto known = file_->axes.find(path);
  if (known != file_->axes.end()) return known->second;
  return guarded([&](hid_t file) {
    Axis axis = read_axis(hdf5::open_group(file, group_path(group)).get(), name);
    return file_->axes.emplace(path, std::move(axis)).first->second;
  });
}

std::vector<int> ResultReader::replicates(const std::string& group) const {
  return guarded([&](hid_t file) {
    const Handle dataset = hdf5::open_dataset(file, group_path(group) + "/" + layout::replicate);
    std::vector<int> numbers(hdf5::shape_of(dataset.get()).at(0));
    check(H5Dread(dataset.get(), H5T_NATIVE_INT, H5S_ALL, H5S_ALL, H5P_DEFAULT, numbers.data()),
          "reading the replicates");
    return numbers;
  });
}

PackedValues ResultReader::take(const std::string& group, const std::string& metric, std::size_t position,
                                const Selection& selection) const {
  PackedValues packed = bounding_box(info(group, metric), position, selection);
  packed.path = path_;
  guarded([&](hid_t file) {
    take_chunks(hdf5::open_dataset(file, group_path(group) + "/" + metric).get(), packed);
  });
  return packed;
}

std::vector<double> ResultReader::read(const std::string& group, const std::string& metric,
                                       std::size_t position, const Selection& selection) const {
  return unpack(take(group, metric, position, selection));
}

std::vector<std::string> ResultReader::tables(const std::string& group) const {
  return guarded([&](hid_t file) {
    return hdf5::children(hdf5::open_group(file, group_path(group)).get(), H5O_TYPE_GROUP);
  });
}

Table ResultReader::table(const std::string& group, const std::string& name) const {
  return guarded([&](hid_t file) {
    const Handle opened = hdf5::open_group(file, group_path(group) + "/" + name);
    Table table{name, "", hdf5::read_text_attribute(opened.get(), "source"), {}};
    for (const std::string& column : hdf5::children(opened.get(), H5O_TYPE_DATASET)) {
      const Handle dataset = hdf5::open_dataset(opened.get(), column);
      if (H5DSis_scale(dataset.get()) > 0) {
        table.row = column;
      } else {
        table.columns.push_back(read_column(dataset, column));
      }
    }
    return table;
  });
}

std::string ResultReader::root_attribute(const std::string& name) const {
  return guarded(
      [&](hid_t file) { return hdf5::read_text_attribute(hdf5::open_group(file, "/").get(), name); });
}

std::vector<std::string> ResultReader::texts() const {
  return guarded([](hid_t file) {
    std::vector<std::string> names;
    if (hdf5::exists(file, layout::provenance)) list_texts(file, layout::provenance, "", names);
    return names;
  });
}

bool ResultReader::has_text(const std::string& name) const {
  return guarded(
      [&](hid_t file) { return hdf5::exists(file, std::string(layout::provenance) + "/" + name); });
}

std::string ResultReader::text(const std::string& name) const {
  return guarded([&](hid_t file) {
    const Handle dataset = hdf5::open_dataset(file, std::string(layout::provenance) + "/" + name);
    return hdf5::read_texts(dataset.get()).at(0);
  });
}

}  // namespace entrepot::outputs
