#include "outputs/report/render/text_plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "outputs/compare/render/text_table.hpp"
#include "outputs/report/render/braille_dots.hpp"

namespace entrepot::outputs {

namespace {

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  void take(const std::vector<double>& values) {
    for (const double value : values) {
      if (std::isnan(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  [[nodiscard]] bool empty() const { return low > high; }
};

// The value at dot `x` of `width`, linear between points; NaN where there is none.
double value_at(const std::vector<double>& values, std::size_t x, std::size_t width) {
  if (values.size() == 1 || width == 1) return values.front();
  const double at =
      static_cast<double>(x) * static_cast<double>(values.size() - 1) / static_cast<double>(width - 1);
  const auto before = std::min(static_cast<std::size_t>(at), values.size() - 2);
  const double part = at - static_cast<double>(before);
  return part == 0.0 ? values[before] : values[before] * (1.0 - part) + values[before + 1] * part;
}

void draw_line(BrailleDots& dots, const std::vector<double>& values, const Range& range) {
  const double span = range.high > range.low ? range.high - range.low : 1.0;
  std::size_t last = dots.height();  // none yet
  for (std::size_t x = 0; x < dots.width(); ++x) {
    const double value = value_at(values, x, dots.width());
    if (std::isnan(value)) {
      last = dots.height();
      continue;
    }
    const double height = static_cast<double>(dots.height() - 1);
    const auto y = static_cast<std::size_t>(std::lround(height * (range.high - value) / span));
    dots.set(x, last == dots.height() ? y : last, y);
    last = y;
  }
}

// What the panels span, below them and as far right as there is room for it.
std::string scale_line(const Chart& chart, const Range& range, int indent, int width) {
  const std::string periods = fmt::format("{} to {};", chart.x.front(), chart.x.back());
  const std::string scale = fmt::format("scale {} to {}", format_value(range.low), format_value(range.high));
  const auto room = static_cast<int>(display_width(periods) + 1 + display_width(scale));
  if (2 + room > width) return fmt::format("  {}\n  {}\n", periods, scale);
  return fmt::format("{}{} {}\n",
                     std::string(static_cast<std::size_t>(std::clamp(width - room, 2, indent)), ' '), periods,
                     scale);
}

// One panel per series on a common scale, each with its last value behind it; long names stand above their
// panels.
std::string plot_lines(const Chart& chart, int width) {
  Range range;
  for (const Series& series : chart.series) range.take(series.values);
  if (range.empty()) return "";
  std::size_t name_width = 0;
  for (const Series& series : chart.series) name_width = std::max(name_width, display_width(series.name));
  const bool above = 5 * name_width > 2 * static_cast<std::size_t>(width);
  if (above) name_width = 0;
  const int room = width - static_cast<int>(name_width) - 16;
  const auto columns = static_cast<std::size_t>(std::clamp(room, 10, 60));
  std::string text;
  for (const Series& series : chart.series) {
    BrailleDots dots(columns, 2);
    draw_line(dots, series.values, range);
    const std::string blank(name_width, ' ');
    if (above) text += fmt::format("  {}\n", series.name);
    const std::string name = above ? "" : series.name;
    text +=
        fmt::format("  {}{}  {}\n", name, std::string(name_width - display_width(name), ' '), dots.line(0));
    text += fmt::format("  {}  {}  {}\n", blank, dots.line(1), format_value(series.values.back()));
  }
  return text + scale_line(chart, range, static_cast<int>(name_width) + 4, width);
}

// Eighths of a block, so that short bars still show.
std::string bar(double part, int columns) {
  const auto eighths = static_cast<int>(std::lround(part * columns * 8.0));
  std::string text;
  for (int i = 0; i < eighths / 8; ++i) text += utf8(0x2588);
  if (eighths % 8 > 0) text += utf8(0x2590U - static_cast<char32_t>(eighths % 8));
  return text;
}

// What tells the bars of one label apart.
std::string mark_of(const Chart& chart, const Series& series) {
  if (chart.series.size() < 2) return "";
  if (series.role == "baseline") return "without ";
  if (series.role == "scenario") return "with    ";
  constexpr std::size_t most = 14;  // columns of a name
  std::string name = series.name;
  while (display_width(name) > most) {  // whole letters only
    while ((static_cast<unsigned char>(name.back()) & 0xC0U) == 0x80U) name.pop_back();
    name.pop_back();
  }
  return name + std::string(most - std::min(most, display_width(name)) + 1, ' ');
}

std::string plot_bars(const Chart& chart, int width) {
  double most = 0.0;
  std::size_t label_width = 0;
  for (const Series& series : chart.series) {
    for (const double value : series.values)
      most = std::isnan(value) ? most : std::max(most, std::abs(value));
  }
  for (const std::string& label : chart.x) label_width = std::max(label_width, display_width(label));
  if (most == 0.0) return "";
  const auto mark_width = static_cast<int>(display_width(mark_of(chart, chart.series.front())));
  const int columns = std::clamp(width - static_cast<int>(label_width) - 18 - std::max(8, mark_width), 8, 40);
  std::string text;
  for (std::size_t i = 0; i < chart.x.size(); ++i) {
    for (const Series& series : chart.series) {
      const double value = series.values[i];
      if (std::isnan(value)) continue;
      const std::string label = &series == &chart.series.front() ? chart.x[i] : "";
      const bool change = series.role == "difference";  // its bar begins with a sign
      const std::string mark = mark_of(chart, series);
      text += fmt::format(
          "  {}{}  {}{}{} {}{}\n", label, std::string(label_width - display_width(label), ' '), mark,
          !change       ? ""
          : value < 0.0 ? "- "
                        : "+ ",
          bar(std::abs(value) / most, columns), change && value > 0.0 ? "+" : "", format_value(value));
    }
  }
  return text;
}

// The last frame's differences: two characters per cell, a sign and how large against the largest; the
// columns that fit.
std::string plot_heat(const Chart& chart, int width) {
  const Frame& frame = chart.frames.back();
  if (frame.baseline.empty()) return "";
  double most = 0.0;
  for (std::size_t i = 0; i < frame.scenario.size(); ++i)
    most = std::max(most, std::abs(frame.scenario[i] - frame.baseline[i]));
  if (most == 0.0) return "";
  const char* const shades[] = {" ", "\u2591", "\u2592", "\u2593", "\u2588"};
  const std::size_t shown_columns =
      std::min(chart.columns.size(), static_cast<std::size_t>(std::max(width - 8, 4)) / 4);
  std::string text = "        ";
  for (std::size_t c = 0; c < shown_columns; ++c) text += fmt::format("{:<4.3}", chart.columns[c]);
  for (std::size_t r = 0; r < chart.rows.size(); ++r) {
    text += fmt::format("\n  {:<6.6}", chart.rows[r]);
    for (std::size_t c = 0; c < shown_columns; ++c) {
      const std::size_t at = r * chart.columns.size() + c;
      const double part = (frame.scenario[at] - frame.baseline[at]) / most;
      const auto shade = static_cast<std::size_t>(std::min(4.0, std::ceil(std::abs(part) * 4.0 - 0.2)));
      const bool shown = std::abs(part) * 4.0 > 0.2;
      text += shown ? fmt::format("{}{}{} ", part > 0.0 ? "+" : "-", shades[shade], shades[shade]) : " .  ";
    }
  }
  if (shown_columns < chart.columns.size())
    text += fmt::format("\n  ... {} more columns", chart.columns.size() - shown_columns);
  return text + fmt::format("\n  {}: + gain, - loss\n  darkest = {} {}\n", frame.name, format_value(most),
                            chart.units);
}

}  // namespace

std::string plot_text(const Chart& chart, int width) {
  switch (chart.kind) {
    case ChartKind::lines:
      return plot_lines(chart, width);
    case ChartKind::slopes:
    case ChartKind::bars:
      return plot_bars(chart, width);
    case ChartKind::heat:
      return plot_heat(chart, width);
    case ChartKind::map:
    case ChartKind::chain:
      return "";
  }
  return "";
}

}  // namespace entrepot::outputs
