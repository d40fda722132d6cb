#include "models/behaviours/model.hpp"

namespace entrepot {

double demand_trend(const DemandSettings& demand, Month month) {
  const int span = demand.growth_until.count() - demand.growth_from.count();
  const int passed = month.count() - demand.growth_from.count();
  if (passed <= 0) return 1.0;
  if (span <= 0 || passed >= span) return demand.growth;
  return 1.0 + (demand.growth - 1.0) * passed / span;
}

double slot_sigma(const OrderingSettings& ordering, const WorldTable& table, std::size_t sector) {
  return ordering.sigma_from_column ? table.sector_parameters[sector].short_run_sigma
                                    : ordering.short_run_sigma;
}

double trade_elasticity(const SourcingSettings& sourcing, const WorldTable& table, std::size_t sector) {
  return sourcing.trade_elasticity_scale * table.sector_parameters[sector].trade_elasticity;
}

}  // namespace entrepot
