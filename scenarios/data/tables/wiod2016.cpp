// WIOD, release 2016, as its data frames are written to CSV: columns IndustryCode, IndustryDescription,
// Country, RNr, Year, then AUS1 to ROW61 and TOT. Columns name industries by the number RNr of their row;
// those behind the last industry are final use.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <map>

#include "scenarios/data/tables/table_layouts.hpp"

namespace entrepot::scenarios {

namespace {

constexpr std::array<const char*, 5> wiod_keys{"IndustryCode", "IndustryDescription", "Country", "RNr",
                                               "Year"};

const TableLayout& wiod2016() {
  static const TableLayout layout{
      "wiod2016", "World Input-Output Database, release 2016", 1.0, "", false, true, {}};
  return layout;
}

bool has_wiod_keys(const std::string& path) {
  if (!std::filesystem::is_regular_file(path)) return false;
  const auto head = head_rows(path, 1);
  return !head.empty() && head[0].size() > wiod_keys.size() &&
         std::equal(wiod_keys.begin(), wiod_keys.end(), head[0].begin());
}

// "AUS12": the country and the number behind it.
bool split_number(const std::string& label, std::string& country, std::string& number) {
  std::size_t at = label.size();
  while (at > 0 && std::isdigit(static_cast<unsigned char>(label[at - 1])) != 0) --at;
  country = label.substr(0, at);
  number = label.substr(at);
  return !country.empty() && !number.empty();
}

class WiodLines {
 public:
  WiodLines(const BlockLabels& labels, Faults& faults) : labels_(labels), faults_(faults) {}

  std::vector<TableLine> rows() {
    std::vector<TableLine> lines;
    for (std::size_t row = 0; row < labels_.rows.size(); ++row) {
      const std::vector<std::string>& keys = labels_.rows[row];
      LineKind margin{};
      if (keys[2] != "TOT") {
        lines.push_back({LineKind::group, keys[2], keys[0]});
        note_code(row, keys[3], keys[0]);
      } else if (is_margin(keys[0], margin)) {
        lines.push_back({margin, "", ""});
      } else {
        lines.emplace_back();
        faults_.add(labels_.row_places[row], fmt::format("row '{}' of the total is no margin", keys[0]),
                    "margins are II_fob, TXSP, EXP_adj, PURR, PURNR, VA, IntTTM and GO");
      }
    }
    return lines;
  }

  // After rows(), which say what numbers stand for.
  std::vector<TableLine> columns() {
    std::vector<TableLine> lines;
    for (std::size_t c = wiod_keys.size(); c < labels_.header[0].size(); ++c) {
      const std::string& label = labels_.header[0][c];
      std::string country;
      std::string number;
      if (label == "TOT") {
        lines.push_back({LineKind::output, "", ""});
      } else if (!split_number(label, country, number) || countries_.count(country) == 0) {
        lines.emplace_back();
        std::vector<std::string> known;
        for (const auto& [name, rows] : countries_) known.push_back(name + number);
        faults_.add(labels_.header_places[c], fmt::format("unknown column '{}'", label),
                    "columns are a country of the rows and a number, or TOT",
                    suggest(label, known, Asks::meant));
      } else if (const auto code = codes_.find(number); code != codes_.end()) {
        lines.push_back({LineKind::group, country, code->second});
      } else {
        lines.push_back({LineKind::final_use, country, number});
      }
    }
    return lines;
  }

 private:
  void note_code(std::size_t row, const std::string& number, const std::string& code) {
    countries_[labels_.rows[row][2]] += 1;
    const auto [first, fresh] = codes_.emplace(number, code);
    if (fresh || first->second == code) return;
    faults_.add(labels_.row_places[row],
                fmt::format("number {} stands for {} and for {}", number, first->second, code),
                "columns name industries by RNr, so it is the same in every country");
  }

  const BlockLabels& labels_;
  Faults& faults_;
  std::map<std::string, std::string> codes_;  // RNr to IndustryCode
  std::map<std::string, std::size_t> countries_;
};

TableLines wiod_lines(const Block& block) {
  Faults faults;
  const BlockLabels labels = read_labels_of(block, faults);
  faults.throw_if_any();
  WiodLines reader(labels, faults);
  TableLines lines;
  lines.rows = reader.rows();
  lines.columns = reader.columns();
  require_grid(lines.rows, lines.columns, labels.row_places, faults);
  faults.throw_if_any();
  return lines;
}

Block wiod_block(const WorldSource& source) { return {source.path, 1, wiod_keys.size(), 0}; }

WorldTable read_wiod2016(const WorldSource& source) {
  Faults faults;
  const TableLines lines = wiod_lines(wiod_block(source));
  const TableAxes axes = axes_of(lines.rows, source, faults);
  faults.throw_if_any();
  TableSums sums(axes.regions, axes.sectors, rules_of(wiod2016(), source));
  read_block(wiod_block(source), lines.rows, lines.columns, sums, faults);
  faults.throw_if_any();
  return finish_table(sums.finish(), wiod2016(), source, {source.path});
}

}  // namespace

ReaderDescriptor wiod2016_reader() {
  return {
      "wiod2016",
      "WIOD, release 2016 (CSV): IndustryCode, IndustryDescription, Country, RNr, Year, AUS1, ...",
      [](const WorldSource& source) {
        return asks_for(source, "wiod2016") || (asks_for_none(source) && has_wiod_keys(source.path));
      },
      read_wiod2016,
      [](const WorldSource& source) { return contents_of(wiod2016(), wiod_lines(wiod_block(source)).rows); }};
}

}  // namespace entrepot::scenarios
