#include "sim/world/synthesis/overlay.hpp"

#include <utility>

namespace entrepot {

void shuffle(std::span<Piece> pieces, Seed seed, Stream stream, std::uint64_t agent) {
  Draws draws(seed, stream, agent, 0);
  for (std::size_t i = pieces.size(); i > 1; --i) {
    const std::uint64_t pick = (static_cast<std::uint64_t>(draws.word()) * i) >> 32U;
    std::swap(pieces[i - 1], pieces[pick]);
  }
}

}  // namespace entrepot
