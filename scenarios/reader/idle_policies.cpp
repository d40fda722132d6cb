#include "scenarios/reader/idle_policies.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/behaviours/registry.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::scenarios {

using namespace models;

namespace {

std::string note(const PolicySpec& policy, const std::vector<std::string>& acts_through) {
  std::string through;
  std::string keys;
  for (const std::string& name : acts_through) {
    const Mechanism& off = mechanisms()[position(mechanisms(), name)];
    through += fmt::format("{}{}", through.empty() ? "" : " and ", off.plural);
    keys += fmt::format("{}model.{}.{}: true", keys.empty() ? "" : " or ", off.block, off.key);
  }
  return fmt::format("policy {} acts through {}, which are off: it does nothing; {} switches them on",
                     policy.id, through, keys);
}

}  // namespace

std::vector<std::string> idle_policies(const Scenario& scenario) {
  const MechanismSet on = at_work(model_settings(scenario.model));
  std::vector<std::string> notes;
  for (const PolicySpec& policy : scenario.policies) {
    const std::vector<std::string>& through = find_policy(policy.type)->acts_through;
    const bool idle = std::none_of(through.begin(), through.end(),
                                   [&](const std::string& name) { return on[position(mechanisms(), name)]; });
    if (idle && !through.empty()) notes.push_back(note(policy, through));
  }
  return notes;
}

}  // namespace entrepot::scenarios
