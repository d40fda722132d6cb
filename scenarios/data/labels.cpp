#include "scenarios/data/labels.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entrepot::scenarios {

std::optional<std::size_t> Labels::find(std::string_view name) const {
  const auto it = index_.find(name);
  if (it == index_.end()) return std::nullopt;
  return it->second;
}

std::size_t Labels::add(std::string_view name) {
  const auto [it, added] = index_.try_emplace(std::string(name), names_.size());
  if (added) names_.emplace_back(name);
  return it->second;
}

std::optional<std::size_t> Labels::resolve(const CsvTable& csv, std::size_t row, std::size_t column,
                                           Faults& faults) const {
  const std::string name(csv.text(row, column));
  const auto found = find(name);
  if (found) return found;
  faults.add(csv.place(row, column), fmt::format("unknown {} '{}'", kind_, name), "",
             suggest(name, names_, Asks::meant));
  return std::nullopt;
}

Labels labels_of(const std::string& kind, const std::vector<std::string>& names) {
  Labels labels(kind);
  for (const std::string& name : names) labels.add(name);
  return labels;
}

Labels read_labels(const CsvTable& csv, const std::string& column, const std::string& kind, Faults& faults) {
  Labels labels(kind);
  const auto at = csv.require_column(column, faults);
  if (!at) return labels;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    if (csv.text(row, *at).empty()) {
      faults.add(csv.place(row, *at), fmt::format("empty {}", kind), "a name is expected");
    } else {
      labels.add(csv.text(row, *at));
    }
  }
  if (labels.size() == 0) faults.add({csv.file(), 0, 0, ""}, fmt::format("no {} is given", kind));
  return labels;
}

double read_number(const CsvTable& csv, std::size_t row, std::size_t column, const NumberRange& range,
                   Faults& faults) {
  const auto value = csv.number(row, column);
  if (!value) {
    faults.add(csv.place(row, column), fmt::format("'{}' is not a number", csv.text(row, column)),
               fmt::format("column '{}' holds finite numbers", csv.header(column)),
               csv.text(row, column).empty() ? "write 0 where there is none" : "");
    return 0.0;
  }
  if (*value < range.lower || *value > range.upper) {
    faults.add(csv.place(row, column),
               fmt::format("{} is out of range in column '{}'", *value, csv.header(column)), range.why);
    return 0.0;
  }
  return *value;
}

std::size_t LongTable::absent() const {
  return static_cast<std::size_t>(std::count(row.begin(), row.end(), none));
}

namespace {

std::vector<std::size_t> require_columns(const CsvTable& csv, const std::vector<std::string>& names,
                                         Faults& faults) {
  std::vector<std::size_t> columns;
  for (const std::string& name : names) {
    if (const auto column = csv.require_column(name, faults)) columns.push_back(*column);
  }
  return columns;
}

// Position of a row in the dense array; absent where a name is unknown (a fault is added).
std::optional<std::size_t> key_of_row(const CsvTable& csv, std::size_t row, const std::vector<LongKey>& keys,
                                      const std::vector<std::size_t>& columns, Faults& faults) {
  std::size_t key = 0;
  bool known = true;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto index = keys[i].labels->resolve(csv, row, columns[i], faults);
    known = known && index.has_value();
    key = key * keys[i].labels->size() + index.value_or(0);
  }
  if (!known) return std::nullopt;
  return key;
}

}  // namespace

LongTable read_long(const CsvTable& csv, const std::vector<LongKey>& keys,
                    const std::vector<std::string>& value_columns, const NumberRange& range, Faults& faults) {
  std::size_t size = 1;
  std::vector<std::string> key_names;
  for (const LongKey& key : keys) {
    size *= key.labels->size();
    key_names.push_back(key.column);
  }
  LongTable table{std::vector(value_columns.size(), std::vector<double>(size)),
                  std::vector(size, LongTable::none)};
  const auto key_columns = require_columns(csv, key_names, faults);
  const auto columns = require_columns(csv, value_columns, faults);
  if (key_columns.size() != keys.size() || columns.size() != value_columns.size()) return table;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const auto key = key_of_row(csv, row, keys, key_columns, faults);
    if (!key) continue;
    if (table.row[*key] != LongTable::none) {
      faults.add(csv.place(row, key_columns[0]), "this row is given twice",
                 fmt::format("first on line {}", csv.place(table.row[*key], 0).line));
    }
    table.row[*key] = row;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      table.values[i][*key] = read_number(csv, row, columns[i], range, faults);
    }
  }
  return table;
}

}  // namespace entrepot::scenarios
