// Columns of an HDF5 file, row by row, as text: what h5py, rhdf5 or MATLAB write of a table.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

// A table is the one-dimensional datasets of one length at the root of the file or, if there are none, in its
// one group: texts of fixed or variable length, whole numbers, or numbers with decimals.
class Hdf5Rows {
 public:
  // InputError when the file cannot be read, has no such columns, or columns of other kinds or lengths.
  explicit Hdf5Rows(const std::string& path);
  ~Hdf5Rows();

  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  // The next row; false at the end. Views live until the next call. InputError when the file breaks off.
  [[nodiscard]] bool next(std::vector<std::string_view>& cells);
  [[nodiscard]] const std::string& file() const { return file_; }
  // Of the row at hand: its number from 1, and that of the column.
  [[nodiscard]] Place place(std::size_t cell) const;

  // By its first bytes, where it can be opened.
  [[nodiscard]] static bool is_hdf5(const std::string& path);

 private:
  struct File;
  void fill();

  std::string file_;
  std::unique_ptr<File> open_;
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> batch_;  // [column][row]
  std::size_t first_ = 0;                        // row of the file that the batch begins with
  std::size_t at_ = 0;                           // rows given
};

}  // namespace entrepot::scenarios
