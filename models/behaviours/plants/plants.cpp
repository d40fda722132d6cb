#include "models/behaviours/plants/plants.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/behaviours/plants/policy_touch.hpp"
#include "models/behaviours/plants/site_choice.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

constexpr double least_move = 0.005;               // of ln cost of base plants: smaller ones are ignored
constexpr std::uint32_t site_clock = 0x80000000U;  // numbers of sites' clocks start here
constexpr std::uint32_t lead_clock = 0xFFFFFFFFU;

// A move of ln cost against the enterprise's mean, without the part that is ignored.
double beyond_least(double move) { return move - std::clamp(move, -least_move, least_move); }

}  // namespace

Plants::Plants(const World& world, const ModelSettings& settings)
    : world_(world),
      regions_(world.table.n_regions()),
      by_owner_(settings.sourcing.enterprises && world.ownership.any()),
      local_elasticity_(settings.investment.local_elasticity),
      log_proximity_(log64(1.0 + settings.investment.proximity_gain)),
      classes_(world, by_owner_) {
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    trade_elasticity_.push_back(trade_elasticity(settings.sourcing, world.table, k));
    elasticity_.push_back(std::max(settings.investment.site_elasticity, trade_elasticity_.back()));
  }
  for (const RegionId home : world.axes().regions()) {
    for (const RegionId host : world.axes().regions())
      log_premium_.push_back(log_plant_premium(settings.investment, world.table, home, host));
  }
}

void Plants::update(StepContext& context) {
  State& state = context.state;
  active_.clear();
  places_.clear();
  if (!by_owner_ && state.sites.empty()) return;
  active_of_.assign(world_.n_firms(), none);
  list_active(state);
  if (!any()) return;
  markets_.assign(active_.size() * regions_, Market{});
  weight_.assign(places_.size() * regions_, 0.0F);
  const PolicyTouch touch(world_.table, context.levers);
  context.pool.for_each(
      active_.size(), [&](std::size_t number) { weigh(state, touch, number); }, 64);
  note_moved(state);
  log_cost_ = state.log_cost;
  class_top_.assign(classes_.size() * regions_, 1.0F);
  if (by_owner_) class_part_ = world_.ownership.class_share;
  context.pool.for_each(regions_, [&](std::size_t n) { compose(state, n); });
}

// The base enterprises, then firms that stand alone and have opened plants.
void Plants::list_active(const State& state) {
  if (by_owner_) {
    for (std::size_t e = 0; e < world_.ownership.n_enterprises(); ++e)
      add_active(state, world_.ownership.plants(e));
  }
  for (const Site& site : state.sites.site) {
    if (site.closed < 0 && site.ready > 0.0 && active_of_[site.owner] == none)
      add_active(state, std::span(&site.owner, 1));
  }
}

void Plants::add_active(const State& state, std::span<const std::uint32_t> firms) {
  const auto first = static_cast<std::uint32_t>(places_.size());
  for (const std::uint32_t f : firms) {
    active_of_[f] = static_cast<std::uint32_t>(active_.size());
    if (!state.firm_idle.empty() && state.firm_idle[f] != 0) continue;
    if (!state.plant_growth.sold.empty() && state.plant_growth.sold[f] != 0) {
      active_of_[f] = none;
      continue;
    }
    const CellId cell(world_.firm_cell[f]);
    places_.push_back({f, f, cell.get(), world_.axes().region_of(cell).get(), false,
                       static_cast<std::uint32_t>(classes_.class_of(f)), world_.firm_output[f], 0.0});
  }
  if (!state.sites.empty()) {
    for (const std::uint32_t f : firms) add_sites(state, f);
  }
  const std::size_t sector = world_.axes().sector_of(CellId(world_.firm_cell[firms.front()])).index();
  active_.push_back({first, static_cast<std::uint32_t>(places_.size()), static_cast<std::uint16_t>(sector)});
}

void Plants::add_sites(const State& state, std::uint32_t firm) {
  const Axes axes = world_.axes();
  const RegionId home = axes.region_of(CellId(world_.firm_cell[firm]));
  for (std::uint32_t p = state.sites.first_of_owner[firm]; p != no_site;
       p = state.sites.site[p].next_of_owner) {
    const Site& site = state.sites.site[p];
    if (site.closed >= 0 || !(site.ready > 0.0)) continue;
    const auto clock = site_clock + static_cast<std::uint32_t>(firm * regions_ + site.host);
    places_.push_back({static_cast<std::uint32_t>(world_.n_firms()) + p, clock, site.cell, site.host, true,
                       none, site.weight(), log_premium_[axes.at(home, RegionId(site.host))],
                       site.wanted * site.part});
  }
}

