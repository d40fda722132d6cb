#include "models/behaviours/plants/site_choice.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entrepot::models {

double log_plant_premium(const InvestmentSettings& settings, const WorldTable& table, RegionId home,
                         RegionId host) {
  const double anywhere = log64(1.0 + settings.cost_premium);
  if (table.plant_cost.empty()) return anywhere;
  const double dearer = log64(table.plant_cost[host.index()] / table.plant_cost[home.index()]);
  return anywhere + settings.local_cost_share * std::max(0.0, dearer);
}

namespace {

constexpr double smallest_log_ratio = -6.0;  // one firm in a million would open

}  // namespace

SiteChoice::SiteChoice(const World& world, const ModelSettings& settings)
    : world_(world), settings_(settings) {}

// Purchases at base prices of the link (a slot's strength times its nest's spending per effective share);
// what a site buys from plants in its own host has not moved.
void SiteChoice::note_moved(const State& state) {
  moved_.assign(world_.axes().n_flows(), 0.0);
  const Sites& sites = state.sites;
  for (const SiteBlock& block : sites.blocks) {
    double* const row = &moved_[world_.axes().flows_to(RegionId(block.host)).front().index()];
    const std::size_t end = block.first_nest + block.count * world_.table.n_sectors();
    for (std::size_t nest = block.first_nest; nest < end; ++nest) {
      const auto spending = static_cast<double>(state.nest_scale[world_.firm_nests() + nest]);
      const double scale = 12.0 * spending / state.trend;
      for (std::uint32_t s = sites.nest_first[nest]; s < sites.nest_first[nest + 1]; ++s) {
        if (state.slot_supplier[s] >= world_.n_firms()) continue;
        row[state.slot_cell[s]] += scale * static_cast<double>(state.slot_strength[s]);
      }
    }
  }
}

// Purchases of a destination from a cell, money units per year, demand trend taken out.
double SiteChoice::yearly(const State& state, RegionId destination, CellId cell) const {
  const std::size_t at = world_.axes().flow(destination, cell).index();
  return 12.0 * static_cast<double>(state.flow[at].money) / state.trend;
}

// ln of delivered cost from the host over home, cost premium and proximity included.
double SiteChoice::relative_cost(const State& state, CellId home, RegionId host, RegionId destination) const {
  const Axes axes = world_.axes();
  const double proximity = host == destination ? log64(1.0 + settings_.investment.proximity_gain) : 0.0;
  return state.log_cost[axes.flow(destination, made_in(host, home)).index()] +
         log_plant_premium(settings_.investment, world_.table, axes.region_of(home), host) - proximity -
         state.log_cost[axes.flow(destination, home).index()];
}

// Sales won back by reaching destinations around a border.
SiteChoice::Terms SiteChoice::border(const State& state, const Future& future, CellId home,
                                     RegionId host) const {
  const Axes axes = world_.axes();
  const std::size_t sector = axes.sector_of(home).index();
  const double theta = trade_elasticity(settings_.sourcing, world_.table, sector);
  const double precision = settings_.investment.site_elasticity;
  Terms out;
  double best = 0.0;
  for (const RegionId n : axes.regions()) {
    if (n == host || n == axes.region_of(home)) continue;  // the home market has no border in its way
    const double now = relative_cost(state, home, host, n);
    double gain = 0.0;
    double saving = 0.0;
    for (const Prospect& prospect : future.prospects) {
      double relative = now;
      if (!prospect.shift.empty()) {
        relative += prospect.shift[axes.flow(n, made_in(host, home)).index()] -
                    prospect.shift[axes.flow(n, home).index()];
      }
      const double sales = relative < 0.0 ? prospect.weight * yearly(state, n, home) : 0.0;
      if (!(sales > 0.0)) continue;
      const double pull = exp64(-precision * relative);
      const double growth = exp64(theta / precision * log64(0.5 * (1.0 + pull)));
      gain += sales * (growth - 1.0);
      saving += prospect.weight * relative;
      out.sales += sales * growth * pull / (1.0 + pull);
    }
    out.gain += gain;
    if (gain <= best) continue;
    best = gain;
    out.market = n;
    out.saving = saving;
  }
  return out;
}

// Sales kept by standing beside customers that moved: of what sites in the host buy from home, the part that
// they would re-source elsewhere.
SiteChoice::Terms SiteChoice::follow(const State& state, const Future& future, CellId home,
                                     RegionId host) const {
  const Axes axes = world_.axes();
  const CellId market = made_in(host, home);
  const double moved = moved_[axes.flow(host, home).index()];
  double relative = relative_cost(state, home, host, host);
  for (const Prospect& prospect : future.prospects) {
    if (prospect.shift.empty()) continue;
    relative += prospect.weight * (prospect.shift[axes.flow(host, market).index()] -
                                   prospect.shift[axes.flow(host, home).index()]);
  }
  if (!(moved > 0.0) || relative >= 0.0) return {};
  const double kept = 1.0 - world_.accounts.base_share[axes.at(market, axes.region_of(home))];
  const double pull = exp64(-settings_.investment.site_elasticity * relative);
  return {moved * kept, moved * pull / (1.0 + pull), host, relative};
}

