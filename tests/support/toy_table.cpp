#include "tests/support/toy_table.hpp"

namespace entrepot::test {

namespace {

void name_axes(WorldTable& table) {
  table.regions = {"BUY", "RIV", "ALT"};
  table.sectors = {"GDA", "GDB", "SRV"};
  table.sector_is_goods = table.sector_is_manufacturing = {true, true, false};
  table.products = {"a1", "a2", "b1", "b2", "s1"};
  for (const int sector : {0, 0, 1, 1, 2}) table.product_sector.emplace_back(sector);
  table.product_list.assign(5, "none");
  table.product_hs = table.products;
  table.product_name = table.products;
  table.sector_parameters.resize(3);
  table.sector_parameters[0].trade_elasticity = 3.0;
  table.sector_parameters[1].trade_elasticity = 8.0;
  table.product_mix = {0.5, 0.5, 0.4, 0.6, 1.0, 0.7, 0.3, 0.8, 0.2, 1.0, 0.3, 0.7, 0.5, 0.5, 1.0};
}

// Share of an origin in what a destination uses of a sector: mostly home, services more so.
double origin_share(std::size_t origin, std::size_t destination, std::size_t sector) {
  const double abroad = sector == 2 ? 0.06 : 0.4;
  if (origin == destination) return 1.0 - abroad;
  const bool larger = (destination + 1) % 3 == origin;
  return abroad * (larger ? 0.6 : 0.4);
}

void fill_flows(WorldTable& table) {
  table.intermediate.assign(81, 0.0);
  table.final_use.assign(27, 0.0);
  table.output.assign(9, 0.0);
  table.value_added.assign(9, 0.0);
  for (std::size_t seller = 0; seller < 9; ++seller) {
    const std::size_t k = seller % 3;
    for (std::size_t n = 0; n < 3; ++n) {
      const double share = origin_share(seller / 3, n, k);
      for (std::size_t j = 0; j < 3; ++j)
        table.z(seller, n * 3 + j) = share * 1e5 * static_cast<double>(1 + (k + 2 * j + n) % 3);
      table.f(seller, n) = share * 1e5 * static_cast<double>(4 + (k + n) % 2);
      table.output[seller] += table.f(seller, n);
      for (std::size_t j = 0; j < 3; ++j) table.output[seller] += table.z(seller, n * 3 + j);
    }
  }
  for (std::size_t user = 0; user < 9; ++user) {
    table.value_added[user] = table.output[user];
    for (std::size_t seller = 0; seller < 9; ++seller) table.value_added[user] -= table.z(seller, user);
  }
}

}  // namespace

WorldTable toy_table() {
  WorldTable table;
  name_axes(table);
  fill_flows(table);
  table.base_duty.assign(45, 0.0);
  for (std::size_t origin = 1; origin < 3; ++origin) {
    for (std::size_t product = 0; product < 4; ++product)
      table.base_duty[table.duty_index(0, origin, product)] = 0.02 + 0.01 * static_cast<double>(product);
  }
  return table;
}

void ToyTariff::apply(Month month, Levers& levers) const {
  if (month < from_) return;
  for (std::size_t product = 0; product < table_.n_products(); ++product) {
    if (table_.sector_is_goods[table_.product_sector[product].index()])
      levers.duty[table_.duty_index(destination_, origin_, product)] += rate_;
  }
}

}  // namespace entrepot::test
