#include "outputs/report/render/braille_plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/report/render/braille_dots.hpp"

namespace entrepot::outputs {

namespace {

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
  BrailleDots dots(static_cast<std::size_t>(frame.width), static_cast<std::size_t>(frame.height));
  std::size_t before = dots.height();  // none yet
  for (std::size_t x = 0; x < dots.width(); ++x) {
    const double part =
        (values[x * values.size() / dots.width()] - range.lower) / (range.upper - range.lower);
    const auto y =
        static_cast<std::size_t>(std::lround((1.0 - part) * static_cast<double>(dots.height() - 1)));
    dots.set(x, before == dots.height() ? y : before, y);
    before = y;
  }
  std::string text;
  for (int line = 0; line < frame.height; ++line) {
    const std::string scale = line == 0                  ? fmt::format("{:.4g}", range.upper)
                              : line == frame.height - 1 ? fmt::format("{:.4g}", range.lower)
                                                         : "";
    text += fmt::format("{:>8} {} |{}\n", scale, line == 0 ? fmt::format("{:<3}", frame.unit) : "   ",
                        dots.line(static_cast<std::size_t>(line)));
  }
  const int gap = std::max(1, frame.width - static_cast<int>(first.size() + last.size()));
  return text + fmt::format("{:>14}{}{:{}}{}\n", "", first, "", gap, last);
}

}  // namespace entrepot::outputs
