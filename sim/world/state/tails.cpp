#include "sim/world/state/tails.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "sim/world/synthesis/nest_layout.hpp"

namespace entrepot {

namespace {

// Slope of y on x by least squares; 0 where x does not vary.
double slope(std::span<const double> x, std::span<const double> y) {
  const auto count = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / count;
  const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / count;
  double xx = 0.0;
  double xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  return xx > 0.0 ? xy / xx : 0.0;
}

// Both estimates from the k largest of values that fall.
void estimate(std::span<const double> falling, std::size_t k, Tail& tail) {
  std::vector<double> log_value;
  std::vector<double> log_rank;
  double excess = 0.0;
  for (std::size_t i = 0; i < k; ++i) {
    log_value.push_back(std::log(falling[i]));
    log_rank.push_back(std::log(static_cast<double>(i) + 0.5));
    excess += log_value.back() - std::log(falling[k]);
  }
  if (!(excess > 0.0)) return;
  tail.points = k;
  tail.hill = static_cast<double>(k) / excess;
  tail.hill_error = tail.hill / std::sqrt(static_cast<double>(k));
  tail.least_squares = 0.0 - slope(log_value, log_rank);
}

std::vector<double> as_numbers(std::span<const std::uint32_t> counts) {
  return {counts.begin(), counts.end()};
}

}  // namespace

Tail measure_tail(std::vector<double> values, double upper_share) {
  std::erase_if(values, [](double value) { return !(value > 0.0); });
  std::sort(values.begin(), values.end(), std::greater<>());
  Tail tail;
  tail.sample = values.size();
  if (values.empty()) return tail;
  tail.mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  tail.median = values[values.size() / 2];
  tail.largest = values.front();
  const auto k = static_cast<std::size_t>(upper_share * static_cast<double>(values.size()));
  if (k >= 10 && k < values.size()) estimate(values, k, tail);
  return tail;
}

std::vector<std::uint32_t> nest_buyers(const World& world) {
  std::vector<std::uint32_t> buyer(world.n_nests());
  const std::size_t sectors = world.table.n_sectors();
  for (const Block& block : world.blocks) {
    for (std::uint32_t firm = block.first_firm; firm < block.first_firm + block.firm_count; ++firm) {
      for (std::size_t k = 0; k < sectors; ++k) buyer[nest_of(block, firm, k)] = firm;
    }
  }
  for (std::size_t nest = world.firm_nests(); nest < world.n_nests(); ++nest) {
    const RegionId region = world.axes().region_of(GroupId(nest - world.firm_nests()));
    buyer[nest] = static_cast<std::uint32_t>(world.n_firms() + region.index());
  }
  return buyer;
}

ProductionLinks production_links(const World& world, std::span<const std::uint32_t> nest_buyer,
                                 std::span<const std::uint32_t> slot_supplier) {
  return {world.n_firms(), world.table.n_regions(), world.nest_first,
          nest_buyer,      slot_supplier,           world.slot_weight};
}

WorldTails world_tails(const World& world) {
  const std::vector<std::uint32_t> buyer = nest_buyers(world);
  const ProductionLinks links = production_links(world, buyer, world.slot_supplier);
  std::vector<std::uint32_t> suppliers = count_suppliers(links);
  suppliers.resize(world.n_firms());  // firms only
  return {measure_tail(as_numbers(count_customers(links))), measure_tail(as_numbers(suppliers)),
          measure_tail(world.firm_output)};
}

}  // namespace entrepot
