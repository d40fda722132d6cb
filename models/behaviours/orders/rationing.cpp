// Rationing of orders to sellers that cannot make all they are asked for.
#include "models/behaviours/orders/ordering.hpp"

namespace entrepot {

// Cuts the orders of the slots [first, end) to rationed sellers, from what they kept so far; take(cut,
// spending) receives what the buyer gets back and the spending of the order that it stands for.
template <class Take>
void Ordering::each_rationed(StepContext& context, const Market& market, std::size_t input,
                             std::uint32_t first, std::uint32_t end, const float* weight, double scale,
                             const std::vector<double>& kept, Buffer& buffer, const Take& take) {
  const State& state = context.state;
  const std::size_t products = world_.table.n_products();
  const Terms* const terms = market.terms;
  for (std::uint32_t s = first; s < end; ++s) {
    const std::uint16_t cell = state.slot_cell[s];
    const double share = kept[cell];
    const double before = kept_.empty() ? 1.0 : kept_[cell];
    if (share >= before) continue;
    float effective = 0.0F;
    effective_shares(context, market, input, s, s + 1, weight + (s - first), &effective);
    const double spending = scale * static_cast<double>(effective);
    const std::int64_t ordered = gate_money(spending, terms[cell]);
    const std::int64_t money = before < 1.0 ? kept_money(ordered, before) : ordered;
    const std::int64_t shipped = kept_money(ordered, share);
    const Flow cut{money - shipped, round_half_even(static_cast<double>(money) * terms[cell].duty) -
                                        round_half_even(static_cast<double>(shipped) * terms[cell].duty)};
    buffer.sales[state.slot_supplier[s]] -= cut.money;
    Flow& flow = buffer.flow[market.destination * world_.n_cells() + cell];
    flow.money -= cut.money;
    flow.duty -= cut.duty;
    buffer.unmet[cell / products] += cut.money;
    take(cut, spending * (before - share));
  }
}

void Ordering::ration_final(StepContext& context, const FinalChunk& chunk, const std::vector<double>& kept,
                            Buffer& buffer) {
  const std::size_t sectors = world_.table.n_sectors();
  const std::size_t region = chunk.nest / sectors;
  each_rationed(context, final_market(region), chunk.nest % sectors, chunk.first_slot, chunk.end_slot,
                &world_.slot_weight[chunk.first_slot], final_scale(context, chunk.nest), kept, buffer,
                [&](const Flow& cut, double spending) {
                  buffer.final_spending[region] -= cut.money + cut.duty;
                  if (!stocks_) return;
                  buffer.final_bought[chunk.nest] -= cut.money + cut.duty;
                  buffer.final_cut[chunk.nest] += round_half_even(spending);
                });
}

void Ordering::ration_block(StepContext& context, const Buyers& block,
                            const std::vector<bool>& input_rationed, const std::vector<double>& kept,
                            Buffer& buffer) {
  State& state = context.state;
  for (std::size_t k = 0; k < input_rationed.size(); ++k) {
    if (!input_rationed[k]) continue;
    const bool held = stocks_ && stocks_->holds(k);
    for (std::uint32_t f = 0; f < block.firm_count; ++f) {
      const std::size_t nest = k * block.firm_count + f;
      const std::uint32_t firm = block.first_firm + f;
      each_rationed(
          context, firms_market(block.region), k, block.nest_first[nest], block.nest_first[nest + 1],
          block.slot_weight + (block.nest_first[nest] - block.first_slot()),
          static_cast<double>(block.nest_scale[nest]), kept, buffer, [&](const Flow& cut, double spending) {
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

void Ordering::ration(StepContext& context, const std::vector<double>& kept) {
  const std::size_t sectors = world_.table.n_sectors();
  std::vector<bool> input_rationed(sectors, false);
  for (std::size_t cell = 0; cell < kept.size(); ++cell) {
    if (kept[cell] >= (kept_.empty() ? 1.0 : kept_[cell])) continue;
    input_rationed[world_.table.product_sector[cell % world_.table.n_products()].index()] = true;
  }
  const std::size_t blocks = firm_blocks(world_, context.state);
  context.pool.for_each(blocks + world_.final_chunks.size(), [&](std::size_t b) {
    Buffer& buffer = buffers_[ThreadPool::thread_index()];
    if (b < blocks) {
      ration_block(context, buyers_of(world_, context.state, b), input_rationed, kept, buffer);
    } else if (input_rationed[world_.final_chunks[b - blocks].nest % sectors]) {
      ration_final(context, world_.final_chunks[b - blocks], kept, buffer);
    }
  });
  kept_ = kept;
  merge(context);
}

}  // namespace entrepot
