// Demand of households: the common trend and the budgets of the `fixed` closure.
#pragma once

#include "models/behaviours/model.hpp"

namespace entrepot {

// B_n = B_n0 * trend * (1 + m (income / income0 - 1)), income of last step over the trend (model.md section
// 3).
class Demand : public Action {
 public:
  Demand(const DemandSettings& demand, const SettlementSettings& settlement)
      : demand_(demand), settlement_(settlement) {}
  [[nodiscard]] Phase phase() const override { return Phase::expect; }
  [[nodiscard]] std::string_view name() const override { return "demand"; }
  void run(StepContext& context) override;

 private:
  DemandSettings demand_;
  SettlementSettings settlement_;
};

}  // namespace entrepot
