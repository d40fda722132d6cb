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

// A change of ln costs below this is the noise of a world that stands still, where utilisation moves prices a
// little: nobody moves a plant for it (model.md section 5 has the same band in the choice of place).
constexpr double noise = 0.005;

// Exponent of profit over cost in the weight of an offer among hosts.
constexpr double ratio_exponent = 2.0;

double beyond_noise(double change) { return std::abs(change) < noise ? 0.0 : change; }

}  // namespace

SiteChoice::SiteChoice(const World& world, const ModelSettings& settings)
    : world_(world), settings_(settings) {}

double SiteChoice::base_relative(CellId home, RegionId host, RegionId destination) const {
  const Axes axes = world_.axes();
  const std::vector<double>& duty = world_.table.base_duty;
  const double proximity = host == destination ? log64(1.0 + settings_.investment.proximity_gain) : 0.0;
  return log_plant_premium(settings_.investment, world_.table, axes.region_of(home), host) - proximity +
         log64((1.0 + duty[axes.flow(destination, made_in(host, home)).index()]) /
               (1.0 + duty[axes.flow(destination, home).index()]));
}

double SiteChoice::relative_cost(const State& state, CellId home, RegionId host, RegionId destination) const {
  const Axes axes = world_.axes();
  return base_relative(home, host, destination) +
         beyond_noise(state.log_cost[axes.flow(destination, made_in(host, home)).index()] -
                      state.log_cost[axes.flow(destination, home).index()]);
}

PlanTerms SiteChoice::terms(const State& state, const Future& future, CellId home) const {
  const Axes axes = world_.axes();
  PlanTerms out;
  out.home = home;
  out.relative.reserve((1 + future.prospects.size()) * axes.n_regions() * axes.n_regions());
  const auto each_pair = [&](const auto& change) {
    for (const RegionId host : axes.regions()) {
      const CellId site = made_in(host, home);
      for (const RegionId n : axes.regions()) {
        out.relative.push_back(base_relative(home, host, n) +
                               beyond_noise(change(axes.flow(n, site).index(), axes.flow(n, home).index())));
      }
    }
  };
  each_pair([](std::size_t, std::size_t) { return 0.0; });
  for (const Prospect& prospect : future.prospects) {
    out.scene_weight.push_back(prospect.weight);
    each_pair([&](std::size_t there, std::size_t here) {
      const double now = state.log_cost[there] - state.log_cost[here];
      return prospect.shift.empty() ? now : now + prospect.shift[there] - prospect.shift[here];
    });
  }
  set_attraction(out);
  for (const RegionId host : axes.regions()) {
    const double capital = settings_.investment.sunk_share *
                           world_.table.sector_parameters[axes.sector_of(home).index()].capital_output *
                           world_.table.plant_cost_in(host.index());
    out.cost_base.push_back(capital * (1.0 + settings_.investment.uncertainty_premium));
    out.cost_now.push_back(capital * cost_factor(future, home, host));
  }
  return out;
}

// A host's share in what a destination imports of the product; for the host itself, in what the world
// imports. Times its nearness to home.
void SiteChoice::set_attraction(PlanTerms& terms) const {
  const Axes axes = world_.axes();
  const WorldTable& table = world_.table;
  terms.attraction.assign(axes.n_regions() * axes.n_regions(), 0.0);
  const auto share = [&](RegionId n, RegionId i) {
    return world_.accounts.base_share[axes.at(made_in(n, terms.home), i)];
  };
  for (const RegionId host : axes.regions()) {
    double exports = 0.0;
    double imports = 0.0;
    for (const RegionId n : axes.regions()) {
      const double foreign = 1.0 - share(n, n);
      const double spending = world_.accounts.product_spending[made_in(n, terms.home).index()];
      imports += foreign * spending;
      if (n == host || !(foreign > 0.0)) continue;
      exports += share(n, host) * spending;
      terms.attraction[axes.at(host, n)] = share(n, host) / foreign;
    }
    terms.attraction[axes.at(host, host)] = imports > 0.0 ? exports / imports : 0.0;
    if (table.distance_km.empty() || host == axes.region_of(terms.home)) continue;
    const double distance = table.distance_km[axes.at(axes.region_of(terms.home), host)];
    const double near = exp64(-settings_.investment.distance_exponent * log64(distance));
    for (const RegionId n : axes.regions()) terms.attraction[axes.at(host, n)] *= near;
  }
}

