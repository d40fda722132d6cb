#include "models/policies/parts/content.hpp"

#include <numeric>

namespace entrepot::models {

namespace {

// Part of a sector's output in a region that lies in `products`.
std::vector<double> covered_mix(const std::vector<std::size_t>& products, const WorldTable& table) {
  std::vector<double> mix(table.n_groups(), 0.0);
  for (const RegionId region : table.axes().regions()) {
    for (const std::size_t product : products) {
      const CellId cell = table.axes().cell(region, ProductId(product));
      mix[table.axes().group_of(cell).index()] += table.product_mix[cell.index()];
    }
  }
  return mix;
}

std::vector<bool> named(const std::vector<NamedRegion>& regions, const WorldTable& table) {
  std::vector<bool> is_named(table.n_regions(), false);
  for (const NamedRegion& at : regions) is_named[at.region] = true;
  return is_named;
}

}  // namespace

std::vector<double> base_trade(std::size_t destination, std::size_t origin, const WorldTable& table) {
  const Axes axes = table.axes();
  std::vector<double> by_sector;
  for (const GroupId seller : axes.groups_of(RegionId(origin))) {
    double sold = table.f(seller.index(), destination);
    for (const GroupId user : axes.groups_of(RegionId(destination)))
      sold += table.z(seller.index(), user.index());
    by_sector.push_back(sold);
  }
  std::vector<double> trade;
  for (const CellId cell : axes.cells_of(RegionId(origin)))
    trade.push_back(by_sector[axes.sector_of(cell).index()] * table.product_mix[cell.index()]);
  return trade;
}

std::vector<double> direct_content(const std::vector<NamedRegion>& sources,
                                   const std::vector<std::size_t>& products, const WorldTable& table) {
  const std::vector<double> mix = covered_mix(products, table);
  const std::vector<bool> is_source = named(sources, table);
  std::vector<double> content(table.n_groups(), 0.0);
  for (std::size_t user = 0; user < table.n_groups(); ++user) {
    if (table.output[user] <= 0.0) continue;
    for (const GroupId seller : table.axes().groups()) {
      if (is_source[table.axes().region_of(seller).index()])
        content[user] += mix[seller.index()] * table.z(seller.index(), user) / table.output[user];
    }
  }
  return content;
}

std::vector<double> local_content(const std::vector<NamedRegion>& regions, const WorldTable& table) {
  std::vector<std::size_t> all(table.n_products());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<double> content = direct_content(regions, all, table);
  const std::vector<bool> is_local = named(regions, table);
  for (const GroupId group : table.axes().groups()) {
    const std::size_t g = group.index();
    if (is_local[table.axes().region_of(group).index()] && table.output[g] > 0.0)
      content[g] += table.value_added[g] / table.output[g];
  }
  return content;
}

}  // namespace entrepot::models
