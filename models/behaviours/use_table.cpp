#include "models/behaviours/use_table.hpp"

#include <atomic>

namespace entrepot {

// Adds what the slots [first, end) of one buyer region pay, by the seller's group.
template <class Spending>
void Ordering::add_uses(const State& state, std::size_t destination, std::uint32_t first, std::uint32_t end,
                        const Spending& spending_of, std::vector<std::int64_t>& sum) const {
  const Terms* const terms = &terms_[destination * world_.n_cells()];
  const std::uint16_t* const cells = state.slot_cell.data();
  const bool rationed = !kept_.empty();
  for (std::uint32_t s = first; s < end; ++s) {
    const std::size_t group = cell_group_[cells[s]];
    std::int64_t money = gate_money(spending_of(s), terms[cells[s]]);
    if (rationed && kept_[group] < 1.0) money = kept_money(money, kept_[group]);
    sum[group] += money;
  }
}

void Ordering::sum_block_uses(const StepContext& context, const Buyers& block, Scratch& scratch) const {
  const std::uint32_t first_slot = block.first_slot();
  for (std::size_t k = 0; k < world_.table.n_sectors(); ++k) {
    const std::uint32_t first = block.nest_first[k * block.firm_count];
    const std::uint32_t end = block.nest_first[(k + 1) * block.firm_count];
    if (first == end) continue;
    scratch.share.resize(end - first);
    effective_shares(context, block.region, k, first, end, block.slot_weight + (first - first_slot),
                     scratch.share.data());
    const float* const scale = block.nest_scale + k * block.firm_count;
    const std::uint8_t* const buyer = block.slot_buyer + (first - first_slot);
    const float* const share = scratch.share.data();
    const auto spending_of = [=](std::uint32_t s) {
      return static_cast<double>(scale[buyer[s - first]]) * static_cast<double>(share[s - first]);
    };
    add_uses(context.state, block.region, first, end, spending_of, scratch.by_group);
  }
}

void Ordering::sum_final_uses(const StepContext& context, const FinalChunk& chunk, Scratch& scratch) const {
  const std::size_t region = chunk.nest / world_.table.n_sectors();
  const std::size_t sector = chunk.nest % world_.table.n_sectors();
  scratch.share.resize(chunk.end_slot - chunk.first_slot);
  effective_shares(context, region, sector, chunk.first_slot, chunk.end_slot,
                   &world_.slot_weight[chunk.first_slot], scratch.share.data());
  const double scale = final_scale(context, chunk.nest);
  const auto spending_of = [&](std::uint32_t s) {
    return scale * static_cast<double>(scratch.share[s - chunk.first_slot]);
  };
  add_uses(context.state, region, chunk.first_slot, chunk.end_slot, spending_of, scratch.by_group);
}

// Sums by block first, then one atomic addition per group: integers, so the order of work does not matter.
void Ordering::sum_uses(StepContext& context) {
  const std::size_t groups = world_.table.n_groups();
  std::vector<std::int64_t>& use_flow = context.state.use_flow;
  use_flow.assign((groups + world_.table.n_regions()) * groups, 0);
  const std::size_t sectors = world_.table.n_sectors();
  const std::size_t blocks = firm_blocks(world_, context.state);
  context.pool.for_each(blocks + world_.final_chunks.size(), [&](std::size_t b) {
    Scratch& scratch = buffers_[ThreadPool::thread_index()].scratch;
    scratch.by_group.assign(groups, 0);
    std::size_t use = 0;
    if (b < blocks) {
      const Buyers block = buyers_of(world_, context.state, b);
      use = block.region * sectors + block.technology % sectors;  // a site counts where it stands
      sum_block_uses(context, block, scratch);
    } else {
      const FinalChunk& chunk = world_.final_chunks[b - blocks];
      use = groups + chunk.nest / sectors;
      sum_final_uses(context, chunk, scratch);
    }
    for (std::size_t seller = 0; seller < groups; ++seller) {
      if (scratch.by_group[seller] == 0) continue;
      std::atomic_ref(use_flow[use * groups + seller])
          .fetch_add(scratch.by_group[seller], std::memory_order_relaxed);
    }
  });
}

void UseTable::run(StepContext& context) {
  if (context.month.is_quarter_end()) ordering_.sum_uses(context);
}

}  // namespace entrepot