// Weights, indices and rooms of one enterprise.
void Plants::weigh(const State& state, const PolicyTouch& touch, std::size_t number) {
  const Active& active = active_[number];
  for (std::size_t n = 0; n < regions_; ++n)
    markets_[number * regions_ + n] = weigh_base(state, touch, active, n);
  for (std::size_t n = 0; n < regions_; ++n) {
    Market& at = markets_[number * regions_ + n];
    if (!(at.sales > 0.0F)) continue;
    double all = static_cast<double>(at.base);
    double left = 1.0;  // of sales there that new plants may stand for
    for (std::size_t p = active.first_place; p < active.end_place; ++p) {
      const Place& place = places_[p];
      if (!place.fresh || place.host == n) continue;
      const double part = std::min(place.size, left);
      const double more = part * std::max(0.0, pull(state, active, place, n) - static_cast<double>(at.base));
      if (more > 0.0) left -= part;
      weight_[p * regions_ + n] = static_cast<float>(more);
      all += more;
    }
    at.index = static_cast<float>(all);
  }
  for (std::size_t p = active.first_place; p < active.end_place; ++p) set_room(state, number, places_[p]);
}

// r^-theta_s of a new plant.
double Plants::pull(const State& state, const Active& active, const Place& place, std::size_t n) const {
  return exp64(-elasticity_[active.sector] * (cost(state, n, place.cell) + place.log_premium));
}

// Of the base plants outside the destination: rho r^-theta_s, r without moves against their mean that are
// small or that no policy has a part in.
Plants::Market Plants::weigh_base(const State& state, const PolicyTouch& touch, const Active& active,
                                  std::size_t n) {
  double sales = 0.0;
  double mean = 0.0;
  Market market;
  for (const Place& place : places(active)) {
    market.moved = market.moved || place.fresh;
    if (place.fresh || place.host == n) continue;
    const double weight = base_sales(place, n);
    sales += weight;
    mean += weight * cost(state, n, place.cell);
  }
  if (!(sales > 0.0)) return market;
  mean /= sales;
  const bool touched = std::ranges::any_of(places(active), [&](const Place& place) {
    return place.host != n && touch(world_.axes().flow(RegionId(n), CellId(place.cell)));
  });
  const double unmoved = exp64(-elasticity_[active.sector] * mean);
  double base = 0.0;
  for (std::size_t p = active.first_place; p < active.end_place; ++p) {
    const Place& place = places_[p];
    if (place.fresh || place.host == n) continue;
    const double move = touched ? beyond_least(cost(state, n, place.cell) - mean) : 0.0;
    market.moved = market.moved || move != 0.0;
    const double pull = move == 0.0 ? unmoved : exp64(-elasticity_[active.sector] * (mean + move));
    const double weight = base_sales(place, n) / sales * pull;
    weight_[p * regions_ + n] = static_cast<float>(weight);
    base += weight;
  }
  market.sales = static_cast<float>(sales);
  market.base = static_cast<float>(base);
  return market;
}

// What a plant would make if all contracts were where they are wanted, against what it can: of those that
// want to come only as many may as it has room for in the end, so that it fills without overflowing.
// Shipments are of last step.
void Plants::set_room(const State& state, std::size_t number, Place& place) const {
  if (!place.fresh) place.wanted = wanted_of(number, place);
  const double shipped = state.firm_shipped[place.plant];
  const double capacity = state.firm_capacity[place.plant] * state.trend;
  const double coming = place.wanted * state.trend - shipped;
  if (coming > 0.0) place.room = std::clamp((capacity - shipped) / coming, 0.0, 1.0);
}

// Goods per month of a plant of the base; a new one knows what it was built for.
double Plants::wanted_of(std::size_t number, const Place& place) const {
  const auto p = static_cast<std::size_t>(&place - places_.data());
  double wanted = 0.0;  // million USD per year at the base
  for (std::size_t n = 0; n < regions_; ++n) {
    const Market& at = market(number, n);
    if (at.index > 0.0F && at.moved && place.host != n)
      wanted += static_cast<double>(at.sales * weight_[p * regions_ + n] / at.index);
    else
      wanted += base_sales(place, n);
  }
  return wanted / 12.0 / world_.unit_musd;
}

