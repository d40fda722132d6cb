// Settings of the block `production` of `model:`.
#pragma once

namespace entrepot::models {

// Whose spare capacity takes orders over: all plants of the (region, sector), or those of the product.
enum class CapacityPool { sector, product };

struct ProductionSettings {
  double utilisation = 0.82;  // of capacity, at the base
  bool capacity = true;       // limits output
  CapacityPool capacity_pool = CapacityPool::sector;
};

}  // namespace entrepot::models
