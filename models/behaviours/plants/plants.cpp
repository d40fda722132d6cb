#include "models/behaviours/plants/plants.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "models/behaviours/plants/site_choice.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

Plants::Plants(const World& world, const ModelSettings& settings)
    : world_(world),
      elasticity_(settings.investment.site_elasticity),
      log_proximity_(log64(1.0 + settings.investment.proximity_gain)),
      sector_has_sites_(world.table.n_sectors(), false) {
  for (const RegionId home : world.axes().regions()) {
    for (const RegionId host : world.axes().regions())
      log_premium_.push_back(log_plant_premium(settings.investment, world.table, home, host));
  }
}

void Plants::update(const StepContext& context) {
  const Sites& sites = context.state.sites;
  any_ = false;
  presence_.clear();
  std::fill(sector_has_sites_.begin(), sector_has_sites_.end(), false);
  if (sites.empty()) return;
  std::map<std::pair<std::size_t, std::uint16_t>, std::size_t> row;  // (home cell, site cell) -> presence
  std::vector<double> cell_output(world_.n_cells(), 0.0);
  for (const Site& site : sites.site) {
    if (site.closed >= 0 || !(site.ready > 0.0)) continue;
    const std::size_t home = world_.firm_cell[site.owner];
    const auto [at, fresh] = row.try_emplace({home, site.cell}, presence_.size());
    if (fresh) presence_.push_back({home, site, 0.0});
    presence_[at->second].share += world_.firm_output[site.owner] * site.weight() / (1.0 + site.weight());
    sector_has_sites_[world_.axes().sector_of(CellId(site.cell)).index()] = true;
  }
  for (Presence& p : presence_) {
    if (cell_output[p.home_cell] == 0.0) {
      for (std::uint32_t f = world_.cell_first[p.home_cell]; f < world_.cell_first[p.home_cell + 1]; ++f) {
        cell_output[p.home_cell] += world_.firm_output[f];
      }
    }
    p.share /= cell_output[p.home_cell];
  }
  any_ = !presence_.empty();
  if (!any_) return;
  log_cost_ = context.state.log_cost;
  context.pool.for_each(world_.table.n_regions(), [&](std::size_t n) { compose(context, n); });
}

// Costs are changes since the base, so they cannot tell how much dearer a good from abroad is at home, where
// the home plant pays neither duty nor freight: there a site has no advantage.
double Plants::advantage(const State& state, std::size_t destination, const Site& site,
                         std::size_t home_cell) const {
  const double* const cost = &state.log_cost[world_.axes().flows_to(RegionId(destination)).front().index()];
  const double proximity = site.host == destination ? log_proximity_ : 0.0;
  const RegionId home = world_.axes().region_of(CellId(home_cell));
  const double premium = log_premium_[world_.axes().at(home, RegionId(site.host))];
  const double relative = cost[site.cell] + premium - proximity - cost[home_cell];
  const bool at_home = RegionId(destination) == home;
  return at_home ? std::max(0.0, relative) : relative;
}

// Composite costs of one destination: x^-theta_s = x_home^-theta_s (1 + sum of share (relative^-theta_s -
// 1)).
void Plants::compose(const StepContext& context, std::size_t n) {
  std::map<std::size_t, double> gain;  // [home cell]
  for (const Presence& p : presence_) {
    const double relative = advantage(context.state, n, p.example, p.home_cell);
    if (relative < 0.0) gain[p.home_cell] += p.share * (exp64(-elasticity_ * relative) - 1.0);
  }
  for (const auto& [cell, sum] : gain)
    log_cost_[world_.axes().flow(RegionId(n), CellId(cell)).index()] -= log64(1.0 + sum) / elasticity_;
}

std::uint32_t Plants::choose(const StepContext& context, std::uint64_t slot_key, std::uint32_t draw,
                             std::size_t destination, std::uint32_t owner, const LinkBans& bans) const {
  const Sites& sites = context.state.sites;
  std::uint32_t position = sites.empty() ? no_site : sites.first_of_owner[owner];
  const std::size_t home_cell = world_.firm_cell[owner];
  const auto clock = [&](std::size_t region) {
    return exponential32(random_words(context.seed, Stream::plant_race, slot_key, draw,
                                      static_cast<std::uint32_t>(region))[0]);
  };
  if (position == no_site && bans.none()) return owner;
  const auto closed = [&](std::size_t cell) {
    return denied(context.seed, slot_key, world_.axes().region_of(CellId(cell)).index(),
                  bans.of(world_.axes().flow(RegionId(destination), CellId(cell)).index(), cell));
  };
  const bool home_closed = closed(home_cell);
  float best = home_closed ? std::numeric_limits<float>::infinity()
                           : clock(world_.axes().region_of(CellId(home_cell)).index());
  std::uint32_t winner = home_closed ? no_plant : owner;
  for (; position != no_site; position = sites.site[position].next_of_owner) {
    const Site& site = sites.site[position];
    if (site.closed >= 0 || !(site.weight() > 0.0)) continue;
    const double relative = advantage(context.state, destination, site, home_cell);
    if ((relative >= 0.0 && !home_closed) || closed(site.cell)) continue;
    const auto weight = static_cast<float>(site.weight() * exp64(-elasticity_ * relative));
    const float arrival = clock(site.host) / weight;
    if (arrival < best) {
      best = arrival;
      winner = static_cast<std::uint32_t>(world_.n_firms()) + position;
    }
  }
  return winner;
}

}  // namespace entrepot::models
