// Firms that have given up (State::firm_idle) are never drawn as suppliers.
#pragma once

#include "sim/world/state/state.hpp"
#include "sim/world/synthesis/alias.hpp"

namespace entrepot {

// Firms among which a supplier is drawn by output: those of a cell, or those of them with owners from one
// region.
struct SupplierPool {
  std::uint32_t first, end;                  // positions
  const SupplierAlias* alias;                // [position]
  const std::vector<std::uint32_t>* member;  // [position] firm; null = the position is the firm
  [[nodiscard]] std::uint32_t entry(std::uint32_t word) const { return alias_entry(first, end, word); }
  [[nodiscard]] std::uint32_t at(std::uint32_t position) const {
    return member == nullptr ? position : (*member)[position];
  }
  [[nodiscard]] std::uint32_t firm(std::uint32_t entry_drawn, std::uint32_t word) const {
    return at(drawn_supplier(*alias, entry_drawn, word));
  }
};

// `owner` invalid: all firms of the cell.
[[nodiscard]] inline SupplierPool supplier_pool(const World& world, CellId cell, RegionId owner) {
  const Ownership& own = world.ownership;
  if (owner.valid()) {
    for (std::uint32_t c = own.class_first[cell.index()]; c < own.class_first[cell.index() + 1]; ++c) {
      if (own.class_owner[c] == owner.get())
        return {own.member_first[c], own.member_first[c + 1], &own.alias, &own.member};
    }
  }
  return {world.cell_first[cell.index()], world.cell_first[cell.index() + 1], &world.alias, nullptr};
}

// `drawn`, or if it is refused another firm of the pool: drawn anew by capacity a few times, then the next
// one in the pool that is not refused; no_firm where all are. `key` and `step` identify the draw.
template <class Refused>
[[nodiscard]] std::uint32_t supplier_unless(const SupplierPool& pool, Seed seed, std::uint64_t key,
                                            std::uint32_t step, std::uint32_t drawn, const Refused& refused) {
  if (!refused(drawn)) return drawn;
  for (std::uint32_t again = 0; again < 4; ++again) {
    const auto words = random_words(seed, Stream::supplier_again, key, step, again);
    for (const std::size_t w : {0U, 2U}) {
      const std::uint32_t firm = pool.firm(pool.entry(words[w]), words[w + 1]);
      if (!refused(firm)) return firm;
    }
  }
  std::uint32_t from = pool.first;
  while (from < pool.end && pool.at(from) != drawn) ++from;
  for (std::uint32_t next = 1; next <= pool.end - pool.first; ++next) {
    const std::uint32_t firm = pool.at(pool.first + (from - pool.first + next) % (pool.end - pool.first));
    if (!refused(firm)) return firm;
  }
  return no_firm;
}

// `drawn`, or if it has given up another firm of the pool that has not; of its cell where all of the pool
// have.
[[nodiscard]] std::uint32_t working_supplier(const World& world, const State& state, const SupplierPool& pool,
                                             Seed seed, std::uint64_t key, std::uint32_t step,
                                             std::uint32_t drawn);

}  // namespace entrepot
