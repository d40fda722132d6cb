#include "tests/support/mean_field.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entrepot::test {

using namespace models;

namespace {

constexpr double watched_share = 0.01;  // origins whose cost changes count in the gap

void require_covered(const World& world, const ModelSettings& settings) {
  for (std::size_t k = 0; k < world.table.n_sectors(); ++k) {
    if (settings.sourcing.events == SourcingEvents::every_step ||
        slot_sigma(settings.ordering, world.table, k) == 1.0) {
      throw InputError(Fault{{},
                             "the mean field has no `events: every-step` and no short_run_sigma of 1",
                             "the frictionless limit is what `entrepot equilibrium` computes",
                             ""});
    }
  }
  if (settings.pricing.pricing == PriceRule::own || settings.sourcing.match == MatchQuality::frechet) {
    throw InputError(Fault{{},
                           "the mean field has no `pricing: own` and no `match: frechet`",
                           "both make prices differ inside a cohort",
                           "use `pricing: index` and `match: none`"});
  }
}

}  // namespace

MeanField::MeanField(const World& world, const ModelSettings& settings,
                     std::vector<const Instrument*> instruments, Calendar calendar, ThreadPool& pool,
                     std::size_t firm_classes, const OpeningRule& opening)
    : world_(world),
      settings_(settings),
      instruments_(std::move(instruments)),
      calendar_(calendar),
      pool_(pool),
      regions_(world.table.n_regions()),
      sectors_(world.table.n_sectors()),
      products_(world.table.n_products()),
      users_(sectors_ + 1),
      cohorts_(static_cast<std::size_t>(calendar.steps) + 1),
      classes_(value_classes(world, settings.sourcing.value_exponent, firm_classes)),
      first_product_(sectors_ + 1, products_),
      weight_(regions_ * products_ * classes_.count * cohorts_, 0.0),
      signed_share_(regions_ * products_ * cohorts_ * regions_, 0.0),
      signed_pull_(signed_share_.size(), 0.0),
      signed_cost_(signed_share_.size(), 0.0),
      price_(world.table.n_groups(), 1.0),
      shipped_(world.table.output),
      income_(world.accounts.income),
      budget_factor_(regions_, 1.0),
      log_cost_(regions_ * regions_ * products_, 0.0),
      effective_(regions_ * users_ * products_ * regions_, 0.0),
      unit_cost_(world.table.n_groups(), 1.0),
      money_(regions_ * users_ * regions_ * sectors_, 0.0),
      duty_(money_.size(), 0.0),
      goods_(money_.size(), 0.0),
      utilisation_(world.table.n_groups(), settings.production.utilisation),
      trade_(regions_ * regions_ * sectors_, 0.0) {
  require_covered(world, settings_);
  for (double& y : shipped_) y /= 12.0;
  for (double& y : income_) y /= 12.0;
  for (std::size_t g = products_; g-- > 0;) first_product_[world.table.product_sector[g].index()] = g;
  for (std::size_t k = sectors_; k-- > 0;)
    first_product_[k] = std::min(first_product_[k], first_product_[k + 1]);
  for (std::size_t at = 0; at < weight_.size(); at += cohorts_) weight_[at] = 1.0;
  set_base_weights();
  if (settings_.sourcing.enterprises && world.ownership.any() && !settings_.investment.sites) {
    enterprises_ = std::make_unique<EnterpriseField>(world, settings_);
    ordered_from_.assign(log_cost_.size(), 0.0);
  }
  if (!settings_.investment.sites) return;
  sites_ = std::make_unique<SiteField>(world, settings_, calendar.steps, opening);
  base_moved_.assign(regions_ * products_ * regions_ * regions_, 0.0);
  signed_there_ = signed_moved_ = base_moved_;
  effective_site_.assign(effective_.size(), 0.0);
  site_goods_.assign(goods_.size(), 0.0);
}

// Base weights of every user's nests: flows of the table at purchaser prices, split by the origins' mixes.
void MeanField::set_base_weights() {
  const WorldTable& table = world_.table;
  base_weight_.assign(effective_.size(), 0.0);
  for (std::size_t nu = 0; nu < regions_ * users_; ++nu) {
    const std::size_t n = nu / users_;
    const std::size_t u = nu % users_;
    std::vector<double> total(sectors_, 0.0);
    for (std::size_t g = 0; g < products_; ++g) {
      const std::size_t k = table.product_sector[g].index();
      for (std::size_t i = 0; i < regions_; ++i) {
        const std::size_t seller = i * sectors_ + k;
        const double basic = u < sectors_ ? table.z(seller, n * sectors_ + u) : table.f(seller, n);
        const double value =
            basic * table.product_mix[i * products_ + g] * (1.0 + table.base_duty[table.duty_index(n, i, g)]);
        base_weight_[(nu * products_ + g) * regions_ + i] = value;
        total[k] += value;
      }
    }
    for (std::size_t g = 0; g < products_; ++g) {
      const double sum = total[table.product_sector[g].index()];
      for (std::size_t i = 0; i < regions_ && sum > 0.0; ++i)
        base_weight_[(nu * products_ + g) * regions_ + i] /= sum;
    }
  }
}

