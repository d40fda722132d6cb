#include "models/behaviours/stocks/front_loading.hpp"

#include <algorithm>

#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {
constexpr double least_orders = 0.05;  // of normal: a flow never stops for a stock
}

FrontLoading::FrontLoading(const World& world, const ModelSettings& settings)
    : world_(world), rule_(world, settings), settings_(settings.stockpiling) {}

// Before anything is bought ahead.
void FrontLoading::start(State& state) const {
  const std::size_t flows = world_.axes().n_flows();
  state.stocks.ahead.assign(flows, 0.0);
  state.stocks.order_multiple.assign(flows, 1.0);
  FrontLoadingState& ahead = state.front_loading;
  ahead.own.assign(flows, 0.0);
  ahead.passed.assign(flows, 0.0);
  ahead.spread.assign(world_.n_cells(), 0.0);
  ahead.abroad.assign(ahead.spread.size(), 1);
}

Access FrontLoading::access() const {
  return {{"flow", "group_price", "levers.duty", "levers.log_iceberg", "levers.ban", "outlook"},
          {"stocks.ahead", "stocks.order_multiple", "front_loading.*"}};
}

void FrontLoading::run(StepContext& context) {
  State& state = context.state;
  if (context.step == 0 || !wanted(context)) return;
  if (state.stocks.ahead.empty()) start(state);
  normal_.resize(state.stocks.ahead.size());
  context.pool.for_each(world_.table.n_regions(), [&](std::size_t n) {
    book(state, n);
    note_open(context, n);
    plan(context, n);
  });
}

// Notes the months of use wanted of every flow; whether anything is wanted or in stock.
bool FrontLoading::wanted(StepContext& context) {
  months_.clear();
  if (context.outlook != nullptr && !context.outlook->empty()) {
    for (int later = 1; later <= settings_.lead_months; ++later) {
      note_rise(context, context.outlook->expected(context.month + later, context.month));
    }
  }
  if (months_.empty() && context.state.stocks.ahead.empty()) return false;
  months_.resize(world_.axes().n_flows(), 0.0F);
  return true;
}

// Raises months_ by what the terms of one later month are worth.
void FrontLoading::note_rise(const StepContext& context, const Levers& later) {
  const Levers& now = context.levers;
  const std::size_t flows = world_.axes().n_flows();
  for (std::size_t at = 0; at < flows; ++at) {
    const double iceberg = Levers::value(later.log_iceberg, at) - Levers::value(now.log_iceberg, at);
    const double banned = Levers::value(later.ban, at) - Levers::value(now.ban, at);
    if (later.duty[at] <= now.duty[at] && iceberg <= 0.0 && banned <= 0.0) continue;
    const double rise = log64((1.0 + later.duty[at]) / (1.0 + now.duty[at])) + iceberg;
    const std::size_t sector = world_.axes().sector_of(FlowId(at)).index();
    const double bound = (settings_.most_ahead - 1.0) * rule_.months(sector);
    const double paid_for = std::max(0.0, rise) / settings_.holding_cost;
    const double months = std::min(bound, paid_for + std::max(0.0, banned) * bound);
    if (!(months > 0.0)) continue;
    if (months_.empty()) months_.assign(flows, 0.0F);
    months_[at] = std::max(months_[at], static_cast<float>(months));
  }
}

// What last step's flows put into stock or took from it.
void FrontLoading::book(State& state, std::size_t n) {
  const std::size_t products = world_.table.n_products();
  const FrontLoadingState& last = state.front_loading;
  std::vector<double> normal(products, 0.0);
  std::vector<double> passed(products, 0.0);
  const std::size_t begin = world_.axes().flows_to(RegionId(n)).front().index();
  for (std::size_t at = begin; at < begin + world_.n_cells(); ++at) {
    const std::size_t cell = at - begin;
    const std::size_t group = world_.axes().group_of(CellId(cell)).index();
    normal_[at] = static_cast<double>(state.flow[at].money) / state.group_price[group] /
                  state.stocks.order_multiple[at];
    if (gives_way(state, n, cell)) normal[product_of(cell)] += normal_[at];
    passed[product_of(cell)] += last.passed[at];
  }
  for (std::size_t at = begin; at < begin + world_.n_cells(); ++at) {
    const std::size_t p = product_of(at - begin);
    double change = last.own[at] * normal_[at];
    if (last.passed[at] > 0.0) change += last.spread[bought(n, p)] * normal[p] * last.passed[at] / passed[p];
    state.stocks.ahead[at] = std::max(0.0, state.stocks.ahead[at] + change);
  }
}

void FrontLoading::note_open(StepContext& context, std::size_t n) const {
  const std::size_t products = world_.table.n_products();
  const std::size_t begin = world_.axes().flows_to(RegionId(n)).front().index();
  std::vector<std::uint8_t>& abroad = context.state.front_loading.abroad;
  std::fill_n(abroad.begin() + static_cast<std::ptrdiff_t>(bought(n, 0)), products, std::uint8_t{0});
  for (std::size_t cell = 0; cell < world_.n_cells(); ++cell) {
    const bool open = Levers::value(context.levers.ban, begin + cell) < 1.0 && normal_[begin + cell] > 0.0;
    if (open && is_foreign(n, cell)) abroad[bought(n, product_of(cell))] = 1;
  }
}

// Orders of this step: gaps are closed in tau, as those of all stocks. What a flow's own orders cannot give
// way to, the product's other foreign origins do.
void FrontLoading::plan(StepContext& context, std::size_t n) const {
  Stocks& stocks = context.state.stocks;
  FrontLoadingState& next = context.state.front_loading;
  const std::size_t products = world_.table.n_products();
  const std::size_t begin = world_.axes().flows_to(RegionId(n)).front().index();
  std::vector<double> usual(products, 0.0);   // orders without stocks
  std::vector<double> room(products, 0.0);    // what of them may still give way
  std::vector<double> passed(products, 0.0);  // stocks that ask for it
  for (std::size_t at = begin; at < begin + world_.n_cells(); ++at) {
    const std::size_t p = product_of(at - begin);
    const double orders = normal_[at] * (1.0 - Levers::value(context.levers.ban, at));
    const double gap =
        (static_cast<double>(months_[at]) * normal_[at] - stocks.ahead[at]) / settings_.adjustment_months;
    const double own = orders > 0.0 ? std::max(gap, -(1.0 - least_orders) * orders) : 0.0;
    next.own[at] = orders > 0.0 ? own / orders : 0.0;
    next.passed[at] = gap < 0.0 ? own - gap : 0.0;
    passed[p] += next.passed[at];
    if (!gives_way(context.state, n, at - begin)) continue;
    usual[p] += normal_[at];  // links that a ban ends this month buy from other origins in the same month
    room[p] += (1.0 - least_orders) * normal_[at] + std::min(0.0, own);
  }
  for (std::size_t p = 0; p < products; ++p) {
    next.spread[bought(n, p)] = usual[p] > 0.0 ? -std::min(passed[p], room[p]) / usual[p] : 0.0;
  }
  for (std::size_t at = begin; at < begin + world_.n_cells(); ++at) {
    const bool gives = gives_way(context.state, n, at - begin);
    const double spread = gives ? next.spread[bought(n, product_of(at - begin))] : 0.0;
    const double multiple = 1.0 + next.own[at] + spread;
    stocks.order_multiple[at] = std::max(least_orders, multiple);
  }
}

}  // namespace entrepot::models
