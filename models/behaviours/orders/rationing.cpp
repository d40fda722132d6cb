// Rationing of orders to sellers that cannot make all they are asked for.
#include "models/behaviours/orders/ordering.hpp"

namespace entrepot::models {

// Cuts the orders of a range of slots to rationed sellers, from what they kept so far; take(cut, spending)
// receives what the buyer gets back and the spending of the order that it stands for.
template <class Take>
void Ordering::each_rationed(const State& state, const SlotRange& slots, double scale, OrderBuffer& buffer,
                             const Take& take) const {
  const Axes axes = world_.axes();
  for (std::uint32_t s = slots.first; s < slots.end; ++s) {
    const CellId cell(state.slot_cell[s]);
    const double share = kept_[cell.index()];
    const double before = kept_before_.empty() ? 1.0 : kept_before_[cell.index()];
    if (share >= before) continue;
    float effective = 0.0F;
    terms_.set_shares(state, slots.part(s, s + 1), &effective);
    const CellTerms& terms = slots.market.terms[cell.index()];
    const double spending = scale * static_cast<double>(effective);
    const std::int64_t ordered = terms.money_of(spending);
    const std::int64_t money = before < 1.0 ? kept_money(ordered, before) : ordered;
    const std::int64_t shipped = kept_money(ordered, share);
    const Flow cut{money - shipped, terms.duty_on(money) - terms.duty_on(shipped)};
    buffer.sales[state.slot_supplier[s]] -= cut.money;
    Flow& flow = buffer.flow[slots.market.first_flow + cell.index()];
    flow.money -= cut.money;
    flow.duty -= cut.duty;
    buffer.unmet[axes.region_of(cell).index()] += cut.money;
    take(cut, spending * (before - share));
  }
}

void Ordering::ration_final(const State& state, const FinalChunk& chunk, OrderBuffer& buffer) {
  const SlotRange slots = terms_.slots_of(chunk);
  const double scale = final_use_.scale(state, chunk.nest);
  each_rationed(state, slots, scale, buffer, [&](const Flow& cut, double spending) {
    buffer.final_spending[slots.market.destination.index()] -= cut.money + cut.duty;
    if (!stocks_) return;
    buffer.final_bought[chunk.nest] -= cut.money + cut.duty;
    buffer.final_cut[chunk.nest] += round_half_even(spending);
  });
}

void Ordering::ration_block(State& state, const Buyers& block, const std::vector<bool>& rationed,
                            OrderBuffer& buffer) {
  for (std::size_t k = 0; k < rationed.size(); ++k) {
    if (!rationed[k]) continue;
    const bool held = stocks_ && stocks_->holds(k);
    const SlotRange slots = terms_.slots_of(block, k);
    for (std::uint32_t f = 0; f < block.firm_count; ++f) {
      const std::size_t nest = k * block.firm_count + f;
      const std::uint32_t firm = block.first_firm + f;
      each_rationed(state, slots.part(block.nest_first[nest], block.nest_first[nest + 1]),
                    static_cast<double>(block.nest_scale[nest]), buffer,
                    [&](const Flow& cut, double spending) {
                      state.firm_inputs[firm].money -= cut.money;
                      state.firm_inputs[firm].duty -= cut.duty;
                      if (!held) return;
                      state.stocks.firm_change[firm] -= cut.money + cut.duty;
                      stocks_->cut(block, nest, spending);
                    });
    }
  }
  if (stocks_) stocks_->limit(state, block);
}

// Inputs of which some seller ships less than before this round.
std::vector<bool> Ordering::rationed_inputs() const {
  const Axes axes = world_.axes();
  std::vector<bool> rationed(axes.n_sectors(), false);
  for (const CellId cell : axes.cells()) {
    if (kept_[cell.index()] >= (kept_before_.empty() ? 1.0 : kept_before_[cell.index()])) continue;
    rationed[axes.sector_of(cell).index()] = true;
  }
  return rationed;
}

void Ordering::ration(StepContext& context, const std::vector<double>& kept) {
  State& state = context.state;
  kept_before_.swap(kept_);
  kept_ = kept;
  const std::vector<bool> rationed = rationed_inputs();
  const std::size_t blocks = firm_blocks(world_, state);
  context.pool.for_each(blocks + world_.final_chunks.size(), [&](std::size_t b) {
    OrderBuffer& buffer = totals_.mine();
    if (b < blocks) return ration_block(state, buyers_of(world_, state, b), rationed, buffer);
    const FinalChunk& chunk = world_.final_chunks[b - blocks];
    if (rationed[world_.axes().sector_of(GroupId(chunk.nest)).index()]) ration_final(state, chunk, buffer);
  });
  totals_.merge(context);
}

}  // namespace entrepot::models
