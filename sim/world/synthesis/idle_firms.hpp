// Firms that have given up (State::firm_idle) are never drawn as suppliers.
#pragma once

#include "sim/world/state/state.hpp"
#include "sim/world/synthesis/alias.hpp"

namespace entrepot {

// `drawn`, or if it is refused another firm of its cell: drawn anew by capacity a few times, then the next
// one in the cell that is not refused; no_firm where all are. `key` and `step` identify the draw.
template <class Refused>
[[nodiscard]] std::uint32_t supplier_unless(const World& world, Seed seed, std::uint64_t key,
                                            std::uint32_t step, std::uint32_t drawn, const Refused& refused) {
  if (!refused(drawn)) return drawn;
  const std::size_t cell = world.firm_cell[drawn];
  const std::uint32_t first = world.cell_first[cell];
  const std::uint32_t end = world.cell_first[cell + 1];
  for (std::uint32_t again = 0; again < 4; ++again) {
    const auto words = random_words(seed, Stream::supplier_again, key, step, again);
    for (const std::size_t w : {0U, 2U}) {
      const std::uint32_t firm = draw_supplier(world.alias, first, end, words[w], words[w + 1]);
      if (!refused(firm)) return firm;
    }
  }
  for (std::uint32_t next = 1; next < end - first; ++next) {
    const std::uint32_t firm = first + (drawn - first + next) % (end - first);
    if (!refused(firm)) return firm;
  }
  return no_firm;
}

// `drawn`, or if it has given up another firm of its cell that has not.
[[nodiscard]] std::uint32_t working_supplier(const World& world, const State& state, Seed seed,
                                             std::uint64_t key, std::uint32_t step, std::uint32_t drawn);

}  // namespace entrepot
