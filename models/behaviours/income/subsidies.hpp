// What the treasuries pay in a step: on output to producers, on final use to buyers.
#pragma once

#include <vector>

#include "models/behaviours/orders/ordering.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Acts on what was made and bought after rationing. A producer gets the part s of the unit cost of what it
// made, s c y / mu in money at base prices: once its price has followed (pricing.hpp), sales and subsidy pay
// what sales alone pay without it. Where a clause asks for local content (ContentTerms), only those get it
// whose purchases of the month meet the clause. It is booked as a negative duty of the firm, so that
// State::firm_inputs holds taxes less subsidies. A buyer of final goods gets the part c of their purchaser's
// price; final spending is what is left to pay. The treasury is that of the producer's (a plant's: the
// host's) or the buyer's region; Settlement takes what it pays from its duties.
class Subsidies : public Action {
 public:
  Subsidies(const World& world, Ordering& ordering) : world_(world), ordering_(ordering) {}
  [[nodiscard]] Phase phase() const override { return Phase::produce; }
  [[nodiscard]] std::string_view name() const override { return "subsidies"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;
  // By every region's treasury in this step, money units.
  [[nodiscard]] const std::vector<std::int64_t>& paid() const { return paid_; }

 private:
  // Adds what a clause pays to the firms that meet it in this step.
  void apply_clause(StepContext& context, const ContentTerms& clause);
  void pay_producers(StepContext& context);
  // Takes what the treasuries pay final buyers (Levers::credit) from their spending.
  void pay_buyers(StepContext& context);
  // Fills foreign_inputs_ for the clause's groups.
  void sum_foreign_inputs(StepContext& context, const ContentTerms& clause);

  const World& world_;
  Ordering& ordering_;
  std::vector<std::int64_t> paid_;  // [region]
  // [firm] what producers under one clause bought from places that are not local, money units; else 0
  std::vector<std::int64_t> foreign_inputs_;
};

// Part of the unit cost of a firm of a (region, sector) that its treasury pays in this step.
[[nodiscard]] double output_subsidy(const StepContext& context, std::size_t group, std::uint32_t firm);

}  // namespace entrepot::models