// Policy uncertainty TPU of a host: how much the terms of the cell's base sales have moved lately, from home
// and from there.
double SiteChoice::uncertainty(const Future& future, CellId home, RegionId host) const {
  if (!(settings_.investment.uncertainty_weight > 0.0)) return 0.0;
  const Axes axes = world_.axes();
  const std::vector<double>& turbulence = future.known->turbulence;
  double moved = 0.0;
  double sales = 0.0;
  for (const RegionId n : axes.regions()) {
    const CellId market = made_in(n, home);
    const double base = world_.accounts.base_share[axes.at(market, axes.region_of(home))] *
                        world_.accounts.product_spending[market.index()];
    moved += base *
             (turbulence[axes.flow(n, home).index()] + turbulence[axes.flow(n, made_in(host, home)).index()]);
    sales += base;
  }
  return sales > 0.0 ? settings_.investment.uncertainty_weight * moved / sales : 0.0;
}

// What subsidies, burdens and uncertainty make of the cost of a plant.
double SiteChoice::cost_factor(const Future& future, CellId home, RegionId host) const {
  const Axes axes = world_.axes();
  double cost = 1.0 + settings_.investment.uncertainty_premium + uncertainty(future, home, host);
  const std::size_t at = axes.at(axes.region_of(home), axes.group(host, axes.sector_of(home)));
  for (const auto* lever : {&future.levers->plant_wedge, &future.levers->plant_support}) {
    if (!lever->empty()) cost *= exp64((*lever)[at]);
  }
  return cost;
}

std::vector<SiteChoice::Present> SiteChoice::presence(const State& state, std::uint32_t firm) {
  std::vector<Present> out;
  for (std::uint32_t p = state.sites.first_of_owner[firm]; p != no_site;
       p = state.sites.site[p].next_of_owner) {
    const Site& site = state.sites.site[p];
    out.push_back({site.host, site.closed < 0 ? site.part : 0.0});
  }
  return out;
}

SiteChoice::Gain SiteChoice::gain(const PlanTerms& terms, std::size_t scene, Weighing& weighing,
                                  RegionId host, RegionId destination) const {
  const Axes axes = world_.axes();
  const double* const relative = &terms.relative[scene * axes.n_regions() * axes.n_regions()];
  const double precision = settings_.investment.site_elasticity;
  std::vector<PlaceTerms>& plants = weighing.places;
  plants.assign(1, {0.0, 1.0, false});
  for (const Present& plant : weighing.present)
    plants.push_back({relative[axes.at(RegionId(plant.host), destination)], plant.part, true});
  const double without = place_index(plants, precision).sum;
  plants.push_back({relative[axes.at(host, destination)], 1.0, true});
  const PlaceIndex with = place_index(plants, precision, plants.size() - 1);
  if (!(with.sum > without)) return {};
  const bool here = destination == host;
  const double theta =
      here ? settings_.investment.local_elasticity
           : trade_elasticity(settings_.sourcing, world_.table, axes.sector_of(terms.home).index());
  const double growth = exp64(theta / precision * log64(with.sum / without));
  const bool base = scene == 0;
  const Seller& seller = weighing.seller;
  const double moved = 12.0 * static_cast<double>(seller.moved[destination.index()]);
  const double local =
      12.0 * static_cast<double>(seller.sales[destination.index()]) - (here || base ? moved : 0.0);
  Gain out{local * (growth - 1.0), 0.0, local * growth * with.share};
  if (!here || base || !settings_.investment.follow || !(moved > 0.0)) return out;
  const double kept =
      1.0 - world_.accounts.base_share[axes.at(made_in(host, terms.home), axes.region_of(terms.home))];
  out.moved = moved * kept * with.share;
  out.sales += moved * with.share;
  return out;
}

