// Divestment orders: plants of some owners in some hosts are closed, and none may be opened.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/owner_host.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_divestment(const Values& values, const WorldTable& table) {
  return bar_owners(values, table, &Levers::divested, "share");
}

}  // namespace

PolicyDescriptor divestment_policy() {
  PolicyDescriptor policy;
  policy.name = "divestment";
  policy.summary =
      "Divestment orders: some firms have to close their plants in some hosts, and may open none there.";
  policy.keys =
      joined({{required_key("owner", KeyType::regions, "Regions or clubs whose firms have to leave."),
               required_key("host", KeyType::regions, "Regions or clubs that they have to leave."),
               optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
               share_key("share", "1", "Part of the firms that has to leave."), scale_key()},
              date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_divestment;
  policy.check_world = check_owner_host;
  policy.acts_through = {"sites"};
  return policy;
}

}  // namespace entrepot::models
