// The two clocks of sourcing: how often slots are re-opened, and how a change of relative costs speeds it up.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/behaviours/sourcing/sourcing_settings.hpp"
#include "sim/core/math.hpp"
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

  // Extra rate of this step over the nest's base rate for slots of a destination that buy of a cell, signed
  // in a cohort; where the market has `moved`.
  [[nodiscard]] float extra(std::size_t destination, std::size_t cell, std::size_t cohort) const {
    return extra_[(destination * cohorts_ + cohort) * axes_.n_products() + product_of_cell_[cell]];
  }
  // Whether slots of (destination, input sector) have extra hazard in this step.
  [[nodiscard]] bool moved(std::size_t destination, std::size_t sector) const {
    return bound_[axes_.group(RegionId(destination), SectorId(sector)).index()] > 0.0F;
  }
  [[nodiscard]] bool any_moved() const;

 private:
  void update_bounds(const GapState& gap, std::size_t destination);
  void update_extra(const GapState& gap, std::size_t destination);
  // ln delivered costs of the watched, of the cohort signed in the present step.
  [[nodiscard]] const float* costs_now(const GapState& gap) const {
    return gap.history.data() + gap.history.size() - watched_.size();
  }
  // `ratio`: lambda_1 over the base rate. Prices wander a little in a world that stands still; what is left
  // out below the least gap is under 4e-4 of lambda_1 (decision 83).
  [[nodiscard]] float rate(float gap, float ratio) const {
    constexpr float least = 0.02F;  // of the scale: 0.2 % of delivered cost by default
    const float scaled = std::min(gap * inverse_scale_, 9.0F);
    return scaled < least ? 0.0F : (1.0F - exp32(-scaled * scaled)) * ratio;
  }

  const World& world_;
  SourcingSettings settings_;
  std::vector<float> product_ratio_;            // [product] lambda_1 over the base rate
  std::vector<std::uint16_t> product_of_cell_;  // [cell]
  Axes axes_;
  float inverse_scale_;
  std::vector<std::uint16_t> watched_;        // [destination][product] origins with pi > 1 %, flat
  std::vector<std::uint32_t> watched_first_;  // [destination][product], and one past
  std::vector<float> bound_;                  // [destination][sector] of this step: the largest extra rate
  std::size_t cohorts_ = 0;
  std::vector<float> extra_;  // [destination][cohort][product] of this step
};

}  // namespace entrepot::models