double SiteChoice::ratio(CellId home, const Gain& gain, double cost_per_sales) const {
  if (!(gain.all() > 0.0) || !(gain.sales > 0.0)) return 0.0;
  const InvestmentSettings& s = settings_.investment;
  const Axes axes = world_.axes();
  const SectorParameters& sector = world_.table.sector_parameters[axes.sector_of(home).index()];
  const double user_cost = s.discount_rate + s.depreciation;
  const double arrival = settings_.sourcing.hazard_scale * sector.resourcing_hazard;
  const double margin = 1.0 - 1.0 / world_.accounts.markup[axes.group_of(home).index()];
  const double profit = margin * gain.all() * arrival / (arrival + user_cost) / user_cost;
  const double fixed = s.fixed_cost * sector.capital_output * sector.time_to_build_months / 12.0;
  return profit / (fixed / world_.unit_musd + cost_per_sales * gain.sales);
}

SiteOffer SiteChoice::offer(const PlanTerms& terms, Weighing& weighing, RegionId host) const {
  const Axes axes = world_.axes();
  const double stays = settings_.investment.persistence;
  Gain now;
  Gain base;
  double attraction = 0.0;
  double best = 0.0;
  SiteOffer out;
  for (const RegionId n : axes.regions()) {
    // At home there is no border in the way, and costs are changes since the base: they do not say how much
    // dearer a good from abroad is there.
    if (n == axes.region_of(terms.home) || !(weighing.seller.sales[n.index()] > 0)) continue;
    const Gain before = gain(terms, 0, weighing, host, n);
    Gain here;
    here.add(1.0 - stays, before);
    for (std::size_t p = 0; p < terms.scene_weight.size(); ++p)
      here.add(stays * terms.scene_weight[p], gain(terms, 1 + p, weighing, host, n));
    base.add(1.0, before);
    now.add(1.0, here);
    attraction += here.all() * terms.attraction[axes.at(host, n)];
    if (here.all() <= best) continue;
    best = here.all();
    out.market = n.get();
  }
  out.host = host.get();
  out.ratio = ratio(terms.home, now, terms.cost_now[host.index()]);
  out.base_ratio = ratio(terms.home, base, terms.cost_base[host.index()]);
  if (!(out.ratio > out.base_ratio)) return out;
  out.sales = now.sales;
  out.follows = now.moved > now.local;
  const auto powered = [](double x) { return x > 0.0 ? exp64(ratio_exponent * log64(x)) : 0.0; };
  out.weight = attraction / now.all() * (powered(out.ratio) - powered(out.base_ratio));
  return out;
}

std::vector<SiteOffer> SiteChoice::offers(const State& state, const PlanTerms& terms,
                                          const Seller& seller) const {
  const Axes axes = world_.axes();
  Weighing weighing{seller, presence(state, seller.firm), {}};
  std::vector<SiteOffer> out;
  for (const RegionId host : axes.regions()) {
    const std::size_t group = axes.group(host, axes.sector_of(terms.home)).index();
    if (host == axes.region_of(terms.home) || world_.group_first[group] == world_.group_first[group + 1])
      continue;
    if (!(world_.table.product_mix[made_in(host, terms.home).index()] > 0.0)) continue;
    // One plant per host; a closed one is not reopened.
    if (std::any_of(weighing.present.begin(), weighing.present.end(),
                    [&](const Present& plant) { return plant.host == host.index(); }))
      continue;
    const SiteOffer found = offer(terms, weighing, host);
    if (found.weight > 0.0) out.push_back(found);
  }
  return out;
}

}  // namespace entrepot::models
