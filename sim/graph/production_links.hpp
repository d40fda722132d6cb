// The production graph as plain spans: what graph algorithms need of a world and its state. Nodes are the
// firms [0, firms), then one final buyer per region.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace entrepot {

struct ProductionLinks {
  std::size_t firms = 0;
  std::size_t regions = 0;
  std::span<const std::uint32_t> nest_first;     // [nest + 1] first slot
  std::span<const std::uint32_t> nest_buyer;     // [nest] node
  std::span<const std::uint32_t> slot_supplier;  // [slot] firm
  std::span<const float> slot_weight;            // [slot] share of the nest's spending

  [[nodiscard]] std::size_t nodes() const { return firms + regions; }
};

// Buyer of every slot, as a node.
[[nodiscard]] std::vector<std::uint32_t> slot_buyers(const ProductionLinks& links);

// Number of different firms every node buys from, and of different nodes every firm sells to.
[[nodiscard]] std::vector<std::uint32_t> count_suppliers(const ProductionLinks& links);  // [node]
[[nodiscard]] std::vector<std::uint32_t> count_customers(const ProductionLinks& links);  // [firm]

}  // namespace entrepot
