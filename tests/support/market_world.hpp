// Worlds of equal slots, so that sampling errors are known: N slots in every market.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/world/world.hpp"

namespace entrepot::test {

struct MarketWorldOptions {
  std::uint32_t slots_per_market = 1000;  // N of every (destination, sector) where anything is bought
  std::uint32_t firms_per_group = 1;      // of equal size
  double markup = 1.0;
  Seed seed;
};

// A world over `table` (one product per sector) in which the N slots of a market are shared out to its nests
// by spending and are equal inside a nest, so all slots of a market have the same base value up to rounding
// of counts. Base suppliers: origins in their base shares (stratified) over the slots of a market in random
// order, firms in turn. Firm outputs are the table's: a world of finite N starts close to its base point, not
// at it. Needs N of at least the number of nests of a market (ENTREPOT_VALIDATE).
[[nodiscard]] World market_world(const WorldTable& table, const MarketWorldOptions& options);

// (sum v)^2 / sum v^2 over the slots' base values v, [destination][sector]; 0 where nothing is bought.
[[nodiscard]] std::vector<double> effective_slots(const World& world);

}  // namespace entrepot::test
