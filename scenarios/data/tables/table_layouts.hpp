// What the readers of published tables share: from labels and figures to a world.
#pragma once

#include <string>
#include <vector>

#include "scenarios/data/load_world.hpp"
#include "scenarios/data/tables/raw_table.hpp"
#include "scenarios/data/tables/sector_kinds.hpp"
#include "scenarios/data/tables/table_lines.hpp"
#include "scenarios/data/tables/table_sums.hpp"
#include "sim/core/sha256.hpp"

namespace entrepot::scenarios {

struct TableLayout {
  std::string name;             // of the reader
  std::string title;            // for notes
  double unit = 1.0;            // million USD per figure as published
  std::string currency = "";    // where it is not USD
  bool tested = false;          // on a published file
  bool negative_flows = false;  // are published, and set to 0
  LabelHabits habits = {};
};

// Whether a source asks for this layout by name; nothing where it asks for none.
[[nodiscard]] bool asks_for(const WorldSource& source, const std::string& layout);
[[nodiscard]] bool asks_for_none(const WorldSource& source);

// Checks of layouts that give region and sector in cells of their own: every pair is one row and one column;
// another block has the same rows; final uses are of regions that the rows have. `places`: of the lines,
// behind `skip` others.
void require_grid(const std::vector<TableLine>& rows, const std::vector<TableLine>& columns,
                  const std::vector<Place>& places, Faults& faults);
void require_same_rows(const std::vector<TableLine>& rows, const std::vector<TableLine>& others,
                       const std::vector<Place>& places, Faults& faults);
void require_regions(const std::vector<TableLine>& rows, const std::vector<TableLine>& uses,
                     const std::vector<Place>& places, std::size_t skip, Faults& faults);

// Axes of a world from the lines of its table, by the concordances of the source's plan.
struct TableAxes {
  LabelAxis regions, sectors;
};
[[nodiscard]] TableAxes axes_of(const std::vector<TableLine>& rows, const WorldSource& source,
                                Faults& faults);
[[nodiscard]] FigureRules rules_of(const TableLayout& layout, const WorldSource& source);

// The labels that producers have in the rows of a table.
[[nodiscard]] TableContents contents_of(const TableLayout& layout, const std::vector<TableLine>& rows);

// Streams the figures of a square block into the sums: the first `key_cells` of each row are labels.
struct Block {
  std::string file;
  std::size_t header_rows = 1;
  std::size_t key_cells = 1;
  char separator = 0;  // 0: found in the first row
};
void read_block(const Block& block, const std::vector<TableLine>& rows, const std::vector<TableLine>& columns,
                TableSums& sums, Faults& faults);

// Labels of a block: the cells of its header rows and of the keys of its rows. Faults on rows of other
// length.
struct BlockLabels {
  std::vector<std::vector<std::string>> header;  // [header row][column]
  std::vector<Place> header_places;              // [column]
  std::vector<std::vector<std::string>> rows;    // [row][key]
  std::vector<Place> row_places;
};
[[nodiscard]] BlockLabels read_labels_of(const Block& block, Faults& faults);

// Checks, sets negative uses aside, balances and fills in what the table does not say; notes everything.
[[nodiscard]] WorldTable finish_table(RawTable raw, const TableLayout& layout, const WorldSource& source,
                                      const std::vector<std::string>& files);

}  // namespace entrepot::scenarios
