#include "models/behaviours/orders/use_table.hpp"

#include <atomic>

#include "models/behaviours/orders/listed_trade.hpp"
#include "sim/core/error.hpp"

namespace entrepot::models {

// Sums by part first, then one atomic addition per group: integers, so the order of work does not matter.
void UseTable::sum_uses(StepContext& context) {
  const Axes axes = context.world.axes();
  const std::size_t groups = axes.n_groups();
  std::vector<std::int64_t>& use_flow = context.state.use_flow;
  use_flow.assign((groups + axes.n_regions()) * groups, 0);
  by_seller_.resize(static_cast<std::size_t>(context.pool.threads()));
  const PlacedOrders orders = ordering_.placed(context);
  orders.for_each_part([&](const PlacedOrders::Part& part) {
    std::vector<std::int64_t>& by_seller = by_seller_[ThreadPool::thread_index()];
    by_seller.assign(groups, 0);
    std::int64_t* const sum = by_seller.data();
    orders.for_each_purchase(
        part, [=](const Purchase& purchase) { sum[purchase.seller.index()] += purchase.money; });
    const std::size_t use = part.final_use != nullptr
                                ? groups + part.region.index()
                                : axes.group(part.region, part.sector).index();  // a site: where it stands
    for (std::size_t seller = 0; seller < groups; ++seller) {
      if (sum[seller] == 0) continue;
      std::atomic_ref(use_flow[use * groups + seller]).fetch_add(sum[seller], std::memory_order_relaxed);
    }
  });
}

void UseTable::record_links(int step, std::vector<std::int64_t>& money) {
  recorded_step_ = step;
  link_money_ = &money;
}

Access UseTable::access() const {
  return {{"slot_*", "nest_scale", "firm_log_price", "firm_status", "budget_factor", "capital_spending",
           "stocks.*", "sites.*"},
          {"use_flow", "listed"}};
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
