#include "tools/dev/closed_formula.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace entrepot::models {

namespace {

using Numbers = std::vector<double>;

double sum_of(const Numbers& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

// One market: a product at the destination.
struct Market {
  Numbers share;               // [origin] of imports at the base
  Numbers log_cost;            // [origin] ln of delivered cost over the base
  std::vector<Numbers> owned;  // [owner][origin] part of imports that compete inside the owner's enterprise
  double theta_k = 0.0, theta_s = 0.0;
};

Market market_of(const World& world, const ModelSettings& settings, const Levers& levers, RegionId n,
                 ProductId g, const ClosedFormula& formula) {
  const Axes axes = world.axes();
  const std::size_t regions = axes.n_regions();
  Market out{Numbers(regions), Numbers(regions), std::vector<Numbers>(regions, Numbers(regions)), 0.0, 0.0};
  out.theta_k = trade_elasticity(settings.sourcing, world.table, axes.sector_of(g).index());
  out.theta_s = std::max(settings.investment.site_elasticity, out.theta_k);
  for (const RegionId i : axes.regions()) {
    if (i == n) continue;
    const CellId cell = axes.cell(i, g);
    const std::size_t flow = axes.flow(n, cell).index();
    out.share[i.index()] = world.accounts.base_share[axes.at(axes.cell(n, g), i)];
    out.log_cost[i.index()] = std::log((1.0 + levers.duty[flow]) / (1.0 + world.table.base_duty[flow]));
    for (std::uint32_t c = world.ownership.class_first[cell.index()];
         c < world.ownership.class_first[cell.index() + 1]; ++c) {
      const std::size_t owner = world.ownership.class_owner[c];
      const double part = owner == i.index() ? formula.home_multinational : 1.0;
      out.owned[owner][i.index()] =
          part * out.share[i.index()] * world.ownership.class_share[c * regions + n.index()];
    }
  }
  const double all = sum_of(out.share);
  for (double& share : out.share) share = all > 0.0 ? share / all : 0.0;
  for (Numbers& row : out.owned) {
    for (double& part : row) part = all > 0.0 ? part / all : 0.0;
  }
  return out;
}

// Places of one enterprise: rho r^-theta_s, none above `growth` times rho; the rest goes where there is room.
Numbers places(const Market& market, const Numbers& owned, double growth) {
  const double all = sum_of(owned);
  Numbers out(owned.size(), 0.0);
  std::vector<bool> full(owned.size(), false);
  for (std::size_t round = 0; round <= owned.size(); ++round) {
    double left = 1.0;
    double pull = 0.0;
    for (std::size_t i = 0; i < owned.size(); ++i) {
      if (full[i])
        left -= growth * owned[i] / all;
      else
        pull += owned[i] / all * std::exp(-market.theta_s * market.log_cost[i]);
    }
    bool again = false;
    for (std::size_t i = 0; i < owned.size(); ++i) {
      const double rho = owned[i] / all;
      if (full[i] || !(pull > 0.0)) continue;
      out[i] = left * rho * std::exp(-market.theta_s * market.log_cost[i]) / pull;
      if (out[i] <= growth * rho) continue;
      out[i] = growth * rho;
      full[i] = again = true;
    }
    if (!again) break;
  }
  return out;
}

Numbers with_enterprises(const Market& market, double growth) {
  Numbers out(market.share.size(), 0.0);
  for (std::size_t i = 0; i < out.size(); ++i) {
    double alone = market.share[i];
    for (const Numbers& owned : market.owned) alone -= owned[i];
    out[i] = std::max(0.0, alone) * std::exp(-market.theta_k * market.log_cost[i]);
  }
  for (const Numbers& owned : market.owned) {
    const double all = sum_of(owned);
    if (!(all > 0.0)) continue;
    double index = 0.0;  // Phi
    for (std::size_t i = 0; i < owned.size(); ++i)
      index += owned[i] / all * std::exp(-market.theta_s * market.log_cost[i]);
    const Numbers at = places(market, owned, growth);
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] += all * std::pow(index, market.theta_k / market.theta_s) * at[i];
  }
  return out;
}

}  // namespace

std::vector<double> closed_formula(const World& world, const ModelSettings& settings, const Levers& levers,
                                   std::size_t destination, const ClosedFormula& formula) {
  const Axes axes = world.axes();
  const RegionId n(destination);
  Numbers change(axes.n_regions(), 0.0);
  double imports = 0.0;
  for (const ProductId g : axes.products()) {
    const CellId at = axes.cell(n, g);
    const double value =
        world.accounts.product_spending[at.index()] * (1.0 - world.accounts.base_share[axes.at(at, n)]);
    if (!world.table.sector_is_goods[axes.sector_of(g).index()] || !(value > 0.0)) continue;
    const Market market = market_of(world, settings, levers, n, g, formula);
    Numbers flat(market.share.size());
    for (std::size_t i = 0; i < flat.size(); ++i)
      flat[i] = market.share[i] * std::exp(-market.theta_k * market.log_cost[i]);
    const Numbers nested = with_enterprises(market, formula.growth);
    imports += value;
    for (std::size_t i = 0; i < change.size(); ++i)
      change[i] += value * (nested[i] / sum_of(nested) - flat[i] / sum_of(flat));
  }
  for (double& one : change) one /= imports;
  return change;
}

}  // namespace entrepot::models
