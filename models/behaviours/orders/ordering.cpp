#include "models/behaviours/orders/ordering.hpp"

#include <algorithm>

namespace entrepot {

Ordering::Ordering(const World& world, const ModelSettings& settings)
    : world_(world),
      settings_(settings.ordering),
      always_own_prices_(settings.pricing.own),
      stocks_(settings.stockpiling.stocks ? std::optional<StockRule>(StockRule(world, settings))
                                          : std::nullopt),
      terms_(world.table.n_regions() * world.n_cells()),
      cell_share_(world.table.n_regions() * world.n_cells()),
      final_share_sum_(world.table.n_groups()),
      chunk_share_sum_(world.final_chunks.size()),
      final_log_sum_(world.table.n_groups()),
      chunk_log_sum_(world.final_chunks.size()) {
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    const double sigma = slot_sigma(settings.ordering, world.table, k);
    price_exponent_.push_back(static_cast<float>(1.0 - sigma));
    fixed_shares_.push_back(sigma == 1.0);
  }
  for (std::size_t cell = 0; cell < world.n_cells(); ++cell) {
    const std::size_t region = cell / world.table.n_products();
    const std::size_t sector = world.table.product_sector[cell % world.table.n_products()].index();
    cell_group_.push_back(static_cast<std::uint32_t>(region * world.table.n_sectors() + sector));
  }
}

Access Ordering::access() const {
  return {{"trend", "slot_*", "firm_shipped", "firm_capacity", "group_price", "group_log_saving", "wage",
           "log_cost", "charge", "budget_factor", "capital_spending", "sites.*", "levers.duty", "levers.ban",
           "levers.log_wedge", "levers.credit"},
          {"nest_scale", "firm_log_price", "firm_cost", "firm_sales", "firm_inputs", "nest_price_final",
           "flow", "account", "stocks.*"}};
}

void Ordering::run(StepContext& context) {
  stocks_start_ = stocks_ && !context.state.stocks.on();
  if (stocks_start_) stocks_->open(context.state);
  if (stocks_) stocks_->plan_sites(context.state);
  buffers_.resize(static_cast<std::size_t>(context.pool.threads()));
  for (Buffer& buffer : buffers_) make_room(buffer, context.state.firm_sales.size());
  if (always_own_prices_) context.state.firm_log_price.resize(context.state.firm_sales.size(), 0.0F);
  own_prices_ = !context.state.firm_log_price.empty();
  kept_.clear();
  log_wedge_ = &context.levers.log_wedge;
  set_terms(context);
  set_final_terms(context);
  price_final(context);
  const std::size_t blocks = firm_blocks(world_, context.state);
  context.pool.for_each(blocks + world_.final_chunks.size(), [&](std::size_t b) {
    Buffer& buffer = buffers_[ThreadPool::thread_index()];
    b < blocks ? order_block(context, buyers_of(world_, context.state, b), buffer)
               : order_final(context, world_.final_chunks[b - blocks], buffer);
  });
  std::fill(context.state.flow.begin(), context.state.flow.end(), Flow{});
  for (RegionAccount& account : context.state.account) account.final_spending = account.unmet = 0;
  std::fill(context.state.firm_sales.begin(), context.state.firm_sales.end(), Sales{});
  std::fill(context.state.stocks.final_bought.begin(), context.state.stocks.final_bought.end(), 0);
  std::fill(context.state.stocks.final_cut.begin(), context.state.stocks.final_cut.end(), 0);
  merge(context);
}

void Ordering::make_room(Buffer& buffer, std::size_t firms) const {
  buffer.sales.resize(firms);
  if (buffer.flow.empty()) {
    buffer.flow.resize(world_.table.n_regions() * world_.n_cells());
    buffer.final_spending.resize(world_.table.n_regions());
    buffer.unmet.resize(world_.table.n_regions());
    if (stocks_) buffer.final_bought.resize(world_.table.n_groups());
    if (stocks_) buffer.final_cut.resize(world_.table.n_groups());
  }
}

// Effective shares w (x / z)^(1 - sigma) of the slots [first, end) of one input: the slot's strength times
// what its supply cell's delivered cost makes of it. No logarithm or power per slot.
void Ordering::effective_shares(const StepContext& context, const Market& market, std::size_t input,
                                std::uint32_t first, std::uint32_t end, const float* weight,
                                float* out) const {
  const State& state = context.state;
  const float* const cell_share = market.cell_share;
  const std::size_t count = end - first;
  if (fixed_shares_[input]) {
    std::copy_n(weight, count, out);
    return;
  }
  const std::uint16_t* const cell = &state.slot_cell[first];
  const float* const strength = &state.slot_strength[first];
  for (std::size_t s = 0; s < count; ++s) out[s] = strength[s] * cell_share[cell[s]];
  if (!own_prices_) return;
  const float exponent = price_exponent_[input];
  for (std::size_t s = 0; s < count; ++s) {
    out[s] *= exp32(exponent * state.firm_log_price[state.slot_supplier[first + s]]);
  }
}

