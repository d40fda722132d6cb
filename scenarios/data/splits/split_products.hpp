// Which parts of a split sector get which of its products.
#pragma once

#include "scenarios/data/splits/split_plan.hpp"
#include "scenarios/data/splits/split_rows.hpp"

namespace entrepot::scenarios {

// Products of the parts of one split sector; their `sector` counts from the first part.
struct PartProducts {
  std::vector<ProductPart> products;
  bool complete = false;  // every part has products of the sector, so that their mix tells its share
};

[[nodiscard]] PartProducts part_products(const SplitRows& rows, const SplitSubject& of,
                                         const WorldTable& table, Faults& faults);

// Share of each part in what a region makes of the sector, by its mix of products.
[[nodiscard]] std::vector<double> shares_by_products(const PartProducts& parts, std::size_t n_parts,
                                                     std::size_t region, const WorldTable& table);

}  // namespace entrepot::scenarios
