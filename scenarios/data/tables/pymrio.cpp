// Folders as pymrio and EXIOBASE write them: Z.txt, Y.txt and x.txt, or A.txt with x.txt; tab-separated,
// header rows region and sector (in Y category), first columns region and sector.
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "scenarios/data/tables/table_layouts.hpp"

namespace entrepot::scenarios {

namespace {

namespace fs = std::filesystem;

const TableLayout& pymrio() {
  static const TableLayout layout{"pymrio", "EXIOBASE 3 or another folder of pymrio", 1.0, "EUR", false, true,
                                  {}};
  return layout;
}

// The folder, or the one in which the named Z.txt lies.
std::string pymrio_folder(const std::string& path) {
  const fs::path named(path);
  const fs::path folder = named.filename() == "Z.txt" ? named.parent_path() : named;
  return folder.empty() ? "." : folder.string();
}

bool is_pymrio(const std::string& path) {
  const fs::path folder = pymrio_folder(path);
  return fs::is_regular_file(folder / "Z.txt") && fs::is_regular_file(folder / "Y.txt");
}

// Two header rows, and a third that names the row labels where pandas wrote one: its figures are blank.
Block block_of(const std::string& file) {
  const auto head = head_rows(file, 3);
  const bool third = head.size() == 3 && head[2].size() > 2 && head[2][0] == "region" && head[2][2].empty();
  return {file, third ? 3U : 2U, 2, '\t'};
}

std::vector<TableLine> lines_of_rows(const BlockLabels& labels) {
  std::vector<TableLine> lines;
  for (const auto& keys : labels.rows) lines.push_back({LineKind::group, keys[0], keys[1]});
  return lines;
}

std::vector<TableLine> lines_of_columns(const BlockLabels& labels, LineKind kind) {
  std::vector<TableLine> lines;
  for (std::size_t c = 2; c < labels.header[0].size(); ++c)
    lines.push_back({kind, labels.header[0][c], labels.header[1][c]});
  return lines;
}

// x.txt: one header row, then region, sector and output.
void read_outputs(const std::string& file, const std::vector<TableLine>& rows, TableSums& sums,
                  Faults& faults) {
  const Block block{file, 1, 2, '\t'};
  const BlockLabels labels = read_labels_of(block, faults);
  faults.throw_if_any();
  require_same_rows(rows, lines_of_rows(labels), labels.row_places, faults);
  std::vector<TableLine> columns(labels.header[0].size() - 2);
  columns[0].kind = LineKind::output;
  read_block(block, lines_of_rows(labels), columns, sums, faults);
}

WorldTable read_pymrio(const WorldSource& source) {
  Faults faults;
  const std::string folder = pymrio_folder(source.path);
  const Block flows = block_of(folder + "/Z.txt");
  const Block uses = block_of(folder + "/Y.txt");
  const BlockLabels flow_labels = read_labels_of(flows, faults);
  const BlockLabels use_labels = read_labels_of(uses, faults);
  faults.throw_if_any();
  const std::vector<TableLine> rows = lines_of_rows(flow_labels);
  const std::vector<TableLine> columns = lines_of_columns(flow_labels, LineKind::group);
  const std::vector<TableLine> final_uses = lines_of_columns(use_labels, LineKind::final_use);
  require_grid(rows, columns, flow_labels.row_places, faults);
  require_same_rows(rows, lines_of_rows(use_labels), use_labels.row_places, faults);
  require_regions(rows, final_uses, use_labels.header_places, 2, faults);
  faults.throw_if_any();
  const TableAxes axes = axes_of(rows, source, faults);
  faults.throw_if_any();
  TableSums sums(axes.regions, axes.sectors, rules_of(pymrio(), source));
  read_block(flows, rows, columns, sums, faults);
  read_block(uses, lines_of_rows(use_labels), final_uses, sums, faults);
  std::vector<std::string> files{flows.file, uses.file};
  if (fs::is_regular_file(folder + "/x.txt")) {
    files.push_back(folder + "/x.txt");
    read_outputs(files.back(), rows, sums, faults);
  }
  faults.throw_if_any();
  return finish_table(sums.finish(), pymrio(), source, files);
}

}  // namespace

ReaderDescriptor pymrio_reader() {
  return {"pymrio", "a folder of EXIOBASE 3 or pymrio: Z.txt, Y.txt and, if there, x.txt",
          [](const WorldSource& source) {
            return asks_for(source, "pymrio") || (asks_for_none(source) && is_pymrio(source.path));
          },
          read_pymrio,
          [](const WorldSource& source) {
            Faults faults;
            const BlockLabels labels =
                read_labels_of(block_of(pymrio_folder(source.path) + "/Z.txt"), faults);
            faults.throw_if_any();
            return contents_of(pymrio(), lines_of_rows(labels));
          }};
}

}  // namespace entrepot::scenarios
