// Exact random matching of two sides of equal total: pieces in random order are laid over parts on one line,
// and a piece that straddles a boundary is split there. Every piece and every part keeps its value exactly;
// a part lands on a piece with probability proportional to the piece's value, so no part prefers small
// pieces.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/rng.hpp"

namespace entrepot {

// A slot under construction: a piece of a nest's spending.
struct Piece {
  std::uint32_t nest = 0;
  std::uint32_t label = 0;  // of the part it was matched with last (origin, cell, firm)
  double value = 0.0;       // million USD per year, purchaser prices
};

// Fisher-Yates with counter-based draws.
void shuffle(std::span<Piece> pieces, Seed seed, Stream stream, std::uint64_t agent);

// Lays `pieces` (in their order) over `parts` (values >= 0, rescaled to the pieces' total). `length(piece)`
// is what a piece counts on the line. Calls emit(piece, part index, share of the piece) for every overlap.
template <class Length, class Emit>
void overlay(std::span<const Piece> pieces, std::span<const double> parts, const Length& length,
             const Emit& emit) {
  double total = 0.0;
  for (const Piece& piece : pieces) total += length(piece);
  double sum = 0.0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    sum += parts[i];
    if (parts[i] > 0.0) last = i;
  }
  if (!(total > 0.0) || !(sum > 0.0)) return;
  const double scale = total / sum;
  std::size_t part = 0;
  while (parts[part] <= 0.0) ++part;
  double left_in_part = parts[part] * scale;
  for (const Piece& piece : pieces) {
    const double whole = length(piece);
    double left = whole;
    while (left > left_in_part && part < last) {
      if (left_in_part > 0.0) emit(piece, part, left_in_part / whole);
      left -= left_in_part;
      do {
        ++part;
      } while (parts[part] <= 0.0);
      left_in_part = parts[part] * scale;
    }
    if (left > 0.0) emit(piece, part, left / whole);
    left_in_part -= left;
  }
}

}  // namespace entrepot
