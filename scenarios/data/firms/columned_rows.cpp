#include "scenarios/data/firms/columned_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entrepot::scenarios {

ColumnedRows::ColumnedRows(const std::string& path, Faults& faults) : path_(path), faults_(faults) {
  if (Hdf5Rows::is_hdf5(path)) {
    hdf5_ = std::make_unique<Hdf5Rows>(path);
    header_ = hdf5_->header();
    return;
  }
  text_ = std::make_unique<TextRows>(path);
  if (text_->next(cells_)) {
    header_.assign(cells_.begin(), cells_.end());
  } else {
    faults_.add({path, 0, 0, ""}, "the file is empty", "a header row is expected");
  }
}

std::optional<std::size_t> ColumnedRows::column(const std::string& name, bool required) {
  const auto at = std::find(header_.begin(), header_.end(), name);
  if (at != header_.end()) return static_cast<std::size_t>(at - header_.begin());
  if (required && !header_.empty())
    faults_.add({path_, 1, 1, ""}, fmt::format("column '{}' is missing", name),
                "the world file maps columns to names (columns, transaction_columns)",
                suggest(name, header_, "columns"));
  return std::nullopt;
}

bool ColumnedRows::next() {
  while (next_cells()) {
    if (cells_.size() == header_.size()) return true;
    faults_.add(place(0), fmt::format("{} cells in this row", cells_.size()),
                fmt::format("the header has {} columns", header_.size()));
  }
  return false;
}

std::string_view ColumnedRows::text(const std::optional<std::size_t>& column) const {
  if (!column) return {};
  std::string_view text = cells_[*column];
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<double> ColumnedRows::number(std::size_t column, const char* what) {
  const std::optional<double> value = number_in(cells_[column]);
  if (!value)
    fault(column, fmt::format("{} is {}", what, in_quotes(std::string(cells_[column]))),
          "a number is expected, with a point for decimals");
  return value;
}

void ColumnedRows::fault(std::size_t column, const std::string& what, const std::string& why,
                         const std::string& suggestion) {
  faults_.add(place(column), what, why, suggestion);
}

}  // namespace entrepot::scenarios
