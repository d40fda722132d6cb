#include "models/behaviours/orders/firm_costs.hpp"

#include <algorithm>

namespace entrepot::models {

void FirmCosts::price(State& state, const Buyers& block, OrderScratch& scratch) const {
  sum_shares(state, block, scratch);
  price_inputs(state.stocks.on(), block, scratch);
  set_costs(state, block, scratch);
  set_scale(state, block, scratch);
}

// Sums run over slots, not nest by nest: nests hold two slots on average, and a loop of unknown length per
// nest costs more than the sums themselves.
void FirmCosts::sum_shares(const State& state, const Buyers& block, OrderScratch& scratch) const {
  const std::size_t firms = block.firm_count;
  const std::size_t sectors = world_.table.n_sectors();
  const std::uint32_t first_slot = block.first_slot();
  scratch.share.resize(block.nest_first[firms * sectors] - first_slot);
  scratch.total.resize(firms * sectors);
  scratch.powered.resize(firms * sectors);
  scratch.sum.resize(firms);
  for (std::size_t k = 0; k < sectors; ++k) {
    const SlotRange slots = terms_.slots_of(block, k);
    const std::size_t count = slots.size();
    float* const total = &scratch.total[k * firms];
    if (terms_.fixed_shares(k)) log_nest_prices(state, block, slots, scratch);
    if (count == 0) {
      std::fill_n(total, firms, 1.0F);
      continue;
    }
    float* const share = &scratch.share[slots.first - first_slot];
    terms_.set_shares(state, slots, share);
    const std::uint8_t* const buyer = &block.slot_buyer[slots.first - first_slot];
    double* const sum = scratch.sum.data();
    std::fill_n(sum, firms, 0.0);
    for (std::size_t s = 0; s < count; ++s) sum[buyer[s]] += static_cast<double>(share[s]);
    for (std::size_t f = 0; f < firms; ++f) total[f] = sum[f] > 0.0 ? static_cast<float>(sum[f]) : 1.0F;
  }
}

// ln P of nests with fixed shares, into scratch.powered; 0 where nothing is bought.
void FirmCosts::log_nest_prices(const State& state, const Buyers& block, const SlotRange& slots,
                                OrderScratch& scratch) const {
  const std::size_t firms = block.firm_count;
  scratch.sum.assign(firms, 0.0);
  scratch.log_sum.assign(firms, 0.0);
  for (std::uint32_t s = slots.first; s < slots.end; ++s) {
    const std::uint8_t buyer = block.slot_buyer[s - block.first_slot()];
    scratch.sum[buyer] += static_cast<double>(slots.weight[s - slots.first]);
    scratch.log_sum[buyer] += terms_.weighted_log_cost(state, slots, s);
  }
  float* const log_price = &scratch.powered[slots.input * firms];
  for (std::size_t f = 0; f < firms; ++f) {
    log_price[f] = scratch.sum[f] > 0.0 ? static_cast<float>(scratch.log_sum[f] / scratch.sum[f]) : 0.0F;
  }
}

// ln PM of all inputs together.
void FirmCosts::price_inputs(bool stocks, const Buyers& block, OrderScratch& scratch) const {
  const std::size_t firms = block.firm_count;
  const Axes axes = world_.axes();
  const std::size_t sectors = axes.n_sectors();
  const auto input_exponent = static_cast<float>(1.0 - settings_.input_elasticity);
  const bool cobb_douglas = settings_.input_elasticity == 1.0;
  scratch.log_inputs.assign(firms, 0.0F);
  if (stocks) scratch.log_price.resize(firms * sectors);
  float* const inputs = scratch.log_inputs.data();
  for (std::size_t k = 0; k < sectors; ++k) {
    const float to_log_price = 1.0F / terms_.price_exponent(k);
    const bool fixed = terms_.fixed_shares(k);
    const auto gamma =
        static_cast<float>(world_.accounts.input_share[axes.at(GroupId(block.technology), SectorId(k))]);
    float* const powered = &scratch.powered[k * firms];
    const float* const total = &scratch.total[k * firms];
    for (std::size_t f = 0; f < firms && !fixed; ++f) powered[f] = log32(total[f]) * to_log_price;
    if (stocks) std::copy_n(powered, firms, &scratch.log_price[k * firms]);
    if (cobb_douglas) {
      for (std::size_t f = 0; f < firms; ++f) inputs[f] += gamma * powered[f];
      std::fill_n(powered, firms, 1.0F);
    } else {
      for (std::size_t f = 0; f < firms; ++f) powered[f] = exp32(input_exponent * powered[f]);
      for (std::size_t f = 0; f < firms; ++f) inputs[f] += gamma * (powered[f] - 1.0F);
    }
  }
  if (cobb_douglas) return;
  for (std::size_t f = 0; f < firms; ++f) inputs[f] = log32(1.0F + inputs[f]) / input_exponent;
}

// What the wage adds inside the unit cost: beta (w^(1 - e) - 1), beta ln w where e = 1; 0 at base wages.
float FirmCosts::wage_term(double wage, float labour_share) const {
  const double e = settings_.value_added_elasticity;
  const double rise = e == 1.0 ? log64(wage) : pow64(wage, 1.0 - e) - 1.0;
  return labour_share * static_cast<float>(rise);
}

void FirmCosts::set_costs(State& state, const Buyers& block, OrderScratch& scratch) const {
  const std::size_t firms = block.firm_count;
  const auto e = static_cast<float>(settings_.value_added_elasticity);
  const auto labour = static_cast<float>(world_.accounts.labour_share[block.technology]);
  const float wages = wage_term(state.wage[block.region], labour);
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
  float* const firm_cost = &state.firm_cost[block.first_firm];
  for (std::size_t f = 0; f < firms; ++f) firm_cost[f] = exp32(cost[f] + block.log_premium);
}

void FirmCosts::set_scale(const State& state, const Buyers& block, OrderScratch& scratch) const {
  const std::size_t firms = block.firm_count;
  const auto e = static_cast<float>(settings_.value_added_elasticity);
  const float by_inputs = static_cast<float>(settings_.input_elasticity) - e;
  const float* const inputs = scratch.log_inputs.data();
  const float* const cost = scratch.log_cost.data();
  scratch.scale.resize(firms);
  float* const scale = scratch.scale.data();
  const double* const shipped = &state.firm_shipped[block.first_firm];
  for (std::size_t f = 0; f < firms; ++f)
    scale[f] = exp32(e * cost[f] + by_inputs * inputs[f] + block.log_premium);
  if (state.stocks.on()) scratch.per_output.assign(scale, scale + firms);
  for (std::size_t f = 0; f < firms; ++f) scale[f] *= static_cast<float>(shipped[f]);
}

}  // namespace entrepot::models
