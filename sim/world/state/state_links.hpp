// The production graph of a state as plain arrays: the world's firms, plants opened since, regions' final
// buyers.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/graph/production_links.hpp"
#include "sim/world/state/state.hpp"

namespace entrepot {

// Nodes: firms and sites by their ids, then one final buyer per region. Weights are left out
// (`view().slot_weight` is empty), paths do not need them. World and state must outlive it and keep their
// arrays.
class StateLinks {
 public:
  StateLinks(const World& world, const State& state);
  [[nodiscard]] ProductionLinks view() const;
  // Region where each firm and site stands, [node below the final buyers].
  [[nodiscard]] const std::vector<std::uint16_t>& seller_region() const { return seller_region_; }

 private:
  void add_sites(const World& world, const Sites& sites);

  const State& state_;
  std::size_t regions_;
  std::vector<std::uint32_t> nest_first_;     // [nest + 1]
  std::vector<std::uint32_t> nest_buyer_;     // [nest]
  std::vector<std::uint16_t> seller_region_;  // [firm, then site]
};

}  // namespace entrepot
