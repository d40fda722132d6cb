#include "models/policies/parts/acts_through.hpp"

#include <map>

namespace entrepot {

// One row per type that needs a mechanism; tests/property/idle_policies.cpp runs every type against it.
const std::vector<ModelSwitch>& acts_through(const std::string& policy) {
  static const ModelSwitch sites{"investment", "sites", "plants abroad"};
  static const ModelSwitch routes{"routing", "routes", "trade routes"};
  static const ModelSwitch diffusion{"learning", "diffusion", "flows of knowledge"};
  static const ModelSwitch research{"learning", "research", "research efforts"};
  static const ModelSwitch sourcing{"sourcing", "resourcing", "changes of suppliers"};
  static const std::map<std::string, std::vector<ModelSwitch>> all = {
      {"capital_subsidy", {sites}},
      {"divestment", {sites}},
      {"enforcement", {routes}},
      {"entity_listing", {sourcing}},
      {"friendshoring", {sourcing}},
      {"investment_screening", {sites}},
      {"nearshoring", {sourcing}},
      {"onshoring", {sourcing}},
      {"outward_investment_support", {sites}},
      {"over_compliance", {sourcing}},
      {"partner_fine", {sourcing}},
      {"research_listing", {diffusion, research}},
      {"research_push", {research}},
      {"risk_wedge", {sourcing}},
      {"standards_bloc", {sourcing}},
      {"technology_control", {diffusion, research}},
  };
  static const std::vector<ModelSwitch> none;
  const auto found = all.find(policy);
  return found == all.end() ? none : found->second;
}

}  // namespace entrepot
