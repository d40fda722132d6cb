#include "sim/world/idle_firms.hpp"

#include "sim/core/error.hpp"

namespace entrepot {

std::uint32_t working_supplier(const World& world, const State& state, Seed seed, std::uint64_t key,
                               std::uint32_t step, std::uint32_t drawn) {
  if (state.firm_idle.empty() || state.firm_idle[drawn] == 0) return drawn;
  const std::size_t cell = world.firm_cell[drawn];
  const std::uint32_t first = world.cell_first[cell];
  const std::uint32_t end = world.cell_first[cell + 1];
  for (std::uint32_t again = 0; again < 4; ++again) {
    const auto words = random_words(seed, Stream::supplier_again, key, step, again);
    for (const std::size_t w : {0U, 2U}) {
      const std::uint32_t firm = draw_supplier(world.alias, first, end, words[w], words[w + 1]);
      if (state.firm_idle[firm] == 0) return firm;
    }
  }
  for (std::uint32_t next = 1; next < end - first; ++next) {
    const std::uint32_t firm = first + (drawn - first + next) % (end - first);
    if (state.firm_idle[firm] == 0) return firm;
  }
  throw BugError("a supply cell has no firm at work");
}

}  // namespace entrepot
