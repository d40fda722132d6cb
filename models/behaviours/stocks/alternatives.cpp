#include "models/behaviours/stocks/alternatives.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/math.hpp"

namespace entrepot::models {

Alternatives::Alternatives(const World& world, const SourcingSettings& settings)
    : world_(world), settings_(settings), pull_(world.table.n_regions()) {}

void Alternatives::set(RegionId destination, ProductId product, const std::vector<Offer>& offers) {
  const Axes axes = world_.axes();
  destination_ = destination;
  theta_ = trade_elasticity(settings_, world_.table, axes.sector_of(product).index());
  eta_ = settings_.tiers == Tiers::two ? settings_.home_elasticity : theta_;
  home_ = imports_ = import_share_ = all_ = 0.0;
  const CellId market = axes.cell(destination, product);
  for (const RegionId origin : axes.regions()) {
    const double share = world_.accounts.base_share[axes.at(market, origin)];
    const Offer& offer = offers[origin.index()];
    const bool home = origin == destination;
    double& pull = pull_[origin.index()];
    pull = share > 0.0 ? share * offer.open * exp64(-(home ? eta_ : theta_) * offer.log_cost) : 0.0;
    (home ? home_ : imports_) += pull;
    if (!home) import_share_ += share;
    all_ += share;
  }
}

double Alternatives::log_index_without(RegionId origin) const {
  const double pull = pull_[origin.index()];
  if (origin == destination_) return log_index(0.0, imports_);
  return log_index(home_, std::max(0.0, imports_ - pull));
}

double Alternatives::log_index(double home, double imports) const {
  // What rounding leaves of a difference is nobody's offer.
  const bool none = imports <= 1e-12 * import_share_;
  const double abroad = none ? 0.0 : import_share_ * pow64(imports / import_share_, eta_ / theta_);
  if (!(home + abroad > 0.0)) return std::numeric_limits<double>::infinity();
  return log64((home + abroad) / all_) / -eta_;
}

}  // namespace entrepot::models
