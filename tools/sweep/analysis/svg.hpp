// Small pictures as inline SVG.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace entrepot::tools::svg {

struct Bar {
  std::string label;
  double value = 0.0;
  double lower = 0.0;  // whisker; NaN = none
  double upper = 0.0;
  double second = 0.0;  // a second, darker bar inside; NaN = none
};

struct Series {
  std::string label;
  std::vector<std::pair<double, double>> points;
};

struct Axes {
  std::string title;
  std::string x;
  std::string y;
};

// Horizontal bars from zero.
[[nodiscard]] std::string bars(const Axes& axes, const std::vector<Bar>& rows);
// Horizontal bars from `lower` to `upper`, the line at the value between them.
[[nodiscard]] std::string tornado(const Axes& axes, const std::vector<Bar>& rows);
[[nodiscard]] std::string scatter(const Axes& axes, const std::vector<std::pair<double, double>>& points,
                                  const Series& curve);
[[nodiscard]] std::string lines(const Axes& axes, const std::vector<Series>& series);

// Text safe inside HTML.
[[nodiscard]] std::string escaped(const std::string& text);

}  // namespace entrepot::tools::svg
