// Research programmes: productivity that grows faster.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_research_push(const Values& values, const WorldTable& table) {
  std::vector<LeverChange> changes;
  add_group_changes(changes, &Levers::research, Combine::sum, named_regions(values, "region", table),
                    selected_sectors(values, "sector", table),
                    values.number("scale") * values.number("growth"), table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

KeySpec growth_key() {
  KeySpec growth = ranged(
      required_key("growth", KeyType::number, "Growth of ln productivity that research adds."), -0.2, 0.2);
  growth.unit = std::string("per year");
  return growth;
}

}  // namespace

PolicyDescriptor research_push_policy() {
  PolicyDescriptor policy;
  policy.name = "research_push";
  policy.summary =
      "A research programme: productivity of a region and its sectors grows faster while it lasts.";
  policy.keys =
      joined({{required_key("region", KeyType::regions, "Regions or clubs with the programme."),
               optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
               growth_key(), scale_key()},
              date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_research_push;
  policy.acts_through = {"research"};
  return policy;
}

}  // namespace entrepot::models
