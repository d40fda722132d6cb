// Small plots of characters for a terminal.
#pragma once

#include <string>

#include "outputs/report/summary.hpp"

namespace entrepot::outputs {

// Lines as braille dots, one colourless panel per series; bars and slopes as blocks; a matrix of differences
// as signs and shades. "" for a kind that only tables show on a terminal (map, chain). Lines fit into
// `width`.
[[nodiscard]] std::string plot_text(const Chart& chart, int width);

}  // namespace entrepot::outputs
