// Produce and ship: capacity, subcontracting, rationing.
#pragma once

#include "models/behaviours/orders/ordering.hpp"
#include "models/behaviours/orders/production_settings.hpp"

namespace entrepot::models {

// y = min(capacity, orders, critical inputs on hand) (model.md section 3, "produce/ship"). Orders above a
// firm's capacity pass pro rata to firms with spare capacity, first of the same supply cell, then, unless
// every product has a capacity of its own, of the same (region, sector); only the excess of the
// (region, sector), or of the cell, is rationed (docs/decisions/0003-where-capacity-binds.md).
class Production : public Action {
 public:
  Production(const World& world, const ProductionSettings& settings, Ordering& ordering)
      : world_(world), settings_(settings), ordering_(ordering) {}
  [[nodiscard]] Phase phase() const override { return Phase::produce; }
  [[nodiscard]] std::string_view name() const override { return "production"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  void set_capacity(StepContext& context) const;
  [[nodiscard]] std::int64_t capacity(const State& state, std::size_t firm) const;
  [[nodiscard]] std::int64_t room(const State& state, std::size_t firm) const;
  [[nodiscard]] std::vector<double> shares(StepContext& context) const;
  void ration(StepContext& context);
  void subcontract_group(State& state, std::size_t group) const;
  template <class Visit>
  void for_each_plant(const State& state, CellId cell, const Visit& visit) const;
  template <class Each>
  [[nodiscard]] double share_shipped(const State& state, const Each& each) const;
  template <class Each>
  void subcontract(State& state, const Each& each) const;

  const World& world_;
  ProductionSettings settings_;
  Ordering& ordering_;
};

}  // namespace entrepot::models
