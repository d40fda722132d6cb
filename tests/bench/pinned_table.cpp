#include "tests/bench/pinned_table.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/core/rng.hpp"

namespace entrepot::bench {

namespace {

constexpr std::size_t regions = 15;
constexpr std::size_t sectors = 15;  // the last one is services
constexpr std::size_t products = 205;
constexpr std::size_t services = sectors - 1;
constexpr double world_final_use = 80e6;  // million USD per year

double region_size(std::size_t n) { return std::pow(static_cast<double>(n + 1), -0.8); }

std::vector<double> normalised(std::vector<double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  for (double& value : values) value /= sum;
  return values;
}

void label(WorldTable& table) {
  for (std::size_t n = 0; n < regions; ++n) table.regions.push_back(fmt::format("R{:02}", n));
  for (std::size_t k = 0; k < sectors; ++k) {
    table.sectors.push_back(fmt::format("S{:02}", k));
    SectorParameters parameters;
    parameters.resourcing_hazard = 0.2 + 0.03 * static_cast<double>(k);
    table.sector_parameters.push_back(parameters);
  }
  for (std::size_t p = 0; p < products; ++p) {
    table.products.push_back(fmt::format("{:03}", p));
    table.product_sector.emplace_back(p * services / (products - 1));
    table.product_list.emplace_back("none");
    table.product_hs.push_back(table.products.back());
    table.product_name.push_back(table.products.back());
  }
  table.product_detail = {table.regions.front()};
}

// Shares of the origins in the purchases of (destination, sector), [origin].
std::vector<double> origin_shares(Draws& draws, std::size_t destination, std::size_t sector) {
  const double home = sector == services ? 0.95 : 0.6 + 0.3 * draws.unit();
  std::vector<double> share(regions);
  for (std::size_t i = 0; i < regions; ++i)
    share[i] = i == destination ? 0.0 : region_size(i) * std::exp(2.0 * draws.unit());
  share = normalised(share);
  for (double& value : share) value *= 1.0 - home;
  share[destination] = home;
  return share;
}

// Input coefficients of (region, user), [input].
std::vector<double> technology(Draws& draws) {
  std::vector<double> inputs(sectors);
  for (std::size_t k = 0; k < sectors; ++k) inputs[k] = std::exp(2.5 * draws.unit());
  inputs[services] *= 6.0;
  inputs = normalised(inputs);
  const double total = 0.4 + 0.2 * draws.unit();
  for (double& value : inputs) value *= total;
  return inputs;
}

void fill_duties_and_mixes(WorldTable& table, Draws& draws) {
  table.base_duty.assign(regions * regions * products, 0.0);
  table.product_mix.assign(regions * products, 0.0);
  for (std::size_t n = 0; n < regions; ++n) {
    for (std::size_t i = 0; i < regions; ++i) {
      if (i == n) continue;
      for (std::size_t p = 0; p + 1 < products; ++p)
        table.base_duty[table.duty_index(n, i, p)] = 0.06 * draws.unit();
    }
    std::vector<double> total(sectors, 0.0);
    for (std::size_t p = 0; p < products; ++p) {
      table.product_mix[n * products + p] = std::exp(3.0 * draws.unit());
      total[table.product_sector[p].index()] += table.product_mix[n * products + p];
    }
    for (std::size_t p = 0; p < products; ++p)
      table.product_mix[n * products + p] /= total[table.product_sector[p].index()];
  }
}

// Output that meets final use and its own inputs, X = A X + F, by iteration; A [supplier][user].
std::vector<double> solve_output(const WorldTable& table, const std::vector<double>& coefficients) {
  const std::size_t groups = table.n_groups();
  std::vector<double> output(groups, 0.0);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> next(groups, 0.0);
    for (std::size_t supplier = 0; supplier < groups; ++supplier) {
      for (std::size_t n = 0; n < regions; ++n) next[supplier] += table.f(supplier, n);
      for (std::size_t user = 0; user < groups; ++user)
        next[supplier] += coefficients[supplier * groups + user] * output[user];
    }
    output = next;
  }
  return output;
}

}  // namespace

WorldTable pinned_table() {
  WorldTable table;
  label(table);
  const std::size_t groups = regions * sectors;
  Draws draws(Seed{20170101, 0}, Stream::test, 0, 0);
  table.final_use.assign(groups * regions, 0.0);
  table.intermediate.assign(groups * groups, 0.0);
  std::vector<double> coefficients(groups * groups, 0.0);
  double all_sizes = 0.0;
  for (std::size_t n = 0; n < regions; ++n) all_sizes += region_size(n);
  for (std::size_t n = 0; n < regions; ++n) {
    std::vector<std::vector<double>> share;
    for (std::size_t k = 0; k < sectors; ++k) share.push_back(origin_shares(draws, n, k));
    for (std::size_t user = 0; user < sectors; ++user) {
      const std::vector<double> inputs = technology(draws);
      for (std::size_t k = 0; k < sectors; ++k)
        for (std::size_t i = 0; i < regions; ++i)
          coefficients[(i * sectors + k) * groups + n * sectors + user] = inputs[k] * share[k][i];
    }
    const std::vector<double> basket = technology(draws);
    double basket_sum = 0.0;
    for (const double value : basket) basket_sum += value;
    for (std::size_t k = 0; k < sectors; ++k)
      for (std::size_t i = 0; i < regions; ++i)
        table.f(i * sectors + k, n) =
            world_final_use * region_size(n) / all_sizes * basket[k] / basket_sum * share[k][i];
  }
  fill_duties_and_mixes(table, draws);
  table.output = solve_output(table, coefficients);
  table.value_added = table.output;
  for (std::size_t supplier = 0; supplier < groups; ++supplier) {
    for (std::size_t user = 0; user < groups; ++user) {
      table.z(supplier, user) = coefficients[supplier * groups + user] * table.output[user];
      table.value_added[user] -= table.z(supplier, user);
    }
  }
  return table;
}

}  // namespace entrepot::bench
