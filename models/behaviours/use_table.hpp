// Produce phase, last: who bought how much of which (region, sector) in the last month of a quarter.
#pragma once

#include "models/behaviours/ordering.hpp"

namespace entrepot {

// Fills state.use_flow at quarter ends, for the linkage metrics (model.md section 9). Border flows know no
// buying sector: keeping one in every step would cost memory traffic in the step's inner loop for a table
// that is read four times a year (docs/decisions/0010-linkage-metrics.md).
class UseTable : public Action {
 public:
  explicit UseTable(Ordering& ordering) : ordering_(ordering) {}
  [[nodiscard]] Phase phase() const override { return Phase::produce; }
  [[nodiscard]] std::string_view name() const override { return "use table"; }
  void run(StepContext& context) override;

 private:
  Ordering& ordering_;
};

}  // namespace entrepot
