// A drawing of dots in the terminal: a Braille character holds two columns and four rows of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace entrepot::outputs {

// A character of three bytes (U+0800 to U+FFFF) in UTF-8.
[[nodiscard]] std::string utf8(char32_t code);

class BrailleDots {
 public:
  // In characters.
  BrailleDots(std::size_t columns, std::size_t rows)
      : columns_(columns), rows_(rows), cells_(columns * rows) {}
  [[nodiscard]] std::size_t width() const { return 2 * columns_; }  // in dots
  [[nodiscard]] std::size_t height() const { return 4 * rows_; }
  // Dots of column x from row `from` to row `to`, in any order; rows count from the top.
  void set(std::size_t x, std::size_t from, std::size_t to);
  [[nodiscard]] std::string line(std::size_t row) const;  // of characters

 private:
  std::size_t columns_, rows_;
  std::vector<unsigned> cells_;  // [row][column] dots of a character as bits
};

}  // namespace entrepot::outputs
