#include "sim/world/synthesis/idle_firms.hpp"

#include "sim/core/error.hpp"

namespace entrepot {

std::uint32_t working_supplier(const World& world, const State& state, const SupplierPool& pool, Seed seed,
                               std::uint64_t key, std::uint32_t step, std::uint32_t drawn) {
  if (state.firm_idle.empty()) return drawn;
  const auto idle = [&](std::uint32_t other) { return state.firm_idle[other] != 0; };
  std::uint32_t firm = supplier_unless(pool, seed, key, step, drawn, idle);
  if (firm == no_firm && pool.member != nullptr) {
    const CellId cell(world.firm_cell[drawn]);
    firm = supplier_unless(supplier_pool(world, cell, RegionId()), seed, key, step, drawn, idle);
  }
  if (firm == no_firm) throw BugError("a supply cell has no firm at work");
  return firm;
}

}  // namespace entrepot
