#include "models/theory/price_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/theory/equilibrium_check.hpp"
#include "sim/core/math.hpp"

namespace entrepot::theory {

double log_ces(std::span<const double> weights, std::span<const double> logs, double power) {
  double shift = 0.0;  // the largest term, so that no exponential overflows
  double top = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < logs.size(); ++i) {
    if (weights[i] > 0.0 && power * logs[i] > top) {
      top = power * logs[i];
      shift = logs[i];
    }
  }
  double sum = 0.0;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    if (weights[i] <= 0.0) continue;
    const double gap = logs[i] - shift;
    sum += weights[i] * (power == 0.0 ? gap : std::expm1(power * gap));
  }
  return shift + (power == 0.0 ? sum : std::log1p(sum) / power);
}

TradePrices::TradePrices(const EquilibriumInput& input) : input_(input) {
  const std::size_t cells = input.markets() * input.products();
  any_wedge_ =
      std::any_of(input.choice_wedge.begin(), input.choice_wedge.end(), [](double w) { return w != 1.0; });
  open_share_.assign(cells * input.regions, 0.0);
  log_term_.assign(cells * input.regions, 0.0);
  if (any_wedge_) log_wedge_.assign(cells * input.regions, 0.0);
  home_mass_.assign(cells, 0.0);
  import_mass_.assign(cells, 0.0);
  for (std::size_t m = 0; m < input.markets(); ++m) {
    for (std::size_t g = 0; g < input.products(); ++g) load_links(m, g);
  }
}

void TradePrices::load_links(std::size_t market, std::size_t product) {
  const std::size_t at = cell(market, product);
  if (input_.product_share[at] <= 0.0) return;
  const std::size_t home = input_.market_region[market];
  for (std::size_t i = 0; i < input_.regions; ++i) {
    const double share = input_.origin_share[at * input_.regions + i];
    (i == home ? home_mass_ : import_mass_)[at] += share;
    const std::size_t link = input_.link(home, i, product);
    if (share <= 0.0 || is_closed(input_, link)) continue;
    open_share_[at * input_.regions + i] = share;
    const double wedge = any_wedge_ ? std::log(input_.choice_wedge[link]) : 0.0;
    if (any_wedge_) log_wedge_[at * input_.regions + i] = wedge;
    const double iceberg = input_.iceberg.empty() ? 0.0 : std::log(input_.iceberg[link]);
    log_term_[at * input_.regions + i] =
        std::log1p(input_.duty[link]) - std::log1p(input_.base_duty[link]) + iceberg + wedge;
  }
}

// On entry `share` holds the delivered costs in logs, on exit pi'. Returns ln Q.
double TradePrices::one_tier(std::size_t at, double theta, std::span<double> share) const {
  const double* open = &open_share_[at * input_.regions];
  double low = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < share.size(); ++i) {
    if (open[i] > 0.0) low = std::min(low, share[i]);
  }
  for (std::size_t i = 0; i < share.size(); ++i) share[i] = open[i] * exp64(-theta * (share[i] - low));
  double sum = 0.0;
  for (const double weight : share) sum += weight;
  for (double& weight : share) weight /= sum;
  return low - std::log(sum / (home_mass_[at] + import_mass_[at])) / theta;
}

