#include "tools/entrepot/parts/mechanisms.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/core/error.hpp"

namespace entrepot {

namespace {

std::vector<std::string> names_of(const std::vector<Mechanism>& table, const MechanismSet& set) {
  std::vector<std::string> names;
  for (std::size_t m = 0; m < table.size(); ++m) {
    if (set[m]) names.push_back(table[m].name);
  }
  return names;
}

std::size_t position(const std::vector<Mechanism>& table, const std::string& name) {
  const auto at =
      std::find_if(table.begin(), table.end(), [&](const Mechanism& m) { return m.name == name; });
  ENTREPOT_VALIDATE(at != table.end(), "a mechanism needs the unknown mechanism " + name);
  return static_cast<std::size_t>(at - table.begin());
}

// A mechanism's needs, and theirs.
MechanismSet needs_of(const std::vector<Mechanism>& table, std::size_t mechanism) {
  MechanismSet needs(table.size(), false);
  for (std::string name = table[mechanism].needs; !name.empty();) {
    const std::size_t at = position(table, name);
    needs[at] = true;
    name = table[at].needs;
  }
  return needs;
}

std::size_t variant(DecompositionPlan& plan, const MechanismSet& set, const std::string& name) {
  const auto known = std::find(plan.variants.begin(), plan.variants.end(), set);
  const auto at = static_cast<std::size_t>(known - plan.variants.begin());
  if (known == plan.variants.end()) {
    plan.variants.push_back(set);
    plan.names.push_back(name);
  }
  return at;
}

MechanismSet asked_set(const std::vector<Mechanism>& table, const MechanismSet& on,
                       const std::vector<std::string>& asked) {
  if (asked.empty()) return on;
  const std::vector<std::string> known = names_of(table, on);
  MechanismSet set(table.size(), false);
  for (const std::string& name : asked) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw UsageError(fmt::format("no mechanism '{}' is at work in this scenario; there are {}", name,
                                   fmt::join(known, ", ")));
    }
    set[position(table, name)] = true;
  }
  return set;
}

}  // namespace

const std::vector<Mechanism>& mechanisms() {
  static const std::vector<Mechanism> all = {
      {"routing", "routing", "routes", ""},
      {"sites", "investment", "sites", ""},
      {"resource-inputs", "investment", "resource_inputs", "sites"},
      {"follow", "investment", "follow", "sites"},
      {"expansion", "investment", "expansion", ""},
      {"entry-exit", "entry_exit", "active", ""},
      {"stocks", "stockpiling", "stocks", ""},
      {"critical-inputs", "stockpiling", "critical_inputs", "stocks"},
      {"front-loading", "stockpiling", "front_loading", "stocks"},
      {"learning", "learning", "active", ""},
      {"diffusion", "learning", "diffusion", ""},
      {"research", "learning", "research", ""},
  };
  return all;
}

MechanismSet at_work(const std::vector<Mechanism>& table, const MechanismSet& wanted) {
  MechanismSet set = wanted;
  for (std::size_t m = 0; m < table.size(); ++m) {
    if (set[m] && !table[m].needs.empty()) set[m] = set[position(table, table[m].needs)];
  }
  return set;
}

MechanismSet at_work(const std::vector<Mechanism>& table, const Scenario& scenario) {
  MechanismSet wanted;
  for (const Mechanism& mechanism : table)
    wanted.push_back(scenario.model.at(mechanism.block).get<bool>(mechanism.key));
  return at_work(table, wanted);
}

DecompositionPlan plan_decomposition(const std::vector<Mechanism>& table, const MechanismSet& on,
                                     const std::vector<std::string>& asked) {
  DecompositionPlan plan;
  const MechanismSet nothing(table.size(), false);
  const MechanismSet chosen = asked_set(table, on, asked);
  plan.all = variant(plan, on, "all");
  plan.none = variant(plan, nothing, "none");
  for (std::size_t m = 0; m < table.size(); ++m) {
    if (!chosen[m]) continue;
    MechanismSet without = on;
    without[m] = false;
    const MechanismSet needs = needs_of(table, m);
    MechanismSet alone = needs;
    alone[m] = true;
    const std::string needed = fmt::format("{} only", fmt::join(names_of(table, needs), " and "));
    const std::string only = fmt::format("{} only", fmt::join(names_of(table, alone), " and "));
    Contrast contrast{m, 0, 0, 0};
    contrast.left_out = variant(plan, at_work(table, without), "all but " + table[m].name);
    contrast.alone_without = variant(plan, needs, needed);
    contrast.alone = variant(plan, alone, only);
    plan.contrasts.push_back(contrast);
  }
  return plan;
}

std::vector<std::string> overrides_of(const std::vector<Mechanism>& table, const MechanismSet& on,
                                      const MechanismSet& variant) {
  std::vector<std::string> overrides;
  for (std::size_t m = 0; m < table.size(); ++m) {
    if (on[m] && !variant[m])
      overrides.push_back(fmt::format("model.{}.{}=false", table[m].block, table[m].key));
  }
  return overrides;
}

}  // namespace entrepot
