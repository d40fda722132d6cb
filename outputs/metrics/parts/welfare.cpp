#include "outputs/metrics/parts/welfare.hpp"

#include <array>
#include <cmath>

#include "sim/core/math.hpp"

namespace entrepot::outputs {

double household_spending(const MetricView& view, RegionId region) {
  const RegionAccount& account = view.state.account[region.index()];
  return to_musd(view.world, account.final_spending - account.building);
}

double final_price(const MetricView& view, RegionId region) {
  double log_price = 0.0;
  for (const GroupId nest : view.world.axes().groups_of(region)) {
    log_price +=
        view.world.accounts.budget_share[nest.index()] * log64(view.state.nest_price_final[nest.index()]);
  }
  return exp64(log_price);
}

namespace {

// By it a difference of products is a sum of differences of logarithms.
double log_mean(double a, double b) {
  if (!(a > 0.0) || !(b > 0.0)) return 0.0;
  const double rise = a / b - 1.0;
  return std::abs(rise) < 1e-6 ? b * (1.0 + 0.5 * rise) : b * rise / log64(a / b);
}

class Parts {
 public:
  Parts(const WorldTable& table, const BaseAccounts& base, const IncomeAccounts& now)
      : table_(table), axes_(table.axes()), base_(base), now_(now), money_(axes_.n_regions()) {}

  void write(std::span<double> out) {
    for (const FlowId flow : axes_.flows()) add_trade(flow);
    for (const RegionId n : axes_.regions()) {
      const double to_base_prices = add_incomes(n);
      for (std::size_t part = 0; part < income_parts; ++part)
        out[n.index() * income_parts + part] = money_[n.index()][part] * to_base_prices;
    }
  }

 private:
  double& money(RegionId n, IncomePart part) { return money_[n.index()][static_cast<std::size_t>(part)]; }

  [[nodiscard]] double base_trade(FlowId flow) const {
    const CellId market = axes_.cell(axes_.destination_of(flow), axes_.product_of(flow));
    return base_.product_spending[market.index()] *
           base_.base_share[axes_.at(market, axes_.origin_of(flow))] /
           (1.0 + table_.base_duty[flow.index()]) / 12.0 * now_.trend;
  }

  void add_trade(FlowId flow) {
    const RegionId from = axes_.origin_of(flow);
    const RegionId to = axes_.destination_of(flow);
    if (from == to) return;
    const std::size_t at = flow.index();
    const double before = base_trade(flow);
    const double log_price = log64(now_.price[axes_.group_of(axes_.cell_of(flow)).index()]);
    const double dearer = log_mean(now_.trade[at], before) * log_price;
    money(from, IncomePart::terms_of_trade) += dearer;
    money(to, IncomePart::terms_of_trade) -= dearer;
    const double base_rate = table_.base_duty[at];
    const double rate = now_.trade[at] > 0.0 ? now_.duty[at] / now_.trade[at] : base_rate;
    money(to, IncomePart::duties) += 0.5 * (rate + base_rate) * (now_.trade[at] - before - dearer);
  }

  // The rest of a region's parts; returns the factor to base prices.
  double add_incomes(RegionId region) {
    const std::size_t n = region.index();
    const double month = now_.trend / 12.0;
    const double budget = base_.budget[n] * month;
    double pay = 0.0;
    for (const GroupId group : axes_.groups_of(region)) {
      const std::size_t g = group.index();
      pay += base_.labour_share[g] * table_.output[g] / base_.markup[g] * month;
    }
    money(region, IncomePart::labour) =
        now_.labour_pay[n] - pay - log_mean(now_.labour_pay[n], pay) * log64(now_.wage[n]);
    money(region, IncomePart::abroad) =
        (now_.spending[n] - now_.product[n]) - (budget - base_.product[n] * month);
    const double mean = log_mean(now_.spending[n], budget);
    double rest = now_.spending[n] - budget - mean * log64(now_.living[n]);
    for (std::size_t part = 0; part + 1 < income_parts; ++part) rest -= money_[n][part];
    money(region, IncomePart::efficiency) = rest;
    return log_mean(now_.spending[n] / now_.living[n], budget) / mean;
  }

  const WorldTable& table_;
  Axes axes_;
  const BaseAccounts& base_;
  const IncomeAccounts& now_;
  std::vector<std::array<double, income_parts>> money_;  // [region] at current prices
};

}  // namespace

void write_income_parts(const WorldTable& table, const BaseAccounts& base, const IncomeAccounts& now,
                        std::span<double> out) {
  Parts(table, base, now).write(out);
}

}  // namespace entrepot::outputs
