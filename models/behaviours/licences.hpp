// Which links may not trade: a ban reaches a share chi of the links of a flow, the rest has a licence.
#pragma once

#include "sim/core/rng.hpp"
#include "sim/world/levers.hpp"

namespace entrepot {

// Whether the link of a slot (its key, sim/world/site_keys.hpp) to an origin is denied at a ban share. A
// slot's draw for an origin lasts: a tighter ban denies more links and frees none.
[[nodiscard]] inline bool denied(Seed seed, std::uint64_t slot, std::size_t origin, double ban) {
  if (!(ban > 0.0)) return false;
  if (ban >= 1.0) return true;
  return to_unit(random_words(seed, Stream::licence, slot, 0, static_cast<std::uint32_t>(origin))[0]) < ban;
}

}  // namespace entrepot
