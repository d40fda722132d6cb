#include "sim/world/synthesis/nest_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "sim/core/math.hpp"

namespace entrepot {

namespace {

constexpr std::uint16_t most_slots_per_firm_nest = 4096;
constexpr std::uint16_t most_slots_per_final_nest = 60000;

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

// Nests of one kind, of firms or of countries, and how many slots each gets: clamp(round(scale * size), 1,
// most).
class SlotPlan {
 public:
  SlotPlan(std::span<const float> sizes, std::uint16_t most, ThreadPool& pool)
      : sizes_(sizes), most_(most), pool_(pool), sum_((sizes.size() + grain - 1) / grain) {}

  // The scale at which the slots come nearest to `target`.
  [[nodiscard]] double fit(double target) {
    double low = 0.0;
    double high = 1e12;
    for (int i = 0; i < 100 && high > low * (1 + 1e-9); ++i) {
      const double scale = i < 60 ? std::sqrt(std::max(low, 1e-12) * high) : 0.5 * (low + high);
      (static_cast<double>(count(scale)) < target ? low : high) = scale;
    }
    return high;
  }

  void place(double scale, std::uint16_t* slots) const {
    pool_.for_each(
        sizes_.size(), [&](std::size_t n) { slots[n] = static_cast<std::uint16_t>(of(sizes_[n], scale)); },
        grain);
  }

 private:
  static constexpr std::size_t grain = 65536;

  // Truncated, which is rounded down as sizes are not negative: there is no instruction to round with.
  [[nodiscard]] std::int32_t of(float size, double scale) const {
    const double wanted = std::min(scale * static_cast<double>(size) + 0.5, static_cast<double>(most_));
    return size > 0.0F ? std::max(1, static_cast<std::int32_t>(wanted)) : 0;
  }

  // Whole numbers: the sum does not depend on who adds what.
  [[nodiscard]] std::int64_t count(double scale) {
    pool_.for_each(sum_.size(), [&](std::size_t part) {
      std::int64_t slots = 0;
      for (const float size : sizes_.subspan(part * grain, std::min(grain, sizes_.size() - part * grain)))
        slots += of(size, scale);
      sum_[part] = slots;
    });
    return std::accumulate(sum_.begin(), sum_.end(), std::int64_t{0});
  }

  std::span<const float> sizes_;
  std::uint16_t most_;
  ThreadPool& pool_;
  std::vector<std::int64_t> sum_;
};

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
                                      const SynthesisOptions& options, std::size_t known, ThreadPool& pool) {
  std::vector<float> size(spending.size());
  const std::size_t firm_nests = world.firm_nests();
  pool.for_each(
      size.size(),
      [&](std::size_t n) {
        const double exponent = n < firm_nests ? options.degree_exponent : options.final_exponent;
        size[n] =
            spending[n] > 0.0F ? static_cast<float>(pow64(static_cast<double>(spending[n]), exponent)) : 0.0F;
      },
      4096);
  const double wanted = options.slots_per_firm * static_cast<double>(world.n_firms());
  std::vector<std::uint16_t> slots(size.size(), 0);
  const std::span<const float> sizes(size);
  SlotPlan firms(sizes.first(firm_nests), most_slots_per_firm_nest, pool);
  firms.place(firms.fit(wanted - expected_splits(world) - static_cast<double>(known)), slots.data());
  SlotPlan countries(sizes.subspan(firm_nests), most_slots_per_final_nest, pool);
  countries.place(
      countries.fit(options.final_share * options.slots_per_firm * static_cast<double>(world.n_firms())),
      slots.data() + firm_nests);
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
