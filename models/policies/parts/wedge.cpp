#include "models/policies/parts/wedge.hpp"

#include "models/policies/parts/common_keys.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

KeySpec wedge_key(const char* help) {
  return ranged(required_key("wedge", KeyType::number, help), -0.9, 10.0);
}

double log_wedge_of(const Values& values) {
  return values.number("scale") * log64(1.0 + values.number("wedge"));
}

std::vector<KeySpec> preference_keys(const char* wedge_help) {
  return joined({{required_key("importer", KeyType::regions, "Regions or clubs whose buyers choose so."),
                  wedge_key(wedge_help)},
                 product_keys(),
                 {scale_key()},
                 date_keys()});
}

std::unique_ptr<Instrument> make_preference(
    const Values& values, const WorldTable& table,
    const std::function<std::vector<double>(std::size_t importer)>& weights) {
  const FlowSides sides{named_regions(values, "importer", table), named_regions(values, "origin", table)};
  const std::vector<std::size_t> products = selected_products(values, world_names(table), Services::named);
  std::vector<std::vector<double>> by_importer(table.n_regions());
  for (const NamedRegion& importer : sides.destinations)
    by_importer[importer.region] = weights(importer.region);
  const double wedge = log_wedge_of(values);
  std::vector<LeverChange> changes;
  add_flow_changes(
      changes, &Levers::log_wedge, Combine::sum, select_flows(sides, products, table),
      [&](const SelectedFlow& flow) { return wedge * by_importer[flow.destination][flow.origin]; }, table);
  return std::make_unique<DatedChanges>(timing_of(values), std::move(changes));
}

void check_political(const WorldNames& names, const char* key, std::vector<KeyFault>& faults) {
  if (names.knows_political_distance) return;
  faults.push_back({key, "the world has no political distances", "political_distance.csv is not there", ""});
}

std::vector<KeyFault> check_preference(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::named, faults);
  return faults;
}

}  // namespace entrepot::models
