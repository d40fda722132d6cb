// Terms that policies set for single firms: which firms, and which of their links may not trade.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entrepot {

// Firms by place, trade and size. Which firms of a world these are, the behaviours find out
// (models/behaviours/listings.hpp): a policy is bound to a table, which has no firms.
struct FirmSet {
  std::vector<std::uint32_t> groups;  // (region, sector): region * sectors + sector, ascending
  // One of these; where none is given, all firms of the groups.
  std::size_t top = 0;                 // the largest by output at the base
  double top_share = 0.0;              // the largest that together make this part of the groups' output
  double random_share = 0.0;           // each firm with this probability, by a draw that lasts
  std::vector<std::uint32_t> numbers;  // firms of the world by number, ascending
  [[nodiscard]] bool everyone() const {
    return top == 0 && top_share == 0.0 && random_share == 0.0 && numbers.empty();
  }
};

// Who of the groups is meant.
enum class FirmPart : std::uint8_t { named, peers };  // the firms of the set; the other firms of its groups
// Which of their links.
enum class FirmSide : std::uint8_t { inputs, sales };

// In force in one month. Terms with an amount of zero everywhere stop nothing; they tell whom to watch.
struct FirmTerms {
  const FirmSet* firms = nullptr;  // lives as long as its instrument
  FirmPart part = FirmPart::named;
  FirmSide side = FirmSide::inputs;
  // Share of links that may not trade: of inputs by supply cell, [origin * products + product]; of sales by
  // the buyers' region. Empty = none.
  std::vector<double> ban;
  bool operator==(const FirmTerms&) const = default;
};

}  // namespace entrepot