double MeanField::short_run_exponent(std::size_t product) const {
  return 1.0 - slot_sigma(settings_.ordering, world_.table, world_.table.product_sector[product].index());
}

void MeanField::step() {
  ENTREPOT_VALIDATE(step_ < calendar_.steps, "the calendar has ended");
  const Month month = calendar_.at(step_);
  set_budgets(month);
  set_costs(month);
  if (sites_ != nullptr) sites_->open(levers_, log_cost_, step_);
  if (enterprises_ != nullptr) {
    const std::span<const double> last = step_ > 0 ? ordered_from_ : std::span<const double>();
    enterprises_->update(levers_, log_cost_, last, trend_, step_);
    std::fill(ordered_from_.begin(), ordered_from_.end(), 0.0);
  }
  pool_.for_each(regions_, [&](std::size_t n) {
    for (std::size_t g = 0; g < products_; ++g) {
      if (!(world_.accounts.product_spending[pair(n, g)] > 0.0)) continue;
      if (settings_.sourcing.resourcing) {
        sign(n, g);
        reopen(n, g);
        if (sites_ != nullptr) relocate(n, g);
        if (enterprises_ != nullptr && enterprises_->moved(n, g)) note_signed(n, g);
      }
      effective_weights(n, g);
    }
    for (std::size_t u = 0; u < users_; ++u) order(n, u);
  });
  produce();
  settle();
  post_prices();
  ++step_;
}

void MeanField::set_budgets(Month month) {
  const double last_trend = trend_;
  trend_ = demand_trend(settings_.demand, month);
  const double response = settings_.settlement.income_response;
  for (std::size_t n = 0; n < regions_; ++n) {
    const double growth =
        step_ > 0 ? 12.0 * income_[n] / (world_.accounts.income[n] * last_trend) - 1.0 : 0.0;
    budget_factor_[n] = trend_ * (1.0 + response * growth);
  }
}

void MeanField::set_costs(Month month) {
  const WorldTable& table = world_.table;
  levers_ = resolve_levers(table, instruments_, month);
  for (std::size_t n = 0; n < regions_; ++n) {
    for (std::size_t i = 0; i < regions_; ++i) {
      for (std::size_t g = 0; g < products_; ++g) {
        const std::size_t at = table.duty_index(n, i, g);
        const double price = price_[i * sectors_ + table.product_sector[g].index()];
        log_cost_[at] = log64(price * (1.0 + levers_.duty[at]) / (1.0 + table.base_duty[at]));
      }
    }
  }
}

// Terms of this month's cohort: origin shares of the nested logit, and z = x / index of the choice set.
void MeanField::sign(std::size_t n, std::size_t g) {
  const std::size_t at = pair(n, g);
  const double* const base = &world_.accounts.base_share[at * regions_];
  const double theta =
      trade_elasticity(settings_.sourcing, world_.table, world_.table.product_sector[g].index());
  const double eta = settings_.sourcing.tiers == Tiers::two ? settings_.sourcing.home_elasticity : theta;
  const std::size_t first = (at * cohorts_ + static_cast<std::size_t>(step_) + 1) * regions_;
  double* const share = &signed_share_[first];
  double* const cost = &signed_cost_[first];
  double foreign = 0.0;
  double pull = 0.0;
  for (std::size_t i = 0; i < regions_; ++i) {
    cost[i] = sites_ != nullptr && sites_->any(i, g) ? sites_->log_composite(n, i, g, log_cost_)
                                                     : customer_cost(n, i, g);
    share[i] = base[i] * exp64(-theta * cost[i]);
    if (i == n) continue;
    foreign += base[i];
    pull += share[i];
  }
  const bool imports = pull > 0.0;
  const double home_pull = base[n] * exp64(-eta * cost[n]);
  const double import_pull = imports ? foreign * pow64(pull / foreign, eta / theta) : 0.0;
  const double index = -log64(home_pull + import_pull) / eta;
  const double exponent = short_run_exponent(g);
  for (std::size_t i = 0; i < regions_; ++i) {
    const double tier = (i == n ? home_pull : import_pull) / (home_pull + import_pull);
    share[i] = i == n ? tier : (imports ? tier * share[i] / pull : 0.0);
    signed_pull_[first + i] = share[i] * exp64(-exponent * (customer_cost(n, i, g) - index));
  }
}