// Effective shares of all slots of a block and their sums by nest. Sums run over slots, not nest by nest:
// nests hold two slots on average, and a loop of unknown length per nest costs more than the sums themselves.
void Ordering::sum_nests(StepContext& context, const Buyers& block, Scratch& scratch) {
  const std::size_t firms = block.firm_count;
  const std::size_t sectors = world_.table.n_sectors();
  const std::uint32_t first_slot = block.first_slot();
  scratch.share.resize(block.nest_first[firms * sectors] - first_slot);
  scratch.total.resize(firms * sectors);
  scratch.powered.resize(firms * sectors);
  scratch.sum.resize(firms);
  for (std::size_t k = 0; k < sectors; ++k) {
    const std::uint32_t* const first = &block.nest_first[k * firms];
    const std::uint32_t count = first[firms] - first[0];
    float* const total = &scratch.total[k * firms];
    if (fixed_shares_[k]) log_nest_prices(context, block, k, scratch);
    if (count == 0) {
      std::fill_n(total, firms, 1.0F);
      continue;
    }
    float* const share = &scratch.share[first[0] - first_slot];
    effective_shares(context, firms_market(block.region), k, first[0], first[firms],
                     block.slot_weight + (first[0] - first_slot), share);
    const std::uint8_t* const buyer = &block.slot_buyer[first[0] - first_slot];
    double* const sum = scratch.sum.data();
    std::fill_n(sum, firms, 0.0);
    for (std::uint32_t s = 0; s < count; ++s) sum[buyer[s]] += static_cast<double>(share[s]);
    for (std::size_t f = 0; f < firms; ++f) total[f] = sum[f] > 0.0 ? static_cast<float>(sum[f]) : 1.0F;
  }
}

// Adds the orders of the slots [first, end) of one input and buyer region to the sellers and the border
// flows. `spending_of(s)` is the slot's spending at purchaser prices; `bought_of(s)` the buyer's account.
template <class Spending, class Bought>
void Ordering::scatter(const StepContext& context, const Market& market, std::uint32_t first,
                       std::uint32_t end, Buffer& buffer, const Spending& spending_of,
                       const Bought& bought_of) {
  constexpr std::uint32_t ahead = 24;  // slots; sellers' totals are far apart in memory
  const Terms* const terms = market.terms;
  Flow* const flow = &buffer.flow[market.destination * world_.n_cells()];
  std::int64_t* const sales = buffer.sales.data();
  const std::uint32_t* const supplier = context.state.slot_supplier.data();
  const std::uint16_t* const cells = context.state.slot_cell.data();
  const std::uint32_t last = static_cast<std::uint32_t>(context.state.slot_supplier.size()) - 1;
  for (std::uint32_t s = first; s < end; ++s) {
    __builtin_prefetch(&sales[supplier[std::min(s + ahead, last)]], 1);
    const std::uint16_t cell = cells[s];
    const std::int64_t money = gate_money(spending_of(s), terms[cell]);
    const std::int64_t duty = round_half_even(static_cast<double>(money) * terms[cell].duty);
    sales[supplier[s]] += money;
    flow[cell].money += money;
    flow[cell].duty += duty;
    Flow& bought = bought_of(s);
    bought.money += money;
    bought.duty += duty;
  }
}

