// Firms that have given up (State::firm_idle) are never drawn as suppliers.
#pragma once

#include "sim/world/alias.hpp"
#include "sim/world/state.hpp"

namespace entrepot {

// `drawn`, or if it has given up another firm of its cell: drawn anew by capacity a few times, then the next
// one in the cell that is at work. `key` and `step` identify the draw.
[[nodiscard]] std::uint32_t working_supplier(const World& world, const State& state, Seed seed,
                                             std::uint64_t key, std::uint32_t step, std::uint32_t drawn);

}  // namespace entrepot
