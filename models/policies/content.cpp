#include "models/policies/content.hpp"

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

}  // namespace

std::vector<double> direct_content(const std::vector<NamedRegion>& sources,
                                   const std::vector<std::size_t>& products, const WorldTable& table) {
  const std::vector<double> mix = covered_mix(products, table);
  std::vector<bool> is_source(table.n_regions(), false);
  for (const NamedRegion& source : sources) is_source[source.region] = true;
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

}  // namespace entrepot
