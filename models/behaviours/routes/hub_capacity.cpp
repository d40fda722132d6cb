#include "models/behaviours/routes/hub_capacity.hpp"

namespace entrepot {

std::vector<double> base_gate(const World& world) {
  const WorldTable& table = world.table;
  const std::size_t products = table.n_products();
  std::vector<double> gate(table.n_regions() * world.n_cells());
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t cell = 0; cell < world.n_cells(); ++cell) {
      const std::size_t bought = n * products + cell % products;
      const std::size_t at = n * world.n_cells() + cell;
      gate[at] = world.accounts.product_spending[bought] *
                 world.accounts.base_share[bought * table.n_regions() + cell / products] /
                 (1.0 + table.base_duty[at]);
    }
  }
  return gate;
}

std::vector<double> hub_capacity(const World& world, const RoutingSettings& settings,
                                 const std::vector<double>& gate) {
  const WorldTable& table = world.table;
  std::vector<double> capacity(table.n_groups(), 0.0);
  for (std::size_t n = 0; n < table.n_regions(); ++n) {
    for (std::size_t cell = 0; cell < world.n_cells(); ++cell) {
      const std::size_t hub = cell / table.n_products();
      if (hub == n) continue;
      capacity[hub * table.n_sectors() + table.product_sector[cell % table.n_products()].index()] +=
          settings.capacity * gate[n * world.n_cells() + cell];
    }
  }
  for (const BaseRoute& route : table.base_routes) {
    for (std::size_t g = 0; g < table.n_products(); ++g) {
      capacity[route.hub.index() * table.n_sectors() + table.product_sector[g].index()] +=
          route.share * gate[table.duty_index(route.destination.index(), route.origin.index(), g)];
    }
  }
  return capacity;
}

}  // namespace entrepot
