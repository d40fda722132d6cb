#include <algorithm>
#include <numeric>

#include "sim/core/math.hpp"
#include "tests/support/mean_field.hpp"

namespace entrepot::test {

using namespace models;

namespace {

// Price index of a constant-elasticity bundle: ln (sum s p^(1-e))^(1/(1-e)), e = 1 allowed.
double log_bundle(const double* share, const double* log_price, std::size_t count, double elasticity) {
  double sum = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    sum += share[i] * (elasticity == 1.0 ? log_price[i] : exp64((1.0 - elasticity) * log_price[i]));
  }
  return elasticity == 1.0 ? sum : log64(sum) / (1.0 - elasticity);
}

}  // namespace

// w d^(1 - sigma) of every origin in the nests of every user, summed over cohorts and classes.
void MeanField::effective_weights(std::size_t n, std::size_t g) {
  const std::size_t at = pair(n, g);
  const auto last = static_cast<std::size_t>(step_) + 1;
  std::vector<double> pull(classes_.count * regions_, 0.0);  // [class][origin] of all cohorts but the base
  for (std::size_t c = 0; c < classes_.count && settings_.sourcing.resourcing; ++c) {
    const double* const weight = weights(at, c);
    for (std::size_t cohort = 1; cohort <= last; ++cohort) {
      const double* const from = &signed_pull_[(at * cohorts_ + cohort) * regions_];
      for (std::size_t i = 0; i < regions_; ++i) pull[c * regions_ + i] += weight[cohort] * from[i];
    }
  }
  std::vector<double> price(regions_);
  for (std::size_t i = 0; i < regions_; ++i) price[i] = exp64(short_run_exponent(g) * customer_cost(n, i, g));
  for (std::size_t u = 0; u < users_; ++u) weigh_user(n, g, u, price, pull);
}

// One user's part of effective_weights: its base origins where slots were kept, the cohorts' where they
// moved.
void MeanField::weigh_user(std::size_t n, std::size_t g, std::size_t u, const std::vector<double>& price,
                           const std::vector<double>& pull) {
  const double* const share = class_shares(n, u, world_.table.product_sector[g].index());
  const std::size_t first = ((n * users_ + u) * products_ + g) * regions_;
  const double* const base = &base_weight_[first];
  const double mix = std::accumulate(base, base + regions_, 0.0);
  double kept = 0.0;
  for (std::size_t c = 0; c < classes_.count; ++c) kept += share[c] * weights(pair(n, g), c)[0];
  std::vector<double> moved(regions_, 0.0);
  for (std::size_t i = 0; i < regions_; ++i) {
    for (std::size_t c = 0; c < classes_.count; ++c) moved[i] += share[c] * pull[c * regions_ + i];
    moved[i] *= mix;
    effective_[first + i] = price[i] * (kept * base[i] + moved[i]);
  }
  if (sites_ != nullptr) place_at_sites(n, g, u, kept, price, moved);
}

// ln of the nest prices of one user, 0 where nothing is bought.
std::vector<double> MeanField::nest_prices(std::size_t n, std::size_t u) const {
  std::vector<double> log_price(sectors_, 0.0);
  const std::size_t row = (n * users_ + u) * products_;
  for (std::size_t k = 0; k < sectors_; ++k) {
    const double* const begin = &effective_[0] + (row + first_product_[k]) * regions_;
    const double* const end = &effective_[0] + (row + first_product_[k + 1]) * regions_;
    const double sum = std::accumulate(begin, end, 0.0);
    if (sum > 0.0) log_price[k] = log64(sum) / short_run_exponent(first_product_[k]);
  }
  return log_price;
}

// Spending by input at purchaser prices, million USD per month; notes the unit cost of a producer.
std::vector<double> MeanField::spending(std::size_t n, std::size_t u) {
  const BaseAccounts& base = world_.accounts;
  std::vector<double> out(sectors_, 0.0);
  if (u == sectors_) {
    for (std::size_t k = 0; k < sectors_; ++k)
      out[k] = base.budget[n] * budget_factor_[n] * base.budget_share[n * sectors_ + k] / 12.0;
    return out;
  }
  const std::vector<double> log_price = nest_prices(n, u);
  const std::size_t group = n * sectors_ + u;
  const double across = settings_.ordering.input_elasticity;
  const double e = settings_.ordering.value_added_elasticity;
  const double* const gamma = &base.input_share[group * sectors_];
  const double log_inputs = log_bundle(gamma, log_price.data(), sectors_, across);
  const double share[] = {base.labour_share[group], 1.0 - base.labour_share[group]};
  const double price[] = {0.0, log_inputs};  // wages are fixed
  const double log_cost = log_bundle(share, price, 2, e);
  unit_cost_[group] = exp64(log_cost);
  const double scale =
      shipped_[group] / base.markup[group] * share[1] * exp64(e * log_cost + (across - e) * log_inputs);
  for (std::size_t k = 0; k < sectors_; ++k) out[k] = scale * gamma[k] * exp64((1.0 - across) * log_price[k]);
  return out;
}

