// The two clocks of sourcing: how often slots are re-opened, and how a change of relative costs speeds it up.
#pragma once

#include <cstdint>
#include <vector>

#include "models/behaviours/sourcing/sourcing_settings.hpp"
#include "sim/engine/action.hpp"

namespace entrepot::models {

// Constant rates. A slot's rate falls with the base value of its nest's slots: rate = level[input] * m with
// m = value^-exponent, value-weighted mean 1 over the slots of an input sector. Per step of one month.
struct BaseRates {
  // [nest of a firm] rate per step of all slots of the nests of its (block, input) up to and including it;
  // [final nest] rate per step of one slot
  std::vector<float> line;
  std::vector<double> cross_share;   // [input] probability that a base event is a cross-origin event
  std::vector<double> within_share;  // [input] ... a swap inside the origin (the rest does nothing)
  std::vector<double> gap_ratio;     // [input] lambda_1 over the base rate
  std::vector<double> level;         // [input] rate per step of a slot whose value^-exponent is 1
  double value_exponent = 0.0;

  // Rate per step of one slot of a nest with this mean slot value, million USD per year.
  [[nodiscard]] float slot_rate(std::size_t input, float value) const;
};

// lambda_k from the sector table times the scale; the unweighted mean of the total is `turnover` per year,
// the within-origin rest is clipped at 0 (model.md section 3, "source").
[[nodiscard]] BaseRates base_rates(const World& world, const SourcingSettings& settings);

// The extra cross-origin hazard of slots whose costs have moved since they were signed:
// lambda_1 (1 - exp(-(gap / g0)^2)), gap = largest |change of ln delivered cost| over origins with pi > 1 %.
class GapHazard {
 public:
  GapHazard(const World& world, const SourcingSettings& settings, const BaseRates& rates);

  // Notes this step's ln delivered costs [destination][cell] for the cohort signed in it, in GapState.
  void update(StepContext& context, const std::vector<double>& log_cost);

  // Extra rate over the nest's base rate for slots of (destination, product) signed in `cohort`.
  [[nodiscard]] float extra(const GapState& gap, std::size_t destination, std::size_t product,
                            std::size_t cohort) const;
  // The largest extra rate of (destination, input sector) in this step.
  [[nodiscard]] float bound(std::size_t destination, std::size_t sector) const {
    return bound_[axes_.group(RegionId(destination), SectorId(sector)).index()];
  }

 private:
  void update_bounds(const GapState& gap, std::size_t destination);
  // ln delivered costs of the watched, of the cohort signed in the present step.
  [[nodiscard]] const float* costs_now(const GapState& gap) const {
    return gap.history.data() + gap.history.size() - watched_.size();
  }
  [[nodiscard]] float rate(float gap, std::size_t sector) const;

  const World& world_;
  SourcingSettings settings_;
  std::vector<double> gap_ratio_;  // [input]
  Axes axes_;
  float inverse_scale_;
  std::vector<std::uint16_t> watched_;        // [destination][product] origins with pi > 1 %, flat
  std::vector<std::uint32_t> watched_first_;  // [destination][product], and one past
  std::vector<float> bound_;                  // [destination][sector] of this step
};

}  // namespace entrepot::models
