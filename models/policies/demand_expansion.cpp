// Demand expansion: public spending, transfers, a turn to consumption.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/lever_change.hpp"
#include "models/policies/parts/regions.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_demand_expansion(const Values& values, const WorldTable& table) {
  const double rise = std::max(-0.9, values.number("scale") * values.number("rise"));
  std::vector<LeverChange> changes;
  for (const NamedRegion& region : named_regions(values, "region", table)) {
    if (rise == 0.0) break;
    changes.push_back({&Levers::budget,
                       Combine::factor,
                       table.n_regions(),
                       region.days,
                       {{static_cast<std::uint32_t>(region.region), rise}}});
  }
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

KeySpec rise_key() {
  return ranged(required_key("rise", KeyType::number, "Rise of final budgets as a fraction: 0.02 is 2 %."),
                -0.9, 9.0);
}

}  // namespace

PolicyDescriptor demand_expansion_policy() {
  PolicyDescriptor policy;
  policy.name = "demand_expansion";
  policy.summary = "Demand expansion: final budgets of a region rise by a part.";
  policy.keys =
      joined({{required_key("region", KeyType::regions, "Regions or clubs whose final demand grows."),
               rise_key(), scale_key()},
              date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_demand_expansion;
  return policy;
}

}  // namespace entrepot::models
