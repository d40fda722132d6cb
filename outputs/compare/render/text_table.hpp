// Plain text tables for the terminal: aligned columns, numbers to the right, widths in characters as shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entrepot::outputs {

enum class Align { left, right };

struct TextColumn {
  std::string heading;
  Align align = Align::left;
};

struct TextTable {
  std::vector<TextColumn> columns;
  std::vector<std::vector<std::string>> rows;  // [row][column]
  [[nodiscard]] std::string render() const;    // with a line under the headings; no spaces at line ends
};

// Cells that UTF-8 text takes on a terminal: accents 0, East Asian characters and pictures 2.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

// A number with about five significant digits; NaN as "-".
[[nodiscard]] std::string format_value(double value);

}  // namespace entrepot::outputs