// Hosts attract by how much of the product they already make for others, by nearness to home, and by cheap
// plants.
double SiteChoice::host_weight(CellId home, RegionId host) const {
  const WorldTable& table = world_.table;
  const Axes axes = world_.axes();
  double exports = 0.0;
  for (const RegionId n : axes.regions()) {
    if (n == host) continue;
    const CellId market = made_in(n, home);
    exports +=
        world_.accounts.base_share[axes.at(market, host)] * world_.accounts.product_spending[market.index()];
  }
  const double distance =
      table.distance_km.empty() ? 1.0 : table.distance_km[axes.at(axes.region_of(home), host)];
  return exports / distance;
}

// F over the yearly sales of the plant: K/Y, what plants cost there, subsidies and burdens, and the option
// premium omega TPU (model.md section 5).
double SiteChoice::sunk_cost(const Future& future, CellId home, RegionId host) const {
  const InvestmentSettings& s = settings_.investment;
  const WorldTable& table = world_.table;
  const Axes axes = world_.axes();
  const SectorId sector = axes.sector_of(home);
  double premium = 1.0 + s.uncertainty_premium;
  if (s.uncertainty_weight > 0.0) {
    double moved = 0.0;
    double sales = 0.0;
    for (const RegionId n : axes.regions()) {
      const CellId market = made_in(n, home);
      const double base = world_.accounts.base_share[axes.at(market, axes.region_of(home))] *
                          world_.accounts.product_spending[market.index()];
      const std::vector<double>& turbulence = future.known->turbulence;
      moved += base * (turbulence[axes.flow(n, home).index()] +
                       turbulence[axes.flow(n, made_in(host, home)).index()]);
      sales += base;
    }
    if (sales > 0.0) premium += s.uncertainty_weight * moved / sales;
  }
  double cost = s.sunk_share * table.sector_parameters[sector.index()].capital_output *
                table.plant_cost_in(host.index()) * premium;
  const std::size_t at = axes.at(axes.region_of(home), axes.group(host, sector));
  for (const auto* lever : {&future.levers->plant_wedge, &future.levers->plant_support}) {
    if (!lever->empty()) cost *= exp64((*lever)[at]);
  }
  return cost;
}

void SiteChoice::add_offer(const Future& future, CellId home, RegionId host, const Terms& terms, bool follows,
                           double cell_sales, std::vector<SiteOffer>& out) const {
  if (!(terms.gain > 0.0) || !(terms.sales > 0.0)) return;
  const InvestmentSettings& s = settings_.investment;
  const std::size_t sector = world_.axes().sector_of(home).index();
  const std::size_t group = world_.axes().group_of(home).index();
  const double user_cost = s.discount_rate + s.depreciation;
  const double arrival =
      settings_.sourcing.hazard_scale * world_.table.sector_parameters[sector].resourcing_hazard;
  const double margin = 1.0 - 1.0 / world_.accounts.markup[group];
  const double profit = s.persistence * margin * terms.gain * arrival / (arrival + user_cost) / user_cost;
  const double log_ratio = log64(profit / (terms.sales * sunk_cost(future, home, host)));
  if (log_ratio < smallest_log_ratio) return;
  const double weight = host_weight(home, host) * exp64(ratio_exponent * log_ratio);
  if (weight > 0.0) {
    out.push_back(
        {host.get(), log_ratio, weight, terms.sales / cell_sales, follows, terms.market.get(), terms.saving});
  }
}

std::vector<SiteOffer> SiteChoice::offers(const State& state, const Future& future, CellId home) const {
  const Axes axes = world_.axes();
  double cell_sales = 0.0;
  for (const RegionId n : axes.regions()) cell_sales += yearly(state, n, home);
  std::vector<SiteOffer> out;
  if (!(cell_sales > 0.0)) return out;
  for (const RegionId host : axes.regions()) {
    const std::size_t group = axes.group(host, axes.sector_of(home)).index();
    if (host == axes.region_of(home) || world_.group_first[group] == world_.group_first[group + 1]) continue;
    if (!(world_.table.product_mix[made_in(host, home).index()] > 0.0)) continue;
    add_offer(future, home, host, border(state, future, home, host), false, cell_sales, out);
    if (!settings_.investment.follow) continue;
    const Terms moved = follow(state, future, home, host);
    if (moved.sales > settings_.investment.smallest_move * cell_sales) {
      add_offer(future, home, host, moved, true, cell_sales, out);
    }
  }
  return out;
}

}  // namespace entrepot::models
