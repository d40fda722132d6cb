#include "models/behaviours/orders/ordering.hpp"

#include <algorithm>

namespace entrepot::models {

namespace {

// A block's firms, and a chunk of final use, as those who spend and as accounts of what they bought.
struct FirmAccounts : FirmSpending {
  Flow* account;  // [firm of the block]
  [[nodiscard]] Flow& bought(std::size_t at) const { return account[buyer[at]]; }
};
struct FinalAccount : FinalSpending {
  Flow* account;
  [[nodiscard]] Flow& bought(std::size_t /*at*/) const { return *account; }
};

// Adds the orders of a range of slots to the sellers, the border flows and the buyers' accounts.
template <class Accounts>
void scatter(const State& state, const SlotRange& slots, const Accounts buyers, OrderBuffer& buffer) {
  constexpr std::uint32_t ahead = 24;  // slots; sellers' totals are far apart in memory
  const CellTerms* const terms = slots.market.terms;
  Flow* const flow = &buffer.flow[slots.market.first_flow];
  std::int64_t* const sales = buffer.sales.data();
  const std::uint32_t* const supplier = state.slot_supplier.data();
  const std::uint16_t* const cells = state.slot_cell.data();
  const std::uint32_t last = static_cast<std::uint32_t>(state.slot_supplier.size()) - 1;
  for (std::uint32_t s = slots.first; s < slots.end; ++s) {
    __builtin_prefetch(&sales[supplier[std::min(s + ahead, last)]], 1);
    const std::uint16_t cell = cells[s];
    const std::int64_t money = terms[cell].money_of(buyers.spending(s - slots.first));
    const std::int64_t duty = terms[cell].duty_on(money);
    sales[supplier[s]] += money;
    flow[cell].money += money;
    flow[cell].duty += duty;
    Flow& bought = buyers.bought(s - slots.first);
    bought.money += money;
    bought.duty += duty;
  }
}

// Adds `sign` times all that the block's firms have bought so far to what they bought for stock.
void book_stocks(State& state, const Buyers& block, std::int64_t sign) {
  for (std::uint32_t f = block.first_firm; f < block.first_firm + block.firm_count; ++f) {
    state.stocks.firm_change[f] += sign * (state.firm_inputs[f].money + state.firm_inputs[f].duty);
  }
}

}  // namespace

Ordering::Ordering(const World& world, const ModelSettings& settings)
    : world_(world),
      always_own_prices_(settings.pricing.pricing == PriceRule::own),
      value_added_elasticity_(settings.ordering.value_added_elasticity),
      stocks_(settings.stockpiling.stocks ? std::optional<StockRule>(StockRule(world, settings))
                                          : std::nullopt),
      terms_(world, settings.ordering),
      costs_(world, settings.ordering, terms_),
      final_use_(world, terms_),
      totals_(world) {
  for (const CellId cell : world.axes().cells()) cell_group_.push_back(world.axes().group_of(cell));
}

// Room for this step's orders, and the terms and prices that they are placed at.
void Ordering::open_step(StepContext& context) {
  State& state = context.state;
  state.value_added_elasticity = value_added_elasticity_;
  stocks_start_ = stocks_ && !state.stocks.on();
  if (stocks_start_) stocks_->open(state);
  if (stocks_) stocks_->plan_sites(state);
  if (always_own_prices_) state.firm_log_price.resize(state.firm_sales.size(), 0.0F);
  totals_.make_room(state, context.pool.threads());
  kept_.clear();
  terms_.set(context);
  final_use_.price(context, totals_);
  for (std::size_t nest = 0; nest < world_.table.n_groups() && stocks_; ++nest) {
    if (!final_use_.buys(nest)) continue;
    stocks_->order_final(state, nest, final_use_.spending(state, nest), stocks_start_);
  }
}

Access Ordering::access() const {
  return {{"trend", "slot_*", "firm_shipped", "firm_capacity", "group_price", "group_log_saving", "wage",
           "log_cost", "charge", "budget_factor", "capital_spending", "sites.*", "levers.duty", "levers.ban",
           "levers.log_wedge", "levers.credit"},
          {"value_added_elasticity", "nest_scale", "firm_log_price", "firm_cost", "firm_sales", "firm_inputs",
           "nest_price_final", "flow", "account", "stocks.*"}};
}

void Ordering::run(StepContext& context) {
  State& state = context.state;
  open_step(context);
  const std::size_t blocks = firm_blocks(world_, state);
  context.pool.for_each(blocks + world_.final_chunks.size(), [&](std::size_t b) {
    OrderBuffer& buffer = totals_.mine();
    b < blocks ? order_block(context, buyers_of(world_, state, b), buffer)
               : order_final(context, world_.final_chunks[b - blocks], buffer);
  });
  std::fill(state.flow.begin(), state.flow.end(), Flow{});
  for (RegionAccount& account : state.account) account.final_spending = account.unmet = 0;
  std::fill(state.firm_sales.begin(), state.firm_sales.end(), Sales{});
  std::fill(state.stocks.final_bought.begin(), state.stocks.final_bought.end(), 0);
  std::fill(state.stocks.final_cut.begin(), state.stocks.final_cut.end(), 0);
  totals_.merge(context);
}

void Ordering::order_block(StepContext& context, const Buyers& block, OrderBuffer& buffer) {
  State& state = context.state;
  costs_.price(state, block, buffer.scratch);
  std::fill_n(&state.firm_inputs[block.first_firm], block.firm_count, Flow{});
  if (stocks_) std::fill_n(&state.stocks.firm_change[block.first_firm], block.firm_count, 0);
  for (std::size_t k = 0; k < world_.table.n_sectors(); ++k)
    order_input(context, block, terms_.slots_of(block, k), buffer);
  if (stocks_) stocks_->limit(state, block);
}

void Ordering::order_input(StepContext& context, const Buyers& block, const SlotRange& slots,
                           OrderBuffer& buffer) {
  State& state = context.state;
  scale_spending(state, block, slots.input, buffer.scratch);
  const std::uint32_t first = slots.first - block.first_slot();
  const FirmAccounts buyers{{block.nest_scale + slots.input * block.firm_count, block.slot_buyer + first,
                             buffer.scratch.share.data() + first},
                            &state.firm_inputs[block.first_firm]};
  const bool held = stocks_ && stocks_->holds(slots.input);
  if (held) book_stocks(state, block, -1);
  scatter(state, slots, buyers, buffer);
  if (held) book_stocks(state, block, 1);
  if (held && !context.levers.ban.empty()) cut_closed(state, block, slots, buyers);
}

// What the nests of one input spend per effective share.
void Ordering::scale_spending(const State& state, const Buyers& block, std::size_t input,
                              const OrderScratch& scratch) const {
  const std::size_t firms = block.firm_count;
  const std::size_t at = input * firms;
  const auto coefficient = static_cast<float>(world_.input_coefficient(block.technology, input));
  float* const scale = &block.nest_scale[at];
  const float* const powered = &scratch.powered[at];
  const float* const total = &scratch.total[at];
  for (std::size_t f = 0; f < firms; ++f) scale[f] = scratch.scale[f] * coefficient * powered[f] / total[f];
  if (!stocks_ || !stocks_->holds(input)) return;
  stocks_->order(state, block, input, stocks_start_,
                 {scratch.per_output.data(), coefficient, powered, &scratch.log_price[at], total});
}

// What slots that are still linked to a banned cell do not deliver is not on hand.
void Ordering::cut_closed(const State& state, const Buyers& block, const SlotRange& slots,
                          const FirmSpending& buyers) const {
  for (std::uint32_t s = slots.first; s < slots.end; ++s) {
    if (slots.market.terms[state.slot_cell[s]].money > 0.0) continue;
    const std::size_t at = s - slots.first;
    stocks_->cut(block, slots.input * block.firm_count + buyers.buyer[at], buyers.spending(at));
  }
}

void Ordering::order_final(StepContext& context, const FinalChunk& chunk, OrderBuffer& buffer) {
  const State& state = context.state;
  const SlotRange slots = terms_.slots_of(chunk);
  std::vector<float>& share = buffer.scratch.share;
  share.resize(slots.size());
  terms_.set_shares(state, slots, share.data());
  Flow bought;
  const FinalAccount buyer{{final_use_.scale(state, chunk.nest), share.data()}, &bought};
  scatter(state, slots, buyer, buffer);
  buffer.final_spending[slots.market.destination.index()] += bought.money + bought.duty;
  if (!stocks_) return;
  buffer.final_bought[chunk.nest] += bought.money + bought.duty;
  if (context.levers.ban.empty()) return;
  for (std::uint32_t s = slots.first; s < slots.end; ++s) {
    if (slots.market.terms[state.slot_cell[s]].money > 0.0) continue;
    buffer.final_cut[chunk.nest] += round_half_even(buyer.spending(s - slots.first));
  }
}

}  // namespace entrepot::models
