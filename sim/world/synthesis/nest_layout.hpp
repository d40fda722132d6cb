// Blocks of firms, where their nests stand, and how many slots each nest is planned to hold.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/parallel.hpp"
#include "sim/world/world.hpp"

namespace entrepot {

// Cuts the firms into blocks of one group each (about 4,096 slots and at most 256 firms) and numbers their
// nests.
[[nodiscard]] std::vector<Block> cut_blocks(const World& world, double slots_per_firm);

// The nest of (firm, input); firms of a block are consecutive.
[[nodiscard]] inline std::uint32_t nest_of(const Block& block, std::uint32_t firm, std::size_t input) {
  return block.first_nest + static_cast<std::uint32_t>(input) * block.firm_count + (firm - block.first_firm);
}

// Base spending of every nest, million USD per year at purchaser prices: firms, then final nests.
[[nodiscard]] std::vector<float> nest_spending(const World& world);

// Planned slots per nest before pieces are split: ~ spending^exponent, at least one where anything is spent.
// `known`: contracts that firms have besides, each a slot.
[[nodiscard]] std::vector<std::uint16_t> plan_slots(const World& world, const std::vector<float>& spending,
                                                    const SynthesisOptions& options, std::size_t known,
                                                    ThreadPool& pool);

// Cuts the slots of the final nests into chunks of at most 4,096; needs nest_first.
[[nodiscard]] std::vector<FinalChunk> cut_final_nests(const World& world);

// Fills slot_buyer; needs blocks and nest_first.
void name_buyers(World& world);

}  // namespace entrepot
