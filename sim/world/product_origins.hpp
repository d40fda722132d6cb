// Origins of a destination's imports of single products, where they are known better than by the origins'
// mixes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/world/table.hpp"

namespace entrepot {

// Share of an origin in a destination's imports of a product.
struct OriginShare {
  std::size_t destination;
  std::size_t product;
  std::size_t origin;  // not the destination
  double share;
};

// Lays a destination's imports of the products named over the given origins; their total stays. An origin's
// other products of the sector make room in proportion, so every sector flow stays exact; a product never
// takes more than nine tenths of one, and what is cut is reported in `notes`. Shares of a (destination,
// product) must sum to 1. Sets WorldTable::product_mix_to, and the origins' own mixes to what they then sell
// in all.
void set_product_origins(WorldTable& table, const std::vector<OriginShare>& shares);

// Drops from product_mix_to what the origins' own mixes no longer hold, in proportion.
void drop_from_product_origins(WorldTable& table);

}  // namespace entrepot
