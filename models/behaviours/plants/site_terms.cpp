// What all firms of a home cell reckon with when they weigh a plant.
#include <algorithm>
#include <cmath>

#include "models/behaviours/plants/policy_touch.hpp"
#include "models/behaviours/plants/site_choice.hpp"
#include "sim/core/math.hpp"

namespace entrepot::models {

namespace {

// A change of ln costs below this is the noise of a world that stands still, where utilisation moves prices a
// little: nobody moves a plant for it (model.md section 5 has the same band in the choice of place).
constexpr double noise = 0.005;

double beyond_noise(double change) { return std::abs(change) < noise ? 0.0 : change; }

}  // namespace

double SiteChoice::base_relative(CellId home, RegionId host, RegionId destination) const {
  const Axes axes = world_.axes();
  const std::vector<double>& duty = world_.table.base_duty;
  const double proximity = host == destination ? log_proximity_ : 0.0;
  return log_premium_[axes.at(axes.region_of(home), host)] - proximity +
         log64((1.0 + duty[axes.flow(destination, made_in(host, home)).index()]) /
               (1.0 + duty[axes.flow(destination, home).index()]));
}

double SiteChoice::relative_cost(const State& state, CellId home, RegionId host, RegionId destination) const {
  const Axes axes = world_.axes();
  return base_relative(home, host, destination) +
         beyond_noise(state.log_cost[axes.flow(destination, made_in(host, home)).index()] -
                      state.log_cost[axes.flow(destination, home).index()]);
}

// [destination][origin] whether a policy touches what an origin sells there of the cell's product, now or as
// far as it is expected.
std::vector<bool> SiteChoice::touched(const Future& future, CellId home) const {
  const Axes axes = world_.axes();
  const PolicyTouch now(world_.table, *future.levers);
  std::vector<bool> out;
  for (const RegionId n : axes.regions()) {
    for (const RegionId i : axes.regions()) {
      const FlowId flow = axes.flow(n, made_in(i, home));
      bool moved = now(flow);
      for (const Prospect& prospect : future.prospects)
        moved = moved || (!prospect.shift.empty() && prospect.shift[flow.index()] != 0.0);
      out.push_back(moved);
    }
  }
  return out;
}

// Prices wander a little in a world that stands still, and for years on end: what no policy touches counts as
// at the base.
PlanTerms SiteChoice::terms(const State& state, const Future& future, CellId home) const {
  const Axes axes = world_.axes();
  const RegionId owner = axes.region_of(home);
  const std::vector<bool> moved = touched(future, home);
  PlanTerms out;
  out.home = home;
  out.trend = state.trend;
  out.relative.reserve((1 + future.prospects.size()) * axes.n_regions() * axes.n_regions());
  const auto each_pair = [&](const auto& change) {
    for (const RegionId host : axes.regions()) {
      for (const RegionId n : axes.regions()) {
        const bool counts = moved[axes.at(n, host)] || moved[axes.at(n, owner)];
        const double since = counts ? change(axes.flow(n, made_in(host, home)), axes.flow(n, home)) : 0.0;
        out.relative.push_back(base_relative(home, host, n) + beyond_noise(since));
      }
    }
  };
  const auto each_market = [&](const auto& change) {
    for (const RegionId n : axes.regions())
      out.home_cost.push_back(moved[axes.at(n, owner)] ? beyond_noise(change(axes.flow(n, home))) : 0.0);
  };
  each_pair([](FlowId, FlowId) { return 0.0; });
  each_market([](FlowId) { return 0.0; });
  for (const Prospect& prospect : future.prospects) {
    out.scene_weight.push_back(prospect.weight);
    each_pair([&](FlowId there, FlowId here) {
      const double now = state.log_cost[there.index()] - state.log_cost[here.index()];
      return prospect.shift.empty() ? now
                                    : now + prospect.shift[there.index()] - prospect.shift[here.index()];
    });
    each_market([&](FlowId here) {
      return state.log_cost[here.index()] + (prospect.shift.empty() ? 0.0 : prospect.shift[here.index()]);
    });
  }
  set_attraction(out);
  set_costs(out, future);
  return out;
}

void SiteChoice::set_costs(PlanTerms& terms, const Future& future) const {
  const Axes axes = world_.axes();
  const std::size_t sector = axes.sector_of(terms.home).index();
  const InvestmentSettings& s = settings_.investment;
  for (const RegionId host : axes.regions()) {
    const double cost =
        world_.table.sector_parameters[sector].capital_output * world_.table.plant_cost_in(host.index());
    const std::size_t at = axes.at(axes.region_of(terms.home), axes.group(host, SectorId(sector)));
    const double burden = std::max(0.0, Levers::value(future.levers->plant_wedge, at));
    const double risk = 1.0 + s.uncertainty_premium;
    terms.lost_base.push_back(s.sunk_share * cost * risk);
    terms.lost.push_back(s.sunk_share * cost * (risk + uncertainty(future, terms.home, host)) *
                         exp64(burden));
    terms.paid.push_back(cost * paid(future, terms.home, host));
  }
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

// Part of a plant's outlays that its host and its owner's region pay.
double SiteChoice::paid(const Future& future, CellId home, RegionId host) const {
  const Axes axes = world_.axes();
  const std::size_t at = axes.at(axes.region_of(home), axes.group(host, axes.sector_of(home)));
  double log_left = 0.0;
  for (const auto* lever : {&future.levers->plant_wedge, &future.levers->plant_support})
    log_left += std::min(0.0, Levers::value(*lever, at));
  return 1.0 - exp64(log_left);
}

}  // namespace entrepot::models
