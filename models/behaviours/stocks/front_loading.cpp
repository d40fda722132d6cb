#include "models/behaviours/stocks/front_loading.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {
constexpr double least_orders = 0.05;  // of normal: a flow never stops for a stock
}

FrontLoading::FrontLoading(const World& world, const ModelSettings& settings)
    : world_(world),
      settings_(settings.stockpiling),
      pool_(settings.production.capacity_pool),
      holding_(world, settings, StockRule(world, settings)),
      sourcing_(settings.sourcing),
      listed_(world) {}

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
  return {{"flow", "group_price", "group_utilisation", "log_cost", "levers.duty", "levers.log_iceberg",
           "levers.ban", "levers.firms", "outlook"},
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
    plan_own(context, n);
  });
  fit_to_capacity(state);
  context.pool.for_each(world_.table.n_regions(), [&](std::size_t n) { plan(context, n); });
}

// Notes the months of use wanted of every flow; whether anything is wanted or in stock.
bool FrontLoading::wanted(StepContext& context) {
  const std::size_t flows = world_.axes().n_flows();
  bool news = false;
  if (context.outlook != nullptr && !context.outlook->empty()) {
    known_.look(*context.outlook, context.month, settings_.lead_months);
    news = known_.differ_from(context.levers);
  }
  if (!news && context.state.stocks.ahead.empty()) return false;
  months_.assign(flows, 0.0F);
  if (!news) return true;
  const FlowTerms standing(context.outlook->standing(context.month));
  for (int lag = 1; lag <= known_.months(); ++lag) {
    // Terms that are like those of the month before are worth less the later they come.
    if (lag == 1 || known_.changes(lag)) note_rises(context, standing, known_.in(lag), lag);
  }
  return !context.state.stocks.ahead.empty() ||
         std::any_of(months_.begin(), months_.end(), [](float months) { return months > 0.0F; });
}

// Raises months_ by what the terms of one later month are worth.
void FrontLoading::note_rises(const StepContext& context, const FlowTerms& standing, const FlowTerms& later,
                              int lag) {
  if (standing == later) return;
  const std::size_t flows = world_.axes().n_flows();
  listed_now_.clear();
  listed_later_.clear();
  if (later.firms != standing.firms) {
    listed_now_.assign(flows, 0.0F);
    listed_later_.assign(flows, 0.0F);
    listed_.add(standing.firms, listed_now_);
    listed_.add(later.firms, listed_later_);
  }
  const Axes axes = world_.axes();
  context.pool.for_each(axes.n_regions(), [&](std::size_t n) {
    MarketView view{context.state, standing, later, lag, Alternatives(world_, sourcing_), {}, {}};
    for (const ProductId product : axes.products()) {
      if (rises(view, RegionId(n), product)) note_market(view, RegionId(n), product);
    }
  });
}

double FrontLoading::newly_listed(std::size_t flow) const {
  return listed_later_.empty() ? 0.0
                               : std::max(0.0, static_cast<double>(listed_later_[flow]) -
                                                   static_cast<double>(listed_now_[flow]));
}

// Whether anything of a product becomes dearer or harder to buy.
bool FrontLoading::rises(const MarketView& view, RegionId destination, ProductId product) const {
  const Axes axes = world_.axes();
  for (const RegionId origin : axes.regions()) {
    const std::size_t at = axes.flow(destination, origin, product).index();
    if (view.later.duty[at] > view.standing.duty[at] || newly_listed(at) > 0.0 ||
        Levers::value(view.later.ban, at) > Levers::value(view.standing.ban, at) ||
        Levers::value(view.later.log_iceberg, at) > Levers::value(view.standing.log_iceberg, at))
      return true;
  }
  return false;
}

