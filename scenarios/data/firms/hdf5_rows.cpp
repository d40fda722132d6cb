#include "scenarios/data/firms/hdf5_rows.hpp"

#include <fmt/format.h>
#include <hdf5.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <utility>

#include "sim/core/error.hpp"

namespace entrepot::scenarios {

namespace {

constexpr hsize_t rows_at_once = 65536;

// An open object of the library; closed at the end of its scope.
class Object {
 public:
  using Close = herr_t (*)(hid_t);
  Object(hid_t id, Close close) : id_(id), close_(close) {}
  Object(Object&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  Object& operator=(Object&&) = delete;
  ~Object() {
    if (id_ >= 0) close_(id_);
  }
  [[nodiscard]] hid_t get() const { return id_; }
  [[nodiscard]] bool valid() const { return id_ >= 0; }

 private:
  hid_t id_;
  Close close_;
};

[[noreturn]] void refuse(const std::string& path, const std::string& what, const std::string& why) {
  throw InputError(Fault{Place{path, 0, 0, ""}, what, why,
                         "write each column as a dataset of its own, or give the table as csv"});
}

// Names of the links of a group that are of a kind, in the order of names.
std::vector<std::string> members(hid_t group, H5O_type_t kind) {
  struct Found {
    std::vector<std::string> names;
    H5O_type_t kind;
  } found{{}, kind};
  const auto visit = [](hid_t at, const char* name, const H5L_info_t*, void* into) -> herr_t {
    auto& list = *static_cast<Found*>(into);
    H5O_info_t info;
    if (H5Oget_info_by_name(at, name, &info, H5P_DEFAULT) >= 0 && info.type == list.kind)
      list.names.emplace_back(name);
    return 0;
  };
  hsize_t from = 0;
  H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, &from, visit, &found);
  return std::move(found.names);
}

struct Column {
  Object dataset;
  H5T_class_t kind;
  bool variable = false;  // texts of variable length
  std::size_t width = 0;  // of fixed ones, bytes
};

Object rows_of(const Column& column, hsize_t first, hsize_t count) {
  Object space(H5Dget_space(column.dataset.get()), H5Sclose);
  H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, &first, nullptr, &count, nullptr);
  return space;
}

template <class Number>
bool read_numbers(const Column& column, hid_t type, hsize_t first, std::vector<std::string>& out) {
  const hsize_t count = out.size();
  std::vector<Number> values(out.size());
  const Object memory(H5Screate_simple(1, &count, nullptr), H5Sclose);
  const Object file = rows_of(column, first, count);
  if (H5Dread(column.dataset.get(), type, memory.get(), file.get(), H5P_DEFAULT, values.data()) < 0)
    return false;
  for (std::size_t i = 0; i < values.size(); ++i) out[i] = fmt::format("{}", values[i]);
  return true;
}

bool read_texts(const Column& column, hsize_t first, std::vector<std::string>& out) {
  const hsize_t count = out.size();
  const Object memory(H5Screate_simple(1, &count, nullptr), H5Sclose);
  const Object file = rows_of(column, first, count);
  const Object stored(H5Dget_type(column.dataset.get()), H5Tclose);
  if (column.variable) {
    std::vector<char*> texts(out.size(), nullptr);
    if (H5Dread(column.dataset.get(), stored.get(), memory.get(), file.get(), H5P_DEFAULT, texts.data()) < 0)
      return false;
    for (std::size_t i = 0; i < texts.size(); ++i) out[i] = texts[i] == nullptr ? "" : texts[i];
    H5Dvlen_reclaim(stored.get(), memory.get(), H5P_DEFAULT, texts.data());
    return true;
  }
  std::vector<char> bytes(out.size() * column.width);
  if (H5Dread(column.dataset.get(), stored.get(), memory.get(), file.get(), H5P_DEFAULT, bytes.data()) < 0)
    return false;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const char* const text = bytes.data() + i * column.width;
    out[i].assign(text, strnlen(text, column.width));
    while (!out[i].empty() && out[i].back() == ' ') out[i].pop_back();
  }
  return true;
}

