#include "scenarios/data/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/core/plain_text.hpp"

namespace entrepot::scenarios {

char other_separator(const std::string& header) {
  if (header.find(',') != std::string::npos) return 0;
  for (const char separator : {';', '\t'}) {
    if (header.find(separator) != std::string::npos) return separator;
  }
  return 0;
}

std::string separator_text(char separator) { return separator == '\t' ? "tabs" : std::string(1, separator); }

CsvTable CsvTable::load(const std::string& path) { return parse(path, read_bytes(path)); }

CsvTable CsvTable::parse(const std::string& file, std::string bytes) {
  CsvTable table;
  table.file_ = file;
  table.bytes_ = std::move(bytes);
  table.split();
  return table;
}

void CsvTable::split() {
  Faults faults;
  check_text(faults);
  std::size_t at = bytes_.compare(0, 3, "\xEF\xBB\xBF") == 0 ? 3 : 0;
  while (at < bytes_.size()) {
    const bool blank =
        bytes_[at] == '\n' || (bytes_[at] == '\r' && at + 1 < bytes_.size() && bytes_[at + 1] == '\n');
    if (blank) {
      at += bytes_[at] == '\r' ? 2U : 1U;
      ++line_;
      continue;
    }
    row_start_.push_back(static_cast<std::uint32_t>(at));
    row_line_.push_back(line_);
    at = read_cell(at, faults);
    while (at < bytes_.size() && bytes_[at] == ',') at = read_cell(at + 1, faults);
    row_cells_.push_back(cells_.size());
    if (at < bytes_.size() && bytes_[at] == '\r') ++at;
    if (at < bytes_.size()) ++at;  // the line feed
    ++line_;
  }
  if (row_start_.empty()) faults.add({file_, 0, 0, ""}, "the file is empty", "a header row is expected");
  faults.throw_if_any();
  check_shape(faults);
  faults.throw_if_any();
}

// Tables hold text: control characters would reach terminals and file names.
void CsvTable::check_text(Faults& faults) const {
  std::size_t from = 0;
  for (std::size_t bad; (bad = find_control(std::string_view(bytes_).substr(from))) != std::string::npos;) {
    from += bad + 1;
    if (bytes_[from - 1] == '\r') continue;
    const auto end = bytes_.begin() + static_cast<std::ptrdiff_t>(from - 1);
    const std::size_t start = bytes_.rfind('\n', from - 1) + 1;  // npos + 1 = 0
    faults.add({file_, static_cast<int>(std::count(bytes_.begin(), end, '\n')) + 1,
                static_cast<int>(from - start), ""},
               "the file holds control characters", "a table is text", "is it a table in CSV?");
    break;
  }
  faults.throw_if_any();
}

// Reads one cell from `at` and returns the offset of the comma or line end after it.
std::size_t CsvTable::read_cell(std::size_t at, Faults& faults) {
  if (at < bytes_.size() && bytes_[at] == '"') return read_quoted(at, faults);
  std::size_t end = at;
  while (end < bytes_.size() && bytes_[end] != ',' && bytes_[end] != '\n') ++end;
  std::size_t last = end;
  if (last > at && bytes_[last - 1] == '\r' && (end == bytes_.size() || bytes_[end] == '\n')) --last;
  cells_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(last - at)});
  return end;
}

std::size_t CsvTable::read_quoted(std::size_t at, Faults& faults) {
  const int open_line = line_;
  const std::size_t begin = at + 1;
  const int column = static_cast<int>(at - row_start_.back()) + 1;
  std::size_t out = begin;
  std::size_t in = begin;
  for (; in < bytes_.size(); ++in) {
    if (bytes_[in] == '"') {
      if (in + 1 == bytes_.size() || bytes_[in + 1] != '"') break;
      ++in;
    }
    if (bytes_[in] == '\n') ++line_;
    bytes_[out++] = bytes_[in];
  }
  cells_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(out - begin)});
  if (in >= bytes_.size()) {
    faults.add({file_, open_line, column, ""}, "a quote is never closed", "the file ends inside the cell");
    return bytes_.size();
  }
  const std::size_t end = in + 1;
  const bool ends = end >= bytes_.size() || bytes_[end] == ',' || bytes_[end] == '\n' || bytes_[end] == '\r';
  if (ends) return end;
  faults.add({file_, line_, column, ""}, "text follows a closing quote", "",
             "double a quote inside a quoted cell");
  return std::min(bytes_.size(), bytes_.find_first_of(",\n", end));
}

void CsvTable::check_shape(Faults& faults) {
  columns_ = row_cells_[1];
  if (const char separator = other_separator(std::string(header(0))); columns_ == 1 && separator != 0) {
    faults.add({file_, row_line_[0], 1, ""}, "the fields are separated by " + separator_text(separator),
               "a spreadsheet of another language or a copied table", "separate them by commas");
    return;
  }
  for (std::size_t row = 1; row < row_start_.size(); ++row) {
    const std::size_t count = row_cells_[row + 1] - row_cells_[row];
    if (count == columns_) continue;
    faults.add({file_, row_line_[row], 1, ""}, fmt::format("{} cells in this row", count),
               fmt::format("the header has {} columns", columns_));
  }
  std::vector<std::size_t> order(columns_);
  for (std::size_t column = 0; column < columns_; ++column) order[column] = column;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return header(a) < header(b); });
  for (std::size_t i = 1; i < columns_; ++i) {
    if (header(order[i]) != header(order[i - 1]) || header(order[i]).empty()) continue;
    faults.add(header_place(order[i]), fmt::format("column '{}' is given twice", header(order[i])));
  }
}

std::string_view CsvTable::cell(std::size_t line, std::size_t column) const {
  const Cell& found = cells_[row_cells_[line] + column];
  return std::string_view(bytes_).substr(found.begin, found.size);
}

Place CsvTable::place_of(std::size_t line, std::size_t column) const {
  const Cell& found = cells_[row_cells_[line] + column];
  const std::size_t start = row_start_[line];
  const std::size_t end = std::min(bytes_.size(), bytes_.find_first_of("\r\n", start));
  Place place{file_, row_line_[line], static_cast<int>(found.begin - start) + 1, ""};
  constexpr std::size_t longest_shown = 200;  // a caret under a longer line helps nobody
  if (end - start <= longest_shown) place.source_line = bytes_.substr(start, end - start);
  return place;
}

std::optional<std::size_t> CsvTable::find_column(std::string_view name) const {
  for (std::size_t column = 0; column < columns_; ++column) {
    if (header(column) == name) return column;
  }
  return std::nullopt;
}

std::optional<std::size_t> CsvTable::require_column(const std::string& name, Faults& faults) const {
  const auto found = find_column(name);
  if (found) return found;
  std::vector<std::string> names;
  for (std::size_t column = 0; column < columns_; ++column) names.emplace_back(header(column));
  faults.add(header_place(0), fmt::format("column '{}' is missing", name), "",
             suggest(name, names, Asks::meant));
  return std::nullopt;
}

std::optional<double> CsvTable::number(std::size_t row, std::size_t column) const {
  std::string_view digits = text(row, column);
  while (!digits.empty() && digits.front() == ' ') digits.remove_prefix(1);
  while (!digits.empty() && digits.back() == ' ') digits.remove_suffix(1);
  if (!digits.empty() && digits.front() == '+') digits.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  if (!whole || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace entrepot::scenarios
