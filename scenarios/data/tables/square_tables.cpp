// Square tables whose labels join a region and a sector: OECD ICIO, WIOD 2013, FIGARO, and any other. They
// differ in how they are recognised, in their unit, and in a few habits of their labels.
#include <algorithm>
#include <filesystem>
#include <set>

#include "scenarios/data/tables/table_layouts.hpp"

namespace entrepot::scenarios {

namespace {

const TableLayout& icio() {
  static const TableLayout layout{"icio",
                                  "OECD inter-country input-output table",
                                  1.0,
                                  "",
                                  true,
                                  false,
                                  {"", {{"CN1", "CHN"}, {"CN2", "CHN"}, {"MX1", "MEX"}, {"MX2", "MEX"}}}};
  return layout;
}

const TableLayout& wiod2013() {
  static const TableLayout layout{
      "wiod2013", "World Input-Output Database, release 2013", 1.0, "", true, false, {}};
  return layout;
}

const TableLayout& figaro() {
  static const TableLayout layout{"figaro", "Eurostat FIGARO", 1.0, "EUR", false, true, {"CPA_", {}}};
  return layout;
}

const TableLayout& any_square() {
  static const TableLayout layout{"table", "square table", 1.0, "", true, false, {}};
  return layout;
}

TableLabels header_of(const BlockLabels& labels, std::size_t key_cells) {
  TableLabels columns;
  for (std::size_t c = key_cells; c < labels.header[0].size(); ++c) {
    columns.names.push_back(labels.header[0][c]);
    columns.places.push_back(labels.header_places[c]);
  }
  return columns;
}

// Checked: what the rows and columns of the file are.
TableLines lines_of(const Block& block, const TableLayout& layout) {
  Faults faults;
  const BlockLabels labels = read_labels_of(block, faults);
  faults.throw_if_any();
  TableLabels rows{{}, labels.row_places};
  for (const auto& keys : labels.rows) rows.names.push_back(keys[0]);
  TableLines lines = read_lines(rows, header_of(labels, block.key_cells), layout.habits, faults);
  faults.throw_if_any();
  return lines;
}

WorldTable read_square(const WorldSource& source, const TableLayout& layout) {
  Faults faults;
  const Block block{source.path, 1, 1, 0};
  const TableLines lines = lines_of(block, layout);
  const TableAxes axes = axes_of(lines.rows, source, faults);
  faults.throw_if_any();
  TableSums sums(axes.regions, axes.sectors, rules_of(layout, source));
  read_block(block, lines.rows, lines.columns, sums, faults);
  faults.throw_if_any();
  RawTable raw = sums.finish();
  raw.notes.insert(raw.notes.begin(), lines.notes.begin(), lines.notes.end());
  return finish_table(std::move(raw), layout, source, {source.path});
}

// Whether the first row of a file has columns that are a region and each of these, joined by an underscore.
bool header_has(const WorldSource& source, const std::vector<std::string>& ends) {
  if (!std::filesystem::is_regular_file(source.path)) return false;
  const auto head = head_rows(source.path, 1);
  if (head.empty()) return false;
  std::set<std::string> found;
  for (const std::string& label : head[0]) {
    const std::size_t at = label.find('_');
    if (at == std::string::npos) continue;
    found.insert(label.substr(at + 1));
    found.insert(label.substr(0, label.rfind('_')));
  }
  return std::all_of(ends.begin(), ends.end(), [&](const std::string& end) { return found.count(end) != 0; });
}

// Final use by OECD's names: REGION_xxx, or in the oldest editions xxx_REGION.
bool is_icio(const WorldSource& source) {
  return header_has(source, {"HFCE", "GFCF", "INVNT"}) || header_has(source, {"HC", "GFCF", "INVNT"});
}

template <const TableLayout& (*Layout)(), class Recognises>
ReaderDescriptor reader_of(std::string summary, Recognises recognises) {
  return {Layout().name, std::move(summary), recognises,
          [](const WorldSource& source) { return read_square(source, Layout()); },
          [](const WorldSource& source) {
            return contents_of(Layout(), lines_of({source.path, 1, 1, 0}, Layout()).rows);
          }};
}

}  // namespace

ReaderDescriptor icio_reader() {
  return reader_of<icio>(
      "OECD ICIO as published (CSV): AUS_A01, final use per country, OUT, VA, TLS or TAXSUB",
      [](const WorldSource& source) {
        return asks_for(source, "icio") || (asks_for_none(source) && is_icio(source));
      });
}

ReaderDescriptor wiod2013_reader() {
  return reader_of<wiod2013>("WIOD, release 2013 (CSV): AUS_c1 to RoW_c35, final use per country",
                             [](const WorldSource& source) {
                               return asks_for(source, "wiod2013") ||
                                      (asks_for_none(source) && header_has(source, {"c1", "c17", "c35"}));
                             });
}

ReaderDescriptor figaro_reader() {
  return reader_of<figaro>("Eurostat FIGARO, matrix form (CSV): AT_A01 or AT_CPA_A01, final use AT_P3_S14",
                           [](const WorldSource& source) {
                             return asks_for(source, "figaro") ||
                                    (asks_for_none(source) && header_has(source, {"P3_S14", "P51G"}));
                           });
}

ReaderDescriptor table_reader() {
  return reader_of<any_square>(
      "an inter-country table in million USD (CSV, may be gzipped): REGION_SECTOR in rows and columns, "
      "final use REGION_xxx, OUT, VA",
      [](const WorldSource& source) {
        return asks_for(source, "table") ||
               (asks_for_none(source) && std::filesystem::is_regular_file(source.path));
      });
}

}  // namespace entrepot::scenarios
