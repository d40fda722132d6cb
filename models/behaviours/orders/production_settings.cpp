#include "models/behaviours/orders/production_settings.hpp"

#include "models/behaviours/block.hpp"

namespace entrepot::models {

SettingsBlock<ProductionSettings> production_block() {
  using Settings = ProductionSettings;
  SettingsBlock<Settings> block;
  block.name = "production";
  block.summary = "Output within capacity, and rationing beyond it.";
  block.keys = {
      key(&Settings::utilisation, "utilisation", 0.1, 1, "Capacity utilisation at the base (judgement)."),
      key(&Settings::capacity, "capacity", "false: output is never limited by capacity."),
      choice(&Settings::capacity_pool, "capacity_pool",
             {{"sector", CapacityPool::sector}, {"product", CapacityPool::product}},
             "sector: plants of one (region, sector) take over each other's orders (docs/decisions/0003); "
             "product: those of one product alone, for goods that no other plant can make."),
  };
  return block;
}

}  // namespace entrepot::models
