// Divestment orders: plants of some owners in some hosts are closed, and none may be opened.
#include <algorithm>

#include "models/policies/common_keys.hpp"
#include "models/policies/places.hpp"
#include "models/policies/registry.hpp"

namespace entrepot {

namespace {

std::unique_ptr<Instrument> make_divestment(const Values& values, const WorldTable& table) {
  std::vector<LeverChange> changes;
  const double share = std::min(1.0, values.number("scale") * values.number("share"));
  add_pair_changes(changes, &Levers::divested, Combine::overlap, named_regions(values, "owner", table),
                   named_regions(values, "host", table), selected_sectors(values, "sector", table), share,
                   table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> check_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_sides(values, "host", "owner", names, faults);
  return faults;
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
  policy.check_world = check_world;
  return policy;
}

}  // namespace entrepot
