#include "models/behaviours/orders/production.hpp"

#include <algorithm>

namespace entrepot::models {

namespace {
__extension__ using Wide = __int128;

std::int64_t portion(std::int64_t whole, std::int64_t part, std::int64_t of) {
  return static_cast<std::int64_t>(static_cast<Wide>(whole) * part / of);
}
}  // namespace

void Production::set_capacity(StepContext& context) const {
  if (context.step > 0) return;
  for (std::size_t f = 0; f < world_.n_firms(); ++f) {
    const GroupId group = world_.axes().group_of(CellId(world_.firm_cell[f]));
    context.state.firm_capacity[f] = world_.firm_output[f] / 12.0 / world_.unit_musd / settings_.utilisation *
                                     context.state.group_capacity_ratio[group.index()];
  }
}

std::int64_t Production::capacity(const State& state, std::size_t firm) const {
  return static_cast<std::int64_t>(state.firm_capacity[firm] * state.trend);
}

// Moves orders above capacity among `firms` to those with spare capacity, pro rata; goods and money move in
// whole units and none is lost. What finds no room stays where it is. each(visit) calls visit for every firm.
template <class Each>
void Production::subcontract(State& state, const Each& each) const {
  std::int64_t excess = 0;
  std::int64_t spare = 0;
  each([&](std::uint32_t f) {
    const std::int64_t left = room(state, f) - state.firm_sales[f].goods;
    (left < 0 ? excess : spare) += left < 0 ? -left : left;
  });
  const std::int64_t moved = std::min(excess, spare);
  if (moved <= 0) return;
  std::int64_t money = 0;
  std::int64_t given = 0;
  std::int64_t given_before = 0;
  each([&](std::uint32_t f) {
    Sales& sales = state.firm_sales[f];
    const std::int64_t over = sales.goods - room(state, f);
    if (over <= 0) return;
    given += over;
    const std::int64_t goods = portion(moved, given, excess) - given_before;
    given_before += goods;
    const std::int64_t paid = portion(sales.money, goods, sales.goods);
    sales.goods -= goods;
    sales.money -= paid;
    money += paid;
  });
  std::int64_t room_passed = 0;
  std::int64_t goods_taken = 0;
  std::int64_t money_taken = 0;
  each([&](std::uint32_t f) {
    Sales& sales = state.firm_sales[f];
    const std::int64_t left = room(state, f) - sales.goods;
    if (left <= 0) return;
    room_passed += left;
    const std::int64_t goods = portion(moved, room_passed, spare) - goods_taken;
    const std::int64_t paid = portion(money, room_passed, spare) - money_taken;
    goods_taken += goods;
    money_taken += paid;
    sales.goods += goods;
    sales.money += paid;
  });
}

// Firms and plants that make the product of a cell.
template <class Visit>
void Production::for_each_plant(const State& state, CellId cell, const Visit& visit) const {
  const std::size_t c = cell.index();
  for (std::uint32_t f = world_.cell_first[c]; f < world_.cell_first[c + 1]; ++f) visit(f);
  if (state.sites.empty()) return;
  const Sites& sites = state.sites;
  const std::size_t group = world_.axes().group_of(cell).index();
  for (std::uint32_t p = sites.first_of_group[group]; p != no_site; p = sites.site[p].next_of_group) {
    if (sites.site[p].cell == c) visit(static_cast<std::uint32_t>(world_.n_firms()) + p);
  }
}

// First inside every supply cell, then among all firms of the group, sites included; where products have
// capacities of their own, inside cells alone, sites included.
void Production::subcontract_group(State& state, std::size_t g) const {
  for (const CellId cell : world_.axes().cells_of(GroupId(g))) {
    subcontract(state, [&](const auto& visit) {
      if (settings_.capacity_pool == CapacityPool::product) return for_each_plant(state, cell, visit);
      const std::size_t c = cell.index();
      for (std::uint32_t f = world_.cell_first[c]; f < world_.cell_first[c + 1]; ++f) visit(f);
    });
  }
  if (settings_.capacity_pool == CapacityPool::product) return;
  subcontract(state, [&](const auto& visit) { for_each_firm(world_, state, g, visit); });
}

// What a firm can make: capacity, and where stocks are held what critical inputs on hand allow.
std::int64_t Production::room(const State& state, std::size_t firm) const {
  const std::int64_t most = settings_.capacity ? capacity(state, firm) : state.firm_sales[firm].goods;
  if (!state.stocks.on()) return most;
  const auto limit = static_cast<double>(state.stocks.firm_limit[firm]);
  return static_cast<double>(most) <= limit ? most : static_cast<std::int64_t>(limit);
}

// Share of the orders to some firms that they can make together.
template <class Each>
double Production::share_shipped(const State& state, const Each& each) const {
  std::int64_t orders = 0;
  std::int64_t most = 0;
  std::int64_t firms = 0;
  each([&](std::uint32_t f) {
    orders += state.firm_sales[f].goods;
    most += room(state, f);
    ++firms;
  });
  if (orders <= most) return 1.0;
  // A firm's goods are its money over its price, rounded down: ask for a hair less than the room, plus
  // the units that rounding may have hidden.
  const double asked = static_cast<double>(orders) + static_cast<double>(firms);
  return static_cast<double>(most) / asked * (1.0 - 1e-12);
}

// Share of the orders to every cell that it, or its group, can make. [cell]
std::vector<double> Production::shares(StepContext& context) const {
  const State& state = context.state;
  std::vector<double> kept(world_.n_cells(), 1.0);
  context.pool.for_each(world_.table.n_groups(), [&](std::size_t g) {
    const IdRange<CellId> cells = world_.axes().cells_of(GroupId(g));
    if (settings_.capacity_pool == CapacityPool::product) {
      for (const CellId cell : cells)
        kept[cell.index()] =
            share_shipped(state, [&](const auto& visit) { for_each_plant(state, cell, visit); });
      return;
    }
    const double share =
        share_shipped(state, [&](const auto& visit) { for_each_firm(world_, state, g, visit); });
    for (const CellId cell : cells) kept[cell.index()] = share;
  });
  return kept;
}

// Rationing leaves buyers with fewer inputs on hand, which may hold back what they ship in turn: a few
// rounds. What is still missing then is not used (models/behaviours/stocks/stockpiling.hpp counts it).
void Production::ration(StepContext& context) {
  constexpr int most_rounds = 4;
  const bool inputs_bind = context.state.stocks.on();
  std::vector<double> kept = shares(context);
  for (int round = 0; round < (inputs_bind ? most_rounds : 1); ++round) {
    if (std::none_of(kept.begin(), kept.end(), [](double share) { return share < 1.0; })) return;
    const std::vector<double>& before = ordering_.kept();
    for (std::size_t c = 0; c < before.size(); ++c) kept[c] *= before[c];
    ordering_.ration(context, kept);
    if (inputs_bind) kept = shares(context);
  }
}

Access Production::access() const {
  return {{"trend", "slot_*", "nest_scale", "firm_log_price", "group_price", "group_capacity_ratio",
           "budget_factor", "capital_spending", "sites.*"},
          {"firm_capacity", "firm_sales", "firm_shipped", "firm_inputs", "group_utilisation", "flow",
           "account", "stocks.*"}};
}

void Production::run(StepContext& context) {
  set_capacity(context);
  State& state = context.state;
  const bool limited = settings_.capacity || state.stocks.on();
  if (limited) ration(context);
  context.pool.for_each(world_.table.n_groups(), [&](std::size_t g) {
    if (limited) subcontract_group(state, g);
    std::int64_t shipped = 0;
    std::int64_t most = 0;
    for_each_firm(world_, state, g, [&](std::uint32_t f) {
      state.firm_shipped[f] = static_cast<double>(state.firm_sales[f].goods);
      shipped += state.firm_sales[f].goods;
      most += capacity(state, f);
    });
    if (world_.group_first[g] == world_.group_first[g + 1]) return;
    state.group_utilisation[g] =
        static_cast<double>(shipped) / static_cast<double>(std::max<std::int64_t>(1, most));
  });
}

}  // namespace entrepot::models
