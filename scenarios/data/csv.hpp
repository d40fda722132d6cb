// Small CSV reader: quoted fields, CRLF, byte-order mark, gz read transparently. Faults carry file:line:col.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/faults.hpp"
#include "sim/core/sha256.hpp"

namespace entrepot::scenarios {

// All bytes of a file, unpacked where it is gz. InputError when it cannot be read or is cut off.
[[nodiscard]] std::string read_bytes(const std::string& path);
// The same bytes into a hash, of files that need not fit into memory.
void add_unpacked(const std::string& path, Sha256& hash);

// The separator of a header that is not the comma: ';' or a tab; 0 = none.
[[nodiscard]] char other_separator(const std::string& header);
[[nodiscard]] std::string separator_text(char separator);

class CsvTable {
 public:
  // Throws InputError on an unreadable file, an open quote, rows of unequal length or duplicate columns.
  [[nodiscard]] static CsvTable load(const std::string& path);
  [[nodiscard]] static CsvTable parse(const std::string& file, std::string bytes);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] std::size_t rows() const { return row_start_.size() - 1; }  // the header excluded
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::string_view header(std::size_t column) const { return cell(0, column); }
  [[nodiscard]] std::string_view text(std::size_t row, std::size_t column) const {
    return cell(row + 1, column);
  }
  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;
  // Like find_column, but an absent column is a fault that names the nearest one.
  [[nodiscard]] std::optional<std::size_t> require_column(const std::string& name, Faults& faults) const;
  // Number of a cell; absent where the text is no finite number.
  [[nodiscard]] std::optional<double> number(std::size_t row, std::size_t column) const;
  [[nodiscard]] Place place(std::size_t row, std::size_t column) const { return place_of(row + 1, column); }
  // Without the line's text: where a header is at fault, the file may be no table and none of the user's.
  [[nodiscard]] Place header_place(std::size_t column) const {
    Place place = place_of(0, column);
    place.source_line.clear();
    return place;
  }

 private:
  struct Cell {
    std::uint32_t begin = 0;  // offset into bytes_, after an opening quote
    std::uint32_t size = 0;   // bytes, doubled quotes already halved
  };
  [[nodiscard]] std::string_view cell(std::size_t line, std::size_t column) const;
  [[nodiscard]] Place place_of(std::size_t line, std::size_t column) const;
  void check_text(Faults& faults) const;
  void split();
  std::size_t read_cell(std::size_t at, Faults& faults);
  std::size_t read_quoted(std::size_t at, Faults& faults);
  void end_row(std::size_t next);
  void check_shape(Faults& faults);

  std::string file_;
  std::string bytes_;
  std::vector<Cell> cells_;                // row-major, the header first, ragged until checked
  std::vector<std::size_t> row_cells_{0};  // [row + 1] first cell of each line of cells, header first
  std::vector<std::uint32_t> row_start_;   // [row] offset of the line
  std::vector<int> row_line_;              // [row] line number in the file, from 1
  std::size_t columns_ = 0;
  int line_ = 1;
};

}  // namespace entrepot::scenarios
