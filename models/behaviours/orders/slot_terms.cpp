#include "models/behaviours/orders/slot_terms.hpp"

#include <algorithm>

namespace entrepot::models {

SlotTerms::SlotTerms(const World& world, const OrderingSettings& settings)
    : world_(world), terms_(world.axes().n_flows()), cell_share_(world.axes().n_flows()) {
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    const double sigma = slot_sigma(settings, world.table, k);
    price_exponent_.push_back(static_cast<float>(1.0 - sigma));
    fixed_shares_.push_back(sigma == 1.0);
  }
}

void SlotTerms::set(StepContext& context) {
  log_wedge_ = &context.levers.log_wedge;
  set_firms_terms(context);
  set_final_terms(context);
}

void SlotTerms::set_firms_terms(StepContext& context) {
  const State& state = context.state;
  const Levers& levers = context.levers;
  const Axes axes = world_.axes();
  context.pool.for_each(axes.n_regions(), [&](std::size_t n) {
    for (const FlowId flow : axes.flows_to(RegionId(n))) {
      const std::size_t at = flow.index();
      const double duty = state.charge.empty() ? levers.duty[at] : state.charge[at];
      const bool banned = Levers::value(levers.ban, at) >= 1.0;  // what is still linked buys nothing
      terms_[at] = {banned ? 0.0 : 1.0 / (1.0 + duty), duty};
      if (!state.stocks.order_multiple.empty()) terms_[at].money *= state.stocks.order_multiple[at];
      const double exponent = static_cast<double>(price_exponent_[axes.sector_of(flow).index()]);
      const double log_price = state.log_cost[at] - Levers::value(levers.log_wedge, at);
      cell_share_[at] = static_cast<float>(exp64(exponent * log_price));
    }
  });
}

// A credit c makes x (1 - c) of the delivered cost of final use, and 1 / (1 - c) of what spending buys.
void SlotTerms::set_final_terms(StepContext& context) {
  const std::vector<double>& credit = context.levers.credit;
  const Axes axes = world_.axes();
  log_credited_.resize(credit.size());
  final_terms_.resize(credit.size());
  final_cell_share_.resize(credit.size());
  context.pool.for_each(credit.empty() ? 0 : axes.n_regions(), [&](std::size_t n) {
    for (const FlowId flow : axes.flows_to(RegionId(n))) {
      const std::size_t at = flow.index();
      const double exponent = static_cast<double>(price_exponent_[axes.sector_of(flow).index()]);
      const double borne = 1.0 - credit[at];
      log_credited_[at] = log64(borne);
      final_terms_[at] = {terms_[at].money / borne, terms_[at].duty};
      final_cell_share_[at] = cell_share_[at] * static_cast<float>(exp64(exponent * log_credited_[at]));
    }
  });
}

SlotRange SlotTerms::slots_of(const Buyers& block, std::size_t input) const {
  const std::uint32_t first = block.nest_first[input * block.firm_count];
  const std::uint32_t end = block.nest_first[(input + 1) * block.firm_count];
  const RegionId destination(block.region);
  const std::size_t at = world_.axes().flows_to(destination).front().index();
  return {{destination, at, &terms_[at], &cell_share_[at]},
          input,
          first,
          end,
          block.slot_weight + (first - block.first_slot())};
}

SlotRange SlotTerms::slots_of(const FinalChunk& chunk) const {
  const Axes axes = world_.axes();
  const GroupId nest(chunk.nest);
  const RegionId destination = axes.region_of(nest);
  const std::size_t at = axes.flows_to(destination).front().index();
  const bool credited = !final_terms_.empty();
  return {{destination, at, credited ? &final_terms_[at] : &terms_[at],
           credited ? &final_cell_share_[at] : &cell_share_[at]},
          axes.sector_of(nest).index(),
          chunk.first_slot,
          chunk.end_slot,
          &world_.slot_weight[chunk.first_slot]};
}

void SlotTerms::set_shares(const State& state, const SlotRange& slots, float* share) const {
  const float* const cell_share = slots.market.cell_share;
  const std::size_t count = slots.size();
  if (fixed_shares_[slots.input]) {
    std::copy_n(slots.weight, count, share);
    return;
  }
  const std::uint16_t* const cell = &state.slot_cell[slots.first];
  const float* const strength = &state.slot_strength[slots.first];
  for (std::size_t s = 0; s < count; ++s) share[s] = strength[s] * cell_share[cell[s]];
  if (state.firm_log_price.empty()) return;
  const float exponent = price_exponent_[slots.input];
  const std::uint32_t* const supplier = &state.slot_supplier[slots.first];
  for (std::size_t s = 0; s < count; ++s) share[s] *= exp32(exponent * state.firm_log_price[supplier[s]]);
}

// ln d = ln x - ln z, and the slot's strength is w (1 + ln z).
double SlotTerms::weighted_log_cost(const State& state, const SlotRange& slots, std::uint32_t slot) const {
  const auto weight = static_cast<double>(slots.weight[slot - slots.first]);
  const std::size_t at = slots.market.first_flow + state.slot_cell[slot];
  double log_cost = state.log_cost[at] - Levers::value(*log_wedge_, at);
  if (!state.firm_log_price.empty())
    log_cost += static_cast<double>(state.firm_log_price[state.slot_supplier[slot]]);
  return weight * log_cost - (static_cast<double>(state.slot_strength[slot]) - weight);
}

double SlotTerms::log_cost_sum(const State& state, const FinalChunk& chunk) const {
  const SlotRange slots = slots_of(chunk);
  double sum = 0.0;
  for (std::uint32_t s = slots.first; s < slots.end; ++s) {
    sum += weighted_log_cost(state, slots, s);
    if (log_credited_.empty()) continue;
    const std::size_t at = slots.market.first_flow + state.slot_cell[s];
    sum += static_cast<double>(slots.weight[s - slots.first]) * log_credited_[at];
  }
  return sum;
}

}  // namespace entrepot::models
