#include "models/behaviours/orders/use_table.hpp"

#include <atomic>

#include "models/behaviours/orders/listed_trade.hpp"
#include "sim/core/error.hpp"
#include "sim/world/state/use_classes.hpp"

namespace entrepot::models {

namespace {

bool has_owners(const StepContext& context) {
  return context.world.ownership.any() || !context.state.sites.site.empty();
}

// Integers, so the order of threads does not matter.
void add(std::int64_t& total, std::int64_t part) {
  if (part != 0) std::atomic_ref(total).fetch_add(part, std::memory_order_relaxed);
}

}  // namespace

std::size_t UseTable::use_of(const StepContext& context, const PlacedOrders::Part& part) const {
  const World& world = context.world;
  if (part.final_use != nullptr) return n_use_classes(world, context.state) + part.region.index();
  // A block of sites stands in one group and has one owner region.
  if (part.firms->first_firm >= world.n_firms()) return site_class_[part.firms->first_firm - world.n_firms()];
  return world.axes().group(part.region, part.sector).index();
}

void UseTable::sum_part(const StepContext& context, const PlacedOrders& orders,
                        const PlacedOrders::Part& part, std::vector<std::int64_t>& sum) const {
  std::int64_t* const by_class = sum.data();
  if (!has_owners(context)) {
    orders.for_each_purchase(
        part, [=](const Purchase& purchase) { by_class[purchase.seller.index()] += purchase.money; });
    return;
  }
  sum_part_by_owner(context, orders, part, by_class);
}

void UseTable::sum_part_by_owner(const StepContext& context, const PlacedOrders& orders,
                                 const PlacedOrders::Part& part, std::int64_t* const sum) const {
  const World& world = context.world;
  const Axes axes = world.axes();
  const auto firms = static_cast<std::uint32_t>(world.n_firms());
  const std::uint32_t* const supplier = context.state.slot_supplier.data();
  const std::uint32_t* const site_class = site_class_.data();
  const std::uint16_t* const site_owner = site_owner_.data();
  const std::uint16_t* const firm_owner = world.ownership.any() ? world.ownership.firm_owner.data() : nullptr;
  std::int64_t* const by_owner = sum + n_use_classes(world, context.state);
  const std::vector<bool>& goods = world.table.sector_is_goods;
  orders.for_each_purchase(part, [=, &goods](const Purchase& purchase) {
    const std::uint32_t seller = supplier[purchase.slot];
    sum[seller < firms ? purchase.seller.index() : site_class[seller - firms]] += purchase.money;
    if (!goods[axes.sector_of(purchase.seller).index()]) return;
    const RegionId host = axes.region_of(purchase.seller);
    std::size_t owner = host.index();
    if (seller >= firms) {
      owner = site_owner[seller - firms];
    } else if (firm_owner != nullptr) {
      owner = firm_owner[seller];
    }
    by_owner[owner * axes.n_regions() + host.index()] += purchase.money;
  });
}

// Sums by part first, then one atomic addition per class.
void UseTable::sum_uses(StepContext& context) {
  State& state = context.state;
  state.plant_class = plant_classes(context.world, state);
  site_class_ = class_of_sites(context.world, state);
  site_owner_.clear();
  for (const Site& site : state.sites.site) site_owner_.push_back(context.world.owner_of(site.owner).get());
  const std::size_t classes = n_use_classes(context.world, state);
  std::vector<std::int64_t>& use_flow = state.use_flow;
  use_flow.assign((classes + context.world.table.n_regions()) * classes, 0);
  const std::size_t regions = context.world.table.n_regions();
  const std::size_t pairs = has_owners(context) ? regions * regions : 0;
  state.owner_flow.assign(pairs * regions, 0);
  by_seller_.resize(static_cast<std::size_t>(context.pool.threads()));
  const PlacedOrders orders = ordering_.placed(context);
  orders.for_each_part([&](const PlacedOrders::Part& part) {
    std::vector<std::int64_t>& sum = by_seller_[ThreadPool::thread_index()];
    sum.assign(classes + pairs, 0);
    sum_part(context, orders, part, sum);
    std::int64_t* const row = &use_flow[use_of(context, part) * classes];
    for (std::size_t seller = 0; seller < classes; ++seller) add(row[seller], sum[seller]);
    for (std::size_t pair = 0; pair < pairs; ++pair)
      add(state.owner_flow[pair * regions + part.region.index()], sum[classes + pair]);
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
          {"use_flow", "plant_class", "owner_flow", "listed"}};
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
