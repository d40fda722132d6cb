#include "sim/world/accounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/world/ownership/profit_owners.hpp"

namespace entrepot {

namespace {

// Average of 1 + t0 over an origin's product mix, [destination][origin group].
std::vector<double> duty_factors(const WorldTable& table) {
  const Axes axes = table.axes();
  std::vector<double> factor(axes.n_regions() * axes.n_groups(), 0.0);
  for (const RegionId n : axes.regions()) {
    for (const CellId cell : axes.cells()) {
      factor[axes.at(n, axes.group_of(cell))] +=
          table.mix(n.index(), axes.region_of(cell).index(), axes.product_of(cell).index()) *
          (1.0 + table.base_duty[axes.flow(n, cell).index()]);
    }
  }
  return factor;
}

class Accountant {
 public:
  Accountant(const WorldTable& table, double markup)
      : table_(table), axes_(table.axes()), factor_(duty_factors(table)), markup_(markup) {
    const std::size_t groups = table.n_groups();
    out_.input_duties.assign(groups, 0.0);
    out_.value_added.assign(groups, 0.0);
    out_.markup.assign(groups, 1.0);
    out_.labour_share.assign(groups, 1.0);
    out_.input_share.assign(groups * table.n_sectors(), 0.0);
    out_.budget.assign(table.n_regions(), 0.0);
    out_.budget_share.assign(groups, 0.0);
    out_.final_duties.assign(table.n_regions(), 0.0);
    out_.product.assign(table.n_regions(), 0.0);
    out_.income.assign(table.n_regions(), 0.0);
    out_.deficit.assign(table.n_regions(), 0.0);
    out_.base_share.assign(table.n_regions() * table.n_products() * table.n_regions(), 0.0);
    out_.product_spending.assign(table.n_regions() * table.n_products(), 0.0);
  }

  BaseAccounts run() {
    for (const GroupId group : axes_.groups()) producer(group);
    for (const RegionId n : axes_.regions()) household(n);
    for (const RegionId n : axes_.regions()) shares(n);
    return std::move(out_);
  }

 private:
  void producer(GroupId user) {
    const std::size_t group = user.index();
    const std::size_t sectors = table_.n_sectors();
    const RegionId region = axes_.region_of(user);
    double basic = 0.0;
    double inputs = 0.0;
    double* const share = &out_.input_share[axes_.at(user, SectorId(0))];
    for (const GroupId supplier : axes_.groups()) {
      const double value = table_.z(supplier.index(), group) * factor_[axes_.at(region, supplier)];
      basic += table_.z(supplier.index(), group);
      inputs += value;
      share[axes_.sector_of(supplier).index()] += value;
    }
    const double output = table_.output[group];
    out_.input_duties[group] = inputs - basic;
    out_.value_added[group] = output - inputs;
    if (output <= 0.0) return;
    if (inputs > 0.0) std::for_each(share, share + sectors, [&](double& s) { s /= inputs; });
    const double cap = 1.0 / (1.0 - 0.5 * std::max(0.0, out_.value_added[group]) / output);
    out_.markup[group] = std::min(markup_, cap);
    const double cost = output / out_.markup[group];
    out_.labour_share[group] = (cost - inputs) / cost;
    if (out_.labour_share[group] < 0.0) {
      throw InputError(
          Fault{{},
                fmt::format("{} {} has inputs and duties of {:.6g} but output of {:.6g} million USD",
                            table_.regions[region.index()], table_.sectors[axes_.sector_of(user).index()],
                            inputs, output),
                "value added net of duties on inputs would be negative",
                "check the table"});
    }
  }

  void household(RegionId destination) {
    const std::size_t n = destination.index();
    double basic = 0.0;
    for (const GroupId supplier : axes_.groups()) {
      const double value = table_.f(supplier.index(), n) * factor_[axes_.at(destination, supplier)];
      basic += table_.f(supplier.index(), n);
      out_.budget[n] += value;
      out_.budget_share[axes_.group(destination, axes_.sector_of(supplier)).index()] += value;
    }
    out_.final_duties[n] = out_.budget[n] - basic;
    out_.product[n] = out_.final_duties[n];
    for (const GroupId group : axes_.groups_of(destination)) {
      if (out_.budget[n] > 0.0) out_.budget_share[group.index()] /= out_.budget[n];
      out_.product[n] += out_.value_added[group.index()] + out_.input_duties[group.index()];
    }
  }

  // What a destination buys of every product at purchaser prices, by origin, then as shares.
  void shares(RegionId n) {
    std::vector<double> basic(axes_.n_groups());  // [origin group] what the destination uses of it
    for (const GroupId seller : axes_.groups()) {
      basic[seller.index()] = table_.f(seller.index(), n.index());
      for (const GroupId user : axes_.groups_of(n))
        basic[seller.index()] += table_.z(seller.index(), user.index());
    }
    for (const ProductId p : axes_.products()) {
      const CellId market = axes_.cell(n, p);
      double& sum = out_.product_spending[market.index()];
      for (const RegionId i : axes_.regions()) {
        double& share = out_.base_share[axes_.at(market, i)];
        share = basic[axes_.group(i, axes_.sector_of(p)).index()] *
                table_.mix(n.index(), i.index(), p.index()) *
                (1.0 + table_.base_duty[axes_.flow(n, i, p).index()]);
        sum += share;
      }
      for (const RegionId i : axes_.regions()) {
        if (sum > 0.0) out_.base_share[axes_.at(market, i)] /= sum;
      }
    }
  }

  const WorldTable& table_;
  Axes axes_;
  std::vector<double> factor_;
  double markup_;
  BaseAccounts out_;
};

}  // namespace

double base_profit(const WorldTable& table, const BaseAccounts& accounts, GroupId group) {
  return (1.0 - 1.0 / accounts.markup[group.index()]) * table.output[group.index()];
}

namespace {

// Gives profits their owners: income and deficit follow.
void share_profits(const WorldTable& table, BaseAccounts& accounts) {
  const Axes axes = table.axes();
  accounts.income = accounts.product;
  for (const GroupId group : axes.groups()) {
    if (accounts.profit_abroad.empty()) break;
    const double profit = base_profit(table, accounts, group);
    for (const RegionId owner : axes.regions()) {
      const double paid = accounts.profit_abroad[axes.at(group, owner)] * profit;
      accounts.income[axes.region_of(group).index()] -= paid;
      accounts.income[owner.index()] += paid;
    }
  }
  for (std::size_t n = 0; n < accounts.income.size(); ++n)
    accounts.deficit[n] = accounts.budget[n] - accounts.income[n];
}

}  // namespace

BaseAccounts base_accounts(const WorldTable& table, double markup, double judgement_scale) {
  BaseAccounts accounts = Accountant(table, markup).run();
  accounts.profit_abroad = profit_owners(table, accounts.markup, judgement_scale);
  share_profits(table, accounts);
  return accounts;
}

}  // namespace entrepot
