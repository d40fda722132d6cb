#include "outputs/store/results/open_results.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "outputs/store/digest/file_digest.hpp"
#include "outputs/store/layout.hpp"
#include "outputs/store/shards/shard_set.hpp"
#include "sim/core/error.hpp"
#include "sim/core/input_files.hpp"

namespace entrepot::outputs {

namespace {
[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& why,
                         const std::string& suggestion) {
  throw InputError(Fault{Place{path, 0, 0, ""}, what, why, suggestion});
}

void check_layout(const std::string& path, hid_t file) {
  const hdf5::Handle root = hdf5::open_group(file, "/");
  if (!hdf5::has_attribute(root.get(), layout::version_attribute) || !hdf5::exists(file, layout::results)) {
    refuse(path, "not a result file of entrepot", "it has no layout version or no /results",
           "give a file written by `entrepot run`");
  }
  const int version = hdf5::read_int_attribute(root.get(), layout::version_attribute);
  if (version < layout::oldest_version || version > layout::version) {
    refuse(path, fmt::format("unknown layout version {}", version),
           fmt::format("this program reads {} to {}", layout::oldest_version, layout::version),
           "use the version of entrepot that wrote the file (attribute `source`), or a newer one");
  }
}
}  // namespace

hdf5::Handle open_results(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) refuse(path, "no such file", "", "");
  if (!std::filesystem::is_regular_file(path, error))
    refuse(path, "not a file", "it is a folder or a device", "");
  note_input(path);
  expect_sound(path);
  if (H5Fis_hdf5(path.c_str()) <= 0)
    refuse(path, "not an HDF5 file", "its first bytes say so, or it is unreadable", "");
  try {
    hdf5::Handle file = hdf5::open_file(path, false);
    check_layout(path, file.get());
    expect_shards(path, file.get());
    return file;
  } catch (const hdf5::Failure& failure) {
    refuse(path, "cannot open the results", failure.what(), "the file is damaged");
  }
}

}  // namespace entrepot::outputs
