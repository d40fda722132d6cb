// Nests with sigma = 1 (Cobb-Douglas): shares of spending are the weights w, and ln P = sum w ln d / sum w.
#include "models/behaviours/orders/ordering.hpp"

namespace entrepot {

// w ln d of one slot: ln d = ln x - ln z, and the slot's strength is w (1 + ln z).
double Ordering::weighted_log_cost(const State& state, std::size_t destination, std::uint32_t slot,
                                   float slot_weight) const {
  const auto weight = static_cast<double>(slot_weight);
  const std::size_t at = destination * world_.n_cells() + state.slot_cell[slot];
  double log_cost = state.log_cost[at] - Levers::value(*log_wedge_, at);
  if (own_prices_) log_cost += static_cast<double>(state.firm_log_price[state.slot_supplier[slot]]);
  return weight * log_cost - (static_cast<double>(state.slot_strength[slot]) - weight);
}

// ln P of the nests of a block's firms, into scratch.powered; 0 where nothing is bought.
void Ordering::log_nest_prices(const StepContext& context, const Buyers& block, std::size_t input,
                               Scratch& scratch) {
  const std::size_t firms = block.firm_count;
  const std::uint32_t* const first = &block.nest_first[input * firms];
  scratch.sum.assign(firms, 0.0);
  scratch.log_sum.assign(firms, 0.0);
  for (std::uint32_t s = first[0]; s < first[firms]; ++s) {
    const std::uint8_t buyer = block.slot_buyer[s - block.first_slot()];
    const float weight = block.slot_weight[s - block.first_slot()];
    scratch.sum[buyer] += static_cast<double>(weight);
    scratch.log_sum[buyer] += weighted_log_cost(context.state, block.region, s, weight);
  }
  float* const log_price = &scratch.powered[input * firms];
  for (std::size_t f = 0; f < firms; ++f) {
    log_price[f] = scratch.sum[f] > 0.0 ? static_cast<float>(scratch.log_sum[f] / scratch.sum[f]) : 0.0F;
  }
}

double Ordering::log_cost_sum(const State& state, const FinalChunk& chunk) const {
  const std::size_t destination = chunk.nest / world_.table.n_sectors();
  double sum = 0.0;
  for (std::uint32_t s = chunk.first_slot; s < chunk.end_slot; ++s) {
    sum += weighted_log_cost(state, destination, s, world_.slot_weight[s]);
    if (log_credited_.empty()) continue;
    const std::size_t at = destination * world_.n_cells() + state.slot_cell[s];
    sum += static_cast<double>(world_.slot_weight[s]) * log_credited_[at];
  }
  return sum;
}

}  // namespace entrepot
