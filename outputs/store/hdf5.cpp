#include "outputs/store/hdf5.hpp"

#include "outputs/store/utf8.hpp"
#include "sim/core/plain_text.hpp"

namespace entrepot::outputs::hdf5 {

namespace {
std::recursive_mutex& library_mutex() {
  static std::recursive_mutex mutex;
  return mutex;
}

// Keeps the innermost description: the cause ("No space left on device"), not the call that noticed it.
herr_t keep_cause(unsigned, const H5E_error2_t* error, void* out) {
  auto& cause = *static_cast<std::string*>(out);
  if (cause.empty() && error->desc != nullptr) cause = error->desc;
  return 0;
}

std::string last_message() {
  std::string cause;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_cause, &cause);
  H5Eclear2(H5E_DEFAULT);
  return cause.empty() ? "HDF5 gives no reason" : cause;
}

Handle file_access(H5F_libver_t newest = H5F_LIBVER_V18) {
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "file access");
  // V18: the newest layout that every reader in use (netCDF-C 4.9, R) opens.
  check(H5Pset_libver_bounds(access.get(), H5F_LIBVER_EARLIEST, newest), "file version");
  // A failed open must not leave the file open behind a forgotten handle.
  check(H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG), "file access");
  return access;
}

constexpr unsigned ordered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

// Without times equal content is equal bytes: a merge that is repeated leaves the shards as they are.
void keep_order_and_no_times(hid_t properties) {
  check(H5Pset_attr_creation_order(properties, ordered), "creation order");
  check(H5Pset_obj_track_times(properties, false), "no times");
}
}  // namespace

namespace {
// Files may come from strangers: what is no text, or a command to a terminal, is not passed on.
std::string clean_text(const char* text) {
  int replaced = 0;
  return text == nullptr ? "" : without_control(valid_utf8(text, replaced));
}
}  // namespace

Session::Session() : lock_(library_mutex()) {
  // HDF5's own exit handler would try once more to flush a file on a full disk; every handle here is closed
  // anyway.
  static const bool prepared = [] {
    H5dont_atexit();
    return true;
  }();
  static_cast<void>(prepared);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Handle::Handle(hid_t id, Close closer, const std::string& doing) : id_(id), close_(closer) {
  if (id_ < 0) throw Failure(doing + ": " + last_message());
}

void Handle::close(const std::string& doing) {
  if (id_ < 0) return;
  const hid_t id = std::exchange(id_, H5I_INVALID_HID);
  check(close_(id), doing);
}

int check(int status, const std::string& doing) {
  if (status < 0) throw Failure(doing + ": " + last_message());
  return status;
}

namespace {
Handle create(const std::string& path, H5F_libver_t newest) {
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "file creation");
  check(H5Pset_link_creation_order(creation.get(), ordered), "creation order");
  keep_order_and_no_times(creation.get());
  const Handle access = file_access(newest);
  return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.get(), access.get()), H5Fclose, "creating " + path};
}
}  // namespace

Handle create_file(const std::string& path) { return create(path, H5F_LIBVER_V18); }
Handle create_virtual_file(const std::string& path) { return create(path, H5F_LIBVER_V110); }

Handle open_file(const std::string& path, bool writable) {
  const Handle access = file_access();
  return {H5Fopen(path.c_str(), writable ? H5F_ACC_RDWR : H5F_ACC_RDONLY, access.get()), H5Fclose,
          "opening " + path};
}

Handle open_group(hid_t file, const std::string& path) {
  return {H5Gopen2(file, path.c_str(), H5P_DEFAULT), H5Gclose, "opening group " + path};
}

Handle open_dataset(hid_t file, const std::string& path) {
  return {H5Dopen2(file, path.c_str(), H5P_DEFAULT), H5Dclose, "opening " + path};
}

Handle create_group(hid_t file, const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string parent = slash == std::string::npos ? "" : path.substr(0, slash);
  if (!parent.empty() && !exists(file, parent)) create_group(file, parent);
  const Handle creation(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, "group creation");
  check(H5Pset_link_creation_order(creation.get(), ordered), "creation order");
  keep_order_and_no_times(creation.get());
  return {H5Gcreate2(file, path.c_str(), H5P_DEFAULT, creation.get(), H5P_DEFAULT), H5Gclose,
          "creating group " + path};
}

