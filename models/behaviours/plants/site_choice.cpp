#include "models/behaviours/plants/site_choice.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entrepot {

double log_plant_premium(const InvestmentSettings& settings, const WorldTable& table, std::size_t home,
                         std::size_t host) {
  const double anywhere = log64(1.0 + settings.cost_premium);
  if (table.plant_cost.empty()) return anywhere;
  const double dearer = log64(table.plant_cost[host] / table.plant_cost[home]);
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
  moved_.assign(world_.table.n_regions() * world_.n_cells(), 0.0);
  const Sites& sites = state.sites;
  for (const SiteBlock& block : sites.blocks) {
    double* const row = &moved_[block.host * world_.n_cells()];
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
double SiteChoice::yearly(const State& state, std::size_t destination, std::size_t cell) const {
  return 12.0 * static_cast<double>(state.flow[destination * world_.n_cells() + cell].money) / state.trend;
}

// ln of delivered cost from the host over home, cost premium and proximity included.
double SiteChoice::relative_cost(const State& state, std::size_t home_cell, std::size_t host,
                                 std::size_t destination) const {
  const std::size_t products = world_.table.n_products();
  const double* const cost = &state.log_cost[destination * world_.n_cells()];
  const double proximity = host == destination ? log64(1.0 + settings_.investment.proximity_gain) : 0.0;
  return cost[host * products + home_cell % products] +
         log_plant_premium(settings_.investment, world_.table, home_cell / products, host) - proximity -
         cost[home_cell];
}

// Sales won back by reaching destinations around a border.
SiteChoice::Terms SiteChoice::border(const State& state, const Future& future, std::size_t home_cell,
                                     std::size_t host) const {
  const std::size_t products = world_.table.n_products();
  const std::size_t sector = world_.table.product_sector[home_cell % products].index();
  const double theta = trade_elasticity(settings_.sourcing, world_.table, sector);
  const double precision = settings_.investment.site_elasticity;
  Terms out;
  double best = 0.0;
  for (std::size_t n = 0; n < world_.table.n_regions(); ++n) {
    if (n == host || n == home_cell / products) continue;  // the home market has no border in its way
    const double now = relative_cost(state, home_cell, host, n);
    double gain = 0.0;
    double saving = 0.0;
    for (const Prospect& prospect : future.prospects) {
      double relative = now;
      if (!prospect.shift.empty()) {
        const double* const shift = &prospect.shift[n * world_.n_cells()];
        relative += shift[host * products + home_cell % products] - shift[home_cell];
      }
      const double sales = relative < 0.0 ? prospect.weight * yearly(state, n, home_cell) : 0.0;
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
SiteChoice::Terms SiteChoice::follow(const State& state, const Future& future, std::size_t home_cell,
                                     std::size_t host) const {
  const std::size_t products = world_.table.n_products();
  const double moved = moved_[host * world_.n_cells() + home_cell];
  double relative = relative_cost(state, home_cell, host, host);
  for (const Prospect& prospect : future.prospects) {
    if (prospect.shift.empty()) continue;
    const double* const shift = &prospect.shift[host * world_.n_cells()];
    relative += prospect.weight * (shift[host * products + home_cell % products] - shift[home_cell]);
  }
  if (!(moved > 0.0) || relative >= 0.0) return {};
  const std::size_t market = host * products + home_cell % products;
  const double kept =
      1.0 - world_.accounts.base_share[market * world_.table.n_regions() + home_cell / products];
  const double pull = exp64(-settings_.investment.site_elasticity * relative);
  return {moved * kept, moved * pull / (1.0 + pull), host, relative};
}

// Hosts attract by how much of the product they already make for others, by nearness to home, and by cheap
// plants.
double SiteChoice::host_weight(std::size_t home_cell, std::size_t host) const {
  const WorldTable& table = world_.table;
  const std::size_t home = home_cell / table.n_products();
  const std::size_t product = home_cell % table.n_products();
  double exports = 0.0;
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    if (n == host) continue;
    const std::size_t market = n * table.n_products() + product;
    exports += world_.accounts.base_share[market * table.n_regions() + host] *
               world_.accounts.product_spending[market];
  }
  const double distance =
      table.distance_km.empty() ? 1.0 : table.distance_km[home * table.n_regions() + host];
  return exports / distance;
}

// F over the yearly sales of the plant: K/Y, what plants cost there, subsidies and burdens, and the option
// premium omega TPU (model.md section 5).
double SiteChoice::sunk_cost(const Future& future, std::size_t home_cell, std::size_t host) const {
  const InvestmentSettings& s = settings_.investment;
  const WorldTable& table = world_.table;
  const std::size_t products = table.n_products();
  const std::size_t sector = table.product_sector[home_cell % products].index();
  double premium = 1.0 + s.uncertainty_premium;
  if (s.uncertainty_weight > 0.0) {
    double moved = 0.0;
    double sales = 0.0;
    for (std::size_t n = 0; n < table.n_regions(); ++n) {
      const double base =
          world_.accounts
              .base_share[(n * products + home_cell % products) * table.n_regions() + home_cell / products] *
          world_.accounts.product_spending[n * products + home_cell % products];
      const double* const turbulence = &future.known->turbulence[n * world_.n_cells()];
      moved += base * (turbulence[home_cell] + turbulence[host * products + home_cell % products]);
      sales += base;
    }
    if (sales > 0.0) premium += s.uncertainty_weight * moved / sales;
  }
  double cost =
      s.sunk_share * table.sector_parameters[sector].capital_output * table.plant_cost_in(host) * premium;
  if (!future.levers->plant_wedge.empty()) {
    const std::size_t at = (home_cell / products * table.n_regions() + host) * table.n_sectors() + sector;
    cost *= exp64(future.levers->plant_wedge[at]);
  }
  return cost;
}

void SiteChoice::add_offer(const Future& future, std::size_t home_cell, std::size_t host, const Terms& terms,
                           bool follows, double cell_sales, std::vector<SiteOffer>& out) const {
  if (!(terms.gain > 0.0) || !(terms.sales > 0.0)) return;
  const InvestmentSettings& s = settings_.investment;
  const std::size_t sector = world_.table.product_sector[home_cell % world_.table.n_products()].index();
  const std::size_t group = home_cell / world_.table.n_products() * world_.table.n_sectors() + sector;
  const double user_cost = s.discount_rate + s.depreciation;
  const double arrival =
      settings_.sourcing.hazard_scale * world_.table.sector_parameters[sector].resourcing_hazard;
  const double margin = 1.0 - 1.0 / world_.accounts.markup[group];
  const double profit = s.persistence * margin * terms.gain * arrival / (arrival + user_cost) / user_cost;
  const double log_ratio = log64(profit / (terms.sales * sunk_cost(future, home_cell, host)));
  if (log_ratio < smallest_log_ratio) return;
  const double weight = host_weight(home_cell, host) * exp64(2.0 * log_ratio);
  if (weight > 0.0) {
    out.push_back({static_cast<std::uint16_t>(host), log_ratio, weight, terms.sales / cell_sales, follows,
                   static_cast<std::uint16_t>(terms.market), terms.saving});
  }
}

std::vector<SiteOffer> SiteChoice::offers(const State& state, const Future& future,
                                          std::size_t home_cell) const {
  const std::size_t products = world_.table.n_products();
  const std::size_t sectors = world_.table.n_sectors();
  const std::size_t sector = world_.table.product_sector[home_cell % products].index();
  double cell_sales = 0.0;
  for (std::size_t n = 0; n < world_.table.n_regions(); ++n) cell_sales += yearly(state, n, home_cell);
  std::vector<SiteOffer> out;
  if (!(cell_sales > 0.0)) return out;
  for (std::size_t host = 0; host < world_.table.n_regions(); ++host) {
    const std::size_t group = host * sectors + sector;
    if (host == home_cell / products || world_.group_first[group] == world_.group_first[group + 1]) continue;
    if (!(world_.table.product_mix[host * products + home_cell % products] > 0.0)) continue;
    add_offer(future, home_cell, host, border(state, future, home_cell, host), false, cell_sales, out);
    if (!settings_.investment.follow) continue;
    const Terms moved = follow(state, future, home_cell, host);
    if (moved.sales > settings_.investment.smallest_move * cell_sales) {
      add_offer(future, home_cell, host, moved, true, cell_sales, out);
    }
  }
  return out;
}

}  // namespace entrepot
