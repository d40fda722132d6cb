// Unilateral opening: most-favoured-nation duties cut toward everybody.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/lever_change.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_opening(const Values& values, const WorldTable& table) {
  const FlowSides sides{named_regions(values, "importer", table), named_regions(values, "origin", table)};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::never);
  const double cut = values.number("duty_cut") * values.number("scale");
  std::vector<LeverChange> changes;
  add_flow_changes(
      changes, &Levers::duty, Combine::sum, select_flows(sides, products, table),
      [&](const SelectedFlow& flow) { return -cut * table.base_duty[flow.lever]; }, table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> opening_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::never, faults);
  return faults;
}

}  // namespace

PolicyDescriptor opening_policy() {
  PolicyDescriptor policy;
  policy.name = "opening";
  policy.summary = "Unilateral opening: a part of the base duties is cut toward all origins.";
  policy.keys =
      joined({{required_key("importer", KeyType::regions, "Regions or clubs that open."),
               required_share_key("duty_cut", "Part of the base duty that is cut; added duties stay.")},
              product_keys(),
              {scale_key()},
              date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_opening;
  policy.check_world = opening_in_world;
  return policy;
}

}  // namespace entrepot::models