bool exists(hid_t file, const std::string& path) {
  // H5Lexists wants every step on the way to exist.
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    const std::string step = path.substr(0, end);
    if (H5Lexists(file, step.c_str(), H5P_DEFAULT) <= 0) return false;
    if (end == std::string::npos) return true;
  }
}

Handle dataset_properties() {
  Handle creation(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "dataset creation");
  keep_order_and_no_times(creation.get());
  return creation;
}

Handle text_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "text type");
  check(H5Tset_size(type.get(), H5T_VARIABLE), "text type");
  check(H5Tset_cset(type.get(), H5T_CSET_UTF8), "text type");
  return type;
}

Handle dataspace(const std::vector<hsize_t>& sizes, const std::vector<hsize_t>& limits) {
  if (sizes.empty()) return {H5Screate(H5S_SCALAR), H5Sclose, "shape"};
  return {H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(),
                           limits.empty() ? nullptr : limits.data()),
          H5Sclose, "shape"};
}

std::vector<hsize_t> shape_of(hid_t dataset) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "reading a shape");
  std::vector<hsize_t> sizes(
      static_cast<std::size_t>(check(H5Sget_simple_extent_ndims(space.get()), "reading a shape")));
  check(H5Sget_simple_extent_dims(space.get(), sizes.data(), nullptr), "reading a shape");
  return sizes;
}

namespace {
void write_scalar_attribute(hid_t object, const std::string& name, hid_t file_type, hid_t memory_type,
                            const void* value) {
  const std::string doing = "writing attribute " + name;
  const Handle scalar = dataspace({});
  const Handle attribute(H5Acreate2(object, name.c_str(), file_type, scalar.get(), H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose, doing);
  check(H5Awrite(attribute.get(), memory_type, value), doing);
}
}  // namespace

void write_attribute(hid_t object, const std::string& name, const std::string& text) {
  int replaced = 0;
  const std::string clean = valid_utf8(text, replaced);
  const char* pointer = clean.c_str();
  const Handle type = text_type();
  write_scalar_attribute(object, name, type.get(), type.get(), &pointer);
}

void write_attribute(hid_t object, const std::string& name, int number) {
  write_scalar_attribute(object, name, H5T_STD_I32LE, H5T_NATIVE_INT, &number);
}

void write_attribute(hid_t object, const std::string& name, double number) {
  write_scalar_attribute(object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &number);
}

bool has_attribute(hid_t object, const std::string& name) { return H5Aexists(object, name.c_str()) > 0; }

std::string read_text_attribute(hid_t object, const std::string& name) {
  if (!has_attribute(object, name)) return "";
  const std::string doing = "reading attribute " + name;
  const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, doing);
  const Handle type = text_type();
  char* pointer = nullptr;
  check(H5Aread(attribute.get(), type.get(), &pointer), doing);
  std::string text = clean_text(pointer);
  H5free_memory(pointer);
  return text;
}

int read_int_attribute(hid_t object, const std::string& name) {
  const std::string doing = "reading attribute " + name;
  const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, doing);
  int number = 0;
  check(H5Aread(attribute.get(), H5T_NATIVE_INT, &number), doing);
  return number;
}

std::vector<std::string> read_texts(hid_t dataset) {
  const Handle space(H5Dget_space(dataset), H5Sclose, "reading a shape");
  const auto count = static_cast<std::size_t>(H5Sget_simple_extent_npoints(space.get()));
  if (count == 0) return {};
  std::vector<char*> pointers(count, nullptr);
  const Handle type = text_type();
  check(H5Dread(dataset, type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "reading text");
  std::vector<std::string> texts;
  for (const char* pointer : pointers) texts.push_back(clean_text(pointer));
  H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, pointers.data());
  return texts;
}

std::vector<std::string> children(hid_t group, H5O_type_t type) {
  H5G_info_t group_info{};
  check(H5Gget_info(group, &group_info), "listing a group");
  std::vector<std::string> names;
  for (hsize_t i = 0; i < group_info.nlinks; ++i) {
    char name[1024];
    check(static_cast<int>(H5Lget_name_by_idx(group, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name,
                                              sizeof name, H5P_DEFAULT)),
          "listing a group");
    if (clean_text(name) != name) throw Failure("listing a group: a name in the file is no plain text");
    H5O_info_t info{};
    check(H5Oget_info_by_name2(group, name, &info, H5O_INFO_BASIC, H5P_DEFAULT), "listing a group");
    if (info.type == type) names.emplace_back(name);
  }
  return names;
}

}  // namespace entrepot::outputs::hdf5