void Ordering::order_block(StepContext& context, const Buyers& block, Buffer& buffer) {
  Scratch& scratch = buffer.scratch;
  sum_nests(context, block, scratch);
  unit_costs(context, block, scratch);
  State& state = context.state;
  const std::size_t sectors = world_.table.n_sectors();
  const std::size_t firms = block.firm_count;
  const std::uint32_t first_slot = block.first_slot();
  Flow* const bought = &state.firm_inputs[block.first_firm];
  std::fill_n(bought, firms, Flow{});
  if (stocks_) std::fill_n(&state.stocks.firm_change[block.first_firm], firms, 0);
  const std::uint8_t* const buyer = block.slot_buyer;
  for (std::size_t k = 0; k < sectors; ++k) {
    const auto coefficient = static_cast<float>(world_.input_coefficient(block.technology, k));
    float* const scale = &block.nest_scale[k * firms];
    const float* const powered = &scratch.powered[k * firms];
    const float* const total = &scratch.total[k * firms];
    for (std::size_t f = 0; f < firms; ++f) scale[f] = scratch.scale[f] * coefficient * powered[f] / total[f];
    const bool held = stocks_ && stocks_->holds(k);
    if (held) order_stocks(state, block, k, scratch);
    if (held) book_stocks(state, block, -1);
    const float* const share = scratch.share.data();
    const auto spending_of = [=](std::uint32_t s) {
      return static_cast<double>(scale[buyer[s - first_slot]]) * static_cast<double>(share[s - first_slot]);
    };
    const auto bought_of = [=](std::uint32_t s) -> Flow& { return bought[buyer[s - first_slot]]; };
    const std::uint32_t first = block.nest_first[k * firms];
    const std::uint32_t end = block.nest_first[(k + 1) * firms];
    scatter(context, firms_market(block.region), first, end, buffer, spending_of, bought_of);
    if (held) book_stocks(state, block, 1);
    if (held && !context.levers.ban.empty()) cut_closed(context, block, k, scratch);
  }
  if (stocks_) stocks_->limit(state, block);
}

void Ordering::order_stocks(const State& state, const Buyers& block, std::size_t input,
                            const Scratch& scratch) const {
  const std::size_t at = input * block.firm_count;
  const auto coefficient = static_cast<float>(world_.input_coefficient(block.technology, input));
  stocks_->order(state, block, input, stocks_start_,
                 {scratch.per_output.data(), coefficient, &scratch.powered[at], &scratch.log_price[at],
                  &scratch.total[at]});
}

// Adds `sign` times all that the block's firms have bought so far to what they bought for stock.
void Ordering::book_stocks(State& state, const Buyers& block, std::int64_t sign) {
  for (std::uint32_t f = block.first_firm; f < block.first_firm + block.firm_count; ++f) {
    state.stocks.firm_change[f] += sign * (state.firm_inputs[f].money + state.firm_inputs[f].duty);
  }
}

// What slots that are still linked to a banned cell do not deliver is not on hand.
void Ordering::cut_closed(const StepContext& context, const Buyers& block, std::size_t input,
                          const Scratch& scratch) const {
  const Terms* const terms = &terms_[block.region * world_.n_cells()];
  const std::uint32_t first_slot = block.first_slot();
  const std::uint32_t end = block.nest_first[(input + 1) * block.firm_count];
  for (std::uint32_t s = block.nest_first[input * block.firm_count]; s < end; ++s) {
    if (terms[context.state.slot_cell[s]].money > 0.0) continue;
    const std::size_t nest = input * block.firm_count + block.slot_buyer[s - first_slot];
    stocks_->cut(
        block, nest,
        static_cast<double>(block.nest_scale[nest]) * static_cast<double>(scratch.share[s - first_slot]));
  }
}

// Prices of the final nests: partial sums by chunk, merged in chunk order.
void Ordering::price_final(StepContext& context) {
  const std::size_t sectors = world_.table.n_sectors();
  context.pool.for_each(world_.final_chunks.size(), [&](std::size_t c) {
    const FinalChunk& chunk = world_.final_chunks[c];
    std::vector<float>& share = buffers_[ThreadPool::thread_index()].scratch.share;
    share.resize(chunk.end_slot - chunk.first_slot);
    effective_shares(context, final_market(chunk.nest / sectors), chunk.nest % sectors, chunk.first_slot,
                     chunk.end_slot, &world_.slot_weight[chunk.first_slot], share.data());
    double sum = 0.0;
    for (const float value : share) sum += static_cast<double>(value);
    chunk_share_sum_[c] = sum;
    if (fixed_shares_[chunk.nest % sectors]) chunk_log_sum_[c] = log_cost_sum(context.state, chunk);
  });
  std::fill(final_share_sum_.begin(), final_share_sum_.end(), 0.0);
  std::fill(final_log_sum_.begin(), final_log_sum_.end(), 0.0);
  for (std::size_t c = 0; c < chunk_share_sum_.size(); ++c) {
    final_share_sum_[world_.final_chunks[c].nest] += chunk_share_sum_[c];
    final_log_sum_[world_.final_chunks[c].nest] += chunk_log_sum_[c];
  }
  for (std::size_t nest = 0; nest < final_share_sum_.size(); ++nest) {
    if (!(final_share_sum_[nest] > 0.0)) continue;
    context.state.nest_price_final[nest] =
        fixed_shares_[nest % sectors]
            ? exp64(final_log_sum_[nest] / final_share_sum_[nest])
            : pow64(final_share_sum_[nest], 1.0 / static_cast<double>(price_exponent_[nest % sectors]));
    if (stocks_) stocks_->order_final(context.state, nest, final_use(context, nest), stocks_start_);
  }
}

