#include "tests/support/import_shares.hpp"

#include <numeric>

namespace entrepot::test {

void ImportShares::add(Month month, const std::vector<double>& trade) {
  const std::size_t regions = table_.n_regions();
  const std::size_t sectors = table_.n_sectors();
  std::vector<double>& year = value_[month.year()];
  year.resize(regions, 0.0);
  for (std::size_t i = 0; i < regions; ++i) {
    double& value = i == destination_ ? home_[month.year()] : year[i];
    for (std::size_t k = 0; k < sectors; ++k) {
      if (table_.sector_is_goods[k]) value += trade[(destination_ * regions + i) * sectors + k];
    }
  }
}

std::vector<double> ImportShares::shares(int year) const {
  std::vector<double> out = value_.at(year);
  const double total = std::accumulate(out.begin(), out.end(), 0.0);
  for (double& share : out) share = total > 0.0 ? share / total : 0.0;
  return out;
}

double ImportShares::domestic(int year) const {
  const std::vector<double>& imports = value_.at(year);
  const double home = home_.at(year);
  return home / (home + std::accumulate(imports.begin(), imports.end(), 0.0));
}

std::vector<double> agent_trade(const World& world, const State& state) {
  const WorldTable& table = world.table;
  std::vector<double> trade(table.n_regions() * table.n_groups(), 0.0);
  for (std::size_t at = 0; at < state.flow.size(); ++at) {
    const std::size_t product = at % table.n_products();
    const std::size_t pair = at / table.n_products();  // destination * regions + origin
    trade[pair * table.n_sectors() + table.product_sector[product].index()] +=
        static_cast<double>(state.flow[at].money) * world.unit_musd;
  }
  return trade;
}

}  // namespace entrepot::test
