#include "scenarios/reader/idle_policies.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/policies/parts/acts_through.hpp"

namespace entrepot {

namespace {

std::string note(const PolicySpec& policy, const std::vector<ModelSwitch>& switches) {
  std::string through;
  std::string keys;
  for (const ModelSwitch& off : switches) {
    through += fmt::format("{}{}", through.empty() ? "" : " and ", off.mechanism);
    keys += fmt::format("{}model.{}.{}: true", keys.empty() ? "" : " or ", off.block, off.key);
  }
  return fmt::format("policy {} acts through {}, which are off: it does nothing; {} switches them on",
                     policy.id, through, keys);
}

}  // namespace

std::vector<std::string> idle_policies(const Scenario& scenario) {
  std::vector<std::string> notes;
  for (const PolicySpec& policy : scenario.policies) {
    const std::vector<ModelSwitch>& switches = acts_through(policy.type);
    const bool idle = std::none_of(switches.begin(), switches.end(), [&](const ModelSwitch& one) {
      return scenario.model.at(one.block).get<bool>(one.key);
    });
    if (idle && !switches.empty()) notes.push_back(note(policy, switches));
  }
  return notes;
}

}  // namespace entrepot
