// Tables and lists as text files for other programs.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "outputs/store/file_swap.hpp"

struct gzFile_s;

namespace entrepot::tools {

using namespace outputs;

// A text file, written line by line, that appears under its name only when complete; packed where the name
// ends in .gz; "-" is standard output. RunError when it cannot be written.
class TextFile {
 public:
  explicit TextFile(const std::filesystem::path& path);
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

  std::filesystem::path path_;
  std::optional<FileSwap> swap_;  // none for standard output
  gzFile_s* file_ = nullptr;
  fmt::memory_buffer buffer_;
  std::size_t lines_ = 0;
};

// The parts of a list written with commas.
[[nodiscard]] std::vector<std::string> split_commas(const std::string& text);

}  // namespace entrepot::tools
