// Enforcement against trans-shipment: more is found out, fined, or charged by content.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/lever_change.hpp"
#include "models/policies/parts/regions.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

// Elements [destination][hub][origin] of three different regions.
LeverChange hub_change(std::vector<double> Levers::*lever, Combine combine, const NamedRegion& destination,
                       const NamedRegion& hub, const NamedRegion& origin, double amount,
                       const WorldTable& table) {
  const std::size_t at =
      table.axes().at(RegionId(destination.region), RegionId(hub.region), RegionId(origin.region));
  const DaySpan days = destination.days.cut(hub.days).cut(origin.days);
  const std::size_t n = table.n_regions();
  return {lever, combine, n * n * n, days, {{static_cast<std::uint32_t>(at), amount}}};
}

std::unique_ptr<Instrument> make_enforcement(const Values& values, const WorldTable& table) {
  const double scale = values.number("scale");
  std::vector<LeverChange> changes;
  const auto add = [&](const NamedRegion& destination, const NamedRegion& hub, const NamedRegion& origin) {
    const auto one = [&](std::vector<double> Levers::*lever, Combine combine, const char* key, double most) {
      const double amount = std::min(most, scale * values.number(key));
      if (amount > 0.0)
        changes.push_back(hub_change(lever, combine, destination, hub, origin, amount, table));
    };
    one(&Levers::detection, Combine::overlap, "detection", 1.0);
    one(&Levers::fine, Combine::sum, "fine", 1e300);
    one(&Levers::look_through, Combine::overlap, "look_through", 1.0);
  };
  for (const NamedRegion& destination : named_regions(values, "importer", table)) {
    for (const NamedRegion& hub : named_regions(values, "hub", table)) {
      for (const NamedRegion& origin : named_regions(values, "origin", table)) {
        const bool distinct = destination.region != hub.region && hub.region != origin.region &&
                              origin.region != destination.region;
        if (distinct) add(destination, hub, origin);
      }
    }
  }
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> enforcement_keys(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults = only_dates(values, given);
  if (given.count("detection") == 0 && given.count("fine") == 0 && given.count("look_through") == 0) {
    faults.push_back({"", "nothing is enforced", "one of detection, fine and look_through is needed",
                      "add `detection: 0.3`"});
  }
  return faults;
}

std::vector<KeyFault> enforcement_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_sides(values, "hub", "importer", names, faults);
  check_sides(values, "origin", "importer", names, faults);
  check_sides(values, "origin", "hub", names, faults);
  return faults;
}

}  // namespace

PolicyDescriptor enforcement_policy() {
  PolicyDescriptor policy;
  policy.name = "enforcement";
  policy.summary =
      "Enforcement against trans-shipment by way of hubs: detection, fines, and duties on the content of the "
      "origin.";
  policy.keys = joined(
      {{required_key("importer", KeyType::regions, "Regions or clubs that enforce."),
        optional_key("hub", KeyType::regions,
                     "Regions or clubs through which goods are routed; default: all."),
        required_key("origin", KeyType::regions, "Regions or clubs whose goods are looked for."),
        share_key("detection", "0", "Probability that a routed shipment is found out, on top of what is."),
        number_key("fine", "0", 0.0, 10.0,
                   "Part of the shipment's value that is fined when it is found out, added."),
        share_key("look_through", "0",
                  "Part of the origin's content in the hub's goods that pays the origin's duty."),
        scale_key()},
       date_keys()});
  policy.check = enforcement_keys;
  policy.complete = complete_announced;
  policy.make = make_enforcement;
  policy.check_world = enforcement_in_world;
  policy.acts_through = {"routing"};
  return policy;
}

}  // namespace entrepot::models
