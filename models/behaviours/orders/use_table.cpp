#include "models/behaviours/orders/use_table.hpp"

#include <atomic>

#include "sim/core/error.hpp"

namespace entrepot {

// Tells `take(slot, seller group, money)` what the slots [first, end) of one buyer region pay.
template <class Spending, class Take>
void Ordering::each_use(const State& state, const Market& market, std::uint32_t first, std::uint32_t end,
                        const Spending& spending_of, const Take& take) const {
  const Terms* const terms = market.terms;
  const std::uint16_t* const cells = state.slot_cell.data();
  const bool rationed = !kept_.empty();
  for (std::uint32_t s = first; s < end; ++s) {
    const std::size_t group = cell_group_[cells[s]];
    std::int64_t money = gate_money(spending_of(s), terms[cells[s]]);
    if (rationed && kept_[cells[s]] < 1.0) money = kept_money(money, kept_[cells[s]]);
    take(s, group, money);
  }
}

template <class Take>
void Ordering::each_block_use(const StepContext& context, const Buyers& block, Scratch& scratch,
                              const Take& take) const {
  const std::uint32_t first_slot = block.first_slot();
  for (std::size_t k = 0; k < world_.table.n_sectors(); ++k) {
    const std::uint32_t first = block.nest_first[k * block.firm_count];
    const std::uint32_t end = block.nest_first[(k + 1) * block.firm_count];
    if (first == end) continue;
    scratch.share.resize(end - first);
    effective_shares(context, firms_market(block.region), k, first, end,
                     block.slot_weight + (first - first_slot), scratch.share.data());
    const float* const scale = block.nest_scale + k * block.firm_count;
    const std::uint8_t* const buyer = block.slot_buyer + (first - first_slot);
    const float* const share = scratch.share.data();
    const auto spending_of = [=](std::uint32_t s) {
      return static_cast<double>(scale[buyer[s - first]]) * static_cast<double>(share[s - first]);
    };
    each_use(context.state, firms_market(block.region), first, end, spending_of, take);
  }
}

template <class Take>
void Ordering::each_final_use(const StepContext& context, const FinalChunk& chunk, Scratch& scratch,
                              const Take& take) const {
  const std::size_t region = chunk.nest / world_.table.n_sectors();
  const std::size_t sector = chunk.nest % world_.table.n_sectors();
  scratch.share.resize(chunk.end_slot - chunk.first_slot);
  effective_shares(context, final_market(region), sector, chunk.first_slot, chunk.end_slot,
                   &world_.slot_weight[chunk.first_slot], scratch.share.data());
  const double scale = final_scale(context, chunk.nest);
  const auto spending_of = [&](std::uint32_t s) {
    return scale * static_cast<double>(scratch.share[s - chunk.first_slot]);
  };
  each_use(context.state, final_market(region), chunk.first_slot, chunk.end_slot, spending_of, take);
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
    const auto add = [&scratch](std::uint32_t, std::size_t seller, std::int64_t money) {
      scratch.by_group[seller] += money;
    };
    std::size_t use = 0;
    if (b < blocks) {
      const Buyers block = buyers_of(world_, context.state, b);
      use = block.region * sectors + block.technology % sectors;  // a site counts where it stands
      each_block_use(context, block, scratch, add);
    } else {
      const FinalChunk& chunk = world_.final_chunks[b - blocks];
      use = groups + chunk.nest / sectors;
      each_final_use(context, chunk, scratch, add);
    }
    for (std::size_t seller = 0; seller < groups; ++seller) {
      if (scratch.by_group[seller] == 0) continue;
      std::atomic_ref(use_flow[use * groups + seller])
          .fetch_add(scratch.by_group[seller], std::memory_order_relaxed);
    }
  });
}

// Blocks and chunks own their slots: no two threads write the same one.
void Ordering::record_links(StepContext& context, std::vector<std::int64_t>& link_money) {
  link_money.assign(context.state.slot_supplier.size(), 0);
  const auto set = [&](std::uint32_t slot, std::size_t, std::int64_t money) { link_money[slot] = money; };
  const std::size_t blocks = firm_blocks(world_, context.state);
  context.pool.for_each(blocks + world_.final_chunks.size(), [&](std::size_t b) {
    Scratch& scratch = buffers_[ThreadPool::thread_index()].scratch;
    if (b < blocks) {
      each_block_use(context, buyers_of(world_, context.state, b), scratch, set);
    } else {
      each_final_use(context, world_.final_chunks[b - blocks], scratch, set);
    }
  });
}

