// The summary as comma-separated values: one number per record, RFC 4180.
#include <fmt/format.h>

#include "outputs/report/summary.hpp"
#include "outputs/store/csv_text.hpp"

namespace entrepot::outputs {

namespace {

// Records of one run's section.
class Records {
 public:
  Records(std::string& out, std::string file, std::string section)
      : out_(out), file_(std::move(file)), section_(std::move(section)) {}

  void add(const std::string& item, const std::string& row, const std::string& column,
           const std::string& units, double value, const std::string& low = "",
           const std::string& high = "") {
    add_text(item, row, column, units, csv_number(value), low, high);
  }
  void add_text(const std::string& item, const std::string& row, const std::string& column,
                const std::string& units, const std::string& value, const std::string& low = "",
                const std::string& high = "") {
    const std::string* const fields[] = {&file_, &section_, &item, &row, &column,
                                         &units, &value,    &low,  &high};
    for (const std::string* const field : fields) out_ += csv_field(*field) + (field == &high ? "\r\n" : ",");
  }

 private:
  std::string& out_;
  std::string file_, section_;
};

void add_table(Records& records, const DataTable& table) {
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::string name;  // the leading texts name the row
    std::size_t first = 0;
    while (first < table.columns.size() && table.columns[first].is_text && first < 2) {
      name += (first == 0 ? "" : " / ") + table.rows[r][first].text;
      ++first;
    }
    for (std::size_t c = first; c < table.columns.size(); ++c) {
      const DataColumn& column = table.columns[c];
      const DataCell& cell = table.rows[r][c];
      const std::string value = cell.is_text ? cell.text : csv_number(cell.number);
      records.add_text(table.id, name, column.heading, column.units, value);
    }
    if (first == table.columns.size()) records.add_text(table.id, name, "", "", "");
  }
}

void add_chart(Records& records, const Chart& chart) {
  for (const Series& series : chart.series) {
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      const bool band = !series.low.empty();
      records.add(chart.id, chart.x[i], series.name, chart.units, series.values[i],
                  band ? csv_number(series.low[i]) : "", band ? csv_number(series.high[i]) : "");
    }
  }
  for (const Frame& frame : chart.frames) {
    for (std::size_t i = 0; i < frame.scenario.size(); ++i) {
      const std::string row =
          fmt::format("{}={}, {}={}", chart.row_axis, chart.rows[i / chart.columns.size()], chart.column_axis,
                      chart.columns[i % chart.columns.size()]);
      records.add(chart.id, row, frame.name + " with", chart.units, frame.scenario[i]);
      if (!frame.baseline.empty())
        records.add(chart.id, row, frame.name + " without", chart.units, frame.baseline[i]);
    }
  }
}

void add_sections(std::string& out, const std::string& file, const std::vector<Section>& sections) {
  for (const Section& section : sections) {
    Records records(out, file, section.id);
    for (const std::string& text : section.text) records.add_text("text", "", "", "", text);
    for (const std::string& text : section.absent) records.add_text("absent", "", "", "", text);
    for (const DataTable& table : section.tables) add_table(records, table);
    for (const Chart& chart : section.charts) add_chart(records, chart);
  }
}

}  // namespace

std::string to_csv(const Summary& summary) {
  std::string out = "file,section,item,row,column,units,value,low_95,high_95\r\n";
  add_sections(out, "", summary.together);
  for (const RunSummary& run : summary.runs) add_sections(out, run.file, run.sections);
  return out;
}

}  // namespace entrepot::outputs
