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
#include "models/behaviours/sourcing/quotas.hpp"
#include "models/behaviours/sourcing/sourcing.hpp"
#include "models/behaviours/stocks/front_loading.hpp"
#include "models/behaviours/stocks/stockpiling.hpp"
#include "models/behaviours/technology/technology.hpp"

namespace entrepot {

namespace {

template <class Made, class... Arguments>
Made& add(ActionList& step, Arguments&&... arguments) {
  auto action = std::make_unique<Made>(std::forward<Arguments>(arguments)...);
  Made& made = *action;
  step.push_back(std::move(action));
  return made;
}

}  // namespace

// The order of the step, phase by phase, and why each stands where it does.
ActionList make_actions(const World& world, const ModelSettings& settings) {
  ActionList step;
  // policy: quotas make bans and duties of last month's trade before anyone reads the terms.
  add<Quotas>(step);
  // expect: budgets first, they set the trend of the step; buying ahead looks at last step's flows and at
  // terms to come.
  add<Demand>(step, world, settings.demand, settings.settlement);
  const bool stocks = settings.stockpiling.stocks;
  if (stocks && settings.stockpiling.front_loading) add<FrontLoading>(step, world, settings);
  // route: delivered costs by the direct way, from last step's prices; then what other ways make of them.
  add<DeliveredCost>(step);
  Routing* const routes = settings.routing.routes ? &add<Routing>(step, world, settings.routing) : nullptr;
  // source: buyers choose suppliers at the costs of this step.
  const Sourcing* const sourcing =
      settings.sourcing.resourcing ? &add<Sourcing>(step, world, settings) : nullptr;
  // order: every slot asks its supplier for goods.
  Ordering& orders = add<Ordering>(step, world, settings);
  // produce: capacity cuts orders first; what is then bought is counted, earns subsidies, and goes its way.
  add<Production>(step, world, settings.production, orders);
  add<UseTable>(step, orders);
  const Subsidies& treasury = add<Subsidies>(step, world, orders);
  if (routes != nullptr) add<TransShipment>(step, *routes);
  // settle: what was used of stocks belongs to the accounts; wages follow the accounts.
  if (stocks) add<Stockpiling>(step, world, settings);
  add<Settlement>(step, treasury);
  if (settings.settlement.closure != WageClosure::fixed) add<Wages>(step, world, settings.settlement);
  // price: costs and utilisation of this step make the prices of the next.
  add<Pricing>(step, world, settings.pricing, settings.production);
  // invest: capacity of home firms, then which of them go on, then who of these builds abroad.
  if (settings.investment.expansion)
    add<Expansion>(step, world, settings.investment, settings.production.utilisation);
  if (settings.entry_exit.active) add<EntryExit>(step, world, settings);
  if (settings.investment.sites)
    add<Investment>(step, world, settings, sourcing != nullptr ? &sourcing->rates() : nullptr);
  // learn: last, from all that was made and bought.
  if (Technology::wanted(settings.learning)) add<Technology>(step, world, settings.learning);
  return step;
}

}  // namespace entrepot