// A plant has the status of its owner. Sums by block first, as sum_uses.
void Ordering::sum_listed(StepContext& context) {
  State& state = context.state;
  const std::size_t regions = world_.table.n_regions();
  const auto status_of = [&](std::uint32_t firm) {
    const std::uint32_t owner =
        firm < world_.n_firms() ? firm : state.sites.site[firm - world_.n_firms()].owner;
    return state.firm_status[owner];
  };
  state.listed.assign(2 * regions, {});
  const std::size_t blocks = firm_blocks(world_, state);
  context.pool.for_each(blocks + world_.final_chunks.size(), [&](std::size_t b) {
    Scratch& scratch = buffers_[ThreadPool::thread_index()].scratch;
    std::vector<ListedTrade> sums(2 * regions);
    const auto row = [&](FirmStatus status, std::size_t region) -> ListedTrade& {
      return sums[(static_cast<std::size_t>(status) - 1) * regions + region];
    };
    const auto sold = [&](std::uint32_t slot, std::size_t destination, std::int64_t money) {
      const FirmStatus seller = status_of(state.slot_supplier[slot]);
      if (seller == FirmStatus::other || !(state.slot_strength[slot] > 0.0F)) return;
      row(seller, destination).sales += money;
      ++row(seller, destination).customers;
    };
    if (b < blocks) {
      const Buyers block = buyers_of(world_, state, b);
      each_block_use(context, block, scratch,
                     [&](std::uint32_t slot, std::size_t seller, std::int64_t money) {
                       const FirmStatus buyer =
                           status_of(block.first_firm + block.slot_buyer[slot - block.first_slot()]);
                       if (buyer != FirmStatus::other &&
                           world_.table.sector_is_goods[seller % world_.table.n_sectors()] &&
                           state.slot_strength[slot] > 0.0F) {
                         ListedTrade& bought = row(buyer, seller / world_.table.n_sectors());
                         bought.inputs += money;
                         ++bought.suppliers;
                       }
                       sold(slot, block.region, money);
                     });
    } else {
      const FinalChunk& chunk = world_.final_chunks[b - blocks];
      each_final_use(context, chunk, scratch, [&](std::uint32_t slot, std::size_t, std::int64_t money) {
        sold(slot, chunk.nest / world_.table.n_sectors(), money);
      });
    }
    for (std::size_t at = 0; at < sums.size(); ++at) {
      const ListedTrade& sum = sums[at];
      for (const auto part :
           {&ListedTrade::inputs, &ListedTrade::suppliers, &ListedTrade::sales, &ListedTrade::customers}) {
        if (sum.*part != 0)
          std::atomic_ref(state.listed[at].*part).fetch_add(sum.*part, std::memory_order_relaxed);
      }
    }
  });
}

// Blocks own their firms: no two threads write the same one.
void Ordering::sum_foreign_inputs(StepContext& context, const ContentTerms& clause,
                                  std::vector<std::int64_t>& bought) {
  const std::size_t sectors = world_.table.n_sectors();
  bought.assign(context.state.firm_sales.size(), 0);
  std::vector<std::uint8_t> concerned(world_.table.n_groups(), 0);
  for (const std::uint32_t group : clause.groups) concerned[group] = 1;
  context.pool.for_each(firm_blocks(world_, context.state), [&](std::size_t b) {
    const Buyers block = buyers_of(world_, context.state, b);
    if (concerned[block.region * sectors + block.technology % sectors] == 0) return;
    const auto add = [&](std::uint32_t slot, std::size_t seller, std::int64_t money) {
      if (clause.local[seller / sectors] == 0)
        bought[block.first_firm + block.slot_buyer[slot - block.first_slot()]] += money;
    };
    each_block_use(context, block, buffers_[ThreadPool::thread_index()].scratch, add);
  });
}

// Sums by chunk first, as sum_uses.
void Ordering::pay_credits(StepContext& context, std::vector<std::int64_t>& paid) {
  if (context.levers.credit.empty()) return;
  State& state = context.state;
  const std::size_t sectors = world_.table.n_sectors();
  std::vector<std::int64_t> credits(world_.table.n_groups(), 0);
  context.pool.for_each(world_.final_chunks.size(), [&](std::size_t c) {
    const FinalChunk& chunk = world_.final_chunks[c];
    const Terms* const terms = final_market(chunk.nest / sectors).terms;
    const double* const credit = &context.levers.credit[chunk.nest / sectors * world_.n_cells()];
    std::int64_t sum = 0;
    const auto add = [&](std::uint32_t slot, std::size_t, std::int64_t money) {
      const std::uint16_t cell = state.slot_cell[slot];
      const std::int64_t duty = round_half_even(static_cast<double>(money) * terms[cell].duty);
      sum += round_half_even(static_cast<double>(money + duty) * credit[cell]);
    };
    each_final_use(context, chunk, buffers_[ThreadPool::thread_index()].scratch, add);
    std::atomic_ref(credits[chunk.nest]).fetch_add(sum, std::memory_order_relaxed);
  });
  for (std::size_t nest = 0; nest < credits.size(); ++nest) {
    paid[nest / sectors] += credits[nest];
    state.account[nest / sectors].final_spending -= credits[nest];
    if (stocks_) state.stocks.final_bought[nest] -= credits[nest];
  }
}

void UseTable::record_links(int step, std::vector<std::int64_t>& money) {
  recorded_step_ = step;
  link_money_ = &money;
}

Access UseTable::access() const {
  return {{"slot_*", "nest_scale", "firm_log_price", "firm_status", "budget_factor", "capital_spending",
           "stocks.*", "sites.*"},
          {"use_flow", "listed"}};
}

void UseTable::run(StepContext& context) {
  if (context.step == recorded_step_) ordering_.record_links(context, *link_money_);
  if (context.month.is_quarter_end()) ordering_.sum_uses(context);
  if (!context.state.firm_status.empty()) ordering_.sum_listed(context);
}

UseTable& use_table_of(const ActionList& actions) {
  for (const std::unique_ptr<Action>& action : actions) {
    if (auto* table = dynamic_cast<UseTable*>(action.get())) return *table;
  }
  throw BugError("a run without a use table");
}

}  // namespace entrepot
