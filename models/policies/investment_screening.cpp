// Screening of plants abroad, inbound (by the host) or outbound (by the home of the owner).
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/owner_host.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_investment_screening(const Values& values, const WorldTable& table) {
  return bar_owners(values, table, &Levers::host_barred, "refused");
}

}  // namespace

PolicyDescriptor investment_screening_policy() {
  PolicyDescriptor policy;
  policy.name = "investment_screening";
  policy.summary =
      "Investment screening, inbound or outbound: some firms may not open or expand plants in some hosts.";
  policy.keys =
      joined({{required_key("owner", KeyType::regions, "Regions or clubs whose firms are screened."),
               required_key("host", KeyType::regions, "Regions or clubs where they may not build."),
               optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
               share_key("refused", "1", "Part of the firms that are refused."), scale_key()},
              date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_investment_screening;
  policy.check_world = check_owner_host;
  policy.acts_through = {"sites"};
  return policy;
}

}  // namespace entrepot::models
