#include "models/policies/parts/content.hpp"

#include <numeric>

namespace entrepot {

namespace {

// Part of a sector's output in a region that lies in `products`.
std::vector<double> covered_mix(const std::vector<std::size_t>& products, const WorldTable& table) {
  std::vector<double> mix(table.n_groups(), 0.0);
  for (std::size_t region = 0; region < table.n_regions(); ++region) {
    for (const std::size_t product : products) {
      mix[region * table.n_sectors() + table.product_sector[product].index()] +=
          table.product_mix[region * table.n_products() + product];
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
  std::vector<double> by_sector(table.n_sectors(), 0.0);
  for (std::size_t k = 0; k < table.n_sectors(); ++k) {
    const std::size_t seller = origin * table.n_sectors() + k;
    by_sector[k] = table.f(seller, destination);
    for (std::size_t j = 0; j < table.n_sectors(); ++j)
      by_sector[k] += table.z(seller, destination * table.n_sectors() + j);
  }
  std::vector<double> trade(table.n_products(), 0.0);
  for (std::size_t p = 0; p < table.n_products(); ++p)
    trade[p] =
        by_sector[table.product_sector[p].index()] * table.product_mix[origin * table.n_products() + p];
  return trade;
}

std::vector<double> direct_content(const std::vector<NamedRegion>& sources,
                                   const std::vector<std::size_t>& products, const WorldTable& table) {
  const std::vector<double> mix = covered_mix(products, table);
  const std::vector<bool> is_source = named(sources, table);
  std::vector<double> content(table.n_groups(), 0.0);
  for (std::size_t user = 0; user < table.n_groups(); ++user) {
    if (table.output[user] <= 0.0) continue;
    for (std::size_t seller = 0; seller < table.n_groups(); ++seller) {
      if (is_source[seller / table.n_sectors()])
        content[user] += mix[seller] * table.z(seller, user) / table.output[user];
    }
  }
  return content;
}

std::vector<double> local_content(const std::vector<NamedRegion>& regions, const WorldTable& table) {
  std::vector<std::size_t> all(table.n_products());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::vector<double> content = direct_content(regions, all, table);
  const std::vector<bool> is_local = named(regions, table);
  for (std::size_t group = 0; group < table.n_groups(); ++group) {
    if (is_local[group / table.n_sectors()] && table.output[group] > 0.0)
      content[group] += table.value_added[group] / table.output[group];
  }
  return content;
}

}  // namespace entrepot
