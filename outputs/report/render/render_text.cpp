// The summary for a terminal: sentences, tables that line up, small plots.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "outputs/compare/render/text_table.hpp"
#include "outputs/report/render/text_plot.hpp"
#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

namespace {

constexpr std::size_t longest_table = 40;  // rows; more stay in CSV and HTML

std::string number_text(const DataColumn& column, double value) {
  if (std::isnan(value)) return "-";
  const std::string text =
      column.decimals < 0 ? format_value(value) : fmt::format("{:.{}f}", value, column.decimals);
  return fmt::format("{}{}", column.signs && value > 0.0 ? "+" : "", text);
}

// Words put into lines of at most `width` columns, each after `indent`.
std::string wrapped(const std::string& text, std::size_t width, const std::string& indent) {
  std::string out;
  std::string line = indent;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string word = text.substr(at, end - at);
    if (line.size() > indent.size() && display_width(line) + 1 + display_width(word) > width) {
      out += line + "\n";
      line = indent;
    }
    line += (line.size() > indent.size() && !word.empty() ? " " : "") + word;
    at = end + 1;
  }
  return out + line + "\n";
}

// The unit all number columns share, or "".
std::string common_units(const DataTable& table) {
  std::string units;
  for (const DataColumn& column : table.columns) {
    if (column.is_text) continue;
    if (!units.empty() && units != column.units) return "";
    units = column.units;
  }
  return units;
}

// Words put into lines of at most `width` columns; a longer word is broken.
std::vector<std::string> lines_of(const std::string& text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  const auto put = [&](std::string_view piece) {
    lines.back() += piece;
    used += display_width(piece);
  };
  const auto begin_line = [&] {
    lines.emplace_back();
    used = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    std::string_view word(text.data() + at, end - at);
    if (used > 0 && used + 1 + display_width(word) > width) begin_line();
    if (used > 0) put(" ");
    while (!word.empty()) {
      std::size_t letter = 1;
      while (letter < word.size() && (static_cast<unsigned char>(word[letter]) & 0xC0U) == 0x80U) ++letter;
      if (used > 0 && used + display_width(word.substr(0, letter)) > width) begin_line();
      put(word.substr(0, letter));
      word.remove_prefix(letter);
    }
    at = end + 1;
  }
  return lines;
}

// Headings and cells as text, the headings first.
std::vector<std::vector<std::string>> table_cells(const DataTable& table, bool units_in_headings) {
  std::vector<std::vector<std::string>> lines(1);
  for (const DataColumn& column : table.columns) {
    const bool shows = units_in_headings && !column.units.empty();
    lines[0].push_back(shows ? fmt::format("{}, {}", column.heading, column.units) : column.heading);
  }
  for (std::size_t r = 0; r < std::min(table.rows.size(), longest_table); ++r) {
    lines.emplace_back();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const DataCell& cell = table.rows[r][c];
      lines.back().push_back(cell.is_text ? cell.text : number_text(table.columns[c], cell.number));
    }
  }
  return lines;
}

// Width of the first `columns` columns when texts are put into lines of `longest`.
std::size_t width_of(const DataTable& table, const std::vector<std::vector<std::string>>& lines,
                     std::size_t columns, std::size_t longest) {
  std::size_t total = 0;
  for (std::size_t c = 0; c < columns; ++c) {
    std::size_t widest = 0;
    for (const std::vector<std::string>& line : lines) {
      const std::size_t width = display_width(line[c]);
      const bool breaks = table.columns[c].is_text && &line != &lines.front();  // headings do not
      widest = std::max(widest, breaks ? std::min(width, longest) : width);
    }
    total += widest + 2;
  }
  return total - 2;
}

struct Fit {
  std::size_t columns, longest;  // columns shown, characters of a text on a line
};

// As many columns as fit with at least 10 characters of each text on a line, and then as much of the texts as
// fits.
Fit fit_table(const DataTable& table, const std::vector<std::vector<std::string>>& lines, std::size_t width) {
  Fit fit{table.columns.size(), 10};
  while (fit.columns > 1 && width_of(table, lines, fit.columns, fit.longest) > width) --fit.columns;
  while (fit.longest < width && width_of(table, lines, fit.columns, fit.longest + 1) <= width) ++fit.longest;
  return fit;
}

