#include "models/behaviours/orders/use_table.hpp"

#include <atomic>

#include "models/behaviours/orders/listed_trade.hpp"
#include "sim/core/error.hpp"
#include "sim/world/state/use_classes.hpp"

namespace entrepot::models {

std::size_t UseTable::use_of(const StepContext& context, const PlacedOrders::Part& part) const {
  const World& world = context.world;
  if (part.final_use != nullptr) return n_use_classes(world, context.state) + part.region.index();
  // A block of sites stands in one group and has one owner region.
  if (part.firms->first_firm >= world.n_firms()) return site_class_[part.firms->first_firm - world.n_firms()];
  return world.axes().group(part.region, part.sector).index();
}

void UseTable::sum_part(const StepContext& context, const PlacedOrders& orders,
                        const PlacedOrders::Part& part, std::int64_t* const sum) const {
  if (site_class_.empty()) {
    orders.for_each_purchase(
        part, [=](const Purchase& purchase) { sum[purchase.seller.index()] += purchase.money; });
    return;
  }
  const auto firms = static_cast<std::uint32_t>(context.world.n_firms());
  const std::uint32_t* const supplier = context.state.slot_supplier.data();
  const std::uint32_t* const site_class = site_class_.data();
  orders.for_each_purchase(part, [=](const Purchase& purchase) {
    const std::uint32_t seller = supplier[purchase.slot];
    sum[seller < firms ? purchase.seller.index() : site_class[seller - firms]] += purchase.money;
  });
}

// Sums by part first, then one atomic addition per class: integers, so the order of work does not matter.
void UseTable::sum_uses(StepContext& context) {
  State& state = context.state;
  state.plant_class = plant_classes(context.world, state);
  site_class_ = class_of_sites(context.world, state);
  const std::size_t classes = n_use_classes(context.world, state);
  std::vector<std::int64_t>& use_flow = state.use_flow;
  use_flow.assign((classes + context.world.table.n_regions()) * classes, 0);
  by_seller_.resize(static_cast<std::size_t>(context.pool.threads()));
  const PlacedOrders orders = ordering_.placed(context);
  orders.for_each_part([&](const PlacedOrders::Part& part) {
    std::vector<std::int64_t>& sum = by_seller_[ThreadPool::thread_index()];
    sum.assign(classes, 0);
    sum_part(context, orders, part, sum.data());
    std::int64_t* const row = &use_flow[use_of(context, part) * classes];
    for (std::size_t seller = 0; seller < classes; ++seller) {
      if (sum[seller] != 0) std::atomic_ref(row[seller]).fetch_add(sum[seller], std::memory_order_relaxed);
    }
  });
  fold_classes_without_surplus(context.world, state);
}

void UseTable::record_links(int step, std::vector<std::int64_t>& money) {
  recorded_step_ = step;
  link_money_ = &money;
}

Access UseTable::access() const {
  return {{"step", "slot_*", "nest_scale", "firm_log_price", "firm_status", "budget_factor",
           "capital_spending", "stocks.*", "sites.*"},
          {"use_flow", "plant_class", "listed"}};
}

void UseTable::run(StepContext& context) {
  const PlacedOrders orders = ordering_.placed(context);
  if (context.step == recorded_step_) {
    link_money_->assign(context.state.slot_supplier.size(), 0);
    std::int64_t* const money = link_money_->data();
    orders.for_each_part([&](const PlacedOrders::Part& part) {
      orders.for_each_purchase(part,
                               [=](const Purchase& purchase) { money[purchase.slot] = purchase.money; });
    });
  }
  if (context.month.is_quarter_end()) sum_uses(context);
  if (!context.state.firm_status.empty()) sum_listed_trade(context, orders);
}

UseTable& use_table_of(const ActionList& actions) {
  for (const std::unique_ptr<Action>& action : actions) {
    if (auto* table = dynamic_cast<UseTable*>(action.get())) return *table;
  }
  throw BugError("a run without a use table");
}

}  // namespace entrepot::models