// The months of use of every origin's goods that are worth buying ahead, by what comes in their place: the
// same at its later price, or the best of the others where that is cheaper or the link must end.
void FrontLoading::note_market(MarketView& view, RegionId destination, ProductId product) {
  const Axes axes = world_.axes();
  view.now.resize(axes.n_regions());
  view.then.resize(axes.n_regions());
  for (const RegionId origin : axes.regions()) {
    const std::size_t at = axes.flow(destination, origin, product).index();
    const double cost = view.state.log_cost[at];
    const double rise = log64((1.0 + view.later.duty[at]) / (1.0 + view.standing.duty[at])) +
                        Levers::value(view.later.log_iceberg, at) -
                        Levers::value(view.standing.log_iceberg, at);
    view.now[origin.index()] = {cost, 1.0 - Levers::value(view.standing.ban, at)};
    view.then[origin.index()] = {cost + rise, 1.0 - Levers::value(view.later.ban, at)};
  }
  Alternatives& best = view.alternatives;
  best.set(destination, product, view.now);
  const double index_now = best.log_index();
  best.set(destination, product, view.then);
  const std::size_t sector = axes.sector_of(product).index();
  // To be ready takes the time in which gaps close; what is bought before that is held so much longer.
  const double early = std::max(0.0, view.lag - settings_.adjustment_months);
  const auto worth = [&](double rise) { return std::max(0.0, holding_.months(sector, rise) - early); };
  for (const RegionId origin : axes.regions()) {
    const std::size_t i = origin.index();
    const std::size_t at = axes.flow(destination, origin, product).index();
    const double without = best.log_index_without(origin) - index_now;
    const double dearer = std::min(view.then[i].log_cost - view.now[i].log_cost, without);
    const double banned = std::max(0.0, view.now[i].open - view.then[i].open);
    const double closed = std::min(1.0, banned + newly_listed(at));
    const double months = closed * worth(without) + (1.0 - closed) * worth(dearer);
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

// Orders of a flow for its own stock: gaps are closed in tau, as those of all stocks.
void FrontLoading::plan_own(StepContext& context, std::size_t n) const {
  FrontLoadingState& next = context.state.front_loading;
  const std::size_t begin = world_.axes().flows_to(RegionId(n)).front().index();
  for (std::size_t at = begin; at < begin + world_.n_cells(); ++at) {
    const double orders = normal_[at] * (1.0 - Levers::value(context.levers.ban, at));
    const double gap = (static_cast<double>(months_[at]) * normal_[at] - context.state.stocks.ahead[at]) /
                       settings_.adjustment_months;
    const double own = orders > 0.0 ? std::max(gap, -(1.0 - least_orders) * orders) : 0.0;
    next.own[at] = orders > 0.0 ? own / orders : 0.0;
    next.passed[at] = gap < 0.0 ? own - gap : 0.0;
  }
}

// Sellers make what normal orders leave room for: what is asked of them beyond waits, the same part of every
// buyer's. Those who share capacity are the (region, sector), or its product alone (capacity_pool).
void FrontLoading::fit_to_capacity(State& state) const {
  const Axes axes = world_.axes();
  const auto seller = [&](CellId cell) {
    return pool_ == CapacityPool::sector ? axes.group_of(cell).index() : cell.index();
  };
  const std::size_t sellers = pool_ == CapacityPool::sector ? axes.n_groups() : axes.n_cells();
  std::vector<double> room(sellers, 0.0);
  std::vector<double> asked(sellers, 0.0);
  std::vector<double>& own = state.front_loading.own;
  for (std::size_t at = 0; at < own.size(); ++at) {
    const CellId cell(at % axes.n_cells());
    const std::size_t group = axes.group_of(cell).index();
    const double used = state.group_utilisation[group];
    const double sold = static_cast<double>(state.flow[at].money) / state.group_price[group];
    if (used > 0.0) room[seller(cell)] += sold / used - normal_[at];
    if (own[at] > 0.0) asked[seller(cell)] += own[at] * normal_[at];
  }
  for (std::size_t at = 0; at < own.size(); ++at) {
    const std::size_t from = seller(CellId(at % axes.n_cells()));
    if (own[at] > 0.0 && asked[from] > room[from]) own[at] *= std::max(0.0, room[from]) / asked[from];
  }
}

// Orders of this step. What a flow's own orders cannot give way to, the product's other foreign origins do.
void FrontLoading::plan(StepContext& context, std::size_t n) const {
  FrontLoadingState& next = context.state.front_loading;
  const std::size_t products = world_.table.n_products();
  const std::size_t begin = world_.axes().flows_to(RegionId(n)).front().index();
  std::vector<double> usual(products, 0.0);   // orders without stocks
  std::vector<double> room(products, 0.0);    // what of them may still give way
  std::vector<double> passed(products, 0.0);  // stocks that ask for it
  for (std::size_t at = begin; at < begin + world_.n_cells(); ++at) {
    const std::size_t p = product_of(at - begin);
    passed[p] += next.passed[at];
    if (!gives_way(context.state, n, at - begin)) continue;
    usual[p] += normal_[at];  // links that a ban ends this month buy from other origins in the same month
    const double open = 1.0 - Levers::value(context.levers.ban, at);
    room[p] += normal_[at] * (1.0 - least_orders + open * std::min(0.0, next.own[at]));
  }
  for (std::size_t p = 0; p < products; ++p) {
    next.spread[bought(n, p)] = usual[p] > 0.0 ? -std::min(passed[p], room[p]) / usual[p] : 0.0;
  }
  for (std::size_t at = begin; at < begin + world_.n_cells(); ++at) {
    const bool gives = gives_way(context.state, n, at - begin);
    const double spread = gives ? next.spread[bought(n, product_of(at - begin))] : 0.0;
    const double multiple = 1.0 + next.own[at] + spread;
    context.state.stocks.order_multiple[at] = std::max(least_orders, multiple);
  }
}

}  // namespace entrepot::models