// Spending of one user by seller, in money at the gate, duty and goods at base prices.
void MeanField::order(std::size_t n, std::size_t u) {
  const std::vector<double> spent = spending(n, u);
  const std::size_t user = n * users_ + u;
  const std::size_t sellers = regions_ * sectors_;
  std::fill_n(&money_[user * sellers], sellers, 0.0);
  std::fill_n(&duty_[user * sellers], sellers, 0.0);
  std::fill_n(&goods_[user * sellers], sellers, 0.0);
  if (sites_ != nullptr) std::fill_n(&site_goods_[user * sellers], sellers, 0.0);
  for (std::size_t k = 0; k < sectors_; ++k) {
    const std::size_t begin = (user * products_ + first_product_[k]) * regions_;
    const std::size_t end = (user * products_ + first_product_[k + 1]) * regions_;
    const double sum = std::accumulate(&effective_[0] + begin, &effective_[0] + end, 0.0);
    if (!(sum > 0.0)) continue;
    for (std::size_t at = begin; at < end; ++at) {
      const std::size_t i = at % regions_;
      const std::size_t g = at / regions_ % products_;
      const double paid = spent[k] * effective_[at] / sum;
      sell_by_place(n, u, g, i, paid);
      if (sites_ == nullptr || !(effective_[at] > 0.0)) continue;
      const double duty = levers_.duty[world_.table.duty_index(n, i, g)];
      site_goods_[user * sellers + i * sectors_ + k] +=
          paid / (1.0 + duty) / price_[i * sectors_ + k] * effective_site_[at] / effective_[at];
    }
  }
}

// One user's purchases of a product made at a place, purchaser prices.
void MeanField::sell(std::size_t n, std::size_t u, std::size_t g, std::size_t place, double spent) {
  const std::size_t seller = place * sectors_ + world_.table.product_sector[g].index();
  const std::size_t at = (n * users_ + u) * regions_ * sectors_ + seller;
  const double duty = levers_.duty[world_.table.duty_index(n, place, g)];
  const double money = spent / (1.0 + duty);
  money_[at] += money;
  duty_[at] += duty * money;
  goods_[at] += money / price_[seller];
}

// The same of the customers of one base cell: contracts of enterprises are made where they are placed, at
// terms that do not change with the place.
void MeanField::sell_by_place(std::size_t n, std::size_t u, std::size_t g, std::size_t i, double spent) {
  if (enterprises_ == nullptr) return sell(n, u, g, i, spent);
  const std::size_t flow = world_.table.duty_index(n, i, g);
  ordered_from_[flow] += spent * exp64(-customer_cost(n, i, g)) / (1.0 + world_.table.base_duty[flow]);
  double left = spent;
  for (std::size_t h = 0; h < regions_ && enterprises_->moved(n, g); ++h) {
    const double moved = spent * enterprises_->made_in(n, g, i, h);
    if (moved > 0.0) sell(n, u, g, h, moved);
    left -= moved;
  }
  sell(n, u, g, i, left);
}

// Groups ship what is ordered up to their capacity; the rest of every order returns as cash.
void MeanField::produce() {
  const std::size_t sellers = regions_ * sectors_;
  for (std::size_t seller = 0; seller < sellers; ++seller) {
    double ordered = 0.0;
    for (std::size_t at = seller; at < goods_.size(); at += sellers) ordered += goods_[at];
    double local = world_.table.output[seller] / 12.0 / settings_.production.utilisation * trend_;
    if (enterprises_ != nullptr) local += enterprises_->added_capacity(GroupId(seller)) * trend_;
    if (!(local > 0.0)) continue;
    double of_sites = 0.0;  // their capacity follows their orders
    for (std::size_t at = seller; at < site_goods_.size(); at += sellers) of_sites += site_goods_[at];
    const double room = local + of_sites / settings_.production.utilisation;
    const double kept = settings_.production.capacity && ordered > room ? room / ordered : 1.0;
    for (std::size_t at = seller; at < goods_.size() && kept < 1.0; at += sellers) {
      money_[at] *= kept;
      duty_[at] *= kept;
    }
    shipped_[seller] = kept * ordered;
    utilisation_[seller] = shipped_[seller] / room;
  }
}

// Trade of the month and the income of regions: value added at the gate plus duties.
void MeanField::settle() {
  const std::size_t sellers = regions_ * sectors_;
  std::fill(trade_.begin(), trade_.end(), 0.0);
  std::fill(income_.begin(), income_.end(), 0.0);
  for (std::size_t n = 0; n < regions_; ++n) {
    for (std::size_t u = 0; u < users_; ++u) {
      for (std::size_t seller = 0; seller < sellers; ++seller) {
        const std::size_t at = (n * users_ + u) * sellers + seller;
        trade_[n * sellers + seller] += money_[at];
        income_[seller / sectors_] += money_[at];
        if (u < sectors_) income_[n] -= money_[at];  // duties on inputs leave firms and reach the treasury
        if (u == sectors_) income_[n] += duty_[at];
      }
    }
  }
}

void MeanField::post_prices() {
  const PricingSettings& pricing = settings_.pricing;
  for (std::size_t g = 0; g < price_.size(); ++g) {
    if (!(world_.table.output[g] > 0.0)) continue;
    const double relative = std::max(utilisation_[g] / settings_.production.utilisation, 1e-6);
    price_[g] +=
        pricing.adjustment * (unit_cost_[g] * pow64(relative, pricing.utilisation_exponent) - price_[g]);
  }
}

}  // namespace entrepot::test
