#include "outputs/report/render/braille_plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entrepot {

namespace {

// Dots of one plot, addressed from the top left; a character holds two columns and four rows of them.
class Dots {
 public:
  Dots(int width, int height)
      : width_(width), cells_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0) {}
  void set(int column, int row) {
    static const int bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    cells_[static_cast<std::size_t>(row / 4 * width_ + column / 2)] |= bits[row % 4][column % 2];
  }
  [[nodiscard]] std::string line(int row) const {
    std::string text;
    for (int column = 0; column < width_; ++column) {
      const int code = 0x2800 + cells_[static_cast<std::size_t>(row * width_ + column)];
      text += static_cast<char>(0xE0 | (code >> 12));
      text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
      text += static_cast<char>(0x80 | (code & 0x3F));
    }
    return text;
  }

 private:
  int width_;
  std::vector<int> cells_;
};

struct Range {
  double lower = 0.0;
  double upper = 1.0;
};

// From 0 (or below) to the largest value; never empty.
Range range_of(const std::vector<double>& values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  Range range{std::min(0.0, *least), std::max(0.0, *most)};
  if (range.upper - range.lower < 1e-12) range.upper = range.lower + 1.0;
  return range;
}

}  // namespace

std::string braille_plot(const std::vector<double>& values, const std::string& first, const std::string& last,
                         const PlotFrame& frame) {
  if (values.empty()) return "";
  const Range range = range_of(values);
  const int columns = 2 * frame.width;
  const int rows = 4 * frame.height;
  Dots dots(frame.width, frame.height);
  int before = -1;
  for (int column = 0; column < columns; ++column) {
    const auto at = static_cast<std::size_t>(column) * values.size() / static_cast<std::size_t>(columns);
    const double part = (values[at] - range.lower) / (range.upper - range.lower);
    const int row = std::clamp(static_cast<int>(std::lround((1.0 - part) * (rows - 1))), 0, rows - 1);
    const int from = before < 0 ? row : std::min(before, row);
    const int to = before < 0 ? row : std::max(before, row);
    for (int dot = from; dot <= to; ++dot) dots.set(column, dot);
    before = row;
  }
  std::string text;
  for (int line = 0; line < frame.height; ++line) {
    const std::string scale = line == 0                  ? fmt::format("{:.4g}", range.upper)
                              : line == frame.height - 1 ? fmt::format("{:.4g}", range.lower)
                                                         : "";
    text += fmt::format("{:>8} {} |{}\n", scale, line == 0 ? fmt::format("{:<3}", frame.unit) : "   ",
                        dots.line(line));
  }
  const int gap = std::max(1, frame.width - static_cast<int>(first.size() + last.size()));
  return text + fmt::format("{:>14}{}{:{}}{}\n", "", first, "", gap, last);
}

}  // namespace entrepot
