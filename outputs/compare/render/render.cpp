// A comparison as aligned text.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/compare/compare.hpp"
#include "outputs/compare/render/text_table.hpp"

namespace entrepot::outputs {

namespace {
std::string signed_value(double value) {
  return fmt::format("{}{}", value > 0.0 ? "+" : "", format_value(value));
}

std::string section_heading(const CompareSection& section) {
  std::string text = fmt::format("{}: {} [{}]", section.metric, section.long_name, section.units);
  if (section.has_time)
    text += fmt::format(", {} per {}",
                        section.sum_over_sum ? "sum over sum" : aggregation_name(section.aggregation),
                        period_name(section.period));
  text += fmt::format(", {} replicate{}", section.replicates, section.replicates == 1 ? "" : "s");
  if (section.rows.size() < section.cells) {
    text += fmt::format(", largest {} of {} changes", section.rows.size(), section.cells);
  }
  return text;
}

// Consecutive sections of one metric with the same rows: they share a table.
using Block = std::vector<const CompareSection*>;

bool same_rows(const CompareSection& a, const CompareSection& b) {
  return a.metric == b.metric &&
         std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                    [](const auto& x, const auto& y) { return x.labels == y.labels; });
}

std::vector<Block> blocks_of(const std::vector<CompareSection>& sections) {
  std::vector<Block> blocks;
  for (const CompareSection& section : sections) {
    if (blocks.empty() || !same_rows(*blocks.back().front(), section)) blocks.emplace_back();
    blocks.back().push_back(&section);
  }
  return blocks;
}

using Number = double CompareRow::*;

void add_column(TextTable& table, const std::string& heading, const CompareSection& section, Number number,
                bool with_sign) {
  table.columns.push_back({heading, Align::right});
  for (std::size_t i = 0; i < section.rows.size(); ++i) {
    const double value = section.rows[i].*number;
    table.rows[i].push_back(with_sign ? signed_value(value) : format_value(value));
  }
}

TextTable label_columns(const CompareSection& section) {
  TextTable table;
  for (const std::string& axis : section.axes) table.columns.push_back({axis, Align::left});
  for (const CompareRow& row : section.rows) table.rows.push_back(row.labels);
  return table;
}

TextTable section_table(const CompareSection& section) {
  TextTable table = label_columns(section);
  add_column(table, section.value_name, section, &CompareRow::value, false);
  add_column(table, section.against_name, section, &CompareRow::against, false);
  add_column(table, "difference", section, &CompareRow::difference, true);
  add_column(table, "95 % low", section, &CompareRow::low, true);
  add_column(table, "95 % high", section, &CompareRow::high, true);
  add_column(table, "change %", section, &CompareRow::change_percent, true);
  return table;
}

// Names of files without folder and ending, where these tell them apart.
std::string short_name(const std::string& name) {
  const std::size_t start = name.rfind('/') + 1;  // npos + 1 = 0
  const std::size_t length = name.size() - start;
  return name.substr(start, length > 3 && name.compare(name.size() - 3, 3, ".h5") == 0 ? length - 3 : length);
}

// Whether a side of all sections is the same: its name and every number.
bool is_shared(const Block& block, std::string CompareSection::*name, Number number) {
  return std::all_of(block.begin(), block.end(), [&](const CompareSection* section) {
    return section->*name == block.front()->*name &&
           std::equal(section->rows.begin(), section->rows.end(), block.front()->rows.begin(),
                      [&](const CompareRow& a, const CompareRow& b) {
                        return a.*number == b.*number || (std::isnan(a.*number) && std::isnan(b.*number));
                      });
  });
}

void add_half_width(TextTable& table, const CompareSection& section) {
  table.columns.push_back({"+- 95 %", Align::right});
  for (std::size_t i = 0; i < section.rows.size(); ++i) {
    table.rows[i].push_back(format_value((section.rows[i].high - section.rows[i].low) / 2.0));
  }
}

// Several pairs side by side: the shared side once, then the other side, the difference and its interval of
// each.
TextTable wide_table(const Block& block) {
  const CompareSection& first = *block.front();
  const bool same_value = is_shared(block, &CompareSection::value_name, &CompareRow::value);
  const bool same_against =
      !same_value && is_shared(block, &CompareSection::against_name, &CompareRow::against);
  TextTable table = label_columns(first);
  if (same_value) add_column(table, short_name(first.value_name), first, &CompareRow::value, false);
  if (same_against) add_column(table, short_name(first.against_name), first, &CompareRow::against, false);
  for (const CompareSection* section : block) {
    const std::string value = short_name(section->value_name);
    const std::string against = short_name(section->against_name);
    if (!same_value) add_column(table, value, *section, &CompareRow::value, false);
    if (!same_against) add_column(table, against, *section, &CompareRow::against, false);
    add_column(table, value + " - " + against, *section, &CompareRow::difference, true);
    if (section->replicates > 1) add_half_width(table, *section);
  }
  return table;
}

}  // namespace

std::string to_text(const CompareTable& table) {
  std::string text = table.title + "\n";
  for (const Block& block : blocks_of(table.sections)) {
    const TextTable rows = block.size() == 1 ? section_table(*block.front()) : wide_table(block);
    text += fmt::format("\n{}\n{}", section_heading(*block.front()), rows.render());
  }
  if (!table.notes.empty()) text += "\n";
  for (const std::string& note : table.notes) text += fmt::format("note: {}\n", note);
  return text;
}

}  // namespace entrepot::outputs
