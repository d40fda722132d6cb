// Subsidies on output: tax credits per unit, cheap inputs, cheap credit.
#include <algorithm>

#include "models/policies/common_keys.hpp"
#include "models/policies/places.hpp"
#include "models/policies/registry.hpp"

namespace entrepot {

namespace {

std::unique_ptr<Instrument> make_production_subsidy(const Values& values, const WorldTable& table) {
  const double rate = std::min(0.95, values.number("scale") * values.number("rate"));
  std::vector<LeverChange> changes;
  add_group_changes(changes, &Levers::output_subsidy, Combine::sum, named_regions(values, "region", table),
                    selected_sectors(values, "sector", table), rate, table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

}  // namespace

PolicyDescriptor production_subsidy_policy() {
  PolicyDescriptor policy;
  policy.name = "production_subsidy";
  policy.summary = "A production subsidy: the treasury pays a part of unit cost.";
  policy.keys = joined(
      {{required_key("region", KeyType::regions, "Regions or clubs that pay it to producers with them."),
        optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
        required_share_key("rate", "Part of unit cost that is paid; at most 0.95 with scale."), scale_key()},
       date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_production_subsidy;
  return policy;
}

}  // namespace entrepot
