#include "sim/world/synthesis/idle_firms.hpp"

#include "sim/core/error.hpp"

namespace entrepot {

std::uint32_t working_supplier(const World& world, const State& state, Seed seed, std::uint64_t key,
                               std::uint32_t step, std::uint32_t drawn) {
  if (state.firm_idle.empty()) return drawn;
  const std::uint32_t firm = supplier_unless(
      world, seed, key, step, drawn, [&](std::uint32_t other) { return state.firm_idle[other] != 0; });
  if (firm == no_firm) throw BugError("a supply cell has no firm at work");
  return firm;
}

}  // namespace entrepot