// Costs of the base plants' cells at one destination, and what part of them each class is: by the mean of
// x^-theta_k over the class's plants.
void Plants::compose(const State& state, std::size_t n) {
  thread_local std::vector<double> more;  // [class] mean of x^-theta_k over that of own costs, less 1
  more.assign(classes_.size(), 0.0);
  std::vector<std::size_t> cells;
  for (std::size_t number = 0; number < active_.size(); ++number) {
    const Active& active = active_[number];
    const Market& at = market(number, n);
    if (!at.moved || !(at.index > 0.0F)) continue;
    const double log_x = log_index_of(number, n);
    for (const Place& place : places(active)) {
      if (place.fresh || place.host == n) continue;
      const double gain = exp64(trade_elasticity_[active.sector] * (cost(state, n, place.cell) - log_x));
      more[place.one] += place.size / classes_.output(place.one) * (gain - 1.0);
      float& top = class_top_[place.one * regions_ + n];
      top = std::max(top, static_cast<float>(gain));
      cells.push_back(place.cell);
    }
  }
  std::ranges::sort(cells);
  const auto rest = std::ranges::unique(cells);
  cells.erase(rest.begin(), rest.end());
  for (const std::size_t cell : cells) mix_classes(n, CellId(cell), more);
}

// A cell's cost by its classes' shares of its sales, and these shares by their pulls.
void Plants::mix_classes(std::size_t n, CellId cell, std::span<const double> more) {
  const std::size_t first = by_owner_ ? world_.ownership.class_first[cell.index()] : cell.index();
  const std::size_t end = by_owner_ ? world_.ownership.class_first[cell.index() + 1] : first + 1;
  double sum = 0.0;
  for (std::size_t one = first; one < end; ++one)
    sum += (by_owner_ ? world_.ownership.class_share[one * regions_ + n] : 1.0) * (1.0 + more[one]);
  if (!(sum > 0.0)) return;
  for (std::size_t one = first; by_owner_ && one < end; ++one)
    class_part_[one * regions_ + n] *= (1.0 + more[one]) / sum;
  const std::size_t sector = world_.axes().sector_of(cell).index();
  log_cost_[world_.axes().flow(RegionId(n), cell).index()] -= log64(sum) / trade_elasticity_[sector];
}

// Contracts that have moved once may move back when terms do.
void Plants::note_moved(State& state) const {
  std::vector<std::uint8_t>& moved = state.sourcing.places_moved;
  moved.resize(world_.table.n_groups(), 0);
  for (std::size_t number = 0; number < active_.size(); ++number) {
    for (const RegionId n : world_.axes().regions()) {
      if (market(number, n.index()).moved)
        moved[world_.axes().group(n, SectorId(active_[number].sector)).index()] = 1;
    }
  }
}

double Plants::log_index_of(std::size_t number, std::size_t n) const {
  return -log64(static_cast<double>(market(number, n).index)) / elasticity_[active_[number].sector];
}

double Plants::log_index(const State& state, std::size_t n, std::uint32_t plant) const {
  const std::size_t from = cell(state, plant);
  const std::uint32_t number = any() ? active_of_[owner(state, plant)] : none;
  const bool home = world_.axes().region_of(CellId(from)).index() == n;
  if (number == none || home || !(market(number, n).index > 0.0F)) return cost(state, n, from);
  return log_index_of(number, n);
}

double Plants::acceptance(const State& state, std::size_t n, std::uint32_t firm) const {
  if (!any()) return 1.0;
  const auto top = static_cast<double>(class_top_[classes_.class_of(firm) * regions_ + n]);
  const double theta = trade_elasticity_[world_.axes().sector_of(CellId(world_.firm_cell[firm])).index()];
  const double gain = cost(state, n, world_.firm_cell[firm]) - log_index(state, n, firm);
  const std::uint32_t number = active_of_[firm];
  const bool moved = number != none && market(number, n).moved;
  return (moved ? exp64(theta * gain) : 1.0) / top;
}

