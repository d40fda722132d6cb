#include "outputs/store/shards/sweep_reader.hpp"

#include <numeric>

#include "outputs/store/hdf5.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/results/open_results.hpp"
#include "outputs/store/results/read_axes.hpp"
#include "sim/core/error.hpp"

namespace entrepot::outputs {

using hdf5::check;
using hdf5::Handle;

struct SweepReader::File {
  Handle handle;
};

namespace {

template <class Work>
auto guarded(const std::string& path, const Work& work) {
  const hdf5::Session session;
  try {
    return work();
  } catch (const hdf5::Failure& failure) {
    throw InputError(Fault{{path, 0, 0, ""},
                           "cannot read the sweep",
                           failure.what(),
                           "it is damaged, or the folder with its shards is not beside it"});
  }
}

std::vector<double> read_numbers(hid_t dataset, const std::string& name) {
  const std::vector<hsize_t> shape = hdf5::shape_of(dataset);
  std::vector<double> values(std::accumulate(shape.begin(), shape.end(), hsize_t{1}, std::multiplies<>()));
  check(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), "reading " + name);
  return values;
}

std::string group_path(const std::string& group) { return std::string(layout::results) + "/" + group; }

SweepColumn read_column(hid_t design, const std::string& name) {
  const Handle numbers = hdf5::open_dataset(design, name);
  const Handle texts = hdf5::open_dataset(design, name + "_text");
  return {name, hdf5::read_text_attribute(numbers.get(), "long_name"), read_numbers(numbers.get(), name),
          hdf5::read_texts(texts.get())};
}

}  // namespace

SweepReader::SweepReader(std::string path) : path_(std::move(path)), file_(std::make_unique<File>()) {
  guarded(path_, [&] {
    file_->handle = open_results(path_);
    const hid_t file = file_->handle.get();
    if (!hdf5::exists(file, layout::design))
      throw InputError(Fault{{path_, 0, 0, ""},
                             "the file holds no sweep",
                             "it has no design",
                             "make one with `entrepot sweep merge`"});
    const Handle design = hdf5::open_group(file, layout::design);
    for (const std::string& name : hdf5::children(design.get(), H5O_TYPE_DATASET)) {
      const bool is_text = name.size() > 5 && name.compare(name.size() - 5, 5, "_text") == 0;
      if (name != layout::point && !is_text) columns_.push_back(read_column(design.get(), name));
    }
    const std::string index = layout::index;
    points_ = hdf5::shape_of(hdf5::open_dataset(file, index + "/" + layout::point).get()).at(0);
    replicates_ = hdf5::shape_of(hdf5::open_dataset(file, index + "/" + layout::replicate).get()).at(0);
  });
}

SweepReader::~SweepReader() {
  const hdf5::Session session;
  file_.reset();
}

bool SweepReader::has_group(const std::string& group) const {
  return guarded(path_, [&] { return hdf5::exists(file_->handle.get(), group_path(group)); });
}

std::vector<std::string> SweepReader::metrics(const std::string& group) const {
  return guarded(path_, [&] {
    const Handle opened = hdf5::open_group(file_->handle.get(), group_path(group));
    std::vector<std::string> names;
    for (const std::string& name : hdf5::children(opened.get(), H5O_TYPE_DATASET)) {
      if (H5DSis_scale(hdf5::open_dataset(opened.get(), name).get()) == 0) names.push_back(name);
    }
    return names;
  });
}

SweepValues SweepReader::read(const std::string& group, const std::string& metric) const {
  return guarded(path_, [&] {
    const Handle opened = hdf5::open_group(file_->handle.get(), group_path(group));
    const Handle dataset = hdf5::open_dataset(opened.get(), metric);
    SweepValues out;
    out.info = read_info(dataset.get(), metric, 2);
    for (const std::string& axis : out.info.axes) out.axes.push_back(read_axis(opened.get(), axis));
    out.values = read_numbers(dataset.get(), metric);
    out.cells = out.values.size() / (points_ * replicates_);
    return out;
  });
}

std::string SweepReader::text(const std::string& name) const {
  return guarded(path_, [&] {
    const Handle dataset =
        hdf5::open_dataset(file_->handle.get(), std::string(layout::provenance) + "/" + name);
    return hdf5::read_texts(dataset.get()).at(0);
  });
}

}  // namespace entrepot::outputs
