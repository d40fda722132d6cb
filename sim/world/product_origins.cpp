#include "sim/world/product_origins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace entrepot {

namespace {

constexpr double largest_share = 0.9;  // of a sector flow

// What a destination uses of an origin's sector, basic prices.
double sector_flow(const WorldTable& table, std::size_t n, std::size_t i, std::size_t k) {
  const std::size_t seller = table.axes().group(RegionId(i), SectorId(k)).index();
  double flow = table.f(seller, n);
  for (const GroupId user : table.axes().groups_of(RegionId(n))) flow += table.z(seller, user.index());
  return flow;
}

void start_from_mixes(WorldTable& table) {
  if (!table.product_mix_to.empty()) return;
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    table.product_mix_to.insert(table.product_mix_to.end(), table.product_mix.begin(),
                                table.product_mix.end());
  }
}

// Gives `fixed` products their share of the flow i -> n of their sector and the others the rest.
void make_room(WorldTable& table, std::size_t n, std::size_t i, std::size_t sector,
               const std::vector<double>& fixed) {
  double taken = 0.0;
  double rest = 0.0;
  for (std::size_t p = 0; p < fixed.size(); ++p) {
    if (table.product_sector[p].index() != sector) continue;
    (fixed[p] >= 0.0 ? taken : rest) += fixed[p] >= 0.0 ? fixed[p] : table.mix(n, i, p);
  }
  if (!(rest > 0.0)) return;
  for (std::size_t p = 0; p < fixed.size(); ++p) {
    if (table.product_sector[p].index() != sector) continue;
    double& mix = table.product_mix_to[table.duty_index(n, i, p)];
    mix = fixed[p] >= 0.0 ? fixed[p] : mix * (1.0 - taken) / rest;
  }
}

// What origin i sells of a sector in all, by product.
void sum_mixes(WorldTable& table, std::size_t i, std::size_t sector) {
  double all = 0.0;
  std::vector<double> sold(table.n_products(), 0.0);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    const double flow = sector_flow(table, n, i, sector);
    all += flow;
    for (std::size_t p = 0; p < sold.size(); ++p) sold[p] += flow * table.mix(n, i, p);
  }
  for (std::size_t p = 0; p < sold.size() && all > 0.0; ++p) {
    if (table.product_sector[p].index() == sector)
      table.product_mix[table.axes().cell(RegionId(i), ProductId(p)).index()] = sold[p] / all;
  }
}

}  // namespace

void set_product_origins(WorldTable& table, const std::vector<OriginShare>& shares) {
  start_from_mixes(table);
  const std::size_t products = table.n_products();
  constexpr double free = -1.0;
  std::vector<double> fixed(table.product_mix_to.size(), free);
  for (const OriginShare& given : shares) {
    const std::size_t k = table.product_sector[given.product].index();
    double imports = 0.0;
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      if (i == given.destination) continue;
      imports += sector_flow(table, given.destination, i, k) * table.mix(given.destination, i, given.product);
      double& share = fixed[table.duty_index(given.destination, i, given.product)];
      share = std::max(share, 0.0);
    }
    const double flow = sector_flow(table, given.destination, given.origin, k);
    const double wanted = flow > 0.0 ? imports * given.share / flow : 0.0;
    fixed[table.duty_index(given.destination, given.origin, given.product)] = std::min(wanted, largest_share);
    if (wanted > largest_share || (flow <= 0.0 && given.share > 0.0)) {
      table.notes.push_back(fmt::format(
          "clipped: {} {} imports of product {} from {} are {:.0f} million USD, more than nine tenths of the "
          "sector's",
          table.regions[given.destination], table.sectors[k], table.products[given.product],
          table.regions[given.origin], imports * given.share));
    }
  }
  std::set<std::size_t> sectors;
  for (const OriginShare& given : shares) sectors.insert(table.product_sector[given.product].index());
  for (const std::size_t k : sectors) {
    for (std::size_t i = 0; i < table.n_regions(); ++i) {
      for (std::size_t n = 0; n < table.n_regions(); ++n) {
        const double* const first = &fixed[table.duty_index(n, i, 0)];
        const std::vector<double> of_flow(first, first + products);
        if (std::any_of(of_flow.begin(), of_flow.end(), [](double share) { return share >= 0.0; }))
          make_room(table, n, i, k, of_flow);
      }
      sum_mixes(table, i, k);
    }
  }
}

void drop_from_product_origins(WorldTable& table) {
  if (table.product_mix_to.empty()) return;
  const Axes axes = table.axes();
  for (const RegionId n : axes.regions()) {
    std::vector<double> sum(axes.n_groups(), 0.0);
    for (const FlowId flow : axes.flows_to(n)) {
      double& mix = table.product_mix_to[flow.index()];
      if (!(table.product_mix[axes.cell_of(flow).index()] > 0.0)) mix = 0.0;
      sum[axes.group_of(axes.cell_of(flow)).index()] += mix;
    }
    for (const FlowId flow : axes.flows_to(n)) {
      const CellId cell = axes.cell_of(flow);
      const double all = sum[axes.group_of(cell).index()];
      // A flow of dropped products alone: what the origin has left.
      double& mix = table.product_mix_to[flow.index()];
      mix = all > 0.0 ? mix / all : table.product_mix[cell.index()];
    }
  }
}

}  // namespace entrepot
