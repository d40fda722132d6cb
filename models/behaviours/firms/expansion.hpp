// Invest phase: capacity of home firms follows their orders (model.md section 5, K' = (1 - delta) K + I(t -
// L)).
#pragma once

#include <span>
#include <vector>

#include "models/behaviours/plants/investment_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Every quarter the firms of a (region, sector) close a part of the gap between their utilisation, averaged
// over a year, and the base's: upward with the sector's time to build and at most by the hub's growth,
// downward by not replacing what wears out. Inside a band around the base nothing is built, so that a world
// that stands still does so. The outlays of home firms are not booked: base final demand already covers
// replacement. But where a capital subsidy of their own region pays a part, firms want more capacity than
// their orders fill, what they order is booked like a plant, and who takes the money is bound by its
// guardrail.
class Expansion : public Action {
 public:
  Expansion(const World& world, const InvestmentSettings& settings, double base_utilisation);
  [[nodiscard]] Phase phase() const override { return Phase::invest; }
  [[nodiscard]] std::string_view name() const override { return "expansion"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  [[nodiscard]] std::span<double> orders(State& state, std::size_t group) const {
    return std::span(state.expansion.orders)
        .subspan(first_order_[group], first_order_[group + 1] - first_order_[group]);
  }
  [[nodiscard]] double wanted(const StepContext& context, std::size_t group) const;
  // ln of what a subsidy of the group's own region leaves of the cost of capacity; 0 without one.
  [[nodiscard]] double log_subsidised(const StepContext& context, std::size_t group) const;
  void take_subsidies(StepContext& context, const std::vector<double>& ordered) const;
  void set_ratio(State& state, std::size_t group, double ratio) const;
  [[nodiscard]] std::size_t quarters_to_build(std::size_t group) const;

  const World& world_;
  InvestmentSettings settings_;
  double base_utilisation_;
  std::vector<std::size_t> first_order_;  // [group, and one past] position in ExpansionState::orders
};

}  // namespace entrepot::models
