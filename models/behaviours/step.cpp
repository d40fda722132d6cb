#include "models/behaviours/step.hpp"

#include <memory>
#include <utility>

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
#include "models/behaviours/plants/own_sales.hpp"
#include "models/behaviours/plants/plant_growth.hpp"
#include "models/behaviours/registry.hpp"
#include "models/behaviours/routes/routing.hpp"
#include "models/behaviours/sourcing/delivered_cost.hpp"
#include "models/behaviours/sourcing/quotas.hpp"
#include "models/behaviours/sourcing/sourcing.hpp"
#include "models/behaviours/stocks/front_loading.hpp"
#include "models/behaviours/stocks/stockpiling.hpp"
#include "models/behaviours/technology/technology.hpp"

namespace entrepot::models {

namespace {

// The actions of a model as they are listed.
class StepList {
 public:
  explicit StepList(const ModelSettings& settings) : at_work_(at_work(settings)) {}
  [[nodiscard]] bool on(const char* mechanism) const { return at_work_[position(mechanisms(), mechanism)]; }
  // Appends an action and returns it, for those that come back to it.
  template <class Kind, class... Rest>
  Kind& add(Rest&&... rest) {
    auto action = std::make_unique<Kind>(std::forward<Rest>(rest)...);
    Kind& added = *action;
    actions_.push_back(std::move(action));
    return added;
  }
  [[nodiscard]] ActionList take() { return std::move(actions_); }

 private:
  MechanismSet at_work_;  // [mechanism]
  ActionList actions_;
};

}  // namespace

// The order of the step, phase by phase, and why each action stands where it does.
ActionList make_actions(const World& world, const ModelSettings& settings) {
  StepList step(settings);
  // policy: quotas make bans and duties of last month's trade before anyone reads the terms.
  step.add<Quotas>();
  // What bans would end goes on by hubs in part, whoever made them.
  const Diversion* const diversion =
      step.on("routing") ? &step.add<Diversion>(world, settings.routing) : nullptr;
  // expect: budgets first, they set the trend of the step and follow the incomes of the last one;
  step.add<Demand>(world, settings.demand, settings.settlement);
  // buying ahead looks at last step's flows and at terms to come, and orders need its targets.
  if (step.on("front-loading")) step.add<FrontLoading>(world, settings);
  // route: delivered costs by the direct way, at last step's prices and this step's terms;
  step.add<DeliveredCost>();
  // then what other ways make of them, before buyers choose by them.
  Routing* const routes =
      diversion != nullptr ? &step.add<Routing>(world, settings.routing, *diversion) : nullptr;
  // source: links change before orders go through them.
  const BaseRates* const rates = step.on("sourcing") ? &step.add<Sourcing>(world, settings).rates() : nullptr;
  // order: every slot asks its supplier for goods; all that follows in the step counts these orders.
  Ordering& orders = step.add<Ordering>(world, settings);
  // produce: output meets the orders, and cuts those beyond capacity;
  step.add<Production>(world, settings.production, orders);
  // they are final now: who bought what of whom,
  step.add<UseTable>(orders);
  // whom those sell to who weigh a plant,
  const OwnSales* const own =
      step.on("sites") ? &step.add<OwnSales>(world, settings.investment, orders) : nullptr;
  // what treasuries pay on it,
  const Subsidies& treasury = step.add<Subsidies>(world, orders);
  // and what hubs handled.
  if (routes != nullptr) step.add<TransShipment>(*routes);
  // settle: stocks take what was delivered and say what was used, the cost that incomes reckon with;
  if (step.on("stocks")) step.add<Stockpiling>(world, settings);
  // incomes, when all payments of the step are known;
  step.add<Settlement>(treasury);
  // wages answer the labour that these incomes paid.
  if (settings.settlement.closure != WageClosure::fixed) step.add<Wages>(world, settings.settlement);
  // price: costs and utilisation of this step make the prices of the next.
  step.add<Pricing>(world, settings.pricing, settings.production);
  // invest: capacity of home firms by how it was used,
  if (step.on("expansion")) step.add<Expansion>(world, settings.investment, settings.production.utilisation);
  // firms that give up and come back,
  if (step.on("entry-exit")) step.add<EntryExit>(world, settings);
  // plants of the base that their enterprises want more of,
  if (step.on("base-plants")) step.add<PlantGrowth>(world, settings);
  // then plants abroad, whose owners are those that stay.
  if (own != nullptr) step.add<Investment>(world, settings, rates, *own);
  // learn: last, from all that was made and bought; it lowers the costs of the next step.
  if (step.on("learning") || step.on("diffusion") || step.on("research"))
    step.add<Technology>(world, settings.learning);
  return step.take();
}

}  // namespace entrepot::models
