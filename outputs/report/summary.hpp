// What a reader wants to know of result files, before any rendering: sections of text, tables and charts.
// Terminal, CSV, JSON and HTML all show this and compute nothing of their own.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace entrepot::outputs {

struct DataColumn {
  std::string heading;
  std::string units;   // "" where the heading says it, or of text
  int decimals = 2;    // of its numbers; negative: about five significant digits
  bool signs = false;  // write + before positive numbers
  bool is_text = false;
};

// A text or a number; NaN: no value.
struct DataCell {
  DataCell(std::string words) : text(std::move(words)), is_text(true) {}
  DataCell(const char* words) : text(words), is_text(true) {}
  DataCell(double value) : number(value) {}
  std::string text;
  double number = 0.0;
  bool is_text = false;
};

struct DataTable {
  std::string id;
  std::string title;
  std::string source;  // which metrics, and how they were put together
  std::vector<DataColumn> columns;
  std::vector<std::vector<DataCell>> rows;  // [row][column]
  bool is_long = false;  // to look things up in: folded on the page, only named on the terminal
};

enum class ChartKind {
  lines,   // one or more series over periods
  slopes,  // per label: first and second series joined by a line
  bars,    // one or more series over labels
  heat,    // matrix of sectors and origins, coloured by the difference
  map,     // matrix of origins and destinations, as flows between places
  chain    // matrix of origins and last sellers, as flows into the importer
};
[[nodiscard]] const char* chart_kind_name(ChartKind kind);

struct Series {
  std::string name;
  std::string role;               // "scenario", "baseline" or "difference": how it is drawn
  std::vector<double> values;     // [x]; NaN: no value
  std::vector<double> low, high;  // [x] 95 % interval, or empty
  std::string subject = {};       // what it is of, such as a region, that keeps its colour; "" = the name
};

// One date of a matrix chart.
struct Frame {
  std::string name;
  std::vector<double> scenario, baseline;  // [row][column]; baseline is empty where the file has none
};

struct Chart {
  std::string id;
  ChartKind kind = ChartKind::lines;
  std::string title;
  std::string units;
  std::string source;
  std::vector<std::string> x;  // periods or labels of series
  std::vector<Series> series;
  std::string row_axis, column_axis;  // of a matrix
  std::vector<std::string> rows, columns;
  std::vector<Frame> frames;
};

// One of the few numbers that answer first: a difference to the run without the policies.
struct KeyNumber {
  std::string name;
  std::string units;
  double difference, low, high;  // 95 % interval; NaN: none
};

struct Section {
  std::string id;
  std::string title;
  std::vector<std::string> text;  // sentences
  std::vector<Chart> charts;
  std::vector<DataTable> tables;
  std::vector<std::string> absent;      // what this file does not hold, and why
  std::vector<KeyNumber> numbers = {};  // shown large, before the charts
  std::string trust = {};               // how far this can be trusted, in one line; "" = nothing to say
};

// One result file.
struct RunSummary {
  std::string file;
  std::string name;      // of the scenario
  std::string importer;  // whose imports are looked at
  std::string rival;     // the origin that loses most there; "" where none differs
  int replicates = 0;
  std::vector<Section> sections;
  std::vector<std::string> regions = {};  // of its world, in the order of the file: each has a colour
};

struct Summary {
  std::vector<RunSummary> runs;
  std::vector<Section> together;  // several files side by side and over each other; else empty
  std::string language = {};      // of its texts; "" = English
  std::vector<std::pair<std::string, std::string>> words = {};  // English and that language, for the page
};

[[nodiscard]] std::string to_text(const Summary& summary, int width);  // for a terminal of that many columns
[[nodiscard]] std::string to_csv(const Summary& summary);              // one number per record
[[nodiscard]] std::string to_json(const Summary& summary);
[[nodiscard]] std::string to_html(const Summary& summary);  // one file, needs no network

}  // namespace entrepot::outputs
