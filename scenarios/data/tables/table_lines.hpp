// What the rows and columns of a published table are: cells of its grid, final use, margins.
#pragma once

#include <string>
#include <vector>

#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

enum class LineKind {
  group,        // a producer: a region's sector
  final_use,    // of a region
  output,       // of producers
  value_added,  // paid by producers
  taxes,        // on products less subsidies, margins and adjustments, paid by producers
  skipped       // totals that follow from the rest
};

struct TableLine {
  LineKind kind = LineKind::skipped;
  std::string region;
  std::string sector;
};

// Labels of one side of the table, with their places in the file.
struct TableLabels {
  std::vector<std::string> names;
  std::vector<Place> places;
};

struct TableLines {
  std::vector<TableLine> rows, columns;
  std::vector<std::string> notes;
};

// How a layout bends labels before they are read: parts taken off sectors, regions that are one.
struct LabelHabits {
  std::string sector_prefix;                                    // "CPA_" of FIGARO; "" = none
  std::vector<std::pair<std::string, std::string>> one_region;  // {"CN1", "CHN"}: part, whole
};

// Reads labels that name a region and a sector joined by an underscore, either first. Every pair of a region
// and a sector must be a row and a column; what is not is a fault at its label, with the label that was
// meant.
[[nodiscard]] TableLines read_lines(const TableLabels& rows, const TableLabels& columns,
                                    const LabelHabits& habits, Faults& faults);

// The margin that a whole label, or the part of it that is no region, stands for.
[[nodiscard]] bool is_margin(const std::string& label, LineKind& kind);

}  // namespace entrepot::scenarios
