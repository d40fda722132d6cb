// Blocs with standards of their own: goods of the other bloc fit less and less.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/parts/wedge.hpp"

namespace entrepot::models {

namespace {

// The other bloc: as named, else all regions that are never members.
std::vector<NamedRegion> others(const Values& values, const std::vector<NamedRegion>& members,
                                const WorldTable& table) {
  if (values.has("rivals")) return named_regions(values, "rivals", table);
  std::vector<NamedRegion> outside;
  for (std::size_t region = 0; region < table.n_regions(); ++region) {
    const auto is = [&](const NamedRegion& at) { return at.region == region; };
    if (std::none_of(members.begin(), members.end(), is)) outside.push_back({region, {}});
  }
  return outside;
}

std::unique_ptr<Instrument> make_standards_bloc(const Values& values, const WorldTable& table) {
  const std::vector<NamedRegion> members = named_regions(values, "members", table);
  const std::vector<NamedRegion> rivals = others(values, members, table);
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::named);
  std::vector<LeverChange> changes;
  for (const FlowSides& sides : {FlowSides{members, rivals}, FlowSides{rivals, members}}) {
    add_flow_changes(changes, &Levers::log_wedge, Combine::sum, select_flows(sides, products, table),
                     log_wedge_of(values), table);
  }
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> standards_bloc_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults = check_preference(values, names);
  check_sides(values, "rivals", "members", names, faults);
  return faults;
}

}  // namespace

PolicyDescriptor standards_bloc_policy() {
  PolicyDescriptor policy;
  policy.name = "standards_bloc";
  policy.summary =
      "Standards of its own: a choice wedge between a bloc and others, both ways, growing to full_from.";
  policy.keys =
      joined({{required_key("members", KeyType::regions, "Regions or clubs that share the standard."),
               optional_key("rivals", KeyType::regions, "The other side; default: all other regions."),
               wedge_key("Choice wedge between the two sides at full strength, as a fraction of the price.")},
              product_keys(),
              {scale_key()},
              date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_standards_bloc;
  policy.check_world = standards_bloc_in_world;
  policy.acts_through = {"sourcing"};
  return policy;
}

}  // namespace entrepot::models
