// A delimited text file row by row, gz read transparently: published tables need not fit into memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/data/unpacked_size.hpp"
#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

class TextRows {
 public:
  // InputError when the file cannot be read. `separator` 0: the one that the first line has most of.
  explicit TextRows(const std::string& path, char separator = 0);

  // The next row that is not blank, quotes removed; false at the end. Views live until the next call.
  // InputError on control characters, an open quote, bytes that cannot be unpacked, or too many of them.
  [[nodiscard]] bool next(std::vector<std::string_view>& cells);
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] char separator() const { return separator_; }
  // Of a cell of the row at hand, without its text: the file may be none of the user's.
  [[nodiscard]] Place place(std::size_t cell) const;

 private:
  struct Close {
    void operator()(void* file) const;
  };
  struct Cell {
    std::size_t begin = 0, size = 0;
  };
  [[nodiscard]] bool fill();
  [[nodiscard]] bool read_line();
  void choose_separator();
  void check_line() const;
  void split();
  std::size_t split_quoted(std::size_t at);

  std::string file_;
  char separator_;
  std::unique_ptr<void, Close> stream_;
  std::optional<UnpackedSize> unpacked_;  // none before the file is open
  std::string buffer_;
  std::size_t at_ = 0;  // in buffer_
  std::string line_;
  std::vector<Cell> cells_;
  int line_number_ = 0;
};

// The first rows of a file, at most `rows`, cells as text; fewer where it is shorter or no text.
[[nodiscard]] std::vector<std::vector<std::string>> head_rows(const std::string& path, std::size_t rows);

// Number of a cell: blanks around it aside, finite, a point for decimals; nothing where it is none.
[[nodiscard]] std::optional<double> number_in(std::string_view text);

}  // namespace entrepot::scenarios
