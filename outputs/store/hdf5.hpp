// Thin RAII layer over the HDF5 C API: the only include of HDF5. For the .cpp files of this folder.
#pragma once

#include <hdf5.h>
#include <hdf5_hl.h>

#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace entrepot::outputs::hdf5 {

// What HDF5 said, in plain words; writers turn it into RunError, readers into InputError.
class Failure : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Held by every public operation: the library is not thread-safe, and its error stack must not reach the
// terminal.
class Session {
 public:
  Session();

 private:
  std::lock_guard<std::recursive_mutex> lock_;
};

// An open HDF5 object; closed at the end of its scope.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle() = default;
  // Failure "<doing>: <HDF5's message>" when `id` is invalid.
  Handle(hid_t id, Close closer, const std::string& doing);
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  [[nodiscard]] hid_t get() const { return id_; }
  // Closes now and reports a failure (the last write of a file happens when it closes).
  void close(const std::string& doing);

 private:
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

// Failure when `status` is negative; returns it otherwise.
int check(int status, const std::string& doing);

Handle create_file(const std::string& path);
// The same with what virtual datasets need (readers of HDF5 1.10 and later).
Handle create_virtual_file(const std::string& path);
Handle open_file(const std::string& path, bool writable);
Handle open_group(hid_t file, const std::string& path);
Handle open_dataset(hid_t file, const std::string& path);
// With all missing groups above it; links and attributes keep their creation order.
Handle create_group(hid_t file, const std::string& path);
bool exists(hid_t file, const std::string& path);

// Creation properties of a dataset whose attributes keep their order.
Handle dataset_properties();
Handle text_type();  // variable-length UTF-8
Handle dataspace(const std::vector<hsize_t>& sizes,
                 const std::vector<hsize_t>& limits = {});  // no sizes: scalar
std::vector<hsize_t> shape_of(hid_t dataset);

void write_attribute(hid_t object, const std::string& name, const std::string& text);
void write_attribute(hid_t object, const std::string& name, int number);
void write_attribute(hid_t object, const std::string& name, double number);
bool has_attribute(hid_t object, const std::string& name);
std::string read_text_attribute(hid_t object, const std::string& name);  // "" when absent
int read_int_attribute(hid_t object, const std::string& name);

std::vector<std::string> read_texts(hid_t dataset);  // any shape, flattened

// Names of the links of a group that lead to objects of `type`, in order of creation.
std::vector<std::string> children(hid_t group, H5O_type_t type);

}  // namespace entrepot::outputs::hdf5
