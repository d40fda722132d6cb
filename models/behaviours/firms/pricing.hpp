// Price phase: posted prices move toward markup * unit cost * utilisation term.
#pragma once

#include "models/behaviours/firms/pricing_settings.hpp"
#include "models/behaviours/orders/production_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// p += psi ((1 - s) c u - p) in hats, u = (utilisation / base utilisation)^0.1, s the subsidised part of
// cost (output_subsidy). `index` (default): c is the capacity-weighted mean over the (region, sector), so
// prices are exact for any number of slots, and a firm with a subsidy of its own (a clause on content) asks
// less by what it gets; `own`: every firm prices on its own cost and the group's price is their
// capacity-weighted mean.
class Pricing : public Action {
 public:
  Pricing(const World& world, const PricingSettings& settings, const ProductionSettings& production)
      : world_(world), settings_(settings), base_utilisation_(production.utilisation) {}
  [[nodiscard]] Phase phase() const override { return Phase::price; }
  [[nodiscard]] std::string_view name() const override { return "pricing"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  [[nodiscard]] bool firms_differ(const State& state, std::size_t group) const;
  void price_group(StepContext& context, std::size_t group) const;
  void price_firms(StepContext& context, std::size_t group, double utilisation_term) const;
  [[nodiscard]] double output_weight(const State& state, std::uint32_t firm) const;

  const World& world_;
  PricingSettings settings_;
  double base_utilisation_;
};

}  // namespace entrepot::models
