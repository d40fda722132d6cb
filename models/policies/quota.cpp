// Quotas and tariff-rate quotas: a volume per year, counted in the trade of the base year.
#include <limits>

#include "models/policies/parts/common_keys.hpp"
#include "models/policies/parts/content.hpp"
#include "models/policies/parts/selector.hpp"
#include "models/policies/registry.hpp"

namespace entrepot::models {

namespace {

class Quota final : public Instrument {
 public:
  Quota(Timing timing, QuotaTerms terms) : timing_(timing), terms_(std::move(terms)) {}
  // A quota that is in force on some days of a month is in force when most of them are past.
  void apply(Month month, Levers& levers) const override {
    levers.quotas.push_back(terms_);
    if (timing_.strength(month) < 0.5) levers.quotas.back().volume = std::numeric_limits<double>::infinity();
  }
  [[nodiscard]] Date announced() const override { return timing_.announced; }

 private:
  Timing timing_;
  QuotaTerms terms_;
};

// All flows share one volume: their trade at the base times the key.
std::unique_ptr<Instrument> make_quota(const Values& values, const WorldTable& table) {
  QuotaTerms terms;
  double base = 0.0;
  const std::vector<NamedRegion> importers = named_regions(values, "importer", table);
  const std::vector<NamedRegion> origins = named_regions(values, "origin", table);
  for (const FlowGroup& group : select_flows(
           {importers, origins}, selected_products(values, world_names(table), Services::never), table)) {
    for (const SelectedFlow& flow : group.flows) {
      terms.flows.push_back(flow.lever);
      base += base_trade(flow.destination, flow.origin, table)[flow.product];
    }
  }
  terms.volume = base / 12.0 * values.number("volume");
  if (values.has("over_quota")) terms.over_duty = values.get<Rate>("over_quota").value;
  return std::make_unique<Quota>(timing_of(values), std::move(terms));
}

std::vector<KeyFault> check_world(const Values& values, const WorldNames& names) {
  std::vector<KeyFault> faults;
  check_products(values, names, Services::never, faults);
  check_sides(values, "origin", "importer", names, faults);
  return faults;
}

std::vector<KeyFault> check(const Values& values, const std::set<std::string>& given) {
  std::vector<KeyFault> faults = only_dates(values, given);
  check_adds(values, "over_quota", faults);
  return faults;
}

}  // namespace

PolicyDescriptor quota_policy() {
  PolicyDescriptor policy;
  policy.name = "quota";
  policy.summary =
      "Quota, or tariff-rate quota: imports beyond a volume may not enter, or pay a duty on top.";
  const KeySpec over = ranged(
      optional_key("over_quota", KeyType::rate,
                   "Duty beyond the volume, added to what is in force: `+25 pp` (a tariff-rate quota); "
                   "default: nothing enters beyond it."),
      0.0, 10.0);
  policy.keys =
      joined({{required_key("importer", KeyType::regions, "Regions or clubs that import."),
               required_key("origin", KeyType::regions, "Regions or clubs whose goods share the volume.")},
              product_keys(),
              {number_key("volume", "1", 0.0, 100.0,
                          "Volume over the trade of the base year in these goods, in quantities."),
               over},
              date_keys()});
  policy.check = check;
  policy.complete = complete_announced;
  policy.make = make_quota;
  policy.check_world = check_world;
  return policy;
}

}  // namespace entrepot::models
