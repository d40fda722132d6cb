// Anti-dumping and countervailing duties: narrow, added to what is in force, and up for review after some
// years.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/lever_change.hpp"
#include "models/policies/parts/timing.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_anti_dumping(const Values& values, const WorldTable& table) {
  const FlowSides sides{named_regions(values, "importer", table), named_regions(values, "origin", table)};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::never);
  std::vector<LeverChange> changes;
  add_flow_changes(changes, &Levers::duty, Combine::sum, select_flows(sides, products, table),
                   values.number("scale") * values.get<Rate>("rate").value, table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> anti_dumping_keys(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults = only_dates(values, given);
  check_adds(values, "rate", faults);
  if (given.count("until") != 0 && given.count("sunset") != 0) {
    faults.push_back({"sunset", "both until and sunset are given", "either ends the duty", "remove one"});
  }
  return faults;
}

// The first day off, where it is not given: after the sunset and every renewal of it.
void complete(Values& values) {
  complete_announced(values);
  if (values.has("until") || !values.has("from") || !values.has("sunset") || !values.has("renewals")) return;
  const std::int64_t terms = 1 + values.get<std::int64_t>("renewals");
  values.set("until", months_later(values.get<Date>("from"), values.get<std::int64_t>("sunset") * terms));
}

KeySpec rate_key() {
  return ranged(required_key("rate", KeyType::rate, "Duty added to what is in force: `+25 pp`."), 0.0, 10.0);
}

KeySpec sunset_key() {
  return ranged(default_key("sunset", KeyType::duration, "5 years",
                            "Time until the duty lapses unless it is renewed (WTO agreements: 5 years)."),
                1, 1200);
}

KeySpec renewals_key() {
  return ranged(default_key("renewals", KeyType::integer, "0",
                            "How many reviews at sunset prolong the duty by another term."),
                0, 20);
}

std::vector<KeyFault> anti_dumping_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::never, faults);
  check_sides(values, "origin", "importer", names, faults);
  return faults;
}

}  // namespace

PolicyDescriptor anti_dumping_policy() {
  PolicyDescriptor policy;
  policy.name = "anti_dumping";
  policy.summary = "An anti-dumping or countervailing duty on some origins, which lapses after its sunset.";
  policy.keys = joined({{required_key("importer", KeyType::regions, "Regions or clubs that levy the duty."),
                         required_key("origin", KeyType::regions, "Regions or clubs whose goods pay.")},
                        product_keys(),
                        {rate_key(), sunset_key(), renewals_key(), scale_key()},
                        date_keys()});
  policy.check = anti_dumping_keys;
  policy.complete = complete;
  policy.make = make_anti_dumping;
  policy.check_world = anti_dumping_in_world;
  return policy;
}

}  // namespace entrepot::models
