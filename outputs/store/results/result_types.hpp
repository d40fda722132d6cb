// What a result file holds, as plain data.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace entrepot::outputs {

// A named axis: labels (text) or numbers, one of the two.
struct Axis {
  std::string name;  // dimension name: "time", "origin", ...
  std::string long_name;
  std::string units;  // "" is written as "1"; time: "days since 2017-01-01" when empty
  std::vector<std::string> labels;
  std::vector<double> numbers;  // of a time axis: days since 2017-01-01 of each month's first day
  bool is_time = false;
  [[nodiscard]] std::size_t size() const { return labels.empty() ? numbers.size() : labels.size(); }
};

// How the months of a longer period become one number.
enum class Aggregation { sum, mean, last };
[[nodiscard]] const char* aggregation_name(Aggregation aggregation);
[[nodiscard]] Aggregation parse_aggregation(const std::string& name);  // BugError when there is none

// One metric of one replicate.
struct Variable {
  std::string name;
  std::string long_name;
  std::string units;
  std::string source;             // how it is measured
  std::vector<std::string> axes;  // distinct names, without replicate; slowest first
  std::vector<double> values;     // row-major over `axes`; NaN = missing
  Aggregation aggregation = Aggregation::mean;
};

// A column of a table: texts or numbers, one of the two.
struct Column {
  std::string name;
  std::string long_name;
  std::string units;  // "" is written as "1"; of a date: "days since 2017-01-01" when empty
  bool is_text = false;
  bool is_date = false;
  std::vector<std::string> texts = {};
  std::vector<double> numbers = {};  // NaN = missing
};

// Rows of one replicate; a file keeps the rows of all replicates one after the other.
struct Table {
  std::string name;
  std::string row;     // what a row is called: the name of the tables' axis
  std::string source;  // what a row means
  std::vector<Column> columns;
  [[nodiscard]] std::size_t rows() const {
    if (columns.empty()) return 0;
    return columns.front().is_text ? columns.front().texts.size() : columns.front().numbers.size();
  }
};

// All metrics and tables of one finished replicate.
struct ReplicateResult {
  int replicate = 0;
  std::vector<Variable> scenario;
  std::vector<Variable> baseline;  // empty: leaves that group out of the file
  std::vector<Table> scenario_tables = {};
  std::vector<Table> baseline_tables = {};
};

// One text of /provenance; a slash in the name makes a subgroup.
struct TextItem {
  std::string name;
  std::string text;
};

struct FileHeader {
  std::string title;
  std::string history;
  std::string source;  // program, version, git commit
  std::string id;
  std::vector<Axis> axes;
  std::vector<TextItem> provenance;  // the item "world" says which synthesised world this is
  std::vector<TextItem> run;         // under /provenance/run: what differs between equal runs
};

// What is known of a metric without reading its values.
struct VariableInfo {
  std::string name;
  std::string long_name;
  std::string units;
  std::string source;
  Aggregation aggregation = Aggregation::mean;
  std::vector<std::string> axes;   // without replicate
  std::vector<std::size_t> sizes;  // of `axes`
};

// Positions to read along some axes (ascending); an axis that is not named is read whole.
using Selection = std::map<std::string, std::vector<std::size_t>>;

}  // namespace entrepot::outputs
