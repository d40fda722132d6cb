#include "sim/world/synthesis/firm_sizes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/world/firms/firm_register.hpp"

namespace entrepot {

std::vector<std::uint32_t> apportion(std::span<const double> weights, std::uint64_t total) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::uint32_t> count(weights.size(), 0);
  std::vector<std::pair<double, std::size_t>> remainder;
  std::int64_t left = static_cast<std::int64_t>(total);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0.0) continue;
    const double exact = weights[i] / sum * static_cast<double>(total);
    count[i] = std::max(1U, static_cast<std::uint32_t>(exact));
    left -= count[i];
    remainder.emplace_back(-(exact - count[i]), i);
  }
  ENTREPOT_VALIDATE(remainder.size() <= total, "fewer units than positive weights");
  std::sort(remainder.begin(), remainder.end());
  for (std::size_t turn = 0; left > 0; turn = (turn + 1) % remainder.size(), --left)
    ++count[remainder[turn].second];
  // The floor of one may have overdrawn: take back from those with the most.
  for (; left < 0; ++left) --*std::max_element(count.begin(), count.end());
  return count;
}

namespace {

// Keeps the `keep` largest products of a group, drops the rest; returns the dropped share of output.
double drop_smallest(std::span<double> mix, std::size_t keep) {
  std::vector<std::size_t> order(mix.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return mix[a] > mix[b]; });
  double dropped = 0.0;
  for (std::size_t rank = keep; rank < order.size(); ++rank) {
    dropped += mix[order[rank]];
    mix[order[rank]] = 0.0;
  }
  for (double& share : mix) share /= 1.0 - dropped;
  return dropped;
}

// Firms of the table's register, [group]: they keep products that the drawn ones are too few for.
std::vector<std::size_t> real_firms(const WorldTable& table) {
  std::vector<std::size_t> count(table.n_groups(), 0);
  if (table.firm_register != nullptr)
    for (const GroupId group : table.firm_register->group) ++count[group.index()];
  return count;
}

}  // namespace

std::vector<std::uint32_t> count_firms(WorldTable& table, std::int64_t firms, double exponent,
                                       std::vector<std::string>& notes) {
  const Axes axes = table.axes();
  std::vector<double> weights(table.n_groups());
  std::size_t active = 0;
  for (std::size_t g = 0; g < weights.size(); ++g) {
    weights[g] = table.output[g] > 0.0 ? pow64(table.output[g], exponent) : 0.0;
    active += table.output[g] > 0.0 ? 1U : 0U;
  }
  if (active == 0)
    throw InputError(Fault{
        {}, "nobody in this world produces anything", "the output of every region and sector is 0", ""});
  if (firms < static_cast<std::int64_t>(active)) {
    throw InputError(
        Fault{{},
              fmt::format("world.firms is {}", firms),
              fmt::format("{} (region, sector) pairs produce something and each needs a firm", active),
              fmt::format("give at least {} firms", active)});
  }
  std::vector<std::uint32_t> per_group = apportion(weights, static_cast<std::uint64_t>(firms));
  const std::vector<std::size_t> real = real_firms(table);
  std::vector<std::uint32_t> per_cell(axes.n_cells(), 0);
  std::size_t dropped_cells = 0;
  double dropped_output = 0.0;
  for (std::size_t group = 0; group < per_group.size(); ++group) {
    if (per_group[group] == 0) continue;
    const IdRange<CellId> cells = axes.cells_of(GroupId(group));
    const std::size_t first = cells.front().index();
    const std::size_t count = cells.size();
    const std::span<double> mix(&table.product_mix[first], count);
    const auto present =
        static_cast<std::size_t>(std::count_if(mix.begin(), mix.end(), [](double m) { return m > 0.0; }));
    per_group[group] = std::max(per_group[group], static_cast<std::uint32_t>(std::min(present, real[group])));
    if (present > per_group[group]) {
      dropped_output += drop_smallest(mix, per_group[group]) * table.output[group];
      dropped_cells += present - per_group[group];
    }
    std::vector<double> share(count);
    for (std::size_t g = 0; g < count; ++g) share[g] = mix[g] > 0.0 ? pow64(mix[g], exponent) : 0.0;
    const std::vector<std::uint32_t> split = apportion(share, per_group[group]);
    for (std::size_t g = 0; g < count; ++g) per_cell[first + g] = split[g];
  }
  if (dropped_cells > 0) {
    notes.push_back(
        fmt::format("{} (region, product) pairs dropped for want of firms, {:.0f} million USD of output "
                    "({:.2f} %) moved to larger products of the same sector",
                    dropped_cells, dropped_output,
                    100.0 * dropped_output / std::accumulate(table.output.begin(), table.output.end(), 0.0)));
  }
  return per_cell;
}

namespace {
// Keeps the largest firm of a big cell near 3 % of it; the largest real firms are 1-2 % of their sector.
constexpr double largest_over_smallest = 1000.0;
}  // namespace

std::vector<double> pareto_sizes(std::uint32_t count, double tail, Seed seed, std::uint64_t cell) {
  const double smallest_rank = pow64(largest_over_smallest, -tail);
  Draws draws(seed, Stream::firm_size, cell, 0);
  std::vector<double> size(count);
  double sum = 0.0;
  for (std::uint32_t rank = 0; rank < count; ++rank) {
    const double u = (rank + draws.unit53()) / count;
    size[rank] = pow64(smallest_rank + u * (1.0 - smallest_rank), -1.0 / tail);
    sum += size[rank];
  }
  for (double& s : size) s /= sum;
  return size;
}

}  // namespace entrepot
