// A line over time in the terminal, in Braille dots: two dots across and four down per character.
#pragma once

#include <string>
#include <vector>

namespace entrepot::outputs {

struct PlotFrame {
  int width = 64;  // characters of the drawing
  int height = 6;  // lines of the drawing
  std::string unit;
};

// The values from left to right with a scale at the left, and `first` and `last` below the ends. A step drawn
// where the value moves by more than a dot. Every line ends with a newline.
[[nodiscard]] std::string braille_plot(const std::vector<double>& values, const std::string& first,
                                       const std::string& last, const PlotFrame& frame = {});

}  // namespace entrepot::outputs
