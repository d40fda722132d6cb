// YAML text as a tree of nodes that know their place. yaml.cpp is the only include of yaml-cpp.
// The tree is built from the event stream: yaml-cpp's own nodes silently keep the first of two equal keys.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sim/core/faults.hpp"

namespace entrepot::scenarios {

struct YamlCaps {
  std::size_t bytes = 4U << 20U;
  std::size_t depth = 64;
  std::size_t nodes = 100000;  // aliases and anchors counted as often as they are expanded
};

// One file of text, or one --set override.
struct Source {
  std::string name;                 // as shown in messages
  std::filesystem::path directory;  // relative file names start here
  std::vector<std::string> lines;
};

struct Node {
  enum class Kind { null, scalar, sequence, map };
  Kind kind = Kind::null;
  bool quoted = false;
  int line = 0;    // from 1
  int column = 0;  // from 1, characters
  std::shared_ptr<const Source> source;
  std::string text;         // of a scalar
  std::vector<Node> keys;   // of a map, scalars, same order as items
  std::vector<Node> items;  // of a map or a sequence

  [[nodiscard]] const Node* find(const std::string& key) const;
  [[nodiscard]] Node* find(const std::string& key);
  [[nodiscard]] Place place() const;
};

[[nodiscard]] Place place_in(const Source& source, int line, int column);
[[nodiscard]] std::shared_ptr<const Source> make_source(std::string name, std::filesystem::path directory,
                                                        const std::string& text);

// True for a byte inside a UTF-8 character, not at its start.
[[nodiscard]] bool continues_character(char byte);

// False (reported) if the text is too long or holds bytes that are no text.
bool check_bytes(const Source& source, const std::string& text, Faults& faults, const YamlCaps& caps);

// Reads one document. Adds every fault of the syntax, of the caps, and duplicate keys, tags and merge keys.
// Returns false when there is no usable tree.
bool parse_yaml(const std::shared_ptr<const Source>& source, const std::string& text, Node& root,
                Faults& faults, const YamlCaps& caps = {});

}  // namespace entrepot::scenarios
