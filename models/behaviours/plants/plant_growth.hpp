// Invest phase: plants of the base that their enterprise wants more of than they can make grow.
#pragma once

#include "models/behaviours/model.hpp"
#include "models/behaviours/plants/plants.hpp"

namespace entrepot::models {

// model.md section 5: K' = (1 - delta) K + I(t - L). Once a quarter every base plant of an enterprise is held
// against what the enterprise wants of it at present terms. Where that is more than it can make, and has been
// for as long as it takes to build, capacity grows towards it, by at most the ramp limit of hubs. What was
// added wears off at the rate of depreciation once it is wanted no more. Screening, outbound rules and
// guardrails stop growth; a plant whose owner must leave the host is sold there: it goes on, out of its
// enterprise, and its profits stay.
class PlantGrowth : public Action {
 public:
  PlantGrowth(const World& world, const ModelSettings& settings);
  [[nodiscard]] Phase phase() const override { return Phase::invest; }
  [[nodiscard]] std::string_view name() const override { return "plant_growth"; }
  [[nodiscard]] Access access() const override;
  void run(StepContext& context) override;

 private:
  void sell(StepContext& context) const;
  void grow(StepContext& context, std::uint32_t firm, double wanted) const;
  [[nodiscard]] int quarters_to_build(std::size_t sector) const;

  const World& world_;
  ModelSettings settings_;
  Plants plants_;
};

// Capacity of a firm of the world by its own growth and that of its group, goods units per month at trend 1.
[[nodiscard]] double firm_capacity(const World& world, const State& state, std::size_t firm,
                                   double utilisation);

}  // namespace entrepot::models