// Spending of a final nest: Cobb-Douglas across sectors.
double Ordering::final_use(const StepContext& context, std::size_t nest) const {
  const std::size_t region = nest / world_.table.n_sectors();
  const double budget = world_.accounts.budget[region] * context.state.budget_factor[region];
  double spending = budget * world_.accounts.budget_share[nest] / 12.0 / world_.unit_musd;
  if (!context.state.capital_spending.empty()) spending += context.state.capital_spending[nest];
  return spending;
}

// What a final nest orders over its effective shares.
double Ordering::final_scale(const StepContext& context, std::size_t nest) const {
  double spending = final_use(context, nest);
  if (stocks_) spending *= context.state.stocks.final_factor[nest];
  return spending / final_share_sum_[nest];
}

void Ordering::order_final(StepContext& context, const FinalChunk& chunk, Buffer& buffer) {
  const std::size_t sectors = world_.table.n_sectors();
  const std::size_t region = chunk.nest / sectors;
  std::vector<float>& share = buffer.scratch.share;
  share.resize(chunk.end_slot - chunk.first_slot);
  effective_shares(context, final_market(region), chunk.nest % sectors, chunk.first_slot, chunk.end_slot,
                   &world_.slot_weight[chunk.first_slot], share.data());
  const double scale = final_scale(context, chunk.nest);
  Flow bought;
  const auto spending_of = [&](std::uint32_t s) {
    return scale * static_cast<double>(share[s - chunk.first_slot]);
  };
  const auto bought_of = [&](std::uint32_t) -> Flow& { return bought; };
  scatter(context, final_market(region), chunk.first_slot, chunk.end_slot, buffer, spending_of, bought_of);
  buffer.final_spending[region] += bought.money + bought.duty;
  if (!stocks_) return;
  buffer.final_bought[chunk.nest] += bought.money + bought.duty;
  if (context.levers.ban.empty()) return;
  for (std::uint32_t s = chunk.first_slot; s < chunk.end_slot; ++s) {
    if (terms_[region * world_.n_cells() + context.state.slot_cell[s]].money > 0.0) continue;
    buffer.final_cut[chunk.nest] += round_half_even(spending_of(s));
  }
}

// Goods a firm is asked for: money at its posted price, whole units, rounded down so that rationing never
// asks for more than capacity. A firm has one price, so its goods need no count of their own per slot.
std::int64_t Ordering::goods_of(const State& state, std::size_t group, std::size_t firm) const {
  double price = state.group_price[group];
  if (own_prices_) price *= exp64(static_cast<double>(state.firm_log_price[firm]));
  return static_cast<std::int64_t>(static_cast<double>(state.firm_sales[firm].money) / price);
}

// Adds the per-thread totals to the state and empties them.
void Ordering::merge(StepContext& context) {
  State& state = context.state;
  context.pool.for_each(world_.table.n_groups(), [&](std::size_t g) {
    for_each_firm(world_, state, g, [&](std::uint32_t f) {
      for (Buffer& buffer : buffers_) {
        state.firm_sales[f].money += buffer.sales[f];
        buffer.sales[f] = 0;
      }
      state.firm_sales[f].goods = goods_of(state, g, f);
    });
  });
  context.pool.for_each(
      state.flow.size(),
      [&](std::size_t c) {
        for (Buffer& buffer : buffers_) {
          state.flow[c].money += buffer.flow[c].money;
          state.flow[c].duty += buffer.flow[c].duty;
          buffer.flow[c] = Flow{};
        }
      },
      4096);
  for (Buffer& buffer : buffers_) {
    for (std::size_t n = 0; n < state.account.size(); ++n) {
      state.account[n].final_spending += buffer.final_spending[n];
      state.account[n].unmet += buffer.unmet[n];
      buffer.final_spending[n] = buffer.unmet[n] = 0;
    }
    for (std::size_t nest = 0; nest < buffer.final_bought.size(); ++nest) {
      state.stocks.final_bought[nest] += buffer.final_bought[nest];
      state.stocks.final_cut[nest] += buffer.final_cut[nest];
      buffer.final_bought[nest] = buffer.final_cut[nest] = 0;
    }
  }
}

}  // namespace entrepot
