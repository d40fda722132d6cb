// Export controls: licences for goods of the controlling regions, their allies, and goods made with them
// elsewhere.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/content.hpp"
#include "models/policies/parts/lever_change.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::vector<KeySpec> export_control_keys() {
  KeySpec de_minimis = share_key(
      "de_minimis", "",
      "Also controls other regions' goods of these products whose sector buys more than this part "
      "of its output's value from the controlled sectors of the exporters; default: no such reach.");
  return joined({{required_key("exporter", KeyType::regions, "Regions or clubs that control their exports."),
                  required_key("destination", KeyType::regions, "Regions or clubs that need a licence.")},
                 product_keys(),
                 {share_key("covered", "1", "Part of the trade in these products that needs a licence."),
                  share_key("licence_rate", "0", "Part of the covered trade that gets its licence."),
                  optional_key("allies", KeyType::region_dates,
                               "Regions that follow with the same control, each from a day of its own; known "
                               "when the control is announced."),
                  de_minimis, scale_key()},
                 date_keys()});
}

// The exporters, and the allies from their days on.
std::vector<NamedRegion> controllers(const Values& values, const WorldTable& table) {
  std::vector<NamedRegion> all = named_regions(values, "exporter", table);
  if (!values.has("allies")) return all;
  for (const auto& [name, from] : values.get<RegionDates>("allies")) {
    const std::size_t ally = index_of(table.regions, name);
    const bool known =
        std::any_of(all.begin(), all.end(), [&](const NamedRegion& at) { return at.region == ally; });
    if (!known) all.push_back({ally, {from, Date::max()}});
  }
  return all;
}

// Flows of third regions whose (origin, sector) holds more of the exporters' inputs than the threshold.
std::vector<FlowGroup> reached(const Values& values, const FlowSides& sides,
                               const std::vector<std::size_t>& products, const WorldTable& table) {
  const double threshold = values.number("de_minimis");
  const std::vector<double> content =
      direct_content(named_regions(values, "exporter", table), products, table);
  FlowSides third{sides.destinations, {}};
  for (std::size_t region = 0; region < table.n_regions(); ++region) {
    const auto is = [&](const NamedRegion& at) { return at.region == region; };
    if (std::none_of(sides.origins.begin(), sides.origins.end(), is)) third.origins.push_back({region, {}});
  }
  std::vector<FlowGroup> groups = select_flows(third, products, table);
  for (FlowGroup& group : groups) {
    std::erase_if(group.flows, [&](const SelectedFlow& flow) {
      return content[flow.origin_group(table.axes()).index()] <= threshold;
    });
  }
  return groups;
}

std::unique_ptr<Instrument> make_export_control(const Values& values, const WorldTable& table) {
  const FlowSides sides{named_regions(values, "destination", table), controllers(values, table)};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::named);
  const double stopped = values.number("covered") * (1.0 - values.number("licence_rate"));
  const double amount = std::min(1.0, values.number("scale") * stopped);
  std::vector<LeverChange> changes;
  add_flow_changes(changes, &Levers::ban, Combine::overlap, select_flows(sides, products, table), amount,
                   table);
  if (values.has("de_minimis")) {
    add_flow_changes(changes, &Levers::ban, Combine::overlap, reached(values, sides, products, table), amount,
                     table);
  }
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> export_control_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::named, faults);
  check_sides(values, "exporter", "destination", names, faults);
  return faults;
}

}  // namespace

PolicyDescriptor export_control_policy() {
  PolicyDescriptor policy;
  policy.name = "export_control";
  policy.summary = "Exports that need a licence: a share of the trade may not take place.";
  policy.keys = export_control_keys();
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_export_control;
  policy.check_world = export_control_in_world;
  return policy;
}

}  // namespace entrepot::models
