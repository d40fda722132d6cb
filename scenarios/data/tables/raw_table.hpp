// An inter-country table as read from its files, before it is checked and balanced.
#pragma once

#include <string>
#include <vector>

#include "scenarios/data/tables/label_axis.hpp"

namespace entrepot::scenarios {

struct RawTable {
  Labels regions{"region"};
  Labels sectors{"sector"};
  std::vector<std::vector<std::string>> sector_sources;  // [sector] labels of the table that went into it
  std::vector<double> intermediate;                      // [origin group][user group], musd
  std::vector<double> final_use;    // [origin group][destination], musd, categories summed, may be negative
  std::vector<double> output;       // [group], musd; empty where the file has none
  std::vector<double> value_added;  // [group], musd; empty where the file has none
  std::vector<double> taxes;        // [group], musd, less subsidies, on inputs; empty where the file has none
  std::size_t blank_cells = 0;      // read as 0
  std::size_t negative_final_cells = 0;  // before the categories of a destination are summed
  double negative_final_amount = 0.0;    // musd, their sum (below 0)
  std::size_t negative_flow_cells = 0;   // between producers, set to 0
  double negative_flow_amount = 0.0;     // musd, their sum (below 0)
  double value_added_outside = 0.0;      // musd of the value-added rows outside intermediate columns
  double taxes_outside = 0.0;            // musd of the tax rows on final use
  std::vector<std::string> notes;        // on labels and layout
};

}  // namespace entrepot::scenarios
