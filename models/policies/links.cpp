#include "models/policies/links.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/policies/parts/regions.hpp"
#include "sim/core/faults.hpp"
#include "sim/world/levers/duty_instrument.hpp"

namespace entrepot::models {

namespace {

const NamedPolicy* find_id(const std::vector<NamedPolicy>& policies, const std::string& id) {
  const auto it =
      std::find_if(policies.begin(), policies.end(), [&](const NamedPolicy& one) { return one.id == id; });
  return it == policies.end() ? nullptr : &*it;
}

// Types whose terms are terms of flows, so that others can leave off where they act.
bool acts_on_flows(const std::string& type) {
  static const std::vector<std::string> types = {
      "tariff",         "anti_dumping", "reciprocal_tariff", "retaliation", "opening",   "agreement",
      "export_control", "risk_wedge",   "friendshoring",     "nearshoring", "onshoring", "standards_bloc"};
  return contains(types, type);
}

KeyFault unless_fault(const NamedPolicy& policy, const std::string& id,
                      const std::vector<NamedPolicy>& policies) {
  if (id == policy.id) return {"unless", "the policy is to yield to itself", "it would never act", ""};
  const NamedPolicy* other = find_id(policies, id);
  if (other == nullptr) {
    std::vector<std::string> ids;
    for (const NamedPolicy& one : policies) {
      if (one.id != policy.id) ids.push_back(one.id);
    }
    return {"unless", "no policy has the id " + in_quotes(id), "it names policies of the scenario",
            suggest(id, ids, "ids")};
  }
  if (!acts_on_flows(other->type))
    return {"unless", fmt::format("policy {} is of type {}", id, other->type),
            "it has no terms on flows of goods, so nothing can leave off where it acts", ""};
  if (contains(other->values->names("unless"), policy.id))
    return {"unless", fmt::format("policies {} and {} each leave off where the other acts", policy.id, id),
            "where both are in force neither would act", "remove one of the two"};
  return {};
}

}  // namespace

std::vector<LinkFault> check_links(const std::vector<NamedPolicy>& policies) {
  std::vector<LinkFault> faults;
  for (std::size_t i = 0; i < policies.size(); ++i) {
    const NamedPolicy& policy = policies[i];
    for (const std::string& id : policy.values->names("unless")) {
      KeyFault fault = unless_fault(policy, id, policies);
      if (!fault.what.empty()) faults.push_back({i, std::move(fault)});
    }
    const std::string group = policy.values->text_or("group", "");
    const std::string takes = policy.values->text_or("takes", "");
    for (std::size_t j = 0; j < i && !group.empty(); ++j) {
      const Values& other = *policies[j].values;
      if (other.text_or("group", "") != group || other.text_or("takes", takes) == takes) continue;
      faults.push_back(
          {i,
           {"takes", fmt::format("group {} takes the {} here", in_quotes(group), takes),
            fmt::format("policy {} of the group takes the {}", policies[j].id, other.text_or("takes", "")),
            "give all policies of a group the same"}});
      break;
    }
  }
  return faults;
}

void bind_links(const std::vector<NamedPolicy>& policies) {
  std::vector<const Instrument*> earlier;
  for (const NamedPolicy& policy : policies) {
    policy.instrument->follow(earlier);
    earlier.push_back(policy.instrument);
    std::vector<const DutyInstrument*> others;
    for (const std::string& id : policy.values->names("unless")) {
      const NamedPolicy* const other = find_id(policies, id);
      const auto* const duty =
          other != nullptr ? dynamic_cast<const DutyInstrument*>(other->instrument) : nullptr;
      if (duty != nullptr) others.push_back(duty);
    }
    auto* const yields = dynamic_cast<DutyInstrument*>(policy.instrument);
    if (yields != nullptr && !others.empty()) yields->yield_to(others);
  }
}

}  // namespace entrepot::models
