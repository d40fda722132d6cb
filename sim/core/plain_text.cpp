#include "sim/core/plain_text.hpp"

#include <algorithm>

namespace entrepot {

namespace {

// Bytes of the control character that begins at `at`; 0 = none does.
std::size_t control_bytes(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x20) return byte == '\n' || byte == '\t' ? 0 : 1;
  if (byte == 0x7F) return 1;
  if (byte != 0xC2 || at + 1 == text.size()) return 0;
  const auto next = static_cast<unsigned char>(text[at + 1]);
  return next >= 0x80 && next < 0xA0 ? 2 : 0;
}

}  // namespace

std::size_t find_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (control_bytes(text, at) > 0) return at;
  }
  return std::string_view::npos;
}

std::string without_control(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = control_bytes(text, at);
    clean += bytes > 0 ? '?' : text[at];
    at += std::max<std::size_t>(1, bytes);
  }
  return clean;
}

std::string file_name_problem(const std::string& name) {
  constexpr std::size_t longest = 200;  // of the 255 bytes of a file system, for endings
  if (name.empty()) return "it is empty";
  if (name.size() > longest) return "it is too long";
  if (name.find('/') != std::string::npos) return "it names a folder";
  if (name.front() == '.') return "it begins with a dot";
  if (name.front() == '-') return "it begins like an option";
  if (name.front() == ' ' || name.back() == ' ') return "it begins or ends with a space";
  if (find_control(name) != std::string::npos || name.find_first_of("\n\t") != std::string::npos)
    return "it holds a line end or another control character";
  return "";
}

}  // namespace entrepot
