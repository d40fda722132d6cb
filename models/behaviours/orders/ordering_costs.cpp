// Unit costs of firms, and what their spending on all inputs has in common.
#include <algorithm>

#include "models/behaviours/orders/ordering.hpp"

namespace entrepot {

// Unit costs of a block's firms, and in scratch.scale what all their nests' spending has in common:
// y_plan c^e PM^(eM - e). Leaves P_k^(1 - eM) of every nest in scratch.powered.
void Ordering::unit_costs(StepContext& context, const Buyers& block, Scratch& scratch) {
  const std::size_t firms = block.firm_count;
  const std::size_t sectors = world_.table.n_sectors();
  const auto input_exponent = static_cast<float>(1.0 - settings_.input_elasticity);
  const bool cobb_douglas = settings_.input_elasticity == 1.0;
  scratch.log_inputs.assign(firms, 0.0F);
  if (stocks_) scratch.log_price.resize(firms * sectors);
  float* const inputs = scratch.log_inputs.data();
  for (std::size_t k = 0; k < sectors; ++k) {
    const float to_log_price = 1.0F / price_exponent_[k];
    const auto gamma = static_cast<float>(world_.accounts.input_share[block.technology * sectors + k]);
    float* const powered = &scratch.powered[k * firms];
    const float* const total = &scratch.total[k * firms];
    for (std::size_t f = 0; f < firms && !fixed_shares_[k]; ++f) powered[f] = log32(total[f]) * to_log_price;
    if (stocks_) std::copy_n(powered, firms, &scratch.log_price[k * firms]);
    if (cobb_douglas) {
      for (std::size_t f = 0; f < firms; ++f) inputs[f] += gamma * powered[f];
      std::fill_n(powered, firms, 1.0F);
    } else {
      for (std::size_t f = 0; f < firms; ++f) powered[f] = exp32(input_exponent * powered[f]);
      for (std::size_t f = 0; f < firms; ++f) inputs[f] += gamma * (powered[f] - 1.0F);
    }
  }
  if (!cobb_douglas) {
    for (std::size_t f = 0; f < firms; ++f) inputs[f] = log32(1.0F + inputs[f]) / input_exponent;
  }
  costs_and_scale(context, block, scratch);
}

// What the wage adds inside the unit cost: beta (w^(1 - e) - 1), beta ln w where e = 1; 0 at base wages.
float Ordering::wage_term(double wage, float labour_share) const {
  const double e = settings_.value_added_elasticity;
  const double rise = e == 1.0 ? log64(wage) : pow64(wage, 1.0 - e) - 1.0;
  return labour_share * static_cast<float>(rise);
}

void Ordering::costs_and_scale(StepContext& context, const Buyers& block, Scratch& scratch) {
  const std::size_t firms = block.firm_count;
  const auto e = static_cast<float>(settings_.value_added_elasticity);
  const auto labour = static_cast<float>(world_.accounts.labour_share[block.technology]);
  const float wages = wage_term(context.state.wage[block.region], labour);
  const float* const inputs = scratch.log_inputs.data();
  scratch.log_cost.resize(firms);
  float* const cost = scratch.log_cost.data();
  if (e == 1.0F) {
    for (std::size_t f = 0; f < firms; ++f) cost[f] = wages + (1.0F - labour) * inputs[f];
  } else {
    for (std::size_t f = 0; f < firms; ++f) {
      cost[f] = log32(1.0F + wages + (1.0F - labour) * (exp32((1.0F - e) * inputs[f]) - 1.0F)) / (1.0F - e);
    }
  }
  float* const firm_cost = &context.state.firm_cost[block.first_firm];
  for (std::size_t f = 0; f < firms; ++f) firm_cost[f] = exp32(cost[f] + block.log_premium);
  const float by_inputs = static_cast<float>(settings_.input_elasticity) - e;
  scratch.scale.resize(firms);
  float* const scale = scratch.scale.data();
  const double* const shipped = &context.state.firm_shipped[block.first_firm];
  for (std::size_t f = 0; f < firms; ++f)
    scale[f] = exp32(e * cost[f] + by_inputs * inputs[f] + block.log_premium);
  if (stocks_) scratch.per_output.assign(scale, scale + firms);
  for (std::size_t f = 0; f < firms; ++f) scale[f] *= static_cast<float>(shipped[f]);
}

}  // namespace entrepot
