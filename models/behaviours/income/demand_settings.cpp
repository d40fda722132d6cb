#include "models/behaviours/income/demand_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

namespace {

std::vector<KeyFault> check_demand(const Values& values, const std::set<std::string>& given) {
  if (!values.has("growth_from") || !values.has("growth_until")) return {};
  const Date from = values.get<Date>("growth_from");
  const Date until = values.get<Date>("growth_until");
  if (from < until) return {};
  const std::string key = given.count("growth_until") != 0 ? "growth_until" : "growth_from";
  return {{key, "growth_until " + format_date(until) + " is not after growth_from " + format_date(from),
           "growth needs some months", ""}};
}

}  // namespace

SettingsBlock<DemandSettings> demand_block() {
  using Settings = DemandSettings;
  SettingsBlock<Settings> block;
  block.name = "demand";
  block.summary = "The trend of final demand, the same factor for all regions and sectors.";
  block.keys = {
      key(&Settings::growth, "growth", 0.1, 10,
          "Factor reached at growth_until, linear from growth_from, then flat."),
      key(&Settings::growth_from, "growth_from", "Month in which the factor is 1."),
      key(&Settings::growth_until, "growth_until", "Month in which `growth` is reached."),
  };
  block.check = check_demand;
  return block;
}

double demand_trend(const DemandSettings& demand, Month month) {
  const int span = demand.growth_until.count() - demand.growth_from.count();
  const int passed = month.count() - demand.growth_from.count();
  if (passed <= 0) return 1.0;
  if (span <= 0 || passed >= span) return demand.growth;
  return 1.0 + (demand.growth - 1.0) * passed / span;
}

}  // namespace entrepot::models
