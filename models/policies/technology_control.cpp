// Controls of knowledge: technology licences, know-how, people.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_technology_control(const Values& values, const WorldTable& table) {
  std::vector<LeverChange> changes;
  add_pair_changes(changes, &Levers::control, Combine::overlap, named_regions(values, "receiver", table),
                   named_regions(values, "source", table), selected_sectors(values, "sector", table),
                   std::min(1.0, values.number("scale") * values.number("stopped")), table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> technology_control_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_sides(values, "source", "receiver", names, faults);
  return faults;
}

}  // namespace

PolicyDescriptor technology_control_policy() {
  PolicyDescriptor policy;
  policy.name = "technology_control";
  policy.summary = "Controls of technology: a part of knowledge does not pass from some regions to others.";
  policy.keys =
      joined({{required_key("receiver", KeyType::regions, "Regions or clubs that are cut off."),
               required_key("source", KeyType::regions, "Regions or clubs that control their technology."),
               optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
               share_key("stopped", "1", "Part of the knowledge that does not pass."), scale_key()},
              date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_technology_control;
  policy.check_world = technology_control_in_world;
  policy.acts_through = {"diffusion", "research"};
  return policy;
}

}  // namespace entrepot::models
