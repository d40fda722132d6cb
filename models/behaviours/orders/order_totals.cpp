#include "models/behaviours/orders/order_totals.hpp"

#include "sim/core/math.hpp"
#include "sim/world/state/buyers.hpp"

namespace entrepot::models {

namespace {

// Goods a firm is asked for: money at its posted price, whole units, rounded down so that rationing never
// asks for more than capacity. A firm has one price, so its goods need no count of their own per slot.
std::int64_t goods_of(const State& state, std::size_t group, std::size_t firm) {
  double price = state.group_price[group];
  if (!state.firm_log_price.empty()) price *= exp64(static_cast<double>(state.firm_log_price[firm]));
  return static_cast<std::int64_t>(static_cast<double>(state.firm_sales[firm].money) / price);
}

}  // namespace

void OrderTotals::make_room(const State& state, int threads) {
  buffers_.resize(static_cast<std::size_t>(threads));
  for (OrderBuffer& buffer : buffers_) {
    buffer.sales.resize(state.firm_sales.size());
    buffer.flow.resize(world_.axes().n_flows());
    buffer.final_spending.resize(world_.table.n_regions());
    buffer.unmet.resize(world_.table.n_regions());
    buffer.final_bought.resize(state.stocks.final_bought.size());
    buffer.final_cut.resize(state.stocks.final_cut.size());
  }
}

void OrderTotals::merge(StepContext& context) {
  State& state = context.state;
  merge_sales(context);
  merge_flows(context);
  for (OrderBuffer& buffer : buffers_) {
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

void OrderTotals::merge_sales(StepContext& context) {
  State& state = context.state;
  context.pool.for_each(world_.table.n_groups(), [&](std::size_t g) {
    for_each_firm(world_, state, g, [&](std::uint32_t f) {
      for (OrderBuffer& buffer : buffers_) {
        state.firm_sales[f].money += buffer.sales[f];
        buffer.sales[f] = 0;
      }
      state.firm_sales[f].goods = goods_of(state, g, f);
    });
  });
}

void OrderTotals::merge_flows(StepContext& context) {
  std::vector<Flow>& flow = context.state.flow;
  const auto merge_one = [&](std::size_t at) {
    for (OrderBuffer& buffer : buffers_) {
      flow[at].money += buffer.flow[at].money;
      flow[at].duty += buffer.flow[at].duty;
      buffer.flow[at] = Flow{};
    }
  };
  context.pool.for_each(flow.size(), merge_one, 4096);
}

}  // namespace entrepot::models
