// Route phase without routes: the delivered cost of every supply cell at every destination.
#pragma once

#include "sim/engine/action.hpp"

namespace entrepot::models {

// x = p (1 + t) / (1 + t0) * iceberg * choice wedge, base = 1 (model.md section 3, "source"): posted prices
// of last step, terms of this step. Buyers pay it without the wedge.
class DeliveredCost : public Action {
 public:
  [[nodiscard]] Phase phase() const override { return Phase::route; }
  [[nodiscard]] std::string_view name() const override { return "delivered_cost"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;
};

}  // namespace entrepot::models
