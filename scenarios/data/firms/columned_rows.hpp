// A delimited file with a header, or the columns of an HDF5 file, row by row, columns found by name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/data/firms/hdf5_rows.hpp"
#include "scenarios/data/tables/text_rows.hpp"

namespace entrepot::scenarios {

class ColumnedRows {
 public:
  ColumnedRows(const std::string& path, Faults& faults);

  // Column of that name; absent ones are a fault that names the nearest if `required`.
  [[nodiscard]] std::optional<std::size_t> column(const std::string& name, bool required);
  // The next row; false at the end. A row of another length than the header is a fault and is passed over.
  [[nodiscard]] bool next();
  // A cell of the row at hand, without blanks around it; "" where there is no such column.
  [[nodiscard]] std::string_view text(const std::optional<std::size_t>& column) const;
  // A number of it; otherwise a fault.
  [[nodiscard]] std::optional<double> number(std::size_t column, const char* what);
  void fault(std::size_t column, const std::string& what, const std::string& why,
             const std::string& suggestion = "");

 private:
  [[nodiscard]] bool next_cells() { return hdf5_ ? hdf5_->next(cells_) : text_->next(cells_); }
  [[nodiscard]] Place place(std::size_t cell) const {
    return hdf5_ ? hdf5_->place(cell) : text_->place(cell);
  }

  std::string path_;
  std::unique_ptr<TextRows> text_;  // one of the two
  std::unique_ptr<Hdf5Rows> hdf5_;
  Faults& faults_;
  std::vector<std::string> header_;
  std::vector<std::string_view> cells_;
};

}  // namespace entrepot::scenarios
