#include "scenarios/reader/sections.hpp"

#include <algorithm>
#include <cctype>

#include "models/behaviours/presets.hpp"
#include "models/policies/links.hpp"
#include "models/policies/registry.hpp"
#include "scenarios/reader/firm_list.hpp"
#include "scenarios/reader/schema/schema.hpp"
#include "scenarios/reader/tables/entity_list.hpp"
#include "scenarios/reader/world_file.hpp"

namespace entrepot::scenarios {

using namespace models;

namespace {

// The block of that key; null (reported when required) if it is absent.
const Node* find_block(const Node& root, const std::string& key, bool required, ReadContext& context) {
  const Node* node = root.find(key);
  if (node == nullptr && required && context.whole) {
    context.faults.add(root.place(), "key " + key + " is missing", "required in the scenario",
                       "see `entrepot describe " + key + "`");
  }
  return node;
}

bool good_id(const std::string& id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_';
  });
}

void check_identity(const Values& values, const Node* id, const Node* type, bool known, Faults& faults) {
  if (values.has("id") && !good_id(id->text)) {
    faults.add(id->place(), "id is " + in_quotes(id->text),
               "letters, digits, - and _ are allowed, at most 64");
  }
  if (known || !values.has("type")) return;
  std::vector<std::string> types;
  for (const PolicyDescriptor& policy : policy_descriptors()) types.push_back(policy.name);
  faults.add(type->place(), "type is " + in_quotes(type->text), "no such instrument",
             suggest(type->text, types, "instruments"));
}

void read_policy(const Node& node, Scenario& scenario, ReadContext& context) {
  if (!expect_kind(node, Node::Kind::map, "a policy", context.faults)) return;
  const Node* id = node.find("id");
  const Node* type = node.find("type");
  const auto text = [](const Node* of) {
    return of != nullptr && of->kind == Node::Kind::scalar ? of->text : "";
  };
  const std::string title = "policy " + in_quotes(text(id));
  const PolicyDescriptor* descriptor = type != nullptr ? find_policy(text(type)) : nullptr;
  Descriptor keys{"policy", "", {}};
  if (descriptor != nullptr) keys = *descriptor;
  const std::vector<KeySpec>& base = policy_base_descriptor().keys;
  keys.keys.insert(keys.keys.begin(), base.begin(), base.end());
  std::vector<std::string> unchecked;  // of an unknown type the keys are unknown too
  for (std::size_t i = 0; descriptor == nullptr && i < node.keys.size(); ++i)
    unchecked.push_back(node.keys[i].text);
  const std::size_t before = context.faults.count();
  Values values = read_block(node, keys, title, context, unchecked);
  check_identity(values, id, type, descriptor != nullptr, context.faults);
  if (descriptor == nullptr || context.faults.count() != before) return;
  read_firm_list(node, values, scenario, context);
  read_entity_list(node, values, context);
  if (context.names != nullptr && descriptor->check_world != nullptr) {
    report(descriptor->check_world(values, *context.names), node, title, context.faults);
  }
  scenario.policies.push_back({text(id), text(type), values, node.place()});
}

// What policies say of each other; `node`: the list, an item per policy of the scenario.
void check_links_at(const Node& node, const Scenario& scenario, ReadContext& context) {
  std::vector<NamedPolicy> named;
  for (const PolicySpec& policy : scenario.policies)
    named.push_back({policy.id, policy.type, &policy.values, nullptr});
  for (const LinkFault& found : check_links(named))
    report({found.fault}, node.items[found.policy], "policy " + in_quotes(named[found.policy].id),
           context.faults);
}

// Says which of the values of a preset asked for the scenario's own keys replace.
void note_overridden(const Preset& preset, Scenario& scenario) {
  if (&preset == &default_preset()) return;
  for (const Descriptor& behaviour : behaviour_descriptors(preset)) {
    const Values defaults = default_values(behaviour);
    const Values& values = scenario.model.at(behaviour.name);
    for (const PresetValue& value : preset.values) {
      if (value.block != behaviour.name || values.same(defaults, value.key)) continue;
      scenario.notes.push_back("model." + value.block + "." + value.key + " differs from " + value.text +
                               " of the preset " + preset.name + ": the scenario's own key wins");
    }
  }
}

}  // namespace

void read_top(const Node& root, Scenario& scenario, ReadContext& context) {
  const Values values = read_block(root, scenario_descriptor(), "the scenario", context);
  scenario.name = values.text_or("name", "");
  if (const Node* name = root.find("name"); values.has("name"))
    check_file_name(*name, "name", context.faults);  // results are called by it
  scenario.description = values.text_or("description", "");
  if (values.has("seed")) scenario.seed = static_cast<std::uint64_t>(values.get<std::int64_t>("seed"));
}

