#include "tools/entrepot/parts/assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/behaviours/presets.hpp"
#include "outputs/store/results/result_reader.hpp"
#include "scenarios/reader/yaml/yaml.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;
using namespace outputs;

namespace {

// A node in one line, as YAML writes it.
std::string one_line(const Node& node) {
  if (node.kind == Node::Kind::scalar) return node.text;
  std::string text;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (i > 0) text += ", ";
    if (node.kind == Node::Kind::map) text += node.keys[i].text + ": ";
    text += one_line(node.items[i]);
  }
  if (node.kind == Node::Kind::sequence) return fmt::format("[{}]", text);
  return node.kind == Node::Kind::map ? fmt::format("{{{}}}", text) : "";
}

std::string text_of(const Node& map, const std::string& key) {
  const Node* node = map.find(key);
  return node == nullptr ? "" : one_line(*node);
}

AssumedPolicy assumed_policy(const Node& node) {
  AssumedPolicy policy{text_of(node, "id"), text_of(node, "type"), text_of(node, "from"), ""};
  const std::string until = text_of(node, "until");
  if (!until.empty()) policy.dates += fmt::format(" to {}", until);
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const std::string& key = node.keys[i].text;
    if (key == "id" || key == "type" || key == "from" || key == "until") continue;
    policy.terms += fmt::format("{}{}: {}", policy.terms.empty() ? "" : "; ", key, one_line(node.items[i]));
  }
  return policy;
}

// The default of `model.<block>.<key>`, or "".
std::string default_of(const std::string& block, const std::string& key) {
  static const std::vector<Descriptor> blocks = behaviour_descriptors(default_preset());
  for (const Descriptor& behaviour : blocks) {
    if (behaviour.name != block) continue;
    for (const KeySpec& spec : behaviour.keys) {
      if (spec.name == key) return spec.default_text;
    }
  }
  return "";
}

void add_model(const Node& model, std::vector<Setting>& settings) {
  for (std::size_t b = 0; b < model.items.size(); ++b) {
    const std::string& block = model.keys[b].text;
    const Node& values = model.items[b];
    if (values.kind != Node::Kind::map) {
      settings.push_back({fmt::format("model.{}", block), one_line(values), ""});
      continue;
    }
    for (std::size_t i = 0; i < values.items.size(); ++i) {
      const std::string usual = default_of(block, values.keys[i].text);
      const std::string value = one_line(values.items[i]);
      if (value != usual)
        settings.push_back({fmt::format("model.{}.{}", block, values.keys[i].text), value, usual});
    }
  }
}

void add_settings(const Node& root, std::vector<Setting>& settings) {
  for (std::size_t i = 0; i < root.items.size(); ++i) {
    const std::string& key = root.keys[i].text;
    const Node& node = root.items[i];
    if (key == "name" || key == "description" || key == "policies" || key == "schema") continue;
    if (key == "model") {
      add_model(node, settings);
    } else if (node.kind == Node::Kind::map) {
      for (std::size_t k = 0; k < node.items.size(); ++k)
        settings.push_back({fmt::format("{}.{}", key, node.keys[k].text), one_line(node.items[k]), ""});
    } else {
      settings.push_back({key, one_line(node), ""});
    }
  }
}

}  // namespace

Assumptions assumptions_of(const std::string& scenario_text, const std::string& file) {
  Faults faults;
  Node root;
  const auto source = make_source(file + ":/provenance/scenario", {}, scenario_text);
  if (!parse_yaml(source, scenario_text, root, faults) || root.kind != Node::Kind::map) {
    faults.add(Place{file, 0, 0, ""}, "the scenario stored in the file cannot be read",
               "/provenance/scenario is no YAML map", "was the file written by `entrepot run`?");
  }
  faults.throw_if_any();
  Assumptions assumed;
  assumed.name = text_of(root, "name");
  assumed.description = text_of(root, "description");
  if (const Node* policies = root.find("policies")) {
    for (const Node& policy : policies->items) assumed.policies.push_back(assumed_policy(policy));
  }
  add_settings(root, assumed.settings);
  return assumed;
}

Assumptions read_assumptions(const std::string& file) {
  const ResultReader reader(file);
  return assumptions_of(reader.has_text("scenario") ? reader.text("scenario") : "", file);
}

}  // namespace entrepot::tools
