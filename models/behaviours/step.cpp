#include "models/behaviours/step.hpp"

#include "models/behaviours/firms/entry_exit.hpp"
#include "models/behaviours/firms/expansion.hpp"
#include "models/behaviours/firms/pricing.hpp"
#include "models/behaviours/income/demand.hpp"
#include "models/behaviours/income/settlement.hpp"
#include "models/behaviours/income/subsidies.hpp"
#include "models/behaviours/income/wages.hpp"
#include "models/behaviours/orders/ordering.hpp"
#include "models/behaviours/orders/production.hpp"
#include "models/behaviours/orders/use_table.hpp"
#include "models/behaviours/plants/investment.hpp"
#include "models/behaviours/routes/routing.hpp"
#include "models/behaviours/sourcing/delivered_cost.hpp"
#include "models/behaviours/sourcing/sourcing.hpp"
#include "models/behaviours/stocks/front_loading.hpp"
#include "models/behaviours/stocks/stockpiling.hpp"
#include "models/behaviours/technology/technology.hpp"

namespace entrepot {

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
