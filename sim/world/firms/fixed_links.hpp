// Links of a register in a world whose firms are placed: which of their values the table can hold.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace entrepot {

// A contract known from the register.
struct FixedLink {
  double value = 0.0;  // million USD per year, purchaser prices
  std::uint32_t nest = 0;
  std::uint32_t supplier = 0;  // firm
  std::uint32_t user = 0;      // group of the buyer
};

// Links that every margin of the table has room for, and how much of each margin they take. What they leave
// is drawn, so margins hold as exactly as in a world without them.
struct FixedLinks {
  std::vector<FixedLink> links;  // by buyer's entry, supplier's entry
  // All at purchaser prices, million USD per year; empty without links.
  std::vector<double> nest;  // [nest of a firm]
  std::vector<double> flow;  // [user group][supply cell]
  std::vector<double> sold;  // [firm] at the gate

  [[nodiscard]] bool empty() const { return links.empty(); }
};

// Values fall with the supplier's rescaled output, then in turn until no nest spends more than it has, no
// flow of the table between groups (and of products) is exceeded, and no supplier sells more than it makes.
// Under a rule of privacy links of a (supply cell, user group) with too few firms on a side are left out.
// `spending` [nest]: million USD per year at purchaser prices.
[[nodiscard]] FixedLinks fix_links(const World& world, const std::vector<float>& spending,
                                   std::vector<std::string>& notes);

// `value` without the part `taken`; 0 where what is left is no more than rounding.
[[nodiscard]] inline double without(double value, double taken) {
  const double left = value - taken;
  return left > 1e-9 * value ? left : 0.0;
}

}  // namespace entrepot