std::uint32_t Plants::choose(const StepContext& context, const PlaceQuery& query,
                             const LinkBans& bans) const {
  const State& state = context.state;
  const Axes axes = world_.axes();
  const auto closed = [&](std::size_t from) {
    return !bans.none() &&
           denied(context.seed, query.slot_key, axes.region_of(CellId(from)).index(),
                  bans.of(axes.flow(RegionId(query.destination), CellId(from)).index(), from));
  };
  const std::uint32_t stay = closed(cell(state, query.plant)) ? no_plant : query.plant;
  const std::size_t sector = axes.sector_of(CellId(cell(state, query.plant))).index();
  if (!has_choice(state, query.plant) || (stay != no_plant && !moves(state, query.destination, sector)))
    return stay;
  const std::uint32_t number = active_of_[owner(state, query.plant)];
  const bool served_at_home = query.plant < world_.n_firms() &&
                              axes.region_of(CellId(cell(state, query.plant))).index() == query.destination;
  if (served_at_home || !(market(number, query.destination).sales > 0.0F)) return stay;
  const std::uint32_t winner = race(context, query, number, closed);
  return winner == no_plant ? stay : winner;
}

// Weight of a plant opened in the destination itself, beside the plants outside with `outside` in all.
// Customers that moved there themselves stand beside it and know it; for others it is a home good.
double Plants::home_weight(const Place& place, const PlaceQuery& query, double outside,
                           const State& state) const {
  const std::size_t sector = world_.axes().sector_of(CellId(place.cell)).index();
  const double precision = query.buyer_is_site ? elasticity_[sector] : local_elasticity_;
  const double log_r = cost(state, query.destination, place.cell) + place.log_premium - log_proximity_;
  return place.size * std::max(0.0, exp64(-precision * log_r) - outside);
}

// The enterprise's plant that a contract has at base terms; no_plant where it has none in that host.
std::uint32_t Plants::held_to(const Active& active, const PlaceQuery& query) const {
  std::uint32_t found = no_plant;
  for (const Place& place : places(active)) {
    if (place.fresh || place.host != query.base_host) continue;
    if (place.plant == query.plant) return place.plant;
    if (found == no_plant) found = place.plant;
  }
  return found;
}

// Arrival times as in the race of origins (ChoiceTables): given that the base plant won at base terms, the
// others' clocks had not rung by then. Plants outside the destination share one branch of weight Phi^(theta_h
// / theta_s) beside plants opened in it.
template <class Closed>
std::uint32_t Plants::race(const StepContext& context, const PlaceQuery& query, std::size_t number,
                           const Closed& closed) const {
  const Active& active = active_[number];
  const std::size_t n = query.destination;
  const Market& at = market(number, n);
  const auto word = [&](std::uint32_t draw, std::uint32_t clock, std::size_t which) {
    return random_words(context.seed, Stream::plant_race, query.slot_key, draw, clock)[which];
  };
  const auto index = static_cast<double>(at.index);
  const double precision = query.buyer_is_site ? 1.0 : local_elasticity_ / elasticity_[active.sector];
  const double outside = pow64(index, precision);
  const std::uint32_t base_plant = held_to(active, query);
  const bool held = base_plant != no_plant;
  const double lead = held ? static_cast<double>(exponential32(word(query.draw, lead_clock, 1))) : 0.0;
  // A new plant counts for what it is cheaper than the base plants, unless some of these may not sell.
  const bool cut = std::ranges::any_of(places(active), [&](const Place& place) {
    return !place.fresh && place.host != n && closed(place.cell);
  });
  double best = std::numeric_limits<double>::infinity();
  std::uint32_t winner = no_plant;
  for (std::size_t p = active.first_place; p < active.end_place; ++p) {
    const Place& place = places_[p];
    if (closed(place.cell)) continue;
    double weight = static_cast<double>(weight_[p * regions_ + n]) * outside / index;
    if (place.fresh && cut) {
      weight = place.size *
               exp64(-elasticity_[active.sector] * (cost(context.state, n, place.cell) + place.log_premium));
    } else if (place.host == n) {
      weight = place.fresh ? home_weight(place, query, outside, context.state) : 0.0;
    }
    if (!(weight > 0.0)) continue;
    if (place.plant != query.plant && place.room < 1.0 &&
        to_unit(word(query.step, place.clock, 2)) >= place.room)
      continue;
    const bool won = held && place.plant == base_plant;
    const double base = place.fresh ? 0.0 : base_sales(place, n) / static_cast<double>(at.sales);
    const double own = won ? 0.0 : static_cast<double>(exponential32(word(query.draw, place.clock, 0)));
    const double arrival = (base * lead + own) / weight;
    if (arrival < best) {
      best = arrival;
      winner = place.plant;
    }
  }
  return winner;
}

}  // namespace entrepot::models
