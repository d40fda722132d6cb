#include "tests/support/market_world.hpp"

#include <algorithm>
#include <numeric>

#include "sim/core/error.hpp"
#include "sim/world/synthesis/alias.hpp"
#include "sim/world/synthesis/firm_sizes.hpp"
#include "sim/world/synthesis/nest_layout.hpp"
#include "sim/world/synthesis/overlay.hpp"

namespace entrepot::test {

namespace {

void place_firms(World& world, const MarketWorldOptions& options) {
  const WorldTable& table = world.table;
  ENTREPOT_VALIDATE(table.n_products() == table.n_sectors(), "a market world has one product per sector");
  world.accounts = base_accounts(table, options.markup);
  world.cell_first.push_back(0);
  for (std::size_t g = 0; g < table.n_groups(); ++g) {
    const std::uint32_t firms = table.output[g] > 0.0 ? options.firms_per_group : 0;
    for (std::uint32_t f = 0; f < firms; ++f) {
      world.firm_cell.push_back(static_cast<std::uint16_t>(g));
      world.firm_output.push_back(table.output[g] / firms);
    }
    world.cell_first.push_back(static_cast<std::uint32_t>(world.firm_cell.size()));
  }
  world.group_first = world.cell_first;
  const double slots = static_cast<double>(options.slots_per_market) * static_cast<double>(table.n_groups());
  world.blocks = cut_blocks(world, std::max(1.0, slots / static_cast<double>(world.n_firms())));
}

// The nests of a market, in the order of their numbers.
std::vector<std::uint32_t> nests_of(const World& world, std::size_t market) {
  const std::size_t sectors = world.table.n_sectors();
  std::vector<std::uint32_t> nests;
  for (const Block& block : world.blocks) {
    for (std::uint32_t f = 0; f < block.firm_count && block.group / sectors == market / sectors; ++f)
      nests.push_back(nest_of(block, block.first_firm + f, market % sectors));
  }
  nests.push_back(static_cast<std::uint32_t>(world.firm_nests() + market));
  return nests;
}

// Slots of every nest; also sets nest_first and nest_value.
void count_slots(World& world, std::uint32_t per_market) {
  const std::vector<float> spending = nest_spending(world);
  std::vector<std::uint32_t> count(spending.size(), 0);
  for (std::size_t market = 0; market < world.table.n_groups(); ++market) {
    const std::vector<std::uint32_t> nests = nests_of(world, market);
    std::vector<double> size;
    for (const std::uint32_t nest : nests) size.push_back(static_cast<double>(spending[nest]));
    if (std::all_of(size.begin(), size.end(), [](double s) { return s <= 0.0; })) continue;
    const std::vector<std::uint32_t> shared = apportion(size, per_market);
    for (std::size_t i = 0; i < nests.size(); ++i) count[nests[i]] = shared[i];
  }
  world.nest_first.assign(1, 0);
  for (std::size_t nest = 0; nest < count.size(); ++nest) {
    world.nest_first.push_back(world.nest_first.back() + count[nest]);
    world.nest_value.push_back(count[nest] > 0 ? spending[nest] / static_cast<float>(count[nest]) : 0.0F);
  }
}

// Base suppliers of a market: position j of its slots in random order buys from the origin that holds
// (j + 1/2) / N of the running sum of base shares.
void supply_market(World& world, std::size_t market, Seed seed) {
  std::vector<Piece> slots;  // label = slot
  for (const std::uint32_t nest : nests_of(world, market)) {
    for (std::uint32_t s = world.nest_first[nest]; s < world.nest_first[nest + 1]; ++s)
      slots.push_back({nest, s, 0.0});
  }
  shuffle(slots, seed, Stream::test, market);
  const std::size_t regions = world.table.n_regions();
  const double* const share = &world.accounts.base_share[market * regions];
  std::vector<std::uint32_t> turn(regions, 0);
  std::size_t origin = 0;
  double passed = share[0];
  for (std::size_t j = 0; j < slots.size(); ++j) {
    const double position = (static_cast<double>(j) + 0.5) / static_cast<double>(slots.size());
    while (passed < position && origin + 1 < regions) passed += share[++origin];
    const std::size_t cell = origin * world.table.n_sectors() + market % world.table.n_sectors();
    const std::uint32_t firms = world.cell_first[cell + 1] - world.cell_first[cell];
    world.slot_supplier[slots[j].label] = world.cell_first[cell] + turn[origin]++ % firms;
  }
}

}  // namespace

World market_world(const WorldTable& table, const MarketWorldOptions& options) {
  World world;
  world.table = table;
  world.seed = options.seed;
  place_firms(world, options);
  count_slots(world, options.slots_per_market);
  world.slot_supplier.resize(world.nest_first.back());
  for (std::size_t market = 0; market < table.n_groups(); ++market)
    supply_market(world, market, options.seed);
  for (std::size_t nest = 0; nest < world.n_nests(); ++nest) {
    const std::uint32_t count = world.nest_first[nest + 1] - world.nest_first[nest];
    world.slot_weight.insert(world.slot_weight.end(), count, 1.0F / static_cast<float>(count));
  }
  world.final_chunks = cut_final_nests(world);
  name_buyers(world);
  world.alias = build_alias(world.cell_first, world.firm_output);
  world.unit_musd = std::accumulate(table.output.begin(), table.output.end(), 0.0) * 0x1p-52;
  return world;
}

std::vector<double> effective_slots(const World& world) {
  const std::size_t groups = world.table.n_groups();
  std::vector<double> sum(groups, 0.0);
  std::vector<double> squares(groups, 0.0);
  for (std::size_t market = 0; market < groups; ++market) {
    for (const std::uint32_t nest : nests_of(world, market)) {
      const std::uint32_t first = world.nest_first[nest];
      const std::uint32_t end = world.nest_first[nest + 1];
      const double spending = static_cast<double>(world.nest_value[nest]) * (end - first);
      for (std::uint32_t s = first; s < end; ++s) {
        const double value = spending * static_cast<double>(world.slot_weight[s]);
        sum[market] += value;
        squares[market] += value * value;
      }
    }
    if (squares[market] > 0.0) sum[market] *= sum[market] / squares[market];
  }
  return sum;
}

}  // namespace entrepot::test
