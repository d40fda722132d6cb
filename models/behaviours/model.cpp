#include "models/behaviours/model.hpp"

#include "models/behaviours/delivered_cost.hpp"
#include "models/behaviours/demand.hpp"
#include "models/behaviours/entry_exit.hpp"
#include "models/behaviours/expansion.hpp"
#include "models/behaviours/front_loading.hpp"
#include "models/behaviours/investment.hpp"
#include "models/behaviours/ordering.hpp"
#include "models/behaviours/pricing.hpp"
#include "models/behaviours/production.hpp"
#include "models/behaviours/routing.hpp"
#include "models/behaviours/settlement.hpp"
#include "models/behaviours/sourcing.hpp"
#include "models/behaviours/stockpiling.hpp"
#include "models/behaviours/subsidies.hpp"
#include "models/behaviours/technology.hpp"
#include "models/behaviours/use_table.hpp"
#include "models/behaviours/wages.hpp"

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

ActionList make_actions(const World& world, const ModelSettings& settings) {
  ActionList actions;
  actions.push_back(std::make_unique<Demand>(world, settings.demand, settings.settlement));
  if (settings.stockpiling.stocks && settings.stockpiling.front_loading) {
    actions.push_back(std::make_unique<FrontLoading>(world, settings));
  }
  actions.push_back(std::make_unique<DeliveredCost>());
  Routing* routes = nullptr;
  if (settings.routing.routes) {
    auto routing = std::make_unique<Routing>(world, settings.routing);
    routes = routing.get();
    actions.push_back(std::move(routing));
  }
  const BaseRates* rates = nullptr;
  if (settings.sourcing.resourcing) {
    auto sourcing = std::make_unique<Sourcing>(world, settings);
    rates = &sourcing->rates();
    actions.push_back(std::move(sourcing));
  }
  auto ordering = std::make_unique<Ordering>(world, settings);
  Ordering& orders = *ordering;
  actions.push_back(std::move(ordering));
  actions.push_back(std::make_unique<Production>(world, settings.production, orders));
  actions.push_back(std::make_unique<UseTable>(orders));
  auto subsidies = std::make_unique<Subsidies>(world, orders);
  const Subsidies& treasury = *subsidies;
  actions.push_back(std::move(subsidies));
  if (settings.stockpiling.stocks) actions.push_back(std::make_unique<Stockpiling>(world, settings));
  if (routes != nullptr) actions.push_back(std::make_unique<TransShipment>(*routes));
  actions.push_back(std::make_unique<Settlement>(treasury));
  if (settings.settlement.closure != WageClosure::fixed) {
    actions.push_back(std::make_unique<Wages>(world, settings.settlement));
  }
  actions.push_back(std::make_unique<Pricing>(world, settings.pricing, settings.production));
  if (settings.investment.expansion) {
    actions.push_back(
        std::make_unique<Expansion>(world, settings.investment, settings.production.utilisation));
  }
  if (settings.entry_exit.active) actions.push_back(std::make_unique<EntryExit>(world, settings));
  if (settings.investment.sites) actions.push_back(std::make_unique<Investment>(world, settings, rates));
  if (Technology::wanted(settings.learning)) {
    actions.push_back(std::make_unique<Technology>(world, settings.learning));
  }
  return actions;
}

}  // namespace entrepot
