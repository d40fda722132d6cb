#include "outputs/store/results/read_axes.hpp"

namespace entrepot::outputs {

using hdf5::check;
using hdf5::Handle;

std::vector<std::string> axis_names(hid_t dataset, std::size_t rank) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < rank; ++i) {
    const auto take_name = [](hid_t, unsigned, hid_t scale, void* out) -> herr_t {
      char name[256] = "";
      H5DSget_scale_name(scale, name, sizeof name);
      *static_cast<std::string*>(out) = name;
      return 1;
    };
    std::string name;
    check(H5DSiterate_scales(dataset, static_cast<unsigned>(i), nullptr, take_name, &name),
          "reading axis names");
    names.push_back(name);
  }
  return names;
}

VariableInfo read_info(hid_t dataset, const std::string& name, std::size_t rows) {
  VariableInfo info;
  info.name = name;
  info.long_name = hdf5::read_text_attribute(dataset, "long_name");
  info.units = hdf5::read_text_attribute(dataset, "units");
  info.source = hdf5::read_text_attribute(dataset, "source");
  const std::string aggregation = hdf5::read_text_attribute(dataset, "aggregation");
  if (!aggregation.empty()) info.aggregation = parse_aggregation(aggregation);
  const std::vector<hsize_t> shape = hdf5::shape_of(dataset);
  if (shape.size() < rows) throw hdf5::Failure(name + " has too few axes");
  info.axes = axis_names(dataset, shape.size());
  const auto own = static_cast<std::ptrdiff_t>(rows);
  info.axes.erase(info.axes.begin(), info.axes.begin() + own);
  info.sizes.assign(shape.begin() + own, shape.end());
  return info;
}

Axis read_axis(hid_t group, const std::string& name) {
  const Handle dataset = hdf5::open_dataset(group, name);
  Axis axis;
  axis.name = name;
  axis.long_name = hdf5::read_text_attribute(dataset.get(), "long_name");
  axis.units = hdf5::read_text_attribute(dataset.get(), "units");
  axis.is_time = hdf5::has_attribute(dataset.get(), "calendar");
  const Handle type(H5Dget_type(dataset.get()), H5Tclose, "reading axis " + name);
  if (H5Tget_class(type.get()) == H5T_STRING) {
    axis.labels = hdf5::read_texts(dataset.get());
  } else {
    axis.numbers.resize(hdf5::shape_of(dataset.get()).at(0));
    check(H5Dread(dataset.get(), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, axis.numbers.data()),
          "reading axis " + name);
  }
  return axis;
}

}  // namespace entrepot::outputs
