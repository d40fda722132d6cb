// Support for plants of own firms abroad: finance, insurance, industrial parks.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/owner_host.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/registry.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_outward_investment_support(const Values& values, const WorldTable& table) {
  const double left = 1.0 - std::min(most_paid, values.number("scale") * values.number("rate"));
  std::vector<LeverChange> changes;
  add_pair_changes(changes, &Levers::plant_support, Combine::sum, named_regions(values, "owner", table),
                   named_regions(values, "host", table), selected_sectors(values, "sector", table),
                   log64(left), table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

}  // namespace

PolicyDescriptor outward_investment_support_policy() {
  PolicyDescriptor policy;
  policy.name = "outward_investment_support";
  policy.summary = "Support for plants that own firms build abroad: their treasury pays a part of the cost.";
  policy.keys = joined(
      {{required_key("owner", KeyType::regions, "Regions or clubs that support their firms."),
        optional_key("host", KeyType::regions,
                     "Regions or clubs where the plants stand; default: all others."),
        optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
        required_share_key("rate", "Part of the sunk cost of a plant that is paid; at most 0.95 with scale."),
        scale_key()},
       date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_outward_investment_support;
  policy.check_world = check_owner_host;
  policy.acts_through = {"sites"};
  return policy;
}

}  // namespace entrepot::models
