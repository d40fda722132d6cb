#include "tools/runs/policies/tariff_coverage.hpp"

#include <optional>

#include "models/policies/parts/content.hpp"
#include "models/policies/parts/schedule_rows.hpp"
#include "models/policies/parts/selector.hpp"

namespace entrepot::tools {

using namespace models;
using namespace scenarios;

Coverage tariff_coverage(const PolicySpec& policy, const WorldTable& table) {
  Coverage coverage;
  if (policy.type != "tariff") return coverage;
  const Values& values = policy.values;
  const WorldNames names = world_names(table);
  const std::vector<std::size_t> chosen = selected_products(values, names, Services::never);
  const std::vector<std::size_t> goods = selected_products({}, names, Services::never);
  std::optional<ScheduleRows> rows;
  if (values.has("schedule")) rows.emplace(values.get<ScheduleTable>("schedule"));
  const auto origins =
      minus(named_regions(values, "origin", table), named_regions(values.names("exempt"), table));
  for (const NamedRegion& importer : named_regions(values, "importer", table)) {
    for (const NamedRegion& origin : origins) {
      if (importer.region == origin.region) continue;
      const std::vector<double> trade = base_trade(importer.region, origin.region, table);
      for (const std::size_t p : goods) coverage.reach += trade[p];
      for (const std::size_t p : chosen) {
        if (!rows ||
            rows->find(table.regions[origin.region], table.regions[importer.region], table.products[p]))
          coverage.covered += trade[p];
      }
    }
  }
  return coverage;
}

}  // namespace entrepot::tools
