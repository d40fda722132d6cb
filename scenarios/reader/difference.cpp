#include "scenarios/reader/difference.hpp"

#include <algorithm>

#include "scenarios/reader/yaml/yaml.hpp"
#include "sim/core/error.hpp"

namespace entrepot::scenarios {

namespace {

Node parsed(const Scenario& scenario) {
  Node root;
  Faults faults;
  const auto source = make_source(scenario.name, "", scenario.resolved_text);
  ENTREPOT_VALIDATE(parse_yaml(source, scenario.resolved_text, root, faults), "a resolved scenario is YAML");
  return root;
}

std::string flat(const Node& node) {
  std::string text;
  if (node.kind == Node::Kind::scalar) return node.quoted && node.text.empty() ? "\"\"" : node.text;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    text += (i > 0 ? ", " : "") + (node.kind == Node::Kind::map ? node.keys[i].text + ": " : "");
    text += flat(node.items[i]);
  }
  return node.kind == Node::Kind::map ? "{" + text + "}" : "[" + text + "]";
}

bool is_policies(const Node& node) {
  return node.kind == Node::Kind::sequence && !node.items.empty() && node.items.front().find("id") != nullptr;
}

void flatten(const Node& node, const std::string& key, std::vector<ScenarioEntry>& out) {
  if (node.kind == Node::Kind::map) {
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      flatten(node.items[i], key.empty() ? node.keys[i].text : key + "." + node.keys[i].text, out);
    }
  } else if (is_policies(node)) {
    for (const Node& policy : node.items) {
      flatten(policy, key + "[" + policy.find("id")->text + "]", out);
    }
  } else if (!(node.kind == Node::Kind::sequence && node.items.empty())) {
    out.push_back({key, flat(node)});
  }
}

const std::string* value_of(const std::vector<ScenarioEntry>& entries, const std::string& key) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const ScenarioEntry& one) { return one.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

// Ids of the policies that both have, in the order of `scenario`.
std::string order_of(const Scenario& scenario, const Scenario& other) {
  std::string text;
  for (const PolicySpec& policy : scenario.policies) {
    const bool shared = std::any_of(other.policies.begin(), other.policies.end(),
                                    [&](const PolicySpec& one) { return one.id == policy.id; });
    if (shared) text += (text.empty() ? "" : ", ") + policy.id;
  }
  return text;
}

}  // namespace

std::vector<ScenarioEntry> scenario_entries(const Scenario& scenario) {
  std::vector<ScenarioEntry> entries;
  flatten(parsed(scenario), "", entries);
  return entries;
}

std::vector<ScenarioDifference> scenario_differences(const Scenario& first, const Scenario& second) {
  const std::vector<ScenarioEntry> a = scenario_entries(first);
  const std::vector<ScenarioEntry> b = scenario_entries(second);
  std::vector<ScenarioDifference> differences;
  for (const ScenarioEntry& entry : a) {
    const std::string* other = value_of(b, entry.key);
    if (other == nullptr || *other != entry.value)
      differences.push_back({entry.key, entry.value, other == nullptr ? "" : *other});
  }
  for (const ScenarioEntry& entry : b) {
    if (value_of(a, entry.key) == nullptr) differences.push_back({entry.key, "", entry.value});
  }
  const std::string order = order_of(first, second);
  const std::string other_order = order_of(second, first);
  if (order != other_order) differences.push_back({"policies", order, other_order});
  return differences;
}

}  // namespace entrepot::scenarios
