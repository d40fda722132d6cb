// Credits to final buyers, often only for goods assembled in some regions or made of their content.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/content.hpp"
#include "models/policies/parts/lever_change.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

// Drops origins whose sector holds too little from the regions of the clause (own value added counts).
void keep_content(const Values& values, const WorldTable& table, std::vector<FlowGroup>& groups) {
  const std::vector<double> local = local_content(named_regions(values, "content_from", table), table);
  const double least = values.number("content_at_least");
  for (FlowGroup& group : groups) {
    std::erase_if(group.flows, [&](const SelectedFlow& flow) {
      return local[flow.origin_group(table.axes()).index()] < least;
    });
  }
}

std::unique_ptr<Instrument> make_consumer_credit(const Values& values, const WorldTable& table) {
  const FlowSides sides{named_regions(values, "buyer", table), named_regions(values, "assembled_in", table)};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::never);
  std::vector<FlowGroup> groups = select_flows(sides, products, table, Domestic::included);
  if (values.has("content_from")) keep_content(values, table, groups);
  std::vector<LeverChange> changes;
  add_flow_changes(changes, &Levers::credit, Combine::sum, groups,
                   std::min(most_paid, values.number("scale") * values.number("rate")), table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> consumer_credit_keys(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults = only_dates(values, given);
  check_content_clause(given, faults);
  return faults;
}

std::vector<KeyFault> consumer_credit_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::never, faults);
  return faults;
}

}  // namespace

PolicyDescriptor consumer_credit_policy() {
  PolicyDescriptor policy;
  policy.name = "consumer_credit";
  policy.summary =
      "A credit to final buyers: the treasury pays a part of the price of goods that meet a clause.";
  policy.keys = joined(
      {{required_key("buyer", KeyType::regions, "Regions or clubs whose final buyers get it."),
        optional_key("assembled_in", KeyType::regions,
                     "Regions or clubs where the goods must be made; default: anywhere.")},
       product_keys(),
       {required_share_key("rate", "Part of the purchaser's price that is paid."),
        optional_key(
            "content_from", KeyType::regions,
            "Regions or clubs whose content counts: value added of the maker there, and inputs from there."),
        share_key("content_at_least", "",
                  "Least part of output's value, at the base, that must be such content."),
        scale_key()},
       date_keys()});
  policy.check = consumer_credit_keys;
  policy.complete = complete_announced;
  policy.make = make_consumer_credit;
  policy.check_world = consumer_credit_in_world;
  return policy;
}

}  // namespace entrepot::models
