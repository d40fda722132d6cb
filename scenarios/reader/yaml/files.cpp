#include "scenarios/reader/yaml/files.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "sim/core/input_files.hpp"

namespace entrepot::scenarios {

bool read_text(const std::filesystem::path& path, std::size_t limit, std::string& text,
               std::string& problem) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return problem = "no such file", false;
  if (!std::filesystem::is_regular_file(path, error)) return problem = "not a regular file", false;
  if (const auto size = std::filesystem::file_size(path, error); !error && size > limit) {
    return problem = fmt::format("it has {} bytes, at most {} are read", size, limit), false;
  }
  note_input(path.string());
  std::ifstream stream(path, std::ios::binary);
  text.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  if (!stream.good() && !stream.eof()) return problem = "it cannot be read", false;
  if (!stream.is_open()) return problem = "it cannot be opened", false;
  return true;
}

}  // namespace entrepot::scenarios
