#include "outputs/report/labels/translate.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace entrepot::outputs {

namespace {

// Rows of these tables are words of users, worlds, and sources.
bool has_foreign_rows(const DataTable& table) {
  constexpr std::array<std::string_view, 7> tables = {
      "policies", "settings", "world_notes", "scenario_notes", "provenance", "facts", "facts-unmeasured"};
  return std::find(tables.begin(), tables.end(), table.id) != tables.end();
}

class Translator {
 public:
  // `names` of scenarios stay as they are.
  Translator(Labels labels, std::vector<std::string> names)
      : labels_(std::move(labels)), names_(std::move(names)) {
    for (const std::string& name : names_) labels_.add_name(name);
  }

  void all(std::vector<Section>& sections) {
    for (Section& section : sections) one(section);
  }
  [[nodiscard]] std::set<std::string> missing() && { return std::move(missing_); }

 private:
  // "mine", "mine 2019"
  [[nodiscard]] bool is_name(const std::string& text) const {
    return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) {
      return text == name ||
             (text.starts_with(name + " ") && text.size() <= name.size() + sizeof(" 2018-Q1"));
    });
  }

  void label(std::string& text) {
    if (text.empty() || is_name(text)) return;
    if (std::optional<std::string> found = labels_.of(text)) {
      text = std::move(*found);
    } else {
      missing_.insert(text);
    }
  }

  void label_if_known(std::string& text) { text = labels_.of(text).value_or(text); }

  void one(Series& series) {
    label(series.name);
    label(series.subject);
  }

  void one(Chart& chart) {
    for (std::string* text : {&chart.title, &chart.units, &chart.source, &chart.row_axis, &chart.column_axis})
      label(*text);
    for (Series& series : chart.series) one(series);
  }

  void one(DataTable& table) {
    label(table.title);
    const bool foreign = has_foreign_rows(table);
    foreign ? label_if_known(table.source) : label(table.source);
    for (DataColumn& column : table.columns) {
      label(column.heading);
      label(column.units);
    }
    for (std::vector<DataCell>& row : table.rows) {
      for (DataCell& cell : row) {
        if (cell.is_text) foreign ? label_if_known(cell.text) : label(cell.text);
      }
    }
  }

  void one(Section& section) {
    const bool foreign = section.id == "assumptions" || section.id == "provenance";
    label(section.title);
    for (std::string& text : section.text) foreign ? label_if_known(text) : label(text);
    for (std::string& text : section.absent) label(text);
    for (KeyNumber& key : section.numbers) {
      label(key.name);
      label(key.units);
    }
    label(section.trust);
    for (Chart& chart : section.charts) one(chart);
    for (DataTable& table : section.tables) one(table);
  }

  Labels labels_;
  std::vector<std::string> names_;
  std::set<std::string> missing_;
};

}  // namespace

std::set<std::string> translate(Summary& summary, const std::string& language) {
  const Labels& labels = labels_in(language);
  std::vector<std::string> names;
  for (const RunSummary& run : summary.runs) {
    names.push_back(run.name + " (" + run.file + ")");
    names.push_back(run.name);
  }
  Translator translator(labels, std::move(names));
  translator.all(summary.together);
  for (RunSummary& run : summary.runs) translator.all(run.sections);
  summary.language = language;
  summary.words = labels.rows();
  return std::move(translator).missing();
}

}  // namespace entrepot::outputs
