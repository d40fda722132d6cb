#include "models/behaviours/stocks/stockpiling.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {
constexpr double days_per_month = 365.0 / 12.0;
constexpr float no_limit = std::numeric_limits<float>::infinity();
}  // namespace

StockRule::StockRule(const World& world, const ModelSettings& settings)
    : world_(world),
      utilisation_(settings.production.utilisation),
      critical_(settings.stockpiling.critical_inputs && !world.table.critical_input.empty()),
      pace_(static_cast<float>(1.0 / settings.stockpiling.adjustment_months)),
      retail_scale_(settings.stockpiling.retail_scale) {
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    const double days =
        world.table.sector_is_goods[k] ? world.table.sector_parameters[k].inventory_days : 0.0;
    months_.push_back(static_cast<float>(settings.stockpiling.days_scale * days / days_per_month));
  }
}

void StockRule::open(State& state) const {
  Stocks& stocks = state.stocks;
  stocks.nest_stock.assign(state.nest_scale.size(), 0.0F);
  stocks.nest_need.assign(state.nest_scale.size(), 0.0F);
  stocks.nest_price.assign(state.nest_scale.size(), 1.0F);
  stocks.firm_expected.assign(state.firm_shipped.begin(), state.firm_shipped.end());
  stocks.firm_limit.assign(state.firm_shipped.size(), no_limit);
  stocks.firm_change.assign(state.firm_shipped.size(), 0);
  const std::size_t final_nests = world_.table.n_groups();
  stocks.final_stock.assign(final_nests, 0.0);
  stocks.final_use.assign(final_nests, 0.0);
  stocks.final_expected.assign(final_nests, 0.0);
  stocks.final_factor.assign(final_nests, 1.0);
  stocks.final_bought.assign(final_nests, 0);
  stocks.final_cut.assign(final_nests, 0);
  stocks.held.assign(final_nests, 0.0);
  stocks.missing.assign(final_nests, 0.0);
}

void StockRule::plan_sites(State& state) const {
  for (std::size_t position = 0; position < state.sites.site.size(); ++position) {
    const Site& site = state.sites.site[position];
    if (site.closed >= 0 || site.ready >= 1.0) continue;
    const std::size_t firm = world_.n_firms() + position;
    const auto planned = static_cast<float>(state.firm_capacity[firm] * utilisation_ * state.trend);
    state.stocks.firm_expected[firm] = std::max(state.stocks.firm_expected[firm], planned);
  }
}

void StockRule::order(const State& state, const Buyers& block, std::size_t input, bool first,
                      const Need& need) const {
  const std::size_t firms = block.firm_count;
  const std::size_t begin = input * firms;
  float* const stock = block.nest_stock + begin;
  float* const unit_need = block.nest_need + begin;
  float* const price = block.nest_price + begin;
  float* const scale = block.nest_scale + begin;
  const float* const expected = &state.stocks.firm_expected[block.first_firm];
  const double* const planned = &state.firm_shipped[block.first_firm];
  const std::uint32_t* const slot = block.nest_first + begin;
  const float months = months_[input];
  for (std::size_t f = 0; f < firms; ++f) {
    price[f] = exp32(need.log_price[f]);
    unit_need[f] = need.per_output[f] * need.coefficient * need.powered[f] / price[f];
  }
  if (first) {
    for (std::size_t f = 0; f < firms; ++f) stock[f] = months * unit_need[f] * expected[f];
  }
  for (std::size_t f = 0; f < firms; ++f) {
    const float gap = months * unit_need[f] * expected[f] - stock[f];
    const float wanted = std::max(0.0F, unit_need[f] * static_cast<float>(planned[f]) + pace_ * gap);
    const float order = slot[f] < slot[f + 1] ? wanted : 0.0F;
    scale[f] = order * price[f] / need.total[f];
    stock[f] += order;
  }
}

void StockRule::limit(State& state, const Buyers& block) const {
  if (!critical_) return;
  const Axes axes = world_.axes();
  const SectorId user = axes.sector_of(GroupId(block.technology));
  const std::size_t firms = block.firm_count;
  float* const most = &state.stocks.firm_limit[block.first_firm];
  std::fill_n(most, firms, no_limit);
  for (std::size_t k = 0; k < axes.n_sectors(); ++k) {
    if (!holds(k) || !world_.table.critical_input[axes.at(user, SectorId(k))]) continue;
    const float* const stock = block.nest_stock + k * firms;
    const float* const need = block.nest_need + k * firms;
    for (std::size_t f = 0; f < firms; ++f) {
      if (need[f] > 0.0F) most[f] = std::min(most[f], stock[f] / need[f]);
    }
  }
}

void StockRule::cut(const Buyers& block, std::size_t nest, double spending) const {
  const auto units = static_cast<float>(spending) / block.nest_price[nest];
  block.nest_stock[nest] = std::max(0.0F, block.nest_stock[nest] - units);
}

void StockRule::order_final(State& state, std::size_t nest, double spending, bool first) const {
  Stocks& stocks = state.stocks;
  const std::size_t input = world_.axes().sector_of(GroupId(nest)).index();
  const double use = spending / state.nest_price_final[nest];
  const double months = retail_scale_ * static_cast<double>(months_[input]);
  stocks.final_use[nest] = use;
  if (first) {
    stocks.final_expected[nest] = use;
    stocks.final_stock[nest] = months * use;
  }
  const double gap = months * stocks.final_expected[nest] - stocks.final_stock[nest];
  const double order = std::max(0.0, use + static_cast<double>(pace_) * gap);
  stocks.final_factor[nest] = months > 0.0 && use > 0.0 ? order / use : 1.0;
  stocks.final_stock[nest] += use * stocks.final_factor[nest];
}

