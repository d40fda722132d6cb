#include "outputs/compare/render/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {
using Range = std::pair<char32_t, char32_t>;
constexpr std::array<Range, 5> no_width{
    {{0x300, 0x36F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}}};
constexpr std::array<Range, 10> double_width{{{0x1100, 0x115F},
                                              {0x2E80, 0x303E},
                                              {0x3041, 0xA4CF},
                                              {0xAC00, 0xD7A3},
                                              {0xF900, 0xFAFF},
                                              {0xFE30, 0xFE6F},
                                              {0xFF00, 0xFF60},
                                              {0xFFE0, 0xFFE6},
                                              {0x1F300, 0x1FAFF},
                                              {0x20000, 0x3FFFD}}};

template <std::size_t n>
bool is_in(const std::array<Range, n>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& range) { return code >= range.first && code <= range.second; });
}

// The code point that starts at `at`, which moves behind it; a stray byte counts as itself.
char32_t next_code(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t code = more == 0 ? lead : lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more && at < text.size(); ++i) {
    code = (code << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  return code;
}

void add_cell(std::string& line, const std::string& text, std::size_t width, Align align) {
  const std::string blank(width - display_width(text), ' ');
  line += align == Align::right ? blank + text : text + blank;
  line += "  ";
}

void add_line(std::string& out, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + "\n";
}
}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t code = next_code(utf8, at);
    width += is_in(no_width, code) ? 0U : is_in(double_width, code) ? 2U : 1U;
  }
  return width;
}

std::string TextTable::render() const {
  std::vector<std::size_t> widths;
  for (const TextColumn& column : columns) widths.push_back(display_width(column.heading));
  for (const std::vector<std::string>& row : rows) {
    ENTREPOT_VALIDATE(row.size() == columns.size(), "a table row needs one cell per column");
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string out;
  std::string heading;
  std::string rule;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    add_cell(heading, columns[i].heading, widths[i], columns[i].align);
    rule += std::string(widths[i], '-') + "  ";
  }
  add_line(out, heading);
  add_line(out, rule);
  for (const std::vector<std::string>& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) add_cell(line, row[i], widths[i], columns[i].align);
    add_line(out, line);
  }
  return out;
}

std::string format_value(double value) {
  if (std::isnan(value)) return "-";
  const double size = std::abs(value);
  if (size == 0.0) return "0";
  if (!std::isfinite(value) || size >= 1e12 || size < 1e-5) return fmt::format("{:.4g}", value);
  const int decimals = size >= 10000.0 ? 0 : 4 - static_cast<int>(std::floor(std::log10(size)));
  return fmt::format("{:.{}f}", value, std::min(decimals, 7));
}

}  // namespace entrepot::outputs
