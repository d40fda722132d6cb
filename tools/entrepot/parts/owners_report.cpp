#include "tools/entrepot/parts/owners_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "outputs/compare/render/text_table.hpp"

namespace entrepot::tools {

using namespace outputs;

namespace {

constexpr std::size_t worst_shown = 8;

std::string billions(double musd) { return fmt::format("{:.1f}", musd / 1000.0); }
std::string percent(double part, double whole) {
  return whole > 0.0 ? fmt::format("{:.1f}", 100.0 * part / whole) : "-";
}

// One sentence on what is owned abroad and how it is tied together.
std::string coverage(const World& world) {
  const Ownership& own = world.ownership;
  double made = 0.0;
  double foreign = 0.0;
  double parents = 0.0;
  for (std::size_t f = 0; f < world.n_firms(); ++f) {
    const CellId cell(world.firm_cell[f]);
    if (!world.table.sector_is_goods[world.axes().sector_of(cell).index()]) continue;
    made += world.firm_output[f];
    if (world.owner_of(f) != world.axes().region_of(cell))
      foreign += world.firm_output[f];
    else if (own.firm_enterprise[f] != no_enterprise)
      parents += world.firm_output[f];
  }
  return fmt::format(
      "Of the output of goods, {} % is made by {} plants owned abroad and {} % by parents at home; {} "
      "enterprises "
      "with {} plants tie them together.\n",
      percent(foreign, made), own.abroad.size(), percent(parents, made), own.n_enterprises(),
      own.enterprise_plant.size());
}

// Sum of misses over sum of figures, and the figures that are missed most.
struct Misses {
  double wanted = 0.0;
  double missed = 0.0;
  void add(double want, double got) {
    wanted += want;
    missed += std::abs(got - want);
  }
};

std::string fit_text(const World& world) {
  Misses output;
  Misses exports;
  Misses flow;
  for (const OwnerFit& fit : world.ownership.fit) {
    output.add(fit.wanted_output, fit.got_output);
    exports.add(fit.wanted_exports, fit.got_exports);
    if (fit.destination.valid()) flow.add(fit.wanted_flow, fit.got_flow);
  }
  return fmt::format(
      "Owners' figures are missed by {} % of output, {} % of exports and {} % of the flows that have figures "
      "of "
      "their own (sum of misses over sum of figures; flows rule over exports, these over output).\n",
      percent(output.missed, output.wanted), percent(exports.missed, exports.wanted),
      percent(flow.missed, flow.wanted));
}

TextTable worst_table(const World& world) {
  std::vector<OwnerFit> worst = world.ownership.fit;
  const auto miss = [](const OwnerFit& fit) {
    return std::abs(fit.got_exports - fit.wanted_exports) + std::abs(fit.got_flow - fit.wanted_flow);
  };
  std::ranges::stable_sort(worst, [&](const OwnerFit& a, const OwnerFit& b) { return miss(a) > miss(b); });
  worst.resize(std::min(worst.size(), worst_shown));
  TextTable out{{{"host"},
                 {"sector"},
                 {"owner"},
                 {"output wanted", Align::right},
                 {"got", Align::right},
                 {"exports wanted", Align::right},
                 {"got", Align::right},
                 {"flow to"},
                 {"wanted", Align::right},
                 {"got", Align::right}},
                {}};
  const WorldTable& table = world.table;
  for (const OwnerFit& fit : worst) {
    const bool flow = fit.destination.valid();
    out.rows.push_back({table.regions[world.axes().region_of(GroupId(fit.group)).index()],
                        table.sectors[world.axes().sector_of(GroupId(fit.group)).index()],
                        table.regions[fit.owner.index()], billions(fit.wanted_output),
                        billions(fit.got_output), billions(fit.wanted_exports), billions(fit.got_exports),
                        flow ? table.regions[fit.destination.index()] : "",
                        flow ? billions(fit.wanted_flow) : "", flow ? billions(fit.got_flow) : ""});
  }
  return out;
}

// What a class of plants sells to a destination, basic prices.
double class_sales(const World& world, CellId cell, std::size_t one, RegionId n) {
  const Axes axes = world.axes();
  const GroupId seller = axes.group_of(cell);
  double flow = world.table.f(seller.index(), n.index());
  for (const GroupId user : axes.groups_of(n)) flow += world.table.z(seller.index(), user.index());
  return flow * world.table.mix(n.index(), axes.region_of(cell).index(), axes.product_of(cell).index()) *
         world.ownership.class_share[one * world.table.n_regions() + n.index()];
}

struct Partner {
  double imports = 0.0;
  double foreign = 0.0;  // by plants owned outside the partner
  double related = 0.0;  // by plants owned in the destination
};

std::vector<Partner> partners_of(const World& world, RegionId n) {
  const Axes axes = world.axes();
  std::vector<Partner> partners(axes.n_regions());
  for (const CellId cell : axes.cells()) {
    const RegionId origin = axes.region_of(cell);
    if (origin == n || !world.table.sector_is_goods[axes.sector_of(cell).index()]) continue;
    Partner& partner = partners[origin.index()];
    const Ownership& own = world.ownership;
    for (std::uint32_t c = own.class_first[cell.index()]; c < own.class_first[cell.index() + 1]; ++c) {
      const double sales = class_sales(world, cell, c, n);
      partner.imports += sales;
      if (own.class_owner[c] != origin.get()) partner.foreign += sales;
      if (own.class_owner[c] == n.get()) partner.related += sales;
    }
  }
  return partners;
}

// The region that imports the most goods, and from whom.
std::string partners_text(const World& world) {
  RegionId largest(0);
  double most = -1.0;
  std::vector<Partner> partners;
  for (const RegionId n : world.axes().regions()) {
    std::vector<Partner> of_region = partners_of(world, n);
    double imports = 0.0;
    for (const Partner& partner : of_region) imports += partner.imports;
    if (imports <= most) continue;
    most = imports;
    largest = n;
    partners = std::move(of_region);
  }
  TextTable out{{{"partner"},
                 {"imports", Align::right},
                 {"foreign-owned %", Align::right},
                 {"related %", Align::right}},
                {}};
  for (const RegionId i : world.axes().regions()) {
    const Partner& partner = partners[i.index()];
    if (i == largest) continue;
    out.rows.push_back({world.table.regions[i.index()], billions(partner.imports),
                        percent(partner.foreign, partner.imports),
                        percent(partner.related, partner.imports)});
  }
  return fmt::format(
      "Sellers of goods to {}, bn USD (foreign-owned: by owners outside the partner; related: owned in "
      "{})\n{}",
      world.table.regions[largest.index()], world.table.regions[largest.index()], out.render());
}

TextTable income_table(const World& world) {
  const BaseAccounts& accounts = world.accounts;
  const Axes axes = world.axes();
  std::vector<double> received(axes.n_regions(), 0.0);
  std::vector<double> paid(received);
  for (const GroupId group : axes.groups()) {
    for (const RegionId owner : axes.regions()) {
      const double profit =
          accounts.profit_abroad[axes.at(group, owner)] * base_profit(world.table, accounts, group);
      received[owner.index()] += profit;
      paid[axes.region_of(group).index()] += profit;
    }
  }
  TextTable out{{{"region"},
                 {"product", Align::right},
                 {"received", Align::right},
                 {"paid", Align::right},
                 {"net", Align::right},
                 {"national income", Align::right}},
                {}};
  for (std::size_t n = 0; n < received.size(); ++n) {
    out.rows.push_back({world.table.regions[n], billions(accounts.product[n]), billions(received[n]),
                        billions(paid[n]), billions(received[n] - paid[n]), billions(accounts.income[n])});
  }
  return out;
}

}  // namespace

std::string owners_report(const World& world) {
  return "Owners of plants\n" + coverage(world) + fit_text(world) +
         "\nFarthest from their figures, bn USD per year\n" + worst_table(world).render() + "\n" +
         partners_text(world) + "\nPrimary income from plants abroad, bn USD per year\n" +
         income_table(world).render();
}

}  // namespace entrepot::tools