// Re-opening rate of each cohort for slots with m = 1, per month.
std::vector<double> MeanField::hazards(std::size_t n, std::size_t g) const {
  const std::size_t at = pair(n, g);
  const SourcingSettings& s = settings_.sourcing;
  const auto now = static_cast<std::size_t>(step_) + 1;
  const double* const cost = &signed_cost_[at * cohorts_ * regions_];
  const double* const base = &world_.accounts.base_share[at * regions_];
  const std::size_t k = world_.table.product_sector[g].index();
  const double constant = s.hazard_scale * world_.table.sector_parameters[k].resourcing_hazard;
  std::vector<double> rate(now);
  for (std::size_t cohort = 0; cohort < now; ++cohort) {
    double gap = 0.0;
    for (std::size_t i = 0; i < regions_; ++i) {
      if (base[i] > watched_share)
        gap = std::max(gap, std::abs(cost[now * regions_ + i] - cost[cohort * regions_ + i]));
    }
    const double scaled = gap / s.gap_scale;
    rate[cohort] = (constant + s.gap_hazard * (1.0 - exp64(-scaled * scaled))) / 12.0;
  }
  return rate;
}

// Slots re-opened this month leave their cohorts for the new one, class by class.
void MeanField::reopen(std::size_t n, std::size_t g) {
  const std::vector<double> rate = hazards(n, g);
  const double* const factor = classes_.factor_of(n * sectors_ + world_.table.product_sector[g].index());
  for (std::size_t c = 0; c < classes_.count; ++c) {
    double* const weight = weights(pair(n, g), c);
    double opened = 0.0;
    for (std::size_t cohort = 0; cohort < rate.size(); ++cohort) {
      const double stays = weight[cohort] * exp64(-factor[c] * rate[cohort]);
      opened += weight[cohort] - stays;
      weight[cohort] = stays;
    }
    weight[rate.size()] = opened;
  }
}

// What part of a market's contracts, by base spending, was signed in this step.
void MeanField::note_signed(std::size_t n, std::size_t g) {
  const std::size_t k = world_.table.product_sector[g].index();
  const auto now = static_cast<std::size_t>(step_) + 1;
  double anew = 0.0;
  double all = 0.0;
  for (std::size_t u = 0; u < users_; ++u) {
    const double* const base = &base_weight_[((n * users_ + u) * products_ + g) * regions_];
    const double value = base_spending(n, u, k) * std::accumulate(base, base + regions_, 0.0);
    for (std::size_t c = 0; c < classes_.count; ++c) {
      all += value * class_shares(n, u, k)[c];
      anew += value * class_shares(n, u, k)[c] * weights(pair(n, g), c)[now];
    }
  }
  if (all > 0.0) enterprises_->sign(n, g, anew / all);
}

double MeanField::base_spending(std::size_t n, std::size_t u, std::size_t k) const {
  const BaseAccounts& base = world_.accounts;
  if (u == sectors_) return base.budget[n] * base.budget_share[n * sectors_ + k];
  return world_.table.output[n * sectors_ + u] * world_.input_coefficient(n * sectors_ + u, k);
}

void MeanField::add_weights(std::size_t n, std::size_t g, std::size_t u, std::vector<double>& out) const {
  const std::size_t k = world_.table.product_sector[g].index();
  const double* const base = &base_weight_[((n * users_ + u) * products_ + g) * regions_];
  const double mix = std::accumulate(base, base + regions_, 0.0);
  for (std::size_t c = 0; c < classes_.count; ++c) {
    const double value = base_spending(n, u, k) * class_shares(n, u, k)[c];
    const double* const weight = weights(pair(n, g), c);
    for (std::size_t i = 0; i < regions_; ++i) out[i] += value * weight[0] * base[i];
    for (std::size_t t = 1; t <= static_cast<std::size_t>(step_); ++t) {
      const double* const from = &signed_share_[(pair(n, g) * cohorts_ + t) * regions_];
      for (std::size_t i = 0; i < regions_; ++i) out[i] += value * mix * weight[t] * from[i];
    }
  }
}

std::vector<double> MeanField::weight_shares(std::size_t n, std::size_t g) const {
  std::vector<double> out(regions_, 0.0);
  for (std::size_t u = 0; u < users_; ++u) add_weights(n, g, u, out);
  const double total = std::accumulate(out.begin(), out.end(), 0.0);
  for (double& share : out) share = total > 0.0 ? share / total : 0.0;
  return out;
}

double MeanField::weight_error() const {
  double error = 0.0;
  for (std::size_t at = 0; at < weight_.size(); at += cohorts_) {
    const double sum = std::accumulate(&weight_[at], &weight_[at] + cohorts_, 0.0);
    error = std::max(error, std::abs(sum - 1.0));
  }
  return error;
}

}  // namespace entrepot::test
