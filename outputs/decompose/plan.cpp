#include "outputs/decompose/plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/core/error.hpp"

namespace entrepot::outputs {

namespace {

std::vector<std::string> names_of(const Mechanisms& table, const MechanismSet& set) {
  std::vector<std::string> names;
  for (std::size_t m = 0; m < table.size(); ++m) {
    if (set[m]) names.push_back(table[m].name);
  }
  return names;
}

// A mechanism's needs, and theirs.
MechanismSet needs_of(const Mechanisms& table, std::size_t mechanism) {
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

MechanismSet asked_set(const Mechanisms& table, const MechanismSet& on,
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

DecompositionPlan plan_decomposition(const Mechanisms& table, const MechanismSet& on,
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

std::vector<std::string> overrides_of(const Mechanisms& table, const MechanismSet& on,
                                      const MechanismSet& variant) {
  std::vector<std::string> overrides;
  for (std::size_t m = 0; m < table.size(); ++m) {
    if (on[m] && !variant[m])
      overrides.push_back(fmt::format("model.{}.{}=false", table[m].block, table[m].key));
  }
  return overrides;
}

}  // namespace entrepot::outputs
