#include "scenarios/reader/load.hpp"

#include "models/policies/links.hpp"
#include "models/policies/registry.hpp"
#include "scenarios/reader/idle_policies.hpp"
#include "scenarios/reader/sections.hpp"
#include "scenarios/reader/yaml/extends.hpp"
#include "scenarios/reader/yaml/overrides.hpp"

namespace entrepot::scenarios {

using namespace models;

namespace {

// Asks for the names of the world; its faults join the others, and names are then not checked.
bool ask_names(const Scenario& scenario, const NamesProvider& provider, const Node& root, WorldNames& names,
               Faults& faults) {
  try {
    names = provider(scenario.world);
    return true;
  } catch (const InputError& error) {
    for (Fault fault : error.faults()) {
      if (fault.place.file.empty()) fault.place = root.find("world")->place();
      faults.add(fault.place, fault.what, fault.why, fault.suggestion);
    }
    return false;
  }
}

// The scenario of a tree that is whole: its bases merged, overrides applied.
void read_tree(const Node& root, const NamesProvider& names, ReadContext& context, Scenario& scenario) {
  Faults& faults = context.faults;
  read_top(root, scenario, context);
  read_replicates(root, scenario, context);
  read_calendar(root, scenario, context);
  // Codes of countries are the same in every world; which of its regions holds them, hints say.
  const std::vector<MemberCountry> members = read_members(context.paths.world_folder("world2017").string());
  context.members = &members;
  WorldNames known;
  if (read_world(root, scenario, context) && names && ask_names(scenario, names, root, known, faults)) {
    context.names = &known;
    context.world = &scenario.world;
  }
  read_policies(root, scenario, context);
  read_model(root, scenario, context);
  faults.throw_if_any();
  for (std::string& note : idle_policies(scenario)) scenario.notes.push_back(std::move(note));
  scenario.resolved_text = resolved_yaml(root, context.paths);
}

}  // namespace

Scenario load_scenario(const std::string& path, const std::vector<std::string>& overrides,
                       const DataPaths& paths, const NamesProvider& names) {
  Scenario scenario;
  scenario.path = path;
  Faults faults;
  ReadContext context{faults, paths, scenario.notes};
  Node root;
  if (!read_with_bases(path, context, root)) faults.throw_if_any();
  for (const std::string& text : overrides) apply_override(text, root, context);
  read_tree(root, names, context, scenario);
  return scenario;
}

Scenario load_resolved(const std::string& text, const std::string& name, const DataPaths& paths,
                       const NamesProvider& names) {
  Scenario scenario;
  scenario.path = name;
  Faults faults;
  ReadContext context{faults, paths, scenario.notes};
  Node root;
  if (!parse_yaml(make_source(name, {}, text), text, root, faults) ||
      !expect_kind(root, Node::Kind::map, "the scenario", faults))
    faults.throw_if_any();
  read_tree(root, names, context, scenario);
  return scenario;
}

std::vector<std::unique_ptr<Instrument>> make_instruments(const Scenario& scenario, const WorldTable& table) {
  std::vector<std::unique_ptr<Instrument>> instruments;
  std::vector<NamedPolicy> named;
  for (const PolicySpec& policy : scenario.policies) {
    const PolicyDescriptor* descriptor = find_policy(policy.type);
    ENTREPOT_VALIDATE(descriptor != nullptr, "policy type was checked by the reader");
    instruments.push_back(descriptor->make(policy.values, table));
    named.push_back({policy.id, policy.type, &policy.values, instruments.back().get()});
  }
  bind_links(named);
  return instruments;
}

}  // namespace entrepot::scenarios
