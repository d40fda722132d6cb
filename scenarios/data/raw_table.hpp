// An inter-country table as read from its file, before it is checked and balanced.
#pragma once

#include <string>
#include <vector>

#include "scenarios/data/labels.hpp"

namespace entrepot::scenarios {

struct RawTable {
  Labels regions{"region"};
  Labels sectors{"sector"};
  std::vector<double> intermediate;  // [origin group][user group], musd
  std::vector<double> final_use;     // [origin group][destination], musd, categories summed, may be negative
  std::vector<double> output;        // [group], musd; empty where the file has none
  std::vector<double> value_added;   // [group], musd; empty where the file has none
  std::size_t blank_cells = 0;       // read as 0
  std::size_t negative_final_cells = 0;  // before the categories of a destination are summed
  double negative_final_amount = 0.0;    // musd, their sum (below 0)
  double value_added_outside = 0.0;      // musd of the value-added row outside intermediate columns
};

[[nodiscard]] bool is_long_table(const CsvTable& csv);
[[nodiscard]] RawTable read_long_raw(const CsvTable& csv, Faults& faults);
[[nodiscard]] RawTable read_square_raw(const CsvTable& csv, Faults& faults);

}  // namespace entrepot::scenarios
