// Long tables: columns origin, sector, destination, use, value. A use that is no sector is final use.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "scenarios/data/tables/table_layouts.hpp"

namespace entrepot::scenarios {

namespace {

constexpr std::array<const char*, 5> long_columns{"origin", "sector", "destination", "use", "value"};

const TableLayout& long_layout() {
  static const TableLayout layout{"long_table", "long table", 1.0, "", true, false, {}};
  return layout;
}

bool has_long_columns(const std::string& path) {
  if (!std::filesystem::is_regular_file(path)) return false;
  const auto head = head_rows(path, 1);
  return !head.empty() && std::all_of(long_columns.begin(), long_columns.end(), [&](const char* name) {
    return std::find(head[0].begin(), head[0].end(), name) != head[0].end();
  });
}

class LongReader {
 public:
  LongReader(const CsvTable& csv, Faults& faults) : csv_(csv), faults_(faults) {
    for (std::size_t i = 0; i < at_.size(); ++i)
      at_[i] = csv.require_column(long_columns[i], faults).value_or(0);
    if (!faults.empty()) return;
    regions_ = read_labels(csv, "origin", "region", faults);
    sectors_ = read_labels(csv, "sector", "sector", faults);
    static_cast<void>(read_labels(csv, "use", "use", faults));
  }

  [[nodiscard]] std::vector<TableLine> producers() const {
    std::vector<TableLine> lines;
    for (const std::string& region : regions_.names())
      for (const std::string& sector : sectors_.names()) lines.push_back({LineKind::group, region, sector});
    return lines;
  }

  void add_to(TableSums& sums) {
    std::set<std::array<std::string_view, 4>> seen;
    for (std::size_t row = 0; row < csv_.rows(); ++row) {
      if (!regions_.resolve(csv_, row, at_[2], faults_)) continue;
      const std::array<std::string_view, 4> key{cell(row, 0), cell(row, 1), cell(row, 2), cell(row, 3)};
      if (!seen.insert(key).second) faults_.add(csv_.place(row, at_[0]), "this flow is given twice");
      const bool producer = sectors_.find(key[3]).has_value();
      const TableLine from{LineKind::group, std::string(key[0]), std::string(key[1])};
      const TableLine to{producer ? LineKind::group : LineKind::final_use, std::string(key[2]),
                         std::string(key[3])};
      sums.add(
          sums.target(from), sums.target(to), cell(row, 4), [&] { return csv_.place(row, at_[4]); }, faults_);
    }
  }

 private:
  [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const {
    return csv_.text(row, at_[column]);
  }

  const CsvTable& csv_;
  Faults& faults_;
  std::array<std::size_t, 5> at_{};
  Labels regions_{"region"};
  Labels sectors_{"sector"};
};

WorldTable read_long_table(const WorldSource& source) {
  Faults faults;
  const CsvTable csv = CsvTable::load(source.path);
  LongReader reader(csv, faults);
  faults.throw_if_any();
  const TableAxes axes = axes_of(reader.producers(), source, faults);
  faults.throw_if_any();
  TableSums sums(axes.regions, axes.sectors, rules_of(long_layout(), source));
  reader.add_to(sums);
  faults.throw_if_any();
  return finish_table(sums.finish(), long_layout(), source, {source.path});
}

}  // namespace

ReaderDescriptor long_table_reader() {
  return {"long_table", "a long table in million USD (CSV): columns origin, sector, destination, use, value",
          [](const WorldSource& source) {
            return asks_for(source, "long_table") || (asks_for_none(source) && has_long_columns(source.path));
          },
          read_long_table,
          [](const WorldSource& source) {
            Faults faults;
            const CsvTable csv = CsvTable::load(source.path);
            const LongReader reader(csv, faults);
            faults.throw_if_any();
            return contents_of(long_layout(), reader.producers());
          }};
}

}  // namespace entrepot::scenarios
