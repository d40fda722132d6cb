// Duties by the formula of April 2025: in proportion to the bilateral deficit in goods over imports.
#include <algorithm>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/content.hpp"
#include "models/policies/parts/lever_change.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

double goods_trade(std::size_t destination, std::size_t origin, const WorldTable& table) {
  const std::vector<double> trade = base_trade(destination, origin, table);
  double sum = 0.0;
  for (std::size_t p = 0; p < table.n_products(); ++p)
    sum += table.sector_is_goods[table.product_sector[p].index()] ? trade[p] : 0.0;
  return sum;
}

// max(floor, factor * deficit / imports), at most `most`.
double formula(const Values& values, const SelectedFlow& flow, const WorldTable& table) {
  const double imports = goods_trade(flow.destination, flow.origin, table);
  const double deficit = imports - goods_trade(flow.origin, flow.destination, table);
  const double rate = imports > 0.0 ? values.number("factor") * std::max(0.0, deficit) / imports : 0.0;
  return std::min(values.number("most"), std::max(values.number("floor"), rate));
}

std::unique_ptr<Instrument> make_reciprocal_tariff(const Values& values, const WorldTable& table) {
  const std::vector<NamedRegion> exempt = named_regions(values.names("exempt"), table);
  const FlowSides sides{named_regions(values, "importer", table),
                        minus(named_regions(values, "origin", table), exempt)};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::never);
  std::vector<double> rates(table.n_regions() * table.n_regions(), -1.0);  // computed once per pair
  std::vector<LeverChange> changes;
  const auto amount = [&](const SelectedFlow& flow) {
    double& rate = rates[table.axes().at(RegionId(flow.destination), RegionId(flow.origin))];
    if (rate < 0.0) rate = formula(values, flow, table);
    return values.number("scale") * rate;
  };
  add_flow_changes(changes, &Levers::duty, Combine::sum, select_flows(sides, products, table), amount, table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

std::vector<KeyFault> reciprocal_tariff_in_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::never, faults);
  check_sides(values, "origin", "importer", names, faults);
  return faults;
}

}  // namespace

PolicyDescriptor reciprocal_tariff_policy() {
  PolicyDescriptor policy;
  policy.name = "reciprocal_tariff";
  policy.summary =
      "A duty by formula: in proportion to the bilateral goods deficit over imports, at the base.";
  policy.keys = joined(
      {{required_key("importer", KeyType::regions, "Regions or clubs that levy the duty."),
        optional_key("origin", KeyType::regions, "Regions or clubs whose goods pay; default: all others."),
        optional_key("exempt", KeyType::regions, "Regions or clubs whose goods do not pay."),
        number_key("factor", "0.5", 0.0, 5.0, "Duty per unit of deficit over imports (April 2025: 0.5)."),
        share_key("floor", "0.1", "Least duty, as a fraction (April 2025: 0.1)."),
        number_key("most", "10", 0.0, 10.0, "Highest duty, as a fraction.")},
       product_keys(),
       {scale_key()},
       date_keys()});
  policy.check = only_dates;
  policy.complete = complete_announced;
  policy.make = make_reciprocal_tariff;
  policy.check_world = reciprocal_tariff_in_world;
  return policy;
}

}  // namespace entrepot::models
