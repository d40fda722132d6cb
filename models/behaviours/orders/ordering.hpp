// Order phase: nest prices, unit costs, spending, and what every slot asks of its supplier.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/behaviours/orders/firm_costs.hpp"
#include "models/behaviours/orders/placed_orders.hpp"
#include "models/behaviours/stocks/stockpiling.hpp"

namespace entrepot::models {

// Orders at posted prices of last step and duties of this step (model.md section 3, "price+order"). Sellers'
// totals are scattered as integers into per-thread buffers; their sum does not depend on the order of work.
class Ordering : public Action {
 public:
  Ordering(const World& world, const ModelSettings& settings);
  Ordering(const Ordering&) = delete;  // its parts look at each other
  Ordering& operator=(const Ordering&) = delete;
  [[nodiscard]] Phase phase() const override { return Phase::order; }
  [[nodiscard]] std::string_view name() const override { return "ordering"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

  // Takes back the unmet part of all orders to rationed cells: `kept` [cell] is the share of the orders
  // that is shipped; called again in the same step, with smaller shares. Every slot's money is rounded down;
  // buyers get the rest (and the duty on it) back.
  void ration(StepContext& context, const std::vector<double>& kept);
  // Share shipped so far of this step's orders, [cell]; empty: all of it.
  [[nodiscard]] const std::vector<double>& kept() const { return kept_; }

  // The purchases of this step, after rationing; to be looked at between production and pricing.
  [[nodiscard]] PlacedOrders placed(StepContext& context) {
    return {context, {terms_, final_use_, kept_, cell_group_, totals_}};
  }

 private:
  void open_step(StepContext& context);
  void order_block(StepContext& context, const Buyers& block, OrderBuffer& buffer);
  void order_input(StepContext& context, const Buyers& block, const SlotRange& slots, OrderBuffer& buffer);
  void scale_spending(const State& state, const Buyers& block, std::size_t input,
                      const OrderScratch& scratch) const;
  void cut_closed(const State& state, const Buyers& block, const SlotRange& slots,
                  const FirmSpending& buyers) const;
  void order_final(StepContext& context, const FinalChunk& chunk, OrderBuffer& buffer);

  [[nodiscard]] std::vector<bool> rationed_inputs() const;
  void ration_block(State& state, const Buyers& block, const std::vector<bool>& rationed,
                    OrderBuffer& buffer);
  void ration_final(const State& state, const FinalChunk& chunk, OrderBuffer& buffer);
  template <class Take>
  void each_rationed(const State& state, const SlotRange& slots, double scale, OrderBuffer& buffer,
                     const Take& take) const;

  const World& world_;
  bool always_own_prices_;  // pricing: own
  double value_added_elasticity_;
  std::optional<StockRule> stocks_;  // none: what is bought is used at once
  bool stocks_start_ = false;        // this step opens the stocks
  SlotTerms terms_;
  FirmCosts costs_;
  FinalUse final_use_;
  OrderTotals totals_;
  std::vector<double> kept_;         // [cell] share shipped of this step's orders; empty: all of it
  std::vector<double> kept_before_;  // [cell] the same, before the round of rationing that is going on
  std::vector<GroupId> cell_group_;  // [cell]
};

}  // namespace entrepot::models
