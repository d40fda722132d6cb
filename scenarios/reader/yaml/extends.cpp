#include "scenarios/reader/yaml/extends.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <string_view>

#include "scenarios/reader/yaml/files.hpp"

namespace entrepot::scenarios {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_chain = 16;

std::string id_of(const Node& policy) {
  const Node* id = policy.kind == Node::Kind::map ? policy.find("id") : nullptr;
  return id != nullptr && id->kind == Node::Kind::scalar ? id->text : "";
}

// A policy of the extension with an id of the base replaces it in its place; others are appended.
void merge_policies(Node& base, const Node& extension) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < base.items.size(); ++i) places.emplace(id_of(base.items[i]), i);
  for (const Node& policy : extension.items) {
    const auto it = places.find(id_of(policy));
    if (it != places.end() && !it->first.empty()) {
      base.items[it->second] = policy;
    } else {
      base.items.push_back(policy);
    }
  }
}

}  // namespace

void replace_value(Node& old, const std::string& key, const Node& value) {
  Node* count = key == "replicates" && old.kind == Node::Kind::map && value.kind == Node::Kind::scalar
                    ? old.find("count")
                    : nullptr;
  (count != nullptr ? *count : old) = value;
}

namespace {

// What a file is about, it says itself: the words of its base are about the base.
void drop_description(Node& base) {
  for (std::size_t i = 0; i < base.keys.size(); ++i) {
    if (base.keys[i].text != "description") continue;
    base.keys.erase(base.keys.begin() + static_cast<std::ptrdiff_t>(i));
    base.items.erase(base.items.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

void merge(Node& base, const Node& extension, bool is_top) {
  for (std::size_t i = 0; i < extension.keys.size(); ++i) {
    const Node& key = extension.keys[i];
    const Node& item = extension.items[i];
    Node* old = base.find(key.text);
    if (old == nullptr) {
      base.keys.push_back(key);
      base.items.push_back(item);
    } else if (old->kind == Node::Kind::map && item.kind == Node::Kind::map) {
      merge(*old, item, false);
    } else if (is_top && key.text == "policies" && old->kind == item.kind &&
               item.kind == Node::Kind::sequence) {
      merge_policies(*old, item);
    } else {
      replace_value(*old, key.text, item);
    }
  }
  base.source = extension.source;  // faults of the whole block belong to the file that was asked for
  base.line = extension.line;
  base.column = extension.column;
}

void check_ids(const Node& root, Faults& faults) {
  const Node* policies = root.find("policies");
  if (policies == nullptr || policies->kind != Node::Kind::sequence) return;
  std::map<std::string, int> seen;
  for (const Node& policy : policies->items) {
    const std::string id = id_of(policy);
    if (id.empty()) continue;
    const auto [first, is_new] = seen.emplace(id, policy.find("id")->line);
    if (is_new) continue;
    faults.add(policy.find("id")->place(), fmt::format("policy id {} is used twice", in_quotes(id)),
               fmt::format("first on line {}", first->second), "ids name policies in --set and extends");
  }
}

// Nothing but blanks and comments: there is nothing to show.
bool is_blank(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first != std::string::npos && line[first] != '#') return false;
  }
  return true;
}

// Whether the text has a key of scenarios. Where it has none it may be any file, and is not shown to whoever
// named it.
bool looks_like_scenario(const std::string& text) {
  if (is_blank(text)) return true;
  for (const char* key : {"schema", "extends", "policies", "calendar", "world", "model"}) {
    const std::size_t length = std::string_view(key).size();
    for (std::size_t at = 0; (at = text.find(key, at)) != std::string::npos; at += length) {
      const std::size_t after = text.find_first_not_of(" \"'", at + length);
      const bool begins =
          at == 0 || std::string_view("\n{,\"' ").find(text[at - 1]) != std::string_view::npos;
      if (begins && after != std::string::npos && text[after] == ':') return true;
    }
  }
  return false;
}

fs::path find_base(const Node& extends, const DataPaths& paths) {
  const std::string& name = extends.text;
  if (name.empty() || name.find('\0') != std::string::npos) return {};
  for (const std::string& file : {name, name + ".yaml"}) {
    const fs::path path = (extends.source->directory / file).lexically_normal();
    std::error_code error;
    if (fs::is_regular_file(path, error)) return path;
  }
  return paths.scenario_file(name);
}

class ChainReader {
 public:
  explicit ChainReader(ReadContext& context) : context_(context) {}

  bool read(const fs::path& path, const Place& named_at, Node& root) {
    std::string text;
    std::string problem;
    if (!read_text(path, YamlCaps().bytes, text, problem)) {
      context_.faults.add(
          named_at, "cannot read " + in_quotes(path.string()), problem,
          suggest(path.stem().string(), context_.paths.scenario_names(), "library scenarios"));
      return false;
    }
    if (!looks_like_scenario(text)) {
      context_.faults.add({path.string(), 0, 0, ""}, "the file is no scenario",
                          "it has none of the keys that every scenario has",
                          "see `entrepot describe scenario`");
      return false;
    }
    const auto source = make_source(path.string(), path.parent_path(), text);
    if (!parse_yaml(source, text, root, context_.faults)) return false;
    if (!expect_kind(root, Node::Kind::map, "the scenario", context_.faults)) return false;
    check_ids(root, context_.faults);
    chain_.push_back(canonical(path));
    add_base(root);
    return true;
  }

 private:
  static std::string canonical(const fs::path& path) {
    std::error_code error;
    return fs::weakly_canonical(path, error).string();
  }

  void add_base(Node& root) {
    const Node* extends = root.find("extends");
    if (extends == nullptr) return;
    if (extends->kind != Node::Kind::scalar) {
      context_.whole = false;
      expect_kind(*extends, Node::Kind::scalar, "extends", context_.faults);
      return;
    }
    const fs::path path = find_base(*extends, context_.paths);
    Node base;
    if (!base_is_readable(*extends, path) || !read(path, extends->place(), base)) {
      context_.whole = false;
      return;
    }
    drop_description(base);
    merge(base, root, true);
    root = std::move(base);
  }

  bool base_is_readable(const Node& extends, const fs::path& path) {
    if (path.empty()) {
      context_.faults.add(extends.place(), "extends " + in_quotes(extends.text),
                          "no such file or library scenario",
                          suggest(extends.text, context_.paths.scenario_names(), "library scenarios"));
      return false;
    }
    if (!expect_inside(path, extends, context_)) return false;
    if (std::find(chain_.begin(), chain_.end(), canonical(path)) != chain_.end()) {
      context_.faults.add(extends.place(), "extends " + in_quotes(extends.text),
                          "the files extend each other in a circle");
      return false;
    }
    if (chain_.size() >= longest_chain) {
      context_.faults.add(extends.place(), "extends " + in_quotes(extends.text),
                          fmt::format("more than {} files extend each other", longest_chain));
      return false;
    }
    return true;
  }

  ReadContext& context_;
  std::vector<std::string> chain_;
};

}  // namespace

bool read_with_bases(const std::string& path, ReadContext& context, Node& root) {
  std::error_code error;
  fs::path file = path;
  if (!fs::exists(file, error)) {
    const fs::path library = context.paths.scenario_file(path);
    if (!library.empty()) file = library;
  }
  Place nowhere;
  nowhere.file = path;
  return ChainReader(context).read(file, nowhere, root);
}

}  // namespace entrepot::scenarios
