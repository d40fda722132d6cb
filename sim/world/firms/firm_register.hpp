// Real firms and what they buy from each other: a table of firms and one of transactions, as read. Synthesis
// puts them in the place of drawn firms and reconciles them with the inter-country table
// (docs/decisions/0081-real-firms.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "sim/core/ids.hpp"

namespace entrepot {

inline constexpr std::uint32_t no_entry = std::numeric_limits<std::uint32_t>::max();

// What a buyer pays a supplier, million USD per year at the supplier's gate (duties left out).
struct RegisterLink {
  std::uint32_t buyer = 0;     // entry
  std::uint32_t supplier = 0;  // entry
  double value = 0.0;
  bool operator==(const RegisterLink&) const = default;
};

// Who makes what the register's firms of a cell do not make.
enum class Remainder : std::uint8_t {
  drawn,  // synthetic firms
  none,   // nobody: the register holds all firms of its cells and is scaled up to the table
};

struct FirmRegister {
  std::vector<std::string> id;      // [entry] ascending, each once
  std::vector<GroupId> group;       // [entry] (region, sector)
  std::vector<ProductId> product;   // [entry] of the sector; invalid = not said
  std::vector<double> output;       // [entry] million USD per year, > 0
  std::vector<RegionId> owner;      // [entry] region of the owner; invalid = not said
  std::vector<std::string> tags;    // [entry] as written; empty = no firm has any
  std::vector<RegisterLink> links;  // by buyer, supplier; each pair once, value > 0
  Remainder remainder = Remainder::drawn;
  // Privacy: no id or tag leaves the program; cells of fewer firms are left to synthesis. 0 = no such rule.
  bool hide_ids = false;
  std::uint32_t min_firms = 0;

  [[nodiscard]] std::size_t size() const { return id.size(); }
  // Entry of an id, or no_entry.
  [[nodiscard]] std::uint32_t find(const std::string& wanted) const;
};

}  // namespace entrepot
