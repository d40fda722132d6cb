#include "sim/world/synthesis/nest_layout.hpp"

#include <algorithm>
#include <cmath>

#include "sim/core/math.hpp"

namespace entrepot {

namespace {

constexpr std::uint32_t most_slots_per_firm_nest = 4096;
constexpr std::uint32_t most_slots_per_final_nest = 60000;

// Pieces that the exact overlay adds by splitting, at most: one per flow, per product flow and per firm.
double expected_splits(const World& world) {
  const WorldTable& table = world.table;
  double splits = static_cast<double>(world.n_firms());
  for (const double flow : table.intermediate) splits += flow > 0.0 ? 1.0 : 0.0;
  for (const double flow : table.final_use) splits += flow > 0.0 ? 1.0 : 0.0;
  for (const double mix : table.product_mix)
    splits += mix > 0.0 ? static_cast<double>(table.n_regions()) : 0.0;
  return splits;
}

// The scale c at which sum of clamp(round(c * size), 1, most) comes nearest to `target`.
double fit_scale(const std::vector<float>& sizes, std::size_t from, std::size_t to, double target,
                 double most) {
  double low = 0.0;
  double high = 1e12;
  for (int i = 0; i < 100 && high > low * (1 + 1e-9); ++i) {
    const double scale = i < 60 ? std::sqrt(std::max(low, 1e-12) * high) : 0.5 * (low + high);
    double sum = 0.0;
    for (std::size_t n = from; n < to; ++n) {
      if (sizes[n] > 0.0F)
        sum += std::clamp(std::floor(scale * static_cast<double>(sizes[n]) + 0.5), 1.0, most);
    }
    (sum < target ? low : high) = scale;
  }
  return high;
}

}  // namespace

std::vector<Block> cut_blocks(const World& world, double slots_per_firm) {
  const auto firms_per_block = static_cast<std::uint32_t>(std::clamp(4096.0 / slots_per_firm, 16.0, 256.0));
  const auto sectors = static_cast<std::uint32_t>(world.table.n_sectors());
  std::vector<Block> blocks;
  for (std::uint32_t group = 0; group < world.table.n_groups(); ++group) {
    const std::uint32_t first = world.group_first[group];
    const std::uint32_t count = world.group_first[group + 1] - first;
    const std::uint32_t pieces = (count + firms_per_block - 1) / firms_per_block;
    for (std::uint32_t p = 0; p < pieces; ++p) {
      const std::uint32_t begin = first + static_cast<std::uint32_t>(std::uint64_t{count} * p / pieces);
      const std::uint32_t end = first + static_cast<std::uint32_t>(std::uint64_t{count} * (p + 1) / pieces);
      blocks.push_back({begin, end - begin, begin * sectors, group});
    }
  }
  return blocks;
}

std::vector<float> nest_spending(const World& world) {
  const std::size_t sectors = world.table.n_sectors();
  std::vector<float> spending(world.firm_nests() + world.table.n_groups());
  for (const Block& block : world.blocks) {
    for (std::size_t k = 0; k < sectors; ++k) {
      const double coefficient = world.input_coefficient(block.group, k);
      for (std::uint32_t f = block.first_firm; f < block.first_firm + block.firm_count; ++f) {
        spending[nest_of(block, f, k)] = static_cast<float>(coefficient * world.firm_output[f]);
      }
    }
  }
  for (const GroupId nest : world.axes().groups()) {
    const double budget = world.accounts.budget[world.axes().region_of(nest).index()];
    spending[world.firm_nests() + nest.index()] =
        static_cast<float>(budget * world.accounts.budget_share[nest.index()]);
  }
  return spending;
}

std::vector<std::uint16_t> plan_slots(const World& world, const std::vector<float>& spending,
                                      const SynthesisOptions& options) {
  std::vector<float> size(spending.size());
  const std::size_t firm_nests = world.firm_nests();
  for (std::size_t n = 0; n < size.size(); ++n) {
    const double exponent = n < firm_nests ? options.degree_exponent : options.final_exponent;
    size[n] =
        spending[n] > 0.0F ? static_cast<float>(pow64(static_cast<double>(spending[n]), exponent)) : 0.0F;
  }
  const double firm_target =
      options.slots_per_firm * static_cast<double>(world.n_firms()) - expected_splits(world);
  const double final_target =
      options.final_share * options.slots_per_firm * static_cast<double>(world.n_firms());
  const double firm_scale = fit_scale(size, 0, firm_nests, firm_target, most_slots_per_firm_nest);
  const double final_scale =
      fit_scale(size, firm_nests, size.size(), final_target, most_slots_per_final_nest);
  std::vector<std::uint16_t> slots(size.size(), 0);
  for (std::size_t n = 0; n < size.size(); ++n) {
    if (size[n] <= 0.0F) continue;
    const double scale = n < firm_nests ? firm_scale : final_scale;
    const double most = n < firm_nests ? most_slots_per_firm_nest : most_slots_per_final_nest;
    slots[n] = static_cast<std::uint16_t>(
        std::clamp(std::floor(scale * static_cast<double>(size[n]) + 0.5), 1.0, most));
  }
  return slots;
}

std::vector<FinalChunk> cut_final_nests(const World& world) {
  constexpr std::uint32_t slots_per_chunk = 4096;
  std::vector<FinalChunk> chunks;
  for (std::size_t nest = world.firm_nests(); nest < world.n_nests(); ++nest) {
    const std::uint32_t end = world.nest_first[nest + 1];
    for (std::uint32_t slot = world.nest_first[nest]; slot < end; slot += slots_per_chunk) {
      chunks.push_back({static_cast<std::uint32_t>(nest - world.firm_nests()), slot,
                        std::min(end, slot + slots_per_chunk)});
    }
  }
  return chunks;
}

void name_buyers(World& world) {
  world.slot_buyer.resize(world.nest_first[world.firm_nests()]);
  for (const Block& block : world.blocks) {
    for (std::size_t nest = 0; nest < block.firm_count * world.table.n_sectors(); ++nest) {
      const std::uint32_t* const first = &world.nest_first[block.first_nest + nest];
      std::fill(&world.slot_buyer[0] + first[0], &world.slot_buyer[0] + first[1],
                static_cast<std::uint8_t>(nest % block.firm_count));
    }
  }
}

}  // namespace entrepot
