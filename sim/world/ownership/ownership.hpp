// Who owns the plants of the base world, and which of them belong together (model.md section 5).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/core/ids.hpp"

namespace entrepot {

inline constexpr std::uint32_t no_enterprise = 0xFFFFFFFFU;

// How near the plants of one owner in one (host, sector) come to the owner's figures, million USD per year.
struct OwnerFit {
  std::uint16_t group = 0;  // host and sector
  RegionId owner;
  RegionId destination;  // of a figure for one flow; else invalid
  double wanted_output = 0.0, got_output = 0.0;
  double wanted_exports = 0.0, got_exports = 0.0;
  double wanted_flow = 0.0, got_flow = 0.0;
};

// Walker alias table entry of a firm in its supply cell: the drawn firm is kept with probability `keep`.
struct AliasEntry {
  float keep = 2.0F;  // above every draw: always kept
  std::uint32_t other = 0;
};

// Profits of a group that go to owners in a region who have no plant in it of their own.
struct PooledProfit {
  std::uint16_t group = 0;
  RegionId owner;
  double part = 0.0;  // of the group's profits
};

// Plants of one enterprise make one product. A class is the plants in one supply cell with owners from one
// region; domestic plants are a class too. All columns are empty where no plant is owned abroad.
struct Ownership {
  std::vector<std::uint16_t> firm_owner;  // [firm] region of the owner
  // [firm] part of its profit that its owner abroad receives; such that all plants of an owner in a group
  // send what the figures say, so it may be above 1 where they make less than these
  std::vector<double> firm_profit_abroad;
  std::vector<PooledProfit> pooled;   // by group, then owner; where too few firms left an owner without
  std::vector<std::uint32_t> abroad;  // firms owned abroad, ascending

  // Enterprises with plants in more than one region.
  std::vector<std::uint32_t> firm_enterprise;   // [firm]; no_enterprise = it stands alone
  std::vector<std::uint32_t> enterprise_first;  // [enterprise + 1] position of its first plant
  std::vector<std::uint32_t> enterprise_plant;  // [position] firm; the parent at home, if there is one, first

  std::vector<std::uint32_t> class_first;   // [cell + 1] first class
  std::vector<std::uint16_t> class_owner;   // [class] region, ascending in a cell
  std::vector<std::uint32_t> firm_class;    // [firm]
  std::vector<std::uint32_t> member_first;  // [class + 1] first position
  std::vector<std::uint32_t> member;        // [position] firm
  std::vector<AliasEntry> alias;            // [position] by output inside the class; `other` is a position
  std::vector<double> class_output;         // [class] million USD per year at the base
  std::vector<double> class_share;          // [class][destination] of what its cell sells there

  std::vector<OwnerFit> fit;  // one per figure, in their order

  [[nodiscard]] bool any() const { return !firm_owner.empty(); }
  [[nodiscard]] std::size_t n_enterprises() const {
    return enterprise_first.empty() ? 0 : enterprise_first.size() - 1;
  }
  [[nodiscard]] std::span<const std::uint32_t> plants(std::size_t enterprise) const {
    return std::span(enterprise_plant)
        .subspan(enterprise_first[enterprise],
                 enterprise_first[enterprise + 1] - enterprise_first[enterprise]);
  }
};

}  // namespace entrepot
