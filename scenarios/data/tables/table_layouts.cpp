#include "scenarios/data/tables/table_layouts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "sim/core/error.hpp"

namespace entrepot::scenarios {

bool asks_for(const WorldSource& source, const std::string& layout) { return source.plan.layout == layout; }

bool asks_for_none(const WorldSource& source) { return source.plan.layout.empty(); }

namespace {

using Pair = std::pair<std::string, std::string>;

std::set<Pair> pairs_of(const std::vector<TableLine>& lines) {
  std::set<Pair> pairs;
  for (const TableLine& line : lines)
    if (line.kind == LineKind::group) pairs.emplace(line.region, line.sector);
  return pairs;
}

// Every region has every sector.
void require_full(const std::set<Pair>& pairs, const Place& place, Faults& faults) {
  std::set<std::string> regions;
  std::set<std::string> sectors;
  for (const auto& [region, sector] : pairs) {
    regions.insert(region);
    sectors.insert(sector);
  }
  if (pairs.size() == regions.size() * sectors.size()) return;
  for (const std::string& region : regions) {
    for (const std::string& sector : sectors) {
      if (pairs.count({region, sector}) != 0) continue;
      faults.add({place.file, 0, 0, ""}, fmt::format("region '{}' has no sector '{}'", region, sector),
                 "every region has the same sectors", "add it, with zeros where nothing is made");
    }
  }
}

}  // namespace

void require_grid(const std::vector<TableLine>& rows, const std::vector<TableLine>& columns,
                  const std::vector<Place>& places, Faults& faults) {
  if (places.empty()) return;
  std::set<Pair> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const TableLine& line = rows[i];
    if (line.kind == LineKind::group && !seen.emplace(line.region, line.sector).second)
      faults.add(places[i], fmt::format("'{}' of '{}' is given twice", line.sector, line.region));
  }
  require_full(seen, places.front(), faults);
  const std::set<Pair> users = pairs_of(columns);
  for (const auto& [region, sector] : seen) {
    if (users.count({region, sector}) == 0) {
      faults.add({places.front().file, 0, 0, ""}, fmt::format("no column for '{}' of '{}'", sector, region),
                 "every row of a producer is a column too");
    }
  }
  for (const auto& [region, sector] : users) {
    if (seen.count({region, sector}) == 0) {
      faults.add({places.front().file, 0, 0, ""}, fmt::format("no row for '{}' of '{}'", sector, region),
                 "every column of a producer is a row too");
    }
  }
}

void require_same_rows(const std::vector<TableLine>& rows, const std::vector<TableLine>& others,
                       const std::vector<Place>& places, Faults& faults) {
  const std::set<Pair> known = pairs_of(rows);
  std::set<Pair> seen;
  for (std::size_t i = 0; i < others.size(); ++i) {
    const TableLine& line = others[i];
    if (known.count({line.region, line.sector}) == 0)
      faults.add(places[i],
                 fmt::format("'{}' of '{}' is no producer of the table", line.sector, line.region));
    if (!seen.emplace(line.region, line.sector).second)
      faults.add(places[i], fmt::format("'{}' of '{}' is given twice", line.sector, line.region));
  }
  if (seen.size() < known.size() && !places.empty()) {
    faults.add({places.front().file, 0, 0, ""},
               fmt::format("{} of {} producers have a row here", seen.size(), known.size()));
  }
}

void require_regions(const std::vector<TableLine>& rows, const std::vector<TableLine>& uses,
                     const std::vector<Place>& places, std::size_t skip, Faults& faults) {
  std::set<std::string> regions;
  for (const TableLine& line : rows) regions.insert(line.region);
  const std::vector<std::string> known(regions.begin(), regions.end());
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (regions.count(uses[i].region) != 0) continue;
    faults.add(places[i + skip],
               fmt::format("final use of '{}', which is no region of the table", uses[i].region), "",
               suggest(uses[i].region, known, Asks::meant));
  }
}

