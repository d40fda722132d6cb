// The immutable world: firms and countries as buyers, slots as links, and the base-year figures behaviours
// need.
//
// Layout. Firms are sorted by (region, sector, product, size falling): a supply cell (region, product) and a
// group (region, sector) are contiguous ranges. A block is a run of firms of one group; its nests (buyer
// firm, input sector) are stored input by input ("k-major"): nest = first_nest + input * firm_count + firm
// offset. After the nests of firms follow the final nests, one per (region, sector): nest = firm_nests +
// region * sectors + sector. Slots of a nest are contiguous; a slot's position is its stable identity.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/core/ids.hpp"
#include "sim/core/rng.hpp"
#include "sim/world/accounts.hpp"
#include "sim/world/ownership/ownership.hpp"
#include "sim/world/table.hpp"

namespace entrepot {

// A run of firms of one (region, sector): the unit of parallel work over firms' purchases.
struct Block {
  std::uint32_t first_firm = 0;
  std::uint32_t firm_count = 0;
  std::uint32_t first_nest = 0;
  std::uint32_t group = 0;
};

// A run of slots of one final nest: the unit of parallel work over countries' purchases.
struct FinalChunk {
  std::uint32_t nest = 0;  // final nest, (region, sector)
  std::uint32_t first_slot = 0;
  std::uint32_t end_slot = 0;
};

using SupplierAlias = std::vector<AliasEntry>;  // [firm]

struct World {
  WorldTable table;  // product mixes as realised (dropped products renormalised)
  BaseAccounts accounts;
  Seed seed;
  double unit_musd = 0.0;  // million USD per money unit: annual world output / 2^52

  std::vector<std::uint16_t> firm_cell;    // [firm] supply cell (region, product)
  std::vector<double> firm_output;         // [firm] y at the base, million USD per year, solves y = A y + F
  std::vector<std::uint32_t> firm_entry;   // [firm] entry of the table's register, or no_entry; empty = none
  std::vector<std::uint32_t> cell_first;   // [cell + 1] first firm
  std::vector<std::uint32_t> group_first;  // [group + 1] first firm

  std::vector<Block> blocks;
  std::vector<FinalChunk> final_chunks;
  std::vector<std::uint32_t> nest_first;  // [nest + 1] first slot
  std::vector<float> nest_value;          // [nest] mean base value of its slots, million USD per year

  std::vector<std::uint32_t> slot_supplier;  // [slot] firm
  std::vector<float> slot_weight;            // [slot] share of the nest's base spending, purchaser prices
  std::vector<std::uint8_t> slot_buyer;      // [slot of a firm] buyer's offset in its block

  SupplierAlias alias;
  Ownership ownership;
  std::vector<std::string> notes;  // what synthesis dropped or added

  [[nodiscard]] Axes axes() const { return table.axes(); }
  [[nodiscard]] std::size_t n_firms() const { return firm_cell.size(); }
  [[nodiscard]] std::size_t n_slots() const { return slot_supplier.size(); }
  [[nodiscard]] std::size_t n_nests() const { return nest_value.size(); }
  [[nodiscard]] std::size_t firm_nests() const { return n_firms() * table.n_sectors(); }
  [[nodiscard]] std::size_t n_cells() const { return axes().n_cells(); }
  // Region of a firm's owner.
  [[nodiscard]] RegionId owner_of(std::size_t firm) const {
    return ownership.any() ? RegionId(ownership.firm_owner[firm]) : axes().region_of(CellId(firm_cell[firm]));
  }
  // Base spending of a firm's nest per unit of its output: (1 - beta) gamma / mu, purchaser prices.
  [[nodiscard]] double input_coefficient(std::size_t group, std::size_t input) const;
};

struct SynthesisOptions {
  std::int64_t firms = 100000;
  double slots_per_firm = 30.0;      // mean, split pieces included
  double size_tail = 1.06;           // Pareto exponent of firm sizes (Axtell 2001)
  double count_exponent = 0.75;      // firms per (region, sector) ~ output^0.75
  double degree_exponent = 0.4;      // slots of a firm's nest ~ spending^0.4
  double final_share = 0.1;          // slots of country nests over slots of firm nests
  double final_exponent = 0.75;      // slots of a country nest ~ spending^0.75
  double markup = 1.1;               // capped per cell by the accounts
  double multinational_share = 0.5;  // of a sector's output at home that firms with plants abroad may make
  double judgement_scale = 1.0;      // on figures of owners that are judgements
  Seed seed;
};

// Expands a balanced table to firms and slots so that every flow of the table and every firm's output hold
// exactly (docs/decisions/0002-exact-overlay.md). Deterministic in the seed at any number of threads.
[[nodiscard]] World synthesise(const WorldTable& table, const SynthesisOptions& options, int threads);

}  // namespace entrepot
