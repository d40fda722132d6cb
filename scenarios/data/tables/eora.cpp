// Folders as Eora publishes them: figures without labels (..._T.txt, ..._FD.txt, ..._VA.txt) and labels
// beside (labels_T.txt, labels_FD.txt): country, code, kind, sector. Thousand USD.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "scenarios/data/tables/table_layouts.hpp"

namespace entrepot::scenarios {

namespace {

namespace fs = std::filesystem;

const TableLayout& eora() {
  static const TableLayout layout{"eora", "Eora", 0.001, "", false, true, {}};
  return layout;
}

// The one file of the folder that ends so; "" where there is none or more than one.
std::string file_ending(const std::string& folder, const std::string& end) {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0 &&
        name.compare(0, 6, "labels") != 0)
      found.push_back(entry.path().string());
  }
  return found.size() == 1 ? found.front() : "";
}

// The folder, or the one in which the named labels_T.txt lies.
std::string eora_folder(const std::string& path) {
  const fs::path named(path);
  const fs::path folder = named.filename() == "labels_T.txt" ? named.parent_path() : named;
  return folder.empty() ? "." : folder.string();
}

bool is_eora(const std::string& path) {
  const fs::path folder = eora_folder(path);
  return fs::is_regular_file(folder / "labels_T.txt") && fs::is_regular_file(folder / "labels_FD.txt") &&
         !file_ending(folder.string(), "_T.txt").empty();
}

std::string require_file(const std::string& folder, const std::string& end, Faults& faults) {
  const std::string file = file_ending(folder, end);
  if (file.empty()) {
    faults.add({folder, 0, 0, ""}, fmt::format("there is not one file that ends in {}", end),
               "Eora has one of each for a year", "unpack a single year into a folder of its own");
  }
  return file;
}

// Rows of a label file: country, its code, kind of entity, sector.
std::vector<TableLine> labelled(const std::string& file, LineKind kind, std::vector<Place>& places,
                                Faults& faults) {
  const Block block{file, 0, 4, '\t'};
  TextRows text(file, '\t');
  std::vector<std::string_view> cells;
  std::vector<TableLine> lines;
  while (text.next(cells)) {
    if (cells.size() < block.key_cells) {
      faults.add(text.place(0), fmt::format("{} cells in this row", cells.size()),
                 "labels are country, code, kind and sector, separated by tabs");
      continue;
    }
    lines.push_back({kind, std::string(cells[1]), std::string(cells[3])});
    places.push_back(text.place(1));
  }
  return lines;
}

// Figures without labels: as many rows and columns as the labels say.
void read_figures_of(const std::string& file, const std::vector<TableLine>& rows,
                     const std::vector<TableLine>& columns, TableSums& sums, Faults& faults) {
  const Block block{file, 0, 0, '\t'};
  const std::size_t before = faults.count();
  std::size_t count = 0;
  std::vector<std::string_view> cells;
  for (TextRows text(file, '\t'); text.next(cells); ++count) {
    if (cells.size() == columns.size()) continue;
    faults.add(text.place(0), fmt::format("{} figures in this row", cells.size()),
               fmt::format("the labels name {} columns", columns.size()));
  }
  if (count != rows.size()) {
    faults.add({file, 0, 0, ""}, fmt::format("{} rows of figures", count),
               fmt::format("the labels name {} rows", rows.size()));
  }
  if (faults.count() == before) read_block(block, rows, columns, sums, faults);
}

WorldTable read_eora(const WorldSource& source) {
  Faults faults;
  const std::string folder = eora_folder(source.path);
  std::vector<Place> places;
  std::vector<Place> use_places;
  const std::string flow_file = require_file(folder, "_T.txt", faults);
  const std::string use_file = require_file(folder, "_FD.txt", faults);
  const std::string added_file = require_file(folder, "_VA.txt", faults);
  const std::vector<TableLine> rows = labelled(folder + "/labels_T.txt", LineKind::group, places, faults);
  const std::vector<TableLine> uses =
      labelled(folder + "/labels_FD.txt", LineKind::final_use, use_places, faults);
  require_grid(rows, rows, places, faults);
  require_regions(rows, uses, use_places, 0, faults);
  faults.throw_if_any();
  const TableAxes axes = axes_of(rows, source, faults);
  faults.throw_if_any();
  TableSums sums(axes.regions, axes.sectors, rules_of(eora(), source));
  read_figures_of(flow_file, rows, rows, sums, faults);
  read_figures_of(use_file, rows, uses, sums, faults);
  const std::size_t added_rows =
      head_rows(added_file, 100).size();  // primary inputs, all of them value added
  read_figures_of(added_file, std::vector<TableLine>(added_rows, {LineKind::value_added, "", ""}), rows, sums,
                  faults);
  faults.throw_if_any();
  return finish_table(sums.finish(), eora(), source,
                      {flow_file, use_file, added_file, folder + "/labels_T.txt", folder + "/labels_FD.txt"});
}

}  // namespace

ReaderDescriptor eora_reader() {
  return {"eora",
          "a folder of Eora: labels_T.txt, labels_FD.txt, and one ..._T.txt, ..._FD.txt and ..._VA.txt",
          [](const WorldSource& source) {
            return asks_for(source, "eora") || (asks_for_none(source) && is_eora(source.path));
          },
          read_eora,
          [](const WorldSource& source) {
            Faults faults;
            std::vector<Place> places;
            const auto rows =
                labelled(eora_folder(source.path) + "/labels_T.txt", LineKind::group, places, faults);
            faults.throw_if_any();
            return contents_of(eora(), rows);
          }};
}

}  // namespace entrepot::scenarios
