// Text of the user: its bytes, lines and places.
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "scenarios/reader/yaml/yaml.hpp"

namespace entrepot::scenarios {

namespace {

// Position of the first byte that is no UTF-8 text, or npos.
std::size_t find_bad_byte(const std::string& text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool control = byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t';
    if (control || byte == 0x7F) return i;
    const std::size_t more = byte < 0x80                   ? 0
                             : byte >= 0xC2 && byte < 0xE0 ? 1
                             : byte >= 0xE0 && byte < 0xF0 ? 2
                                                           : 3;
    if ((byte >= 0x80 && byte < 0xC2) || byte > 0xF4 || i + more >= text.size()) return i;
    for (std::size_t k = 1; k <= more; ++k) {
      if (!continues_character(text[i + k])) return i;
    }
    if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return i;  // control characters too
    i += more + 1;
  }
  return std::string::npos;
}

}  // namespace

bool check_bytes(const Source& source, const std::string& text, Faults& faults, const YamlCaps& caps) {
  if (text.size() > caps.bytes) {
    faults.add(place_in(source, 1, 1), fmt::format("the file has {} bytes", text.size()),
               fmt::format("at most {} are read", caps.bytes));
    return false;
  }
  const std::size_t bad = find_bad_byte(text);
  if (bad == std::string::npos) return true;
  if (text.starts_with("\x89HDF")) {
    faults.add({source.name, 1, 1, ""}, "the file is HDF5", "a text in YAML is expected",
               "results are read by `entrepot show`, a merged sweep by `entrepot sweep analyse FOLDER`");
    return false;
  }
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(bad);
  const auto line = std::count(text.begin(), end, '\n') + 1;
  const std::size_t start = text.rfind('\n', bad) + 1;  // npos + 1 = 0
  faults.add({source.name, static_cast<int>(line), static_cast<int>(bad - start) + 1, ""},
             fmt::format("byte 0x{:02x} is no text", static_cast<unsigned char>(text[bad])),
             "scenarios are UTF-8 without control characters");
  return false;
}

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

const Node* Node::find(const std::string& key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].text == key) return &items[i];
  }
  return nullptr;
}

Node* Node::find(const std::string& key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

Place Node::place() const { return source ? place_in(*source, line, column) : Place{}; }

Place place_in(const Source& source, int line, int column) {
  constexpr int longest = 160;
  Place place{source.name, line, column, ""};
  const auto index = static_cast<std::size_t>(line - 1);
  if (line >= 1 && index < source.lines.size() && column <= longest) {
    place.source_line = source.lines[index].substr(0, longest);
    std::replace(place.source_line.begin(), place.source_line.end(), '\t', ' ');
  }
  return place;
}

std::shared_ptr<const Source> make_source(std::string name, std::filesystem::path directory,
                                          const std::string& text) {
  auto source = std::make_shared<Source>();
  source->name = std::move(name);
  source->directory = std::move(directory);
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    source->lines.push_back(std::move(line));
  }
  return source;
}

}  // namespace entrepot::scenarios
