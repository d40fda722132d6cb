// What a comparison is asked for and what it answers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "outputs/compare/label_groups.hpp"
#include "outputs/store/results/result_types.hpp"

namespace entrepot::outputs {

enum class Period { month, quarter, year };  // rising length

// Keeps the positions of one axis with this label; several filters of one axis add up. On the time axis a
// label is a period or a longer one that holds it: 2022, 2022-Q1, 2022-03. `time` names every time axis.
struct AxisFilter {
  std::string axis;
  std::string label;
};

// Whether files of different worlds may meet: only where the user asks for it.
enum class Worlds { same, any };

struct CompareOptions {
  std::string metric = "*";  // name or glob pattern
  Period period = Period::year;
  std::vector<AxisFilter> filters;
  std::size_t top = 10;            // rows per section, by absolute difference; 0 = all, in file order
  std::vector<LabelGroup> groups;  // axes that hold their members show the groups
  bool against_baseline = false;   // every file against its own baseline, also where there are several
  int threads = 0;                 // 0 = all cores; the numbers do not depend on it
  Worlds worlds = Worlds::same;
};

// Means over the paired replicates.
struct CompareRow {
  std::vector<std::string> labels;  // one per axis of the section
  double value = 0.0;
  double against = 0.0;
  double difference = 0.0;  // value - against
  double low = 0.0;         // 95 % interval of the difference; NaN with one replicate
  double high = 0.0;
  double change_percent = 0.0;  // 100 * difference / |against|; NaN where against is 0
};

// One metric of one pair of files.
struct CompareSection {
  std::string metric, long_name, units;
  std::string value_name, against_name;  // files, or "scenario" and "baseline"
  Aggregation aggregation = Aggregation::mean;
  bool sum_over_sum = false;  // a ratio whose months are weighed by its denominator
  bool has_time = false;
  Period period = Period::year;  // of the time labels; longer than asked for where the metric is
  std::vector<std::string> axes;
  std::size_t replicates = 0;  // paired
  std::size_t cells = 0;       // before the top rows were taken
  std::vector<CompareRow> rows;
};

struct CompareTable {
  std::string title;
  std::vector<CompareSection> sections;
  std::vector<std::string> notes;  // what was left out, incomplete or not checked
};

}  // namespace entrepot::outputs
