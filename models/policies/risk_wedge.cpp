// De-risking without duties: sanction risk, security reviews, sentiment. It moves choices and costs no cash.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/places.hpp"
#include "models/policies/parts/wedge.hpp"

namespace entrepot::models {

namespace {

FlowSides reversed(const FlowSides& sides) { return {sides.origins, sides.destinations}; }

std::unique_ptr<Instrument> make_risk_wedge(const Values& values, const WorldTable& table) {
  const FlowSides sides{named_regions(values, "importer", table), named_regions(values, "origin", table)};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::named);
  const bool by_rank = values.get<std::string>("by") == "political-rank";
  const double wedge = log_wedge_of(values);
  const auto amount = [&](const SelectedFlow& flow) {
    return by_rank ? wedge * political_ranks(flow.destination, table)[flow.origin] : wedge;
  };
  std::vector<LeverChange> changes;
  add_flow_changes(changes, &Levers::log_wedge, Combine::sum, select_flows(sides, products, table), amount,
                   table);
  if (flag(values, "mutual")) {
    add_flow_changes(changes, &Levers::log_wedge, Combine::sum,
                     select_flows(reversed(sides), products, table), amount, table);
  }
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> risk_wedge_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::named, faults);
  check_sides(values, "origin", "importer", names, faults);
  if (values.get<std::string>("by") == "political-rank") check_political(names, "by", faults);
  return faults;
}

}  // namespace

PolicyDescriptor risk_wedge_policy() {
  PolicyDescriptor policy;
  policy.name = "risk_wedge";
  policy.summary = "Buyers shun some origins as if their goods cost more; no cash is paid.";
  KeySpec by = choice_key("by", {"even", "political-rank"},
                          "even: the same for all named origins; political-rank: from 0 at the politically "
                          "nearest region of the world to the whole wedge at the farthest.");
  policy.keys = joined(
      {{required_key("importer", KeyType::regions, "Regions or clubs whose buyers reckon with the risk."),
        optional_key("origin", KeyType::regions, "Regions or clubs that are shunned; default: all others."),
        wedge_key("Choice wedge as a fraction of the price: 0.1 acts as if the goods cost 10 % more."), by,
        flag_key("mutual", "The origins' buyers shun the importers' goods likewise.")},
       product_keys(),
       {scale_key()},
       date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_risk_wedge;
  policy.check_world = risk_wedge_in_world;
  policy.acts_through = {"sourcing"};
  return policy;
}

}  // namespace entrepot::models
