// Trade agreements: duties cut among members, claimed where the saving is worth the rules of origin.
#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/lever_change.hpp"
#include "models/policies/registry.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

std::unique_ptr<Instrument> make_agreement(const Values& values, const WorldTable& table) {
  const std::vector<NamedRegion> members = named_regions(values, "members", table);
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::never);
  const std::vector<FlowGroup> groups = select_flows({members, members}, products, table);
  const double cut = values.number("duty_cut") * values.number("scale");
  const double claim = values.number("claim_rate");
  const double cost = values.number("origin_cost");
  const auto saves = [&](const SelectedFlow& flow) { return cut * table.base_duty[flow.lever] > cost; };
  const auto duty = [&](const SelectedFlow& flow) {
    return saves(flow) ? -claim * cut * table.base_duty[flow.lever] : 0.0;
  };
  const auto iceberg = [&](const SelectedFlow& flow) {
    return saves(flow) ? log64(1.0 + claim * cost) : 0.0;
  };
  std::vector<LeverChange> changes;
  add_flow_changes(changes, &Levers::duty, Combine::sum, groups, duty, table);
  if (cost > 0.0) add_flow_changes(changes, &Levers::log_iceberg, Combine::sum, groups, iceberg, table);
  const double trust = values.number("scale") * log64(1.0 + values.number("wedge"));
  if (trust != 0.0) add_flow_changes(changes, &Levers::log_wedge, Combine::sum, groups, trust, table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> agreement_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::never, faults);
  const Names members = values.names("members");
  if (members.size() == 1 && !contains(names.clubs, members[0]))
    faults.push_back({"members", "the agreement has one member", "it takes two, or a club", ""});
  return faults;
}

}  // namespace

PolicyDescriptor agreement_policy() {
  PolicyDescriptor policy;
  policy.name = "agreement";
  policy.summary =
      "A trade agreement: base duties cut among members, claimed where it pays, at the cost of rules of "
      "origin.";
  policy.keys = joined(
      {{required_key("members", KeyType::regions,
                     "Regions or clubs; members of a club count from the day they join."),
        share_key("duty_cut", "1", "Part of the base duty that is cut; added duties stay."),
        share_key("claim_rate", "1",
                  "Part of the trade that claims the cut, where the cut saves more than origin_cost."),
        number_key(
            "origin_cost", "0", 0.0, 1.0,
            "Cost of meeting the rules of origin, part of the value; a real cost of the trade that claims."),
        number_key(
            "wedge", "0", -0.9, 10.0,
            "Choice wedge among members as a fraction of the price; negative where they are preferred.")},
       product_keys(),
       {scale_key()},
       date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_agreement;
  policy.check_world = agreement_in_world;
  return policy;
}

}  // namespace entrepot::models