// One row of the table as lines of the terminal: texts that are too long go on below themselves.
void add_row(const DataTable& table, const std::vector<std::string>& cells, const Fit& fit, TextTable& out) {
  std::vector<std::vector<std::string>> parts;
  std::size_t height = 1;
  for (std::size_t c = 0; c < fit.columns; ++c) {
    parts.push_back(table.columns[c].is_text ? lines_of(cells[c], fit.longest)
                                             : std::vector<std::string>{cells[c]});
    height = std::max(height, parts.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    out.rows.emplace_back();
    for (const std::vector<std::string>& part : parts)
      out.rows.back().push_back(line < part.size() ? part[line] : "");
  }
}

std::string table_text(const DataTable& table, std::size_t width) {
  const std::string units = common_units(table);
  const std::vector<std::vector<std::string>> lines = table_cells(table, units.empty());
  const Fit fit = fit_table(table, lines, width);
  TextTable out;
  for (std::size_t c = 0; c < fit.columns; ++c)
    out.columns.push_back({lines[0][c], table.columns[c].is_text ? Align::left : Align::right});
  for (std::size_t r = 1; r < lines.size(); ++r) add_row(table, lines[r], fit, out);
  std::string text =
      wrapped(units.empty() ? table.title : fmt::format("{} [{}]", table.title, units), width, "");
  text += out.render();
  if (table.rows.size() > longest_table)
    text += wrapped(fmt::format("... {} more rows: --format csv has them", table.rows.size() - longest_table),
                    width, "");
  if (fit.columns < table.columns.size())
    text += wrapped(fmt::format("... {} more columns, from \"{}\" on: use a wider terminal, or --format csv",
                                table.columns.size() - fit.columns, table.columns[fit.columns].heading),
                    width, "");
  return text + wrapped(fmt::format("source: {}", table.source), width, "");
}

std::string long_table_text(const DataTable& table, std::size_t width) {
  return wrapped(fmt::format("{}: {} rows; --format csv has them", table.title, table.rows.size()), width,
                 "");
}

// "  -3.81 pp  share of CHN in USA goods imports (95 % -3.90 to -3.72)"
std::string key_text(const KeyNumber& key) {
  std::string text = fmt::format("{:+.2f} {}: {}", key.difference, key.units, key.name);
  if (!std::isnan(key.low)) text += fmt::format(" (95 % interval {:+.2f} to {:+.2f})", key.low, key.high);
  return text;
}

std::string section_text(const Section& section, std::size_t width) {
  std::string text = fmt::format("\n== {} ==\n", section.title);
  if (!section.text.empty()) text += "\n";
  for (const std::string& sentence : section.text) text += wrapped(sentence, width, "");
  for (const KeyNumber& key : section.numbers) text += wrapped(key_text(key), width, "");
  if (!section.trust.empty()) text += wrapped(section.trust, width, "");
  for (const Chart& chart : section.charts) {
    const std::string plot = plot_text(chart, static_cast<int>(width));
    if (!plot.empty())
      text +=
          fmt::format("\n{}{}", wrapped(fmt::format("{} [{}]", chart.title, chart.units), width, ""), plot);
  }
  for (const DataTable& table : section.tables)
    text += fmt::format("\n{}", table.is_long ? long_table_text(table, width) : table_text(table, width));
  if (!section.absent.empty()) text += "\n";
  for (const std::string& absent : section.absent)
    text += wrapped(fmt::format("absent: {}", absent), width, "");
  return text;
}

}  // namespace

std::string to_text(const Summary& summary, int width) {
  const auto columns = static_cast<std::size_t>(std::max(width, 40));
  std::string text;
  for (const Section& section : summary.together) text += section_text(section, columns);
  for (const RunSummary& run : summary.runs) {
    std::string head = fmt::format("{}: {}", run.file, run.name);
    if (!run.importer.empty()) head += fmt::format(", imports of {}", run.importer);
    if (!run.rival.empty()) head += fmt::format(", looking at {}", run.rival);
    text += (text.empty() ? "" : "\n") + wrapped(head, columns, "");
    for (const Section& section : run.sections) text += section_text(section, columns);
  }
  return text;
}

}  // namespace entrepot::outputs
