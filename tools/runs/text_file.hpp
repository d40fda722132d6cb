// Tables and lists as text files for other programs.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/store/output/file_swap.hpp"

struct gzFile_s;

namespace entrepot::tools {

using namespace outputs;

// A text file, written line by line, that appears under its name only when complete (a FIFO or a device takes
// the lines as they come); packed where the name ends in .gz. RunError when it cannot be written.
class TextFile {
 public:
  // Standard output.
  TextFile() = default;
  explicit TextFile(OutputClaim output);
  TextFile(const TextFile&) = delete;
  TextFile& operator=(const TextFile&) = delete;
  ~TextFile();

  template <class... Args>
  void line(fmt::format_string<Args...> form, Args&&... args) {
    buffer_.clear();
    fmt::format_to(std::back_inserter(buffer_), form, std::forward<Args>(args)...);
    write_buffer();
  }
  // The file is complete; "path: N rows, S MB", the first line not counted.
  std::string finish();

 private:
  void write_buffer();

  std::string path_ = "standard output";
  std::optional<OutputClaim> output_;  // none for standard output
  std::optional<FileSwap> swap_;       // none for a FIFO or a device
  gzFile_s* file_ = nullptr;
  fmt::memory_buffer buffer_;
  std::size_t lines_ = 0;
};

// The parts of a list written with commas.
[[nodiscard]] std::vector<std::string> split_commas(const std::string& text);

}  // namespace entrepot::tools
