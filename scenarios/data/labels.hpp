// Names of one axis and dense arrays read from long tables keyed by them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/data/csv.hpp"

namespace entrepot::scenarios {

class Labels {
 public:
  explicit Labels(std::string kind) : kind_(std::move(kind)) {}  // "region", "sector", ... for messages
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  std::size_t add(std::string_view name);  // index of the name, new or known
  // Index of a cell's text; an unknown name is a fault that names the nearest one.
  [[nodiscard]] std::optional<std::size_t> resolve(const CsvTable& csv, std::size_t row, std::size_t column,
                                                   Faults& faults) const;

 private:
  std::string kind_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t, std::less<>> index_;
};

// Names of a column in order of first appearance; an empty one is a fault.
[[nodiscard]] Labels labels_of(const std::string& kind, const std::vector<std::string>& names);
[[nodiscard]] Labels read_labels(const CsvTable& csv, const std::string& column, const std::string& kind,
                                 Faults& faults);

struct NumberRange {
  double lower = 0.0;
  double upper = 1e300;
  std::string why;  // of a number outside
};

// A number of a cell inside a range; otherwise a fault and 0.
[[nodiscard]] double read_number(const CsvTable& csv, std::size_t row, std::size_t column,
                                 const NumberRange& range, Faults& faults);

struct LongKey {
  std::string column;
  const Labels* labels = nullptr;
};

// A long table as dense arrays over its keys, row-major in the order of the keys.
struct LongTable {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::vector<double>> values;  // [value column][key], 0 where the table has no row
  std::vector<std::size_t> row;             // [key] row of the table, `none` where absent
  [[nodiscard]] std::size_t absent() const;
};

[[nodiscard]] LongTable read_long(const CsvTable& csv, const std::vector<LongKey>& keys,
                                  const std::vector<std::string>& value_columns, const NumberRange& range,
                                  Faults& faults);

}  // namespace entrepot::scenarios
