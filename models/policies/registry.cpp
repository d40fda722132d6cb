#include "models/policies/registry.hpp"

namespace entrepot::models {

#define ENTREPOT_POLICY(name) PolicyDescriptor name##_policy();
#include "models/policies/policies.def"
#undef ENTREPOT_POLICY

const std::vector<PolicyDescriptor>& policy_descriptors() {
  static const std::vector<PolicyDescriptor> all = {
#define ENTREPOT_POLICY(name) name##_policy(),
#include "models/policies/policies.def"
#undef ENTREPOT_POLICY
  };
  return all;
}

const PolicyDescriptor* find_policy(const std::string& name) {
  for (const PolicyDescriptor& policy : policy_descriptors()) {
    if (policy.name == name) return &policy;
  }
  return nullptr;
}

}  // namespace entrepot::models
