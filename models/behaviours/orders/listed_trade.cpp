#include "models/behaviours/orders/listed_trade.hpp"

#include <atomic>

namespace entrepot::models {

namespace {

// The trade of one part, [FirmStatus::listed, peer][region].
class ListedSums {
 public:
  ListedSums(const World& world, const State& state)
      : world_(world), state_(state), sums_(2 * world.table.n_regions()) {}

  void add_sale(const Purchase& purchase, RegionId destination) {
    const FirmStatus seller = status_of(state_.slot_supplier[purchase.slot]);
    if (seller == FirmStatus::other || !trades(purchase)) return;
    row(seller, destination).sales += purchase.money;
    ++row(seller, destination).customers;
  }
  void add_input(const Purchase& purchase, std::uint32_t firm) {
    const FirmStatus buyer = status_of(firm);
    if (buyer == FirmStatus::other || !trades(purchase)) return;
    const Axes axes = world_.axes();
    if (!world_.table.sector_is_goods[axes.sector_of(purchase.seller).index()]) return;
    ListedTrade& bought = row(buyer, axes.region_of(purchase.seller));
    bought.inputs += purchase.money;
    ++bought.suppliers;
  }
  // Integers, so the order of work does not matter.
  void add_to(std::vector<ListedTrade>& all) const {
    for (std::size_t at = 0; at < sums_.size(); ++at) {
      for (const auto part :
           {&ListedTrade::inputs, &ListedTrade::suppliers, &ListedTrade::sales, &ListedTrade::customers}) {
        if (sums_[at].*part != 0)
          std::atomic_ref(all[at].*part).fetch_add(sums_[at].*part, std::memory_order_relaxed);
      }
    }
  }

 private:
  [[nodiscard]] FirmStatus status_of(std::uint32_t firm) const {
    const std::size_t firms = world_.n_firms();
    return state_.firm_status[firm < firms ? firm : state_.sites.site[firm - firms].owner];
  }
  [[nodiscard]] bool trades(const Purchase& purchase) const {
    return state_.slot_strength[purchase.slot] > 0.0F;
  }
  [[nodiscard]] ListedTrade& row(FirmStatus status, RegionId region) {
    return sums_[(static_cast<std::size_t>(status) - 1) * world_.table.n_regions() + region.index()];
  }

  const World& world_;
  const State& state_;
  std::vector<ListedTrade> sums_;
};

}  // namespace

void sum_listed_trade(StepContext& context, const PlacedOrders& orders) {
  State& state = context.state;
  state.listed.assign(2 * context.world.table.n_regions(), {});
  orders.for_each_part([&](const PlacedOrders::Part& part) {
    ListedSums sums(context.world, state);
    orders.for_each_purchase(part, [&](const Purchase& purchase) {
      if (part.firms != nullptr) sums.add_input(purchase, part.buyer(purchase.slot));
      sums.add_sale(purchase, part.region);
    });
    sums.add_to(state.listed);
  });
}

}  // namespace entrepot::models
