#include "scenarios/data/raw_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace entrepot::scenarios {

namespace {

constexpr std::array<const char*, 5> long_columns{"origin", "sector", "destination", "use", "value"};

// A flow of the table: blank cells are zeros (counted), other text a fault.
double read_flow(const CsvTable& csv, std::size_t row, std::size_t column, bool may_be_negative,
                 RawTable& raw, Faults& faults) {
  if (csv.text(row, column).empty()) {
    ++raw.blank_cells;
    return 0.0;
  }
  constexpr double largest = 1e12;  // million USD: ten thousand times the world's income
  const char* const why = may_be_negative
                              ? "a flow is at most 1e12 million USD"
                              : "a flow between producers is never negative, and at most 1e12 million USD";
  return read_number(csv, row, column, {may_be_negative ? -largest : 0.0, largest, why}, faults);
}

void add_final(RawTable& raw, std::size_t group, std::size_t destination, double value) {
  raw.final_use[group * raw.regions.size() + destination] += value;
  if (value >= 0.0) return;
  ++raw.negative_final_cells;
  raw.negative_final_amount += value;
}

void size_flows(RawTable& raw) {
  const std::size_t groups = raw.regions.size() * raw.sectors.size();
  raw.intermediate.assign(groups * groups, 0.0);
  raw.final_use.assign(groups * raw.regions.size(), 0.0);
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

bool is_output_label(std::string_view label) {
  const std::string name = upper(label);
  return name == "OUT" || name == "OUTPUT" || name == "X";
}

bool is_value_added_label(std::string_view label) {
  const std::string name = upper(label);
  return name == "VA" || name == "VALUE_ADDED";
}

struct Split {
  std::string region, sector;
};

// Splits a label at its first or last underscore; empty parts where it has none.
Split split_label(std::string_view label, bool at_last) {
  const std::size_t at = at_last ? label.rfind('_') : label.find('_');
  if (at == std::string_view::npos) return {};
  return {std::string(label.substr(0, at)), std::string(label.substr(at + 1))};
}

// Reads row labels as a full grid of regions and sectors under one way of splitting; false where they are
// none.
bool split_grid(const std::vector<std::string_view>& labels, bool at_last, RawTable& raw,
                std::vector<std::size_t>& groups) {
  Labels regions("region");
  Labels sectors("sector");
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  for (const std::string_view label : labels) {
    const Split split = split_label(label, at_last);
    if (split.region.empty() || split.sector.empty()) return false;
    const std::size_t region = regions.add(split.region);
    parts.emplace_back(region, sectors.add(split.sector));
  }
  if (regions.size() * sectors.size() != labels.size()) return false;
  if (std::set(parts.begin(), parts.end()).size() != labels.size()) return false;
  groups.clear();
  for (const auto& [region, sector] : parts) groups.push_back(region * sectors.size() + sector);
  raw.regions = regions;
  raw.sectors = sectors;
  return true;
}

class SquareReader {
 public:
  SquareReader(const CsvTable& csv, Faults& faults) : csv_(csv), faults_(faults) {}

  RawTable read() {
    if (!read_rows()) return raw_;
    size_flows(raw_);
    classify_columns();
    if (!faults_.empty()) return raw_;
    for (std::size_t row = 0; row < csv_.rows(); ++row) {
      if (row_group_[row] != LongTable::none) read_row(row);
    }
    if (value_added_row_ != LongTable::none) read_value_added();
    return raw_;
  }

 private:
  enum class Kind { intermediate, final_use, output };
  struct Column {
    Kind kind = Kind::intermediate;
    std::size_t index = 0;  // user group or destination
  };

  bool read_rows() {
    std::vector<std::string_view> labels;
    for (std::size_t row = 0; row < csv_.rows(); ++row) {
      const std::string_view label = csv_.text(row, 0);
      if (is_value_added_label(label)) {
        value_added_row_ = row;
      } else if (!is_output_label(label)) {
        labels.push_back(label);
      }
    }
    std::vector<std::size_t> groups;
    if (labels.empty() ||
        (!split_grid(labels, true, raw_, groups) && !split_grid(labels, false, raw_, groups))) {
      faults_.add(csv_.header_place(0), "row labels are no full grid of regions and sectors",
                  "labels are REGION_SECTOR, each pair once, every region with the same sectors");
      return false;
    }
    std::size_t next = 0;
    for (std::size_t row = 0; row < csv_.rows(); ++row) {
      const std::string_view label = csv_.text(row, 0);
      const bool extra = is_value_added_label(label) || is_output_label(label);
      row_group_.push_back(extra ? LongTable::none : groups[next++]);
      if (!extra) group_names_.emplace(label, row_group_.back());
    }
    return true;
  }

  void classify_columns() {
    std::vector<bool> seen(group_names_.size(), false);
    columns_.resize(csv_.columns());
    for (std::size_t column = 1; column < csv_.columns(); ++column) {
      const std::string_view label = csv_.header(column);
      const auto group = group_names_.find(label);
      if (group != group_names_.end()) {
        columns_[column] = {Kind::intermediate, group->second};
        seen[group->second] = true;
      } else if (is_output_label(label)) {
        columns_[column] = {Kind::output, 0};
        raw_.output.assign(group_names_.size(), 0.0);
      } else {
        columns_[column] = {Kind::final_use, final_region(column)};
      }
    }
    for (const auto& [name, group] : group_names_) {
      if (!seen[group])
        faults_.add(csv_.header_place(0), fmt::format("no column '{}'", name),
                    "every row label is a column too");
    }
  }

  std::size_t final_region(std::size_t column) {
    const std::string_view label = csv_.header(column);
    for (const bool at_last : {true, false}) {
      if (const auto region = raw_.regions.find(split_label(label, at_last).region)) return *region;
    }
    if (const auto region = raw_.regions.find(label)) return *region;
    std::vector<std::string> known;
    for (const auto& [name, group] : group_names_) known.push_back(name);
    faults_.add(csv_.header_place(column), fmt::format("unknown column '{}'", label),
                "it is neither a row label, nor final use REGION_xxx, nor OUT",
                suggest(std::string(label), known, Asks::meant));
    return 0;
  }

  void read_row(std::size_t row) {
    const std::size_t group = row_group_[row];
    for (std::size_t column = 1; column < csv_.columns(); ++column) {
      const Column& to = columns_[column];
      const double value = read_flow(csv_, row, column, to.kind == Kind::final_use, raw_, faults_);
      if (to.kind == Kind::intermediate) raw_.intermediate[group * group_names_.size() + to.index] = value;
      if (to.kind == Kind::final_use) add_final(raw_, group, to.index, value);
      if (to.kind == Kind::output) raw_.output[group] = value;
    }
  }

  void read_value_added() {
    raw_.value_added.assign(group_names_.size(), 0.0);
    for (std::size_t column = 1; column < csv_.columns(); ++column) {
      const Column& to = columns_[column];
      const double value = read_flow(csv_, value_added_row_, column, true, raw_, faults_);
      if (to.kind == Kind::intermediate) raw_.value_added[to.index] = value;
      if (to.kind == Kind::final_use) raw_.value_added_outside += value;
    }
  }

  const CsvTable& csv_;
  Faults& faults_;
  RawTable raw_;
  std::vector<std::size_t> row_group_;  // [row] group, `none` for extra rows
  std::size_t value_added_row_ = LongTable::none;
  std::map<std::string, std::size_t, std::less<>> group_names_;
  std::vector<Column> columns_;
};

}  // namespace

bool is_long_table(const CsvTable& csv) {
  return std::all_of(long_columns.begin(), long_columns.end(),
                     [&](const char* name) { return csv.find_column(name).has_value(); });
}

RawTable read_long_raw(const CsvTable& csv, Faults& faults) {
  RawTable raw;
  raw.regions = read_labels(csv, "origin", "region", faults);
  raw.sectors = read_labels(csv, "sector", "sector", faults);
  Labels uses = read_labels(csv, "use", "use", faults);
  if (!faults.empty()) return raw;
  size_flows(raw);
  std::array<std::size_t, 5> at{};
  for (std::size_t i = 0; i < at.size(); ++i) at[i] = *csv.find_column(long_columns[i]);
  const std::size_t groups = raw.regions.size() * raw.sectors.size();
  std::set<std::array<std::size_t, 3>> seen;  // group, destination, use
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const std::size_t group = *raw.regions.find(csv.text(row, at[0])) * raw.sectors.size() +
                              *raw.sectors.find(csv.text(row, at[1]));
    const auto destination = raw.regions.resolve(csv, row, at[2], faults);
    if (!destination) continue;
    if (!seen.insert({group, *destination, *uses.find(csv.text(row, at[3]))}).second) {
      faults.add(csv.place(row, at[0]), "this flow is given twice");
    }
    const auto user = raw.sectors.find(csv.text(row, at[3]));
    const double value = read_flow(csv, row, at[4], !user, raw, faults);
    if (user) raw.intermediate[group * groups + *destination * raw.sectors.size() + *user] += value;
    if (!user) add_final(raw, group, *destination, value);
  }
  return raw;
}

RawTable read_square_raw(const CsvTable& csv, Faults& faults) { return SquareReader(csv, faults).read(); }

}  // namespace entrepot::scenarios
