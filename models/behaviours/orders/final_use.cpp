#include "models/behaviours/orders/final_use.hpp"

#include <algorithm>

namespace entrepot::models {

FinalUse::FinalUse(const World& world, const SlotTerms& terms)
    : world_(world),
      terms_(terms),
      share_sum_(world.table.n_groups()),
      chunk_share_sum_(world.final_chunks.size()),
      log_sum_(world.table.n_groups()),
      chunk_log_sum_(world.final_chunks.size()) {}

void FinalUse::sum_chunk(const State& state, std::size_t c, std::vector<float>& share) {
  const FinalChunk& chunk = world_.final_chunks[c];
  const SlotRange slots = terms_.slots_of(chunk);
  share.resize(slots.size());
  terms_.set_shares(state, slots, share.data());
  double sum = 0.0;
  for (const float value : share) sum += static_cast<double>(value);
  chunk_share_sum_[c] = sum;
  if (terms_.fixed_shares(slots.input)) chunk_log_sum_[c] = terms_.log_cost_sum(state, chunk);
}

// Partial sums by chunk, merged in chunk order.
void FinalUse::price(StepContext& context, OrderTotals& totals) {
  State& state = context.state;
  context.pool.for_each(world_.final_chunks.size(),
                        [&](std::size_t c) { sum_chunk(state, c, totals.mine().scratch.share); });
  std::fill(share_sum_.begin(), share_sum_.end(), 0.0);
  std::fill(log_sum_.begin(), log_sum_.end(), 0.0);
  for (std::size_t c = 0; c < chunk_share_sum_.size(); ++c) {
    share_sum_[world_.final_chunks[c].nest] += chunk_share_sum_[c];
    log_sum_[world_.final_chunks[c].nest] += chunk_log_sum_[c];
  }
  for (const GroupId nest : world_.axes().groups()) {
    const std::size_t at = nest.index();
    const std::size_t input = world_.axes().sector_of(nest).index();
    if (!buys(at)) continue;
    state.nest_price_final[at] =
        terms_.fixed_shares(input)
            ? exp64(log_sum_[at] / share_sum_[at])
            : pow64(share_sum_[at], 1.0 / static_cast<double>(terms_.price_exponent(input)));
  }
}

double FinalUse::spending(const State& state, std::size_t nest) const {
  const std::size_t region = world_.axes().region_of(GroupId(nest)).index();
  const double budget = world_.accounts.budget[region] * state.budget_factor[region];
  double spending = budget * world_.accounts.budget_share[nest] / 12.0 / world_.unit_musd;
  if (!state.capital_spending.empty()) spending += state.capital_spending[nest];
  return spending;
}

double FinalUse::scale(const State& state, std::size_t nest) const {
  double planned = spending(state, nest);
  if (state.stocks.on()) planned *= state.stocks.final_factor[nest];
  return planned / share_sum_[nest];
}

}  // namespace entrepot::models