Stockpiling::Stockpiling(const World& world, const ModelSettings& settings)
    : world_(world), rule_(world, settings), smoothing_(1.0 / settings.stockpiling.smoothing_months) {}

Access Stockpiling::access() const {
  return {{"firm_shipped", "nest_scale", "nest_price_final", "sites.*"}, {"stocks.*", "account"}};
}

void Stockpiling::run(StepContext& context) {
  State& state = context.state;
  const std::size_t sectors = world_.table.n_sectors();
  const std::size_t blocks = firm_blocks(world_, state);
  Totals totals{std::vector<double>(blocks * sectors), std::vector<double>(blocks * sectors)};
  std::vector<std::vector<double>> value(static_cast<std::size_t>(context.pool.threads()));
  context.pool.for_each(blocks, [&](std::size_t b) {
    use_block(state, buyers_of(world_, state, b), &totals.held[b * sectors], &totals.missing[b * sectors],
              value[ThreadPool::thread_index()]);
  });
  sum_up(state, totals);
  use_final(state);
  expect(state);
}

// Takes this step's use from what is on hand; `value` is room for what the block's firms use, at cost.
void Stockpiling::use_block(State& state, const Buyers& block, double* held, double* missing,
                            std::vector<double>& value) const {
  const std::size_t firms = block.firm_count;
  const double* const made = &state.firm_shipped[block.first_firm];
  value.assign(firms, 0.0);
  for (std::size_t k = 0; k < world_.table.n_sectors(); ++k) {
    if (!rule_.holds(k)) continue;
    float* const stock = block.nest_stock + k * firms;
    const float* const need = block.nest_need + k * firms;
    const float* const price = block.nest_price + k * firms;
    double left = 0.0;
    double short_of = 0.0;
    for (std::size_t f = 0; f < firms; ++f) {
      const float wanted = need[f] * static_cast<float>(made[f]);
      const float used = std::min(wanted, stock[f]);
      stock[f] -= used;
      value[f] += static_cast<double>(used) * static_cast<double>(price[f]);
      left += static_cast<double>(stock[f]);
      short_of += static_cast<double>(wanted - used);
    }
    held[k] = left;
    missing[k] = short_of;
  }
  std::int64_t* const change = &state.stocks.firm_change[block.first_firm];
  for (std::size_t f = 0; f < firms; ++f) change[f] -= round_half_even(value[f]);
}

// Output to stock up for: smoothed shipments; a firm that its inputs held back does not plan for less.
void Stockpiling::expect(State& state) const {
  Stocks& stocks = state.stocks;
  for (std::size_t f = 0; f < stocks.firm_expected.size(); ++f) {
    const auto made = static_cast<float>(state.firm_shipped[f]);
    const bool held_back = made >= 0.999F * stocks.firm_limit[f];
    const float aim = held_back ? std::max(made, stocks.firm_expected[f]) : made;
    stocks.firm_expected[f] += static_cast<float>(smoothing_) * (aim - stocks.firm_expected[f]);
  }
  for (std::size_t nest = 0; nest < stocks.final_use.size(); ++nest) {
    stocks.final_expected[nest] += smoothing_ * (stocks.final_use[nest] - stocks.final_expected[nest]);
  }
}

// In the order of blocks, so that sums do not depend on threads.
void Stockpiling::sum_up(State& state, const Totals& totals) const {
  Stocks& stocks = state.stocks;
  const Axes axes = world_.axes();
  const std::size_t sectors = axes.n_sectors();
  std::fill(stocks.held.begin(), stocks.held.end(), 0.0);
  std::fill(stocks.missing.begin(), stocks.missing.end(), 0.0);
  for (std::size_t b = 0; b < firm_blocks(world_, state); ++b) {
    const RegionId region(buyers_of(world_, state, b).region);
    for (const SectorId k : axes.sectors()) {
      const std::size_t nest = axes.group(region, k).index();
      stocks.held[nest] += totals.held[b * sectors + k.index()];
      stocks.missing[nest] += totals.missing[b * sectors + k.index()];
    }
  }
  if (stocks.ahead.empty()) return;
  for (const FlowId flow : axes.flows()) {
    const GroupId nest = axes.group(axes.destination_of(flow), axes.sector_of(flow));
    stocks.held[nest.index()] += stocks.ahead[flow.index()];
  }
}

// Households use what they planned as long as retailers have it; their spending is what is used.
void Stockpiling::use_final(State& state) {
  Stocks& stocks = state.stocks;
  const Axes axes = world_.axes();
  for (RegionAccount& account : state.account) account.inventory_change = 0;
  for (std::size_t nest = 0; nest < stocks.final_stock.size(); ++nest) {
    if (!rule_.holds(axes.sector_of(GroupId(nest)).index())) continue;
    const double price = state.nest_price_final[nest];
    double& stock = stocks.final_stock[nest];
    stock = std::max(0.0, stock - static_cast<double>(stocks.final_cut[nest]) / price);
    const double used = std::min(stocks.final_use[nest], stock);
    stock -= used;
    stocks.held[nest] += stock;
    stocks.missing[nest] += stocks.final_use[nest] - used;
    const std::int64_t change = stocks.final_bought[nest] - round_half_even(used * price);
    RegionAccount& account = state.account[axes.region_of(GroupId(nest)).index()];
    account.inventory_change += change;
    account.final_spending -= change;
  }
}

}  // namespace entrepot::models
