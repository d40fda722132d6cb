// Nest prices and unit costs of firms, and what their spending on all inputs has in common.
#pragma once

#include "models/behaviours/orders/order_totals.hpp"
#include "models/behaviours/orders/slot_terms.hpp"

namespace entrepot::models {

// For one block of firms at a time, all results in `scratch` but State::firm_cost.
class FirmCosts {
 public:
  FirmCosts(const World& world, const OrderingSettings& settings, const SlotTerms& terms)
      : world_(world), settings_(settings), terms_(terms) {}

  // Effective shares of all slots and their sums by nest (1 where nothing is bought); unit costs; and in
  // scratch.scale what all nests' spending has in common: y_plan c^e PM^(eM - e). Leaves P_k^(1 - eM) of
  // every nest in scratch.powered.
  void price(State& state, const Buyers& block, OrderScratch& scratch) const;

 private:
  void sum_shares(const State& state, const Buyers& block, OrderScratch& scratch) const;
  void log_nest_prices(const State& state, const Buyers& block, const SlotRange& slots,
                       OrderScratch& scratch) const;
  void price_inputs(bool stocks, const Buyers& block, OrderScratch& scratch) const;
  [[nodiscard]] float wage_term(double wage, float labour_share) const;
  void set_costs(State& state, const Buyers& block, OrderScratch& scratch) const;
  void set_scale(const State& state, const Buyers& block, OrderScratch& scratch) const;

  const World& world_;
  OrderingSettings settings_;
  const SlotTerms& terms_;
};

}  // namespace entrepot::models
