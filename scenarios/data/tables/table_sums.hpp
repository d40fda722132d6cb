// Sums the figures of a published table into a world's cells while its files stream by. Sums are exact
// (fixed point), so the order of rows and columns changes no bit.
#pragma once

#include <string_view>
#include <vector>

#include "scenarios/data/tables/raw_table.hpp"
#include "scenarios/data/tables/table_lines.hpp"
#include "scenarios/data/tables/text_rows.hpp"

namespace entrepot::scenarios {

// Most producers of a world: its table holds the square of them.
inline constexpr std::size_t most_groups = 5000;

// How figures become million USD, and whether sales between producers may be negative (set to 0, noted).
struct FigureRules {
  double unit = 1.0;  // million USD in one unit of the table
  bool negative_flows = false;
};

class TableSums {
 public:
  TableSums(const LabelAxis& regions, const LabelAxis& sectors, FigureRules rules);
  ~TableSums();

  // Where a line of the file goes, in the cells of the world.
  struct Target {
    LineKind kind = LineKind::skipped;
    std::vector<LabelPart> cells;  // groups, or regions of final use
  };
  [[nodiscard]] Target target(const TableLine& line) const;
  // One figure, at the crossing of two lines. `place` is asked for only where it is faulty.
  template <class PlaceOf>
  void add(const Target& row, const Target& column, std::string_view text, const PlaceOf& place,
           Faults& faults) {
    if (row.kind == LineKind::skipped || column.kind == LineKind::skipped) return;
    double value = 0.0;
    if (const char* why = read(row, column, text, value)) {
      refuse(text, why, place(), faults);
      return;
    }
    if (value != 0.0) put(row, column, value);
  }
  // A file has rows or columns of these; without any, the table has no such figures.
  void expect(LineKind margin);
  [[nodiscard]] RawTable finish();

 private:
  struct Cells;
  [[nodiscard]] const char* read(const Target& row, const Target& column, std::string_view text,
                                 double& value);
  static void refuse(std::string_view text, const char* why, const Place& place, Faults& faults);
  void put(const Target& row, const Target& column, double value);
  void put_flow(const Target& row, const Target& column, double value);
  void put_final(const Target& row, const Target& column, double value);

  const LabelAxis& regions_;
  const LabelAxis& sectors_;
  FigureRules rules_;
  std::unique_ptr<Cells> cells_;
};

// Faults where the world would have more producers than fit, with the numbers.
void check_size(const std::string& file, std::size_t regions, std::size_t sectors, Faults& faults);

}  // namespace entrepot::scenarios
