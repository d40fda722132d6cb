// What becomes of the sectors and regions of a world that are split: parts, their shares, their products.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/data/csv.hpp"
#include "sim/world/table.hpp"

namespace entrepot::scenarios {

// Where a share is from: a row of the file, what the other parts leave, the mix of products, or like output.
enum class Basis { given, rest, products, proportion };
[[nodiscard]] const char* basis_name(Basis basis);

struct PartShare {
  double value = 1.0;  // of the cell that is split
  Basis basis = Basis::proportion;
};

// An axis after the split: parts stand where what they are parts of stood, in natural order.
struct SplitAxis {
  std::vector<std::string> names;
  std::vector<std::size_t> parent;  // [new] index before the split
  std::vector<bool> divided;        // [new] whether the parent has several parts
};

struct ProductPart {
  std::string code;
  std::size_t parent = 0;     // product before the split
  std::size_t sector = 0;     // new
  std::vector<double> share;  // [old region] of the parent product; empty = all of it
};

struct SplitPlan {
  SplitAxis regions, sectors;
  std::vector<PartShare> output, exports, value_added;  // [new group] of the old group's
  // Propensities, 1 = like the sector: what parts sell to users and final use, and what they buy.
  std::vector<double> use;            // [new sector][old region][old sector]
  std::vector<double> final_use;      // [new sector][old region]
  std::vector<double> inputs;         // [new sector][old region][old sector that is bought]
  std::vector<double> member_use;     // [new region] share of final use of the old region
  std::vector<double> home;           // [old region] part of what members buy inside it that is their own
  std::vector<ProductPart> products;  // by new sector, then code; parent = n_products: a product of its own
  std::vector<std::string> notes;     // what was estimated

  [[nodiscard]] std::size_t group_parent(std::size_t group, std::size_t old_sectors) const {
    return regions.parent[group / sectors.names.size()] * old_sectors +
           sectors.parent[group % sectors.names.size()];
  }
  [[nodiscard]] bool group_divided(std::size_t group) const {
    return regions.divided[group / sectors.names.size()] || sectors.divided[group % sectors.names.size()];
  }
};

// Shares by the columns axis, from, part, figure, region, sector, product, share (docs/worlds.md). Faults are
// added, none is thrown; the plan is of use only where there are none.
[[nodiscard]] SplitPlan read_split(const CsvTable& csv, const WorldTable& table, Faults& faults);

}  // namespace entrepot::scenarios
