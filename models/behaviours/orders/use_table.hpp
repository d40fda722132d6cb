// Produce phase, last: who bought how much of which (region, sector) in the last month of a quarter, and what
// firms on entity lists trade.
#pragma once

#include "models/behaviours/orders/ordering.hpp"

namespace entrepot::models {

// Fills state.use_flow at quarter ends, for the linkage metrics (model.md section 9), plants abroad apart
// from the firms at home beside them (sim/world/state/use_classes.hpp), and state.owner_flow beside it.
// Border flows know no buying sector: keeping one in every step would cost memory traffic in the step's inner
// loop for a table that is read four times a year (docs/decisions/0010-linkage-metrics.md).
class UseTable : public Action {
 public:
  explicit UseTable(Ordering& ordering) : ordering_(ordering) {}
  [[nodiscard]] Phase phase() const override { return Phase::produce; }
  [[nodiscard]] std::string_view name() const override { return "use_table"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

  // In `step`, what every slot pays its seller after rationing is written to `money` [slot of the world, then
  // of sites], which must outlive the run.
  void record_links(int step, std::vector<std::int64_t>& money);

 private:
  void sum_uses(StepContext& context);
  // Adds what a part buys to sum [seller class]; with owners also [owner's region][seller's region] behind
  // them.
  void sum_part(const StepContext& context, const PlacedOrders& orders, const PlacedOrders::Part& part,
                std::vector<std::int64_t>& sum) const;
  void sum_part_by_owner(const StepContext& context, const PlacedOrders& orders,
                         const PlacedOrders::Part& part, std::int64_t* sum) const;
  // Place of a part's row in the use table.
  [[nodiscard]] std::size_t use_of(const StepContext& context, const PlacedOrders::Part& part) const;

  Ordering& ordering_;
  int recorded_step_ = -1;
  std::vector<std::int64_t>* link_money_ = nullptr;
  std::vector<std::uint32_t> site_class_;             // [site] of this step
  std::vector<std::uint16_t> site_owner_;             // [site] region of the owner, of this step
  std::vector<std::vector<std::int64_t>> by_seller_;  // [thread] purchases of one part, see sum_part()
};

// The use table among the actions of a run; every run has one.
[[nodiscard]] UseTable& use_table_of(const ActionList& actions);

}  // namespace entrepot::models