bool read(const Column& column, hsize_t first, std::vector<std::string>& out) {
  if (column.kind == H5T_INTEGER) return read_numbers<long long>(column, H5T_NATIVE_LLONG, first, out);
  if (column.kind == H5T_FLOAT) return read_numbers<double>(column, H5T_NATIVE_DOUBLE, first, out);
  return read_texts(column, first, out);
}

}  // namespace

struct Hdf5Rows::File {
  Object file;
  std::vector<Column> columns;
  hsize_t rows = 0;

  void add(const std::string& path, hid_t group, const std::string& name);
};

void Hdf5Rows::File::add(const std::string& path, hid_t group, const std::string& name) {
  Column column{Object(H5Dopen2(group, name.c_str(), H5P_DEFAULT), H5Dclose), H5T_NO_CLASS};
  if (!column.dataset.valid()) refuse(path, "cannot read this file", "column '" + name + "' does not open");
  const Object space(H5Dget_space(column.dataset.get()), H5Sclose);
  const Object type(H5Dget_type(column.dataset.get()), H5Tclose);
  column.kind = H5Tget_class(type.get());
  if (H5Sget_simple_extent_ndims(space.get()) != 1 ||
      (column.kind != H5T_STRING && column.kind != H5T_INTEGER && column.kind != H5T_FLOAT))
    refuse(path, fmt::format("'{}' is no column", name), "one dimension of texts or numbers is expected");
  column.variable = column.kind == H5T_STRING && H5Tis_variable_str(type.get()) > 0;
  column.width = H5Tget_size(type.get());
  hsize_t length = 0;
  H5Sget_simple_extent_dims(space.get(), &length, nullptr);
  if (!columns.empty() && length != rows)
    refuse(path, fmt::format("column '{}' has {} rows", name, length),
           fmt::format("those before it have {}", rows));
  rows = length;
  columns.push_back(std::move(column));
}

bool Hdf5Rows::is_hdf5(const std::string& path) {
  constexpr std::array<char, 8> signature{'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};
  std::array<char, 8> bytes{};
  std::ifstream(path, std::ios::binary).read(bytes.data(), bytes.size());
  return bytes == signature;
}

Hdf5Rows::Hdf5Rows(const std::string& path) : file_(path) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // faults are told in our words
  open_ =
      std::make_unique<File>(File{Object(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose), {}});
  if (!open_->file.valid()) refuse(path, "cannot read this file", "it is damaged or no HDF5 file");
  std::string place = "/";
  if (members(open_->file.get(), H5O_TYPE_DATASET).empty()) {
    const std::vector<std::string> groups = members(open_->file.get(), H5O_TYPE_GROUP);
    if (groups.size() != 1)
      refuse(path, "no table in this file",
             fmt::format("its root has no dataset and {} groups; one is expected", groups.size()));
    place += groups.front();
  }
  const Object group(H5Gopen2(open_->file.get(), place.c_str(), H5P_DEFAULT), H5Gclose);
  header_ = members(group.get(), H5O_TYPE_DATASET);
  if (header_.empty()) refuse(path, "no table in this file", "its group has no dataset");
  for (const std::string& name : header_) open_->add(path, group.get(), name);
  batch_.resize(header_.size());
}

Hdf5Rows::~Hdf5Rows() = default;

void Hdf5Rows::fill() {
  first_ += batch_.front().size();
  const auto count = static_cast<std::size_t>(std::min<hsize_t>(rows_at_once, open_->rows - first_));
  for (std::size_t c = 0; c < batch_.size(); ++c) {
    batch_[c].resize(count);
    if (!read(open_->columns[c], first_, batch_[c]))
      refuse(file_, "cannot read this file",
             fmt::format("rows from {} of column '{}' are damaged", first_ + 1, header_[c]));
  }
}

bool Hdf5Rows::next(std::vector<std::string_view>& cells) {
  if (at_ >= open_->rows) return false;
  if (at_ >= first_ + batch_.front().size()) fill();
  cells.clear();
  for (const std::vector<std::string>& column : batch_) cells.emplace_back(column[at_ - first_]);
  ++at_;
  return true;
}

Place Hdf5Rows::place(std::size_t cell) const {
  return {file_, static_cast<int>(at_), static_cast<int>(cell + 1), ""};
}

}  // namespace entrepot::scenarios