// As one_tier, domestic against imports first (eta), then between the imports (theta).
double TradePrices::two_tiers(std::size_t at, std::size_t home, double theta, double eta,
                              std::span<double> share) const {
  const double* open = &open_share_[at * input_.regions];
  const double infinite = std::numeric_limits<double>::infinity();
  const double log_home = open[home] > 0.0 ? share[home] : infinite;
  double low = infinite;
  for (std::size_t i = 0; i < share.size(); ++i) {
    if (i != home && open[i] > 0.0) low = std::min(low, share[i]);
  }
  double log_import = infinite;
  double sum = 0.0;
  if (low < infinite) {
    for (std::size_t i = 0; i < share.size(); ++i) share[i] = open[i] * exp64(-theta * (share[i] - low));
    share[home] = 0.0;
    for (const double weight : share) sum += weight;
    log_import = low - std::log(sum / import_mass_[at]) / theta;
  } else {
    std::fill(share.begin(), share.end(), 0.0);
  }
  const double best = std::min(log_home, log_import);
  const double at_home = log_home < infinite ? home_mass_[at] * exp64(-eta * (log_home - best)) : 0.0;
  const double abroad = log_import < infinite ? import_mass_[at] * exp64(-eta * (log_import - best)) : 0.0;
  const double scale = sum > 0.0 ? abroad / (at_home + abroad) / sum : 0.0;
  for (double& weight : share) weight *= scale;
  share[home] = at_home / (at_home + abroad);
  return best - std::log((at_home + abroad) / (home_mass_[at] + import_mass_[at])) / eta;
}

// ln of what refunded wedges do to the cash price of a product: (sum pi' tau^(sigma-1))^(1/(1-sigma)).
double TradePrices::log_refund(std::size_t at, std::span<const double> share, double sigma) const {
  if (!any_wedge_) return 0.0;
  std::vector<double> logs(share.size());
  for (std::size_t i = 0; i < logs.size(); ++i) logs[i] = -log_wedge(at, i);
  return log_ces(share, logs, 1.0 - sigma);
}

void TradePrices::evaluate(const std::vector<double>& log_cost, PriceIndices& out) const {
  const std::size_t regions = input_.regions;
  out.origin_share.assign(open_share_.size(), 0.0);
  out.log_choice.assign(home_mass_.size(), 0.0);
  out.log_cash.assign(home_mass_.size(), 0.0);
  out.log_sector.assign(input_.markets() * input_.sectors, 0.0);
  for (std::size_t m = 0; m < input_.markets(); ++m) {
    for (std::size_t g = 0; g < input_.products(); ++g) {
      const std::size_t at = cell(m, g);
      if (!active(m, g)) continue;
      const std::size_t k = input_.product_sector[g];
      const std::span<double> share(&out.origin_share[at * regions], regions);
      for (std::size_t i = 0; i < regions; ++i) {
        share[i] = log_cost[i * input_.sectors + k] + log_term_[at * regions + i];
      }
      const double theta = input_.trade_elasticity[k];
      out.log_choice[at] = input_.home_elasticity.empty() ? one_tier(at, theta, share)
                                                          : two_tiers(at, input_.market_region[m], theta,
                                                                      input_.home_elasticity[k], share);
      out.log_cash[at] = out.log_choice[at] + log_refund(at, share, input_.nest_elasticity[k]);
    }
    for (std::size_t k = 0; k < input_.sectors; ++k) {
      const ProductRange range = products_of(input_, k);
      const std::size_t first = cell(m, range.first);
      out.log_sector[m * input_.sectors + k] =
          log_ces({&input_.product_share[first], range.count}, {&out.log_cash[first], range.count},
                  1.0 - input_.nest_elasticity[k]);
    }
  }
}

std::vector<double> TradePrices::value_shares(const PriceIndices& at) const {
  std::vector<double> value(at.origin_share);
  for (std::size_t m = 0; m < input_.markets(); ++m) {
    for (std::size_t g = 0; g < input_.products(); ++g) {
      const std::size_t k = input_.product_sector[g];
      const double power = 1.0 - input_.nest_elasticity[k];
      const std::size_t here = cell(m, g);
      const double log_nest = at.log_sector[m * input_.sectors + k];
      for (std::size_t i = 0; i < input_.regions; ++i) {
        const double log_slot = at.log_choice[here] - log_wedge(here, i);
        value[here * input_.regions + i] *=
            input_.product_share[here] * std::exp(power * (log_slot - log_nest));
      }
    }
  }
  return value;
}

}  // namespace entrepot::theory
