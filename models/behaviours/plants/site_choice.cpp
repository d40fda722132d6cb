#include "models/behaviours/plants/site_choice.hpp"

#include <algorithm>

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

// Exponent of profit over cost in the weight of an offer among hosts.
constexpr double ratio_exponent = 2.0;

}  // namespace

SiteChoice::SiteChoice(const World& world, const ModelSettings& settings)
    : world_(world),
      settings_(settings),
      classes_(world, settings.sourcing.enterprises && world.ownership.any()),
      log_proximity_(log64(1.0 + settings.investment.proximity_gain)) {
  for (const RegionId home : world.axes().regions()) {
    for (const RegionId host : world.axes().regions())
      log_premium_.push_back(log_plant_premium(settings.investment, world.table, home, host));
  }
}

// Plants of the base count by their size: what one of them sells where is too few contracts to be a share.
SiteChoice::Weighing SiteChoice::weighing_of(const State& state, const Seller& seller) const {
  Weighing out{seller, {}, 1.0, {}, {}, {}};
  for (const RegionId n : world_.axes().regions())
    out.expected.push_back(
        std::min(classes_.of(seller.firm, n.index()) / 12.0 / world_.unit_musd,
                 static_cast<double>(seller.sales[n.index()] - seller.moved[n.index()]) / state.trend));
  for (std::uint32_t p = state.sites.first_of_owner[seller.firm]; p != no_site;
       p = state.sites.site[p].next_of_owner) {
    const Site& site = state.sites.site[p];
    out.present.push_back({site.host, site.closed < 0 ? site.part : 0.0, true});
  }
  const Ownership& own = world_.ownership;
  if (!settings_.sourcing.enterprises || !own.any()) return out;
  const std::uint32_t enterprise = own.firm_enterprise[seller.firm];
  if (enterprise == no_enterprise) return out;
  double output = 0.0;
  for (const std::uint32_t plant : own.plants(enterprise)) output += world_.firm_output[plant];
  for (const std::uint32_t plant : own.plants(enterprise)) {
    const double part = world_.firm_output[plant] / output;
    if (plant == seller.firm)
      out.own_part = part;
    else
      out.present.push_back({world_.axes().region_of(CellId(world_.firm_cell[plant])).index(), part, false});
  }
  return out;
}

SiteChoice::Gain SiteChoice::gain(const PlanTerms& terms, std::size_t scene, Weighing& weighing,
                                  RegionId host, RegionId destination) const {
  const Axes axes = world_.axes();
  const double* const relative = &terms.relative[scene * axes.n_regions() * axes.n_regions()];
  const double precision = settings_.investment.site_elasticity;
  std::vector<PlaceTerms>& plants = weighing.places;
  plants.assign(1, {0.0, weighing.own_part, false});
  for (const Present& plant : weighing.present) {
    const std::size_t at = axes.at(RegionId(plant.host), destination);
    if (plant.fresh)
      plants.push_back({relative[at], plant.part, true});
    else if (plant.host != destination.index())  // a plant there sells as a home good
      plants.push_back({relative[at] - terms.relative[at], plant.part, false});
  }
  double& without = weighing.without[scene * axes.n_regions() + destination.index()];
  if (without < 0.0) without = place_index(plants, precision).sum;
  plants.push_back({relative[axes.at(host, destination)], 1.0, true});
  const PlaceIndex with = place_index(plants, precision, plants.size() - 1);
  if (!(with.sum > without)) return {};
  const bool here = destination == host;
  const double theta =
      here ? settings_.investment.local_elasticity
           : trade_elasticity(settings_.sourcing, world_.table, axes.sector_of(terms.home).index());
  const double growth = exp64(theta / precision * log64(with.sum / without));
  const auto yearly = [](std::int64_t monthly) { return 12.0 * static_cast<double>(monthly); };
  const double moved =
      here && settings_.investment.follow ? yearly(weighing.seller.moved[destination.index()]) : 0.0;
  const double loss = trade_elasticity(settings_.sourcing, world_.table, axes.sector_of(terms.home).index()) *
                      terms.home_cost[scene * axes.n_regions() + destination.index()];
  const double local = 12.0 * weighing.expected[destination.index()] * terms.trend * exp64(-loss);
  Gain out{local * (growth - 1.0), 0.0, local * growth * with.share};
  if (scene == 0 || !(moved > 0.0)) return out;  // at the base they had not come
  const RegionId owner = axes.region_of(terms.home);
  out.moved =
      moved * (1.0 - world_.accounts.base_share[axes.at(made_in(host, terms.home), owner)]) * with.share;
  out.sales += moved * with.share;
  return out;
}

double SiteChoice::ratio(CellId home, const Gain& gain, double lost, double paid) const {
  if (!(gain.all() > 0.0) || !(gain.sales > 0.0)) return 0.0;
  const InvestmentSettings& s = settings_.investment;
  const Axes axes = world_.axes();
  const SectorParameters& sector = world_.table.sector_parameters[axes.sector_of(home).index()];
  const double user_cost = s.discount_rate + s.depreciation;
  const double arrival = settings_.sourcing.hazard_scale * sector.resourcing_hazard;
  const double margin = 1.0 - 1.0 / world_.accounts.markup[axes.group_of(home).index()];
  const double profit = margin * gain.all() * arrival / (arrival + user_cost) / user_cost;
  const double fixed = s.fixed_cost * sector.capital_output * sector.time_to_build_months / 12.0;
  return (profit + paid * gain.sales) / (fixed / world_.unit_musd + lost * gain.sales);
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
  out.ratio = ratio(terms.home, now, terms.lost[host.index()], terms.paid[host.index()]);
  out.base_ratio = ratio(terms.home, base, terms.lost_base[host.index()], 0.0);
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
  Weighing weighing = weighing_of(state, seller);
  weighing.without.assign((1 + terms.scene_weight.size()) * world_.table.n_regions(), -1.0);
  std::vector<SiteOffer> out;
  for (const RegionId host : axes.regions()) {
    const std::size_t group = axes.group(host, axes.sector_of(terms.home)).index();
    if (host == axes.region_of(terms.home) || world_.group_first[group] == world_.group_first[group + 1])
      continue;
    if (!(world_.table.product_mix[made_in(host, terms.home).index()] > 0.0)) continue;
    // One plant per host: one of the base grows instead, a closed one is not reopened.
    if (std::any_of(weighing.present.begin(), weighing.present.end(),
                    [&](const Present& plant) { return plant.host == host.index(); }))
      continue;
    const SiteOffer found = offer(terms, weighing, host);
    if (found.weight > 0.0) out.push_back(found);
  }
  return out;
}

}  // namespace entrepot::models
