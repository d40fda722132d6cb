#include "models/behaviours/sourcing/ranked_firms.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace entrepot::models {

namespace {

std::vector<std::uint32_t> firms_between(std::uint32_t first, std::uint32_t end) {
  std::vector<std::uint32_t> firms(end - first);
  std::iota(firms.begin(), firms.end(), first);
  return firms;
}

// The firms that a rank counts, in its order.
std::vector<std::uint32_t> in_order(const World& world, const RankedFirm& like, Seed seed) {
  const bool whole = like.cell < 0;
  const std::vector<std::uint32_t>& first = whole ? world.group_first : world.cell_first;
  const auto at = whole ? like.group : static_cast<std::size_t>(like.cell);
  std::vector<std::uint32_t> firms = firms_between(first[at], first[at + 1]);
  std::vector<double> key(firms.size());
  for (std::size_t i = 0; i < firms.size(); ++i) {
    key[i] = like.by_chance ? to_unit(random_words(seed, Stream::listed, firms[i], 1, 0)[0])
                            : -world.firm_output[firms[i]];
  }
  std::vector<std::uint32_t> order(firms.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return key[i]; });
  std::ranges::transform(order, order.begin(), [&](std::uint32_t i) { return firms[i]; });
  return order;
}

std::uint32_t firm_of_entry(const World& world, const RankedFirm& one) {
  for (std::uint32_t f = world.group_first[one.group]; f < world.group_first[one.group + 1]; ++f)
    if (!world.firm_entry.empty() && world.firm_entry[f] == one.rank) return f;
  return no_such_firm;
}

}  // namespace

std::vector<std::uint32_t> ranked_firms(const World& world, const std::vector<RankedFirm>& ranked,
                                        Seed seed) {
  std::map<std::tuple<std::uint32_t, std::int64_t, bool>, std::vector<std::uint32_t>> orders;
  std::vector<std::uint32_t> firms;
  for (const RankedFirm& one : ranked) {
    if (one.registered) {
      firms.push_back(firm_of_entry(world, one));
      continue;
    }
    const auto [order, is_new] = orders.try_emplace({one.group, one.cell, one.by_chance});
    if (is_new) order->second = in_order(world, one, seed);
    firms.push_back(one.rank < order->second.size() ? order->second[one.rank] : no_such_firm);
  }
  return firms;
}

}  // namespace entrepot::models
