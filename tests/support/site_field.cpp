#include "tests/support/site_field.hpp"

#include <algorithm>
#include <cmath>

#include "models/behaviours/plants/site_choice.hpp"
#include "sim/core/math.hpp"

namespace entrepot::test {

using namespace models;

SiteField::SiteField(const World& world, const ModelSettings& settings, int steps, const OpeningRule& rule)
    : world_(world),
      settings_(settings),
      rate_(rule.rate),
      takes_plants_(world.table.n_regions(), rule.hosts.empty()),
      steps_(steps),
      regions_(world.table.n_regions()),
      products_(world.table.n_products()),
      decided_(regions_ * products_ * regions_),
      undecided_(regions_ * products_, 1.0),
      ready_(regions_ * products_ * regions_, 0.0),
      at_work_(regions_ * products_, 0.0) {
  for (const std::size_t host : rule.hosts) takes_plants_[host] = true;
}

void SiteField::open(const Levers& levers, const std::vector<double>& log_cost, int step) {
  for (std::size_t i = 0; i < regions_; ++i) {
    for (std::size_t g = 0; g < products_; ++g) {
      if (!world_.table.sector_is_goods[world_.table.product_sector[g].index()]) continue;
      decide(levers, log_cost, i, g, step);
      set_ready(i, g, step);
    }
  }
}

double SiteField::relative(std::size_t n, std::size_t i, std::size_t g, std::size_t host,
                           const std::vector<double>& log_cost) const {
  const WorldTable& table = world_.table;
  const double proximity = host == n ? std::log(1.0 + settings_.investment.proximity_gain) : 0.0;
  const double out = log_cost[table.duty_index(n, host, g)] +
                     log_plant_premium(settings_.investment, table, RegionId(i), RegionId(host)) - proximity -
                     log_cost[table.duty_index(n, i, g)];
  return n == i ? std::max(0.0, out) : out;  // no site sells back home
}

// Hosts attract by base exports of the product to others, and by nearness.
double SiteField::host_weight(std::size_t i, std::size_t g, std::size_t host) const {
  const WorldTable& table = world_.table;
  if (host == i || !(table.product_mix[host * products_ + g] > 0.0)) return 0.0;
  double exports = 0.0;
  for (std::size_t n = 0; n < regions_; ++n) {
    if (n == host) continue;
    exports += world_.accounts.base_share[(n * products_ + g) * regions_ + host] *
               world_.accounts.product_spending[n * products_ + g];
  }
  return table.distance_km.empty() ? exports : exports / table.distance_km[i * regions_ + host];
}

// What sales won back are worth against the plant's cost, up to factors that all hosts share.
double SiteField::profit_ratio(std::size_t i, std::size_t g, std::size_t host, double ahead) const {
  const WorldTable& table = world_.table;
  const double theta = trade_elasticity(settings_.sourcing, table, table.product_sector[g].index());
  const double precision = settings_.investment.site_elasticity;
  const double pull = std::exp(-precision * ahead);
  const double growth = std::pow(0.5 * (1.0 + pull), theta / precision);
  const double cost = table.plant_cost.empty() ? 1.0 : table.plant_cost[host] / table.plant_cost[i];
  return (growth - 1.0) * (1.0 + pull) / (growth * pull * cost);
}

// The largest rise of duty on the cell's exports sets the rate; hosts that would serve that destination more
// cheaply than home share the new plants.
void SiteField::decide(const Levers& levers, const std::vector<double>& log_cost, std::size_t i,
                       std::size_t g, int step) {
  const WorldTable& table = world_.table;
  double rise = 0.0;
  std::size_t market = i;
  for (std::size_t n = 0; n < regions_; ++n) {
    const std::size_t at = table.duty_index(n, i, g);
    const double more = levers.duty[at] - table.base_duty[at];
    if (n == i || more <= rise || !(world_.accounts.base_share[(n * products_ + g) * regions_ + i] > 0.0))
      continue;
    rise = more;
    market = n;
  }
  if (!(rise > 0.0)) return;
  std::vector<double> weight(regions_, 0.0);
  double total = 0.0;
  for (std::size_t h = 0; h < regions_; ++h) {
    const double ahead = relative(market, i, g, h, log_cost);
    if (h == market || ahead >= 0.0 || !takes_plants_[h]) continue;
    const double pays = profit_ratio(i, g, h, ahead);
    weight[h] = host_weight(i, g, h) * pays * pays;
    total += weight[h];
  }
  if (!(total > 0.0)) return;
  double& left = undecided_[i * products_ + g];
  const double opened = left * (1.0 - std::exp(-rate_ * rise / stated_duty / 12.0));
  left -= opened;
  for (std::size_t h = 0; h < regions_; ++h) {
    if (!(weight[h] > 0.0)) continue;
    std::vector<double>& history = decided_[(i * products_ + g) * regions_ + h];
    history.resize(static_cast<std::size_t>(steps_), 0.0);
    history[static_cast<std::size_t>(step)] = opened * weight[h] / total;
  }
}

void SiteField::set_ready(std::size_t i, std::size_t g, int step) {
  const std::size_t k = world_.table.product_sector[g].index();
  const double months = std::max(
      1.0, settings_.investment.time_to_build_scale * world_.table.sector_parameters[k].time_to_build_months);
  double& all = at_work_[i * products_ + g];
  all = 0.0;
  for (std::size_t h = 0; h < regions_; ++h) {
    const std::vector<double>& history = decided_[(i * products_ + g) * regions_ + h];
    double ready = 0.0;
    for (int t = 0; t <= step && !history.empty(); ++t) {
      const double built = (step - t - months) / settings_.investment.ramp_months;
      if (built <= 0.0) break;
      ready += history[static_cast<std::size_t>(t)] * std::min(1.0, built);
    }
    ready_[(i * products_ + g) * regions_ + h] = ready;
    all += ready;
  }
}

double SiteField::log_composite(std::size_t n, std::size_t i, std::size_t g,
                                const std::vector<double>& log_cost) const {
  const double theta =
      trade_elasticity(settings_.sourcing, world_.table, world_.table.product_sector[g].index());
  double gain = 0.0;
  for (std::size_t h = 0; h < regions_; ++h) {
    const double ready = ready_[(i * products_ + g) * regions_ + h];
    const double ahead = ready > 0.0 ? relative(n, i, g, h, log_cost) : 0.0;
    if (ahead < 0.0) gain += ready * (std::exp(-theta * ahead) - 1.0);
  }
  return log_cost[world_.table.duty_index(n, i, g)] - std::log(1.0 + gain) / theta;
}

double SiteField::target(std::size_t n, std::size_t i, std::size_t g, std::size_t h,
                         const std::vector<double>& log_cost) const {
  const double ready = ready_[(i * products_ + g) * regions_ + h];
  const double ahead = ready > 0.0 ? relative(n, i, g, h, log_cost) : 0.0;
  if (ahead >= 0.0) return 0.0;
  // A plant that can make all its firm sells there: Phi = r^-theta_s of the plant.
  return ready * (1.0 - std::exp(settings_.investment.site_elasticity * ahead));
}

}  // namespace entrepot::test
