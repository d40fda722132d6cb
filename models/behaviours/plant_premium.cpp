#include "models/behaviours/plant_premium.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entrepot {

double log_plant_premium(const InvestmentSettings& settings, const WorldTable& table, std::size_t home,
                         std::size_t host) {
  const double anywhere = log64(1.0 + settings.cost_premium);
  if (table.plant_cost.empty()) return anywhere;
  const double dearer = log64(table.plant_cost[host] / table.plant_cost[home]);
  return anywhere + settings.local_cost_share * std::max(0.0, dearer);
}

}  // namespace entrepot
