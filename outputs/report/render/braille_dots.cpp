#include "outputs/report/render/braille_dots.hpp"

#include <algorithm>

namespace entrepot::outputs {

std::string utf8(char32_t code) {
  return {static_cast<char>(0xE0U | (code >> 12U)), static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)),
          static_cast<char>(0x80U | (code & 0x3FU))};
}

void BrailleDots::set(std::size_t x, std::size_t from, std::size_t to) {
  static constexpr unsigned bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
  for (std::size_t y = std::min(from, to); y <= std::max(from, to); ++y)
    cells_[y / 4 * columns_ + x / 2] |= bits[y % 4][x % 2];
}

std::string BrailleDots::line(std::size_t row) const {
  std::string text;
  for (std::size_t i = 0; i < columns_; ++i) text += utf8(0x2800U + cells_[row * columns_ + i]);
  return text;
}

}  // namespace entrepot::outputs
