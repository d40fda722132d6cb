// Capital subsidies with a clause on the owner and a guardrail: who takes it may not expand elsewhere.
#include <algorithm>

#include "models/policies/common_keys.hpp"
#include "models/policies/places.hpp"
#include "models/policies/registry.hpp"
#include "sim/core/math.hpp"

namespace entrepot {

namespace {

// ln of the factor on the sunk cost that is left to the firm.
double log_left(const Values& values) {
  return log64(1.0 - std::min(0.95, values.number("scale") * values.number("rate")));
}

std::unique_ptr<Instrument> make_capital_subsidy(const Values& values, const WorldTable& table) {
  const std::vector<NamedRegion> owners = named_regions(values, "owner", table);
  const std::vector<std::size_t> sectors = selected_sectors(values, "sector", table);
  std::vector<LeverChange> changes;
  add_pair_changes(changes, &Levers::plant_wedge, Combine::sum, owners, named_regions(values, "host", table),
                   sectors, log_left(values), table);
  if (!values.has("guardrail_host"))
    return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
  const Date from = values.get<Date>("from");
  const Period years{from, months_later(from, values.get<std::int64_t>("guardrail_time"))};
  const std::size_t before = changes.size();
  add_pair_changes(changes, &Levers::host_barred, Combine::overlap, owners,
                   named_regions(values, "guardrail_host", table), sectors, values.number("guardrail_share"),
                   table);
  for (std::size_t i = before; i < changes.size(); ++i) changes[i].days = changes[i].days.cut(years);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

KeySpec time_key() {
  KeySpec time = optional_key("guardrail_time", KeyType::duration,
                              "How long the guardrail binds, from `from` on (CHIPS Act: 10 years).");
  time.default_text = std::string("10 years");
  return time;
}

std::vector<KeyFault> check_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_sides(values, "owner", "host", names, faults);
  return faults;
}

}  // namespace

PolicyDescriptor capital_subsidy_policy() {
  PolicyDescriptor policy;
  policy.name = "capital_subsidy";
  policy.summary = "A capital subsidy: the treasury pays a part of the cost of plants, on conditions.";
  policy.keys = joined(
      {{required_key("host", KeyType::regions, "Regions or clubs that pay for plants with them."),
        optional_key("owner", KeyType::regions,
                     "Regions or clubs whose firms may take it; default: all others."),
        optional_key("sector", KeyType::sectors, "Sectors concerned; default: all goods sectors."),
        required_share_key("rate", "Part of the sunk cost of a plant that is paid; at most 0.95 with scale."),
        optional_key("guardrail_host", KeyType::regions,
                     "Hosts in which firms that take the subsidy may not open or expand plants."),
        share_key("guardrail_share", "1",
                  "Part of the eligible owners' firms that take the subsidy and are bound."),
        time_key(), scale_key()},
       date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_capital_subsidy;
  policy.check_world = check_world;
  return policy;
}

}  // namespace entrepot
