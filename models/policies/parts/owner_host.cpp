#include "models/policies/parts/owner_host.hpp"

#include <algorithm>

#include "models/policies/parts/places.hpp"

namespace entrepot::models {

std::unique_ptr<Instrument> bar_owners(const Values& values, const WorldTable& table,
                                       std::vector<double> Levers::*lever, const char* share) {
  std::vector<LeverChange> changes;
  add_pair_changes(changes, lever, Combine::overlap, named_regions(values, "owner", table),
                   named_regions(values, "host", table), selected_sectors(values, "sector", table),
                   std::min(1.0, values.number("scale") * values.number(share)), table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> check_owner_host(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_sides(values, "host", "owner", names, faults);
  return faults;
}

}  // namespace entrepot::models
