#include "scenarios/reader/yaml/overrides.hpp"

#include <fmt/format.h>

#include "scenarios/reader/yaml/extends.hpp"

namespace entrepot::scenarios {

namespace {

// One part of the path: a key, or a policy id in brackets.
struct Part {
  std::string name;
  int column = 0;  // from 1
  bool is_id = false;
};

class Override {
 public:
  Override(const std::string& text, ReadContext& context)
      : text_(text), context_(context), source_(make_source("--set", {}, text)) {}

  void apply(Node& root) {
    equals_ = find_equals();
    if (equals_ == std::string::npos) {
      return fault(1, "the override has no value", "a path, an equals sign and a value are expected",
                   "write --set 'policies[list-1].scale=2'");
    }
    if (!split_path() || !parse_value()) return;
    write(root, 0, "the scenario");
  }

 private:
  void fault(int column, std::string what, std::string why, std::string suggestion = "") {
    context_.faults.add(place_in(*source_, 1, column), std::move(what), std::move(why),
                        std::move(suggestion));
  }

  // The first equals sign outside brackets.
  [[nodiscard]] std::size_t find_equals() const {
    bool inside = false;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '[') inside = true;
      if (text_[i] == ']') inside = false;
      if (text_[i] == '=' && !inside) return i;
    }
    return std::string::npos;
  }

  bool split_path() {
    std::size_t i = 0;
    while (i < equals_) {
      const std::size_t start = i;
      if (text_[i] == '[') {
        const std::size_t end = text_.find(']', i);
        parts_.push_back({text_.substr(i + 1, end - i - 1), static_cast<int>(i) + 2, true});
        i = end + 1;
      } else {
        while (i < equals_ && text_[i] != '.' && text_[i] != '[') ++i;
        parts_.push_back({text_.substr(start, i - start), static_cast<int>(start) + 1, false});
      }
      if (parts_.back().name.empty()) return bad_path(parts_.back().column);
      if (i < equals_ && text_[i] == '.' && ++i == equals_) return bad_path(static_cast<int>(i));
      if (i < equals_ && parts_.back().is_id && text_[i - 1] != '.') return bad_path(static_cast<int>(i) + 1);
    }
    return !parts_.empty() || bad_path(1);
  }

  bool bad_path(int column) {
    fault(column, "the path of the override is not readable",
          "keys are joined by dots, policies chosen by [id]", "write --set 'policies[list-1].scale=2'");
    return false;
  }

  // Blanks in front of the value keep its column.
  bool parse_value() {
    const std::string padded = std::string(equals_ + 1, ' ') + text_.substr(equals_ + 1);
    if (text_.find('\n') == std::string::npos && padded.find_first_not_of(' ') != std::string::npos) {
      return parse_yaml(source_, padded, value_, context_.faults);
    }
    fault(static_cast<int>(equals_) + 1, "the override has no value", "one line of text is expected");
    return false;
  }

  [[nodiscard]] Node node_at(const Part& part, Node::Kind kind) const {
    Node node;
    node.kind = kind;
    node.text = kind == Node::Kind::scalar ? part.name : "";
    node.source = source_;
    node.line = 1;
    node.column = part.column;
    return node;
  }

  void write(Node& at, std::size_t depth, const std::string& title) {
    if (depth == parts_.size()) {
      replace_value(at, depth == 1 ? parts_[0].name : "", value_);
    } else if (parts_[depth].is_id) {
      write_policies(at, depth, title);
    } else {
      write_key(at, depth, title);
    }
  }

  void write_key(Node& at, std::size_t depth, const std::string& title) {
    const Part& part = parts_[depth];
    if (at.kind != Node::Kind::map) {
      const bool list = at.kind == Node::Kind::sequence;
      return fault(part.column, title + " has no keys", list ? "it is a list" : "it is a single value",
                   list ? "choose an item: policies[id].key" : "");
    }
    Node* item = at.find(part.name);
    if (item == nullptr) {
      if (depth + 1 < parts_.size() && parts_[depth + 1].is_id) {
        return fault(part.column, in_quotes(part.name) + " is not in the scenario",
                     "there is nothing to choose from");
      }
      at.keys.push_back(node_at(part, Node::Kind::scalar));
      at.items.push_back(node_at(part, Node::Kind::map));
      item = &at.items.back();
    }
    write(*item, depth + 1, part.name);
  }

  void write_policies(Node& at, std::size_t depth, const std::string& title) {
    const Part& part = parts_[depth];
    if (at.kind != Node::Kind::sequence)
      return fault(part.column, title + " is not a list", "[id] chooses from a list");
    std::vector<std::string> ids;
    bool found = false;
    for (Node& item : at.items) {
      const Node* id = item.kind == Node::Kind::map ? item.find("id") : nullptr;
      if (id == nullptr) continue;
      ids.push_back(id->text);
      if (part.name != "*" && part.name != id->text) continue;
      found = true;
      write(item, depth + 1, "policy " + in_quotes(id->text));
    }
    if (found || !context_.whole) return;
    if (ids.empty()) return fault(part.column, "the scenario has no policies", "there is nothing to change");
    fault(part.column, "no policy has the id " + in_quotes(part.name), "unknown id",
          suggest(part.name, ids, "ids"));
  }

  std::string text_;
  ReadContext& context_;
  std::shared_ptr<const Source> source_;
  std::size_t equals_ = 0;
  std::vector<Part> parts_;
  Node value_;
};

}  // namespace

void apply_override(const std::string& text, Node& root, ReadContext& context) {
  Override(text, context).apply(root);
}

}  // namespace entrepot::scenarios
