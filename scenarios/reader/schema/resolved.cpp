// Writes the effective scenario as YAML in the order of the descriptors, defaults shown.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "models/behaviours/presets.hpp"
#include "models/policies/registry.hpp"
#include "scenarios/reader/schedule.hpp"
#include "scenarios/reader/schema/schema.hpp"
#include "scenarios/reader/sections.hpp"

namespace entrepot::scenarios {

using namespace models;

namespace {

bool reads_as_word(const std::string& text) {
  if (text.empty() || std::isalpha(static_cast<unsigned char>(text.front())) == 0) return false;
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; };
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  static const std::vector<std::string> special = {"null", "true", "false", "yes", "no",
                                                   "on",   "off",  "y",     "n"};
  return std::all_of(text.begin(), text.end(), plain) &&
         std::find(special.begin(), special.end(), lower) == special.end();
}

std::string word(const std::string& text) {
  if (reads_as_word(text)) return text;
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

class Writer {
 public:
  explicit Writer(const DataPaths& paths) : paths_(paths) {}

  std::string write(const Node& root) {
    keys(&root, scenario_descriptor(), "", {"extends"});
    replicates(root.find("replicates"));
    block(root, world_descriptor(), "");
    block(root, calendar_descriptor(), "");
    policies(root.find("policies"));
    text_ += "model:\n";
    const Node none;
    const Node* model = root.find("model");
    keys(model, model_descriptor(), "  ");
    const Node* preset = model != nullptr ? model->find("preset") : nullptr;
    const std::string name = preset != nullptr ? preset->text : default_preset().name;
    for (const Descriptor& behaviour : behaviour_descriptors(*find_preset(name)))
      block(model != nullptr ? *model : none, behaviour, "  ");
    return text_;
  }

 private:
  std::string scalar(const Node& node, const KeySpec& key) const {
    switch (key.type) {
      case KeyType::number:
      case KeyType::integer:
      case KeyType::boolean:
      case KeyType::date:
      case KeyType::rate:
      case KeyType::duration:
        return node.text;
      case KeyType::choice:
        return key.name == "step" ? node.text : word(node.text);
      case KeyType::file:
        return word(file(node));
      default:
        return word(node.text);
    }
  }

  std::string file(const Node& node) const {
    return paths_.portable(paths_.resolve(node.text, node.source->directory));
  }

  std::string value(const Node& node, const KeySpec& key) const {
    if (key.type == KeyType::schedule) {
      std::string text;
      for (const KeySpec& one : schedule_descriptor().keys) {
        const Node* item = node.find(one.name);
        if (item != nullptr)
          text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", one.name, scalar(*item, one));
      }
      return "{" + text + "}";
    }
    if (node.kind != Node::Kind::sequence) return scalar(node, key);
    std::string text;
    for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + scalar(item, key);
    return "[" + text + "]";
  }

  void keys(const Node* node, const Descriptor& descriptor, const std::string& indent,
            const std::vector<std::string>& left_out = {}) {
    for (const KeySpec& key : descriptor.keys) {
      if (key.type == KeyType::block) continue;
      if (std::find(left_out.begin(), left_out.end(), key.name) != left_out.end()) continue;
      const Node* item = node != nullptr ? node->find(key.name) : nullptr;
      if (item != nullptr) {
        text_ += fmt::format("{}{}: {}\n", indent, key.name, value(*item, key));
      } else if (!key.default_text.empty()) {
        text_ += fmt::format("{}{}: {}\n", indent, key.name, key.default_text);
      }
    }
  }

  void block(const Node& parent, const Descriptor& descriptor, const std::string& indent) {
    text_ += indent + descriptor.name + ":\n";
    keys(parent.find(descriptor.name), descriptor, indent + "  ");
  }

  void replicates(const Node* node) {
    text_ += "replicates:\n";
    if (node == nullptr || node->kind == Node::Kind::map) return keys(node, replicates_descriptor(), "  ");
    text_ += fmt::format("  count: {}\n  resynthesise: false\n", node->text);
  }

  void policies(const Node* node) {
    if (node == nullptr || node->items.empty()) {
      text_ += "policies: []\n";
      return;
    }
    text_ += "policies:\n";
    for (const Node& policy : node->items) {
      text_ += fmt::format("  - id: {}\n", word(policy.find("id")->text));
      keys(&policy, policy_base_descriptor(), "    ", {"id"});
      keys(&policy, *find_policy(policy.find("type")->text), "    ");
    }
  }

  const DataPaths& paths_;
  std::string text_;
};

}  // namespace

std::string resolved_yaml(const Node& root, const DataPaths& paths) { return Writer(paths).write(root); }

}  // namespace entrepot::scenarios