void read_replicates(const Node& root, Scenario& scenario, ReadContext& context) {
  const Node* node = find_block(root, "replicates", false, context);
  const Descriptor& descriptor = replicates_descriptor();
  if (node != nullptr && node->kind == Node::Kind::scalar) {
    KeySpec count = descriptor.keys.front();
    count.name = "replicates";
    if (const auto value = read_value(*node, count, context)) {
      scenario.replicates = static_cast<int>(std::get<std::int64_t>(*value));
    }
    return;
  }
  const Values values =
      node != nullptr ? read_block(*node, descriptor, "replicates", context) : default_values(descriptor);
  if (values.has("count")) scenario.replicates = static_cast<int>(values.get<std::int64_t>("count"));
  scenario.resynthesise = values.has("resynthesise") && values.get<bool>("resynthesise");
}

namespace {

void note_world_file_beside(const std::string& table, ReadContext& context) {
  const std::filesystem::path beside = std::filesystem::path(table).parent_path() / "world.yaml";
  std::error_code error;
  if (!std::filesystem::is_regular_file(beside, error)) return;
  context.notes.push_back(
      "a world file lies beside the table and is not read: name it in its place "
      "(world.table: world.yaml)");
}

}  // namespace

bool read_world(const Node& root, Scenario& scenario, ReadContext& context) {
  const Node* node = find_block(root, "world", true, context);
  if (node == nullptr) return false;
  const Values values = read_block(*node, world_descriptor(), "world", context);
  WorldSpec& world = scenario.world;
  world.name = values.text_or("name", "");
  world.table = values.text_or("table", "");
  if (values.has("firms")) world.firms = values.get<std::int64_t>("firms");
  if (values.has("slots_per_firm")) world.slots_per_firm = values.number("slots_per_firm");
  if (values.has("size_tail")) world.size_tail = values.number("size_tail");
  if (values.has("multinational_share")) world.multinational_share = values.number("multinational_share");
  if (values.has("owner_judgement")) world.owner_judgement = values.number("owner_judgement");
  if (values.has("product_origins")) world.product_origins = values.get<bool>("product_origins");
  if (std::filesystem::path(world.table).extension() == ".yaml")
    return read_world_file(world.table, world, context);
  if (!world.table.empty()) {
    note_world_file_beside(world.table, context);
    if (world.name.empty()) world.name = std::filesystem::path(world.table).stem().string();
    return true;
  }
  if (world.name.empty()) return false;
  world.folder = context.paths.world_folder(world.name).string();
  const std::filesystem::path own = std::filesystem::path(world.folder) / "world.yaml";
  if (!world.folder.empty() && std::filesystem::is_regular_file(own))
    return read_world_file(own, world, context);
  if (!world.folder.empty()) return true;
  context.faults.add(node->find("name")->place(), "world " + in_quotes(world.name) + " is not found",
                     "no such folder of scenarios/worlds",
                     suggest(world.name, context.paths.world_names(), "worlds"));
  return false;
}

void read_calendar(const Node& root, Scenario& scenario, ReadContext& context) {
  const Node* node = find_block(root, "calendar", true, context);
  if (node == nullptr) return;
  const Values values = read_block(*node, calendar_descriptor(), "calendar", context);
  if (!values.has("start") || !values.has("end")) return;
  scenario.calendar.start = Month(values.get<Date>("start"));
  scenario.calendar.steps = Month(values.get<Date>("end")).count() - scenario.calendar.start.count() + 1;
}

void read_policies(const Node& root, Scenario& scenario, ReadContext& context) {
  const Node* node = find_block(root, "policies", false, context);
  if (node == nullptr || !expect_kind(*node, Node::Kind::sequence, "policies", context.faults)) return;
  for (const Node& policy : node->items) read_policy(policy, scenario, context);
  // A faulty policy is not among those read: only whole lists are checked.
  if (scenario.policies.size() == node->items.size()) check_links_at(*node, scenario, context);
}

void read_model(const Node& root, Scenario& scenario, ReadContext& context) {
  const Node* node = find_block(root, "model", false, context);
  if (node != nullptr && !expect_kind(*node, Node::Kind::map, "model", context.faults)) node = nullptr;
  std::vector<std::string> blocks;
  for (const Descriptor& behaviour : behaviour_descriptors()) blocks.push_back(behaviour.name);
  const Values own = node != nullptr ? read_block(*node, model_descriptor(), "model", context, blocks)
                                     : default_values(model_descriptor());
  scenario.preset = own.text_or("preset", default_preset().name);
  const Preset& preset = *find_preset(scenario.preset);
  for (const Descriptor& behaviour : behaviour_descriptors(preset)) {
    const Node* block = node != nullptr ? node->find(behaviour.name) : nullptr;
    scenario.model[behaviour.name] =
        block != nullptr ? read_block(*block, behaviour, behaviour.name, context) : default_values(behaviour);
  }
  note_overridden(preset, scenario);
}

}  // namespace entrepot::scenarios
