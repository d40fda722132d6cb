#include "tests/support/random_table.hpp"

#include <string>

#include "sim/core/rng.hpp"

namespace entrepot::test {

namespace {

void name_everything(WorldTable& table, const TableShape& shape) {
  for (std::size_t n = 0; n < shape.regions; ++n)
    table.regions.push_back(std::string("R") + std::to_string(n));
  for (std::size_t k = 0; k < shape.sectors; ++k) {
    const bool goods = k + 1 < shape.sectors;
    table.sectors.push_back(std::string("S") + std::to_string(k));
    table.sector_is_goods.push_back(goods);
    table.sector_is_manufacturing.push_back(goods);
    SectorParameters parameters;
    parameters.trade_elasticity = 3.0 + static_cast<double>(k);
    table.sector_parameters.push_back(parameters);
    for (std::size_t g = 0; g < (goods ? shape.products_per_sector : 1); ++g) {
      table.products.push_back(std::to_string(10 * (k + 1) + g));
      table.product_sector.emplace_back(k);
      table.product_list.emplace_back(g == 0 ? "1" : "none");
      table.product_hs.push_back(table.products.back());
      table.product_name.push_back(std::string("product ") + table.products.back());
    }
  }
  table.product_detail = {table.regions.front()};
}

}  // namespace

WorldTable random_table(std::uint64_t seed, const TableShape& shape) {
  WorldTable table;
  name_everything(table, shape);
  Draws draws({seed, 0}, Stream::test, 1, 0);
  const std::size_t groups = table.n_groups();
  table.intermediate.assign(groups * groups, 0.0);
  table.final_use.assign(groups * shape.regions, 0.0);
  table.output.assign(groups, 0.0);
  for (std::size_t row = 0; row < groups; ++row) {
    const std::size_t origin = row / shape.sectors;
    for (std::size_t column = 0; column < groups; ++column) {
      const bool home = column / shape.sectors == origin;
      const double size = shape.input_size * (home ? 300.0 : 40.0);
      if (home || draws.unit() > shape.empty_share) table.z(row, column) = size * draws.unit();
      table.output[row] += table.z(row, column);
    }
    for (std::size_t n = 0; n < shape.regions; ++n) {
      const double size = n == origin ? 12000.0 : 1500.0;
      if (n == origin || draws.unit() > shape.empty_share) table.f(row, n) = size * (0.2 + draws.unit());
      table.output[row] += table.f(row, n);
    }
  }
  table.value_added = table.output;
  for (std::size_t row = 0; row < groups; ++row) {
    for (std::size_t column = 0; column < groups; ++column) table.value_added[column] -= table.z(row, column);
  }
  table.base_duty.assign(shape.regions * shape.regions * table.n_products(), 0.0);
  table.product_mix.assign(shape.regions * table.n_products(), 0.0);
  for (std::size_t i = 0; i < shape.regions; ++i) {
    std::vector<double> sum(shape.sectors, 0.0);
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      table.product_mix[i * table.n_products() + p] = 0.1 + draws.unit();
      sum[table.product_sector[p].index()] += table.product_mix[i * table.n_products() + p];
    }
    for (std::size_t p = 0; p < table.n_products(); ++p) {
      table.product_mix[i * table.n_products() + p] /= sum[table.product_sector[p].index()];
      for (std::size_t n = 0; n < shape.regions; ++n) {
        const bool free = n == i || !table.sector_is_goods[table.product_sector[p].index()];
        if (!free) table.base_duty[table.duty_index(n, i, p)] = shape.largest_duty * draws.unit();
      }
    }
  }
  table.data_hash = std::string("random table ") + std::to_string(seed);
  return table;
}

}  // namespace entrepot::test