TableAxes axes_of(const std::vector<TableLine>& rows, const WorldSource& source, Faults& faults) {
  std::set<std::string> regions;
  std::set<std::string> sectors;
  for (const TableLine& line : rows) {
    if (line.kind != LineKind::group) continue;
    regions.insert(line.region);
    sectors.insert(line.sector);
  }
  const auto axis = [&](const char* kind, const std::set<std::string>& labels, const std::string& file) {
    std::optional<Concordance> concordance;
    if (!file.empty()) concordance = read_concordance(file, faults);
    return LabelAxis(kind, {labels.begin(), labels.end()}, concordance ? &*concordance : nullptr,
                     NameOrder(source.plan.folder, kind, faults), faults);
  };
  TableAxes axes{axis("region", regions, source.plan.regions), axis("sector", sectors, source.plan.sectors)};
  check_size(source.path, axes.regions.names().size(), axes.sectors.names().size(), faults);
  return axes;
}

TableContents contents_of(const TableLayout& layout, const std::vector<TableLine>& rows) {
  std::set<std::string> regions;
  std::set<std::string> sectors;
  for (const auto& [region, sector] : pairs_of(rows)) {
    regions.insert(region);
    sectors.insert(sector);
  }
  TableContents contents{layout.name, {regions.begin(), regions.end()}, {sectors.begin(), sectors.end()}};
  std::sort(contents.regions.begin(), contents.regions.end(), natural_less);
  std::sort(contents.sectors.begin(), contents.sectors.end(), natural_less);
  return contents;
}

FigureRules rules_of(const TableLayout& layout, const WorldSource& source) {
  const double unit = source.plan.unit > 0.0 ? source.plan.unit : layout.unit;
  return {unit * (source.plan.rate > 0.0 ? source.plan.rate : 1.0), layout.negative_flows};
}

BlockLabels read_labels_of(const Block& block, Faults& faults) {
  BlockLabels labels;
  TextRows text(block.file, block.separator);
  std::vector<std::string_view> cells;
  std::size_t width = 0;
  for (std::size_t row = 0; text.next(cells); ++row) {
    if (row == 0) width = cells.size();
    if (cells.size() != width) {
      faults.add(text.place(0), fmt::format("{} cells in this row", cells.size()),
                 fmt::format("the header has {} columns", width));
    } else if (row < block.header_rows) {
      labels.header.emplace_back(cells.begin(), cells.end());
      for (std::size_t c = 0; row == 0 && c < width; ++c) labels.header_places.push_back(text.place(c));
    } else {
      const auto keys = static_cast<std::ptrdiff_t>(std::min(block.key_cells, cells.size()));
      labels.rows.emplace_back(cells.begin(), cells.begin() + keys);
      labels.row_places.push_back(text.place(0));
    }
  }
  if (labels.header.empty())
    faults.add({block.file, 0, 0, ""}, "the file is empty", "a header row is expected");
  else if (width <= block.key_cells)
    faults.add({block.file, 1, 1, ""}, "the first row has no columns of figures",
               "a table has a label in the first cell and figures behind it", "is it a table in CSV?");
  return labels;
}

void read_block(const Block& block, const std::vector<TableLine>& rows, const std::vector<TableLine>& columns,
                TableSums& sums, Faults& faults) {
  std::vector<TableSums::Target> to;
  for (const TableLine& column : columns) {
    to.push_back(sums.target(column));
    sums.expect(column.kind);
  }
  TextRows text(block.file, block.separator);
  std::vector<std::string_view> cells;
  for (std::size_t row = 0; row < block.header_rows; ++row) static_cast<void>(text.next(cells));
  for (std::size_t row = 0; row < rows.size() && text.next(cells); ++row) {
    ENTREPOT_VALIDATE(cells.size() == to.size() + block.key_cells,
                      "rows keep the length they were read with");
    const TableSums::Target from = sums.target(rows[row]);
    sums.expect(rows[row].kind);
    for (std::size_t c = 0; c < to.size(); ++c) {
      const std::size_t cell = c + block.key_cells;
      sums.add(
          from, to[c], cells[cell], [&] { return text.place(cell); }, faults);
    }
  }
}

}  // namespace entrepot::scenarios
